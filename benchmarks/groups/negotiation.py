"""
Choosing one of 50 locales by the header Accept-Language; nothing is remembered between two calls.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import project
from harness import Options, Work, check, compare
from locales import TRANSLATED
from negotiators import open_negotiators
from table import Bound, Row, row

if TYPE_CHECKING:
    from collections.abc import Callable

CHROME = "pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7"
LONG = (
    "xx-YY,yy;q=0.95,zh-TW;q=0.9,zh;q=0.85,en-AU;q=0.8,en;q=0.75,de-CH;q=0.7,de;q=0.6,"
    "fr-CA;q=0.5,fr;q=0.4,pt-BR;q=0.3,*;q=0.1"
)
HEADERS = (
    ("Chrome's usual header, 50 locales", CHROME, "pl"),
    ("a header of twelve ranges, 50 locales", LONG, "zh-Hant"),
)
BOUNDS = {"Werkzeug's best_match": Bound(0.1)}
SIZE = 8192
GARBAGE = {
    "commas": ",",
    "spaces": " ",
    "letters": "a",
    "subtags": "en-aaaaaaaa-",
    "wildcards": "*,",
    "semicolons": ";",
    "other letters": "ł-",
    "unknown ranges": "xx-yy;q=0.1,",
    "zeros": "en;q=0.0000000000,",
    "ranges of three digits": "zh-TW;q=0.001,",
}
# Written by who has read our sources: weights that rise, what nobody serves, and a refusal.
CRAFTED = {
    "refused ranges": "zh-TW;q=0.000,",
    "spaced weights": "de-AT; q=0.123 ,",
    "unknown regions": "zh-Hant-QQ;q=.5,",
    "unknown scripts": "zh-Qaaa-QQ;q=0.3,",
    "good and refused ranges": "de-AT;q=0.123,pl-x;q=0.000,",
    "rising weights": ",".join(f"zh-aa;q=0.{each}" for each in range(100, 999)),
    "refused rising weights": "*;q=0," + ",".join(f"zh-aa;q=0.{each}" for each in range(100, 999)),
    "refused rising scripts": "a;q=0,"
    + ",".join(f"zh-Q{chr(97 + each % 26)}aa;q=0.{each}" for each in range(100, 999)),
}


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return the usual and the long header against all peers, and the hostile ones."""
    with tempfile.TemporaryDirectory() as name:
        negotiate = _open_ours(Path(name))
        peers, notes = open_negotiators()
        rows: list[Row] = []
        for title, header, answer in HEADERS:
            ours = Work(
                "reasonbook", "negotiate(header)", {"header": header, "negotiate": negotiate}
            )
            check([Work("the expected answer", "answer", {"answer": answer}), ours])
            theirs = [Work(peer, code, {"header": header, **names}) for peer, code, names in peers]
            notes += _differences(title, theirs, answer)
            mine, *others = compare([ours, *theirs], options)
            bounds = BOUNDS if header is CHROME else {}
            rows += [row(title, mine, each, bounds.get(each.name)) for each in others]
        return [*rows, *_hostile(negotiate, peers[0], options)], notes


def _open_ours(folder: Path) -> Callable[[str], str]:
    """Generate a bundle of 50 locales and return what chooses one."""
    one = {"operator_label": "One", "short_explanation": "One."}
    project.write_project(folder, {"bench.one": one})
    project.add_locales(folder, TRANSLATED)
    return project.load(folder).BUNDLE.negotiate


def _differences(title: str, works: list[Work], answer: str) -> list[str]:
    """Say which peers choose another locale: it is slower or quicker work, but not the same."""
    found = {work.name: str(work.result()).replace("_", "-") for work in works}
    return [
        f"{title}: {name} answers {tag}, not {answer}"
        for name, tag in found.items()
        if tag.lower() != answer.lower()
    ]


def _hostile(
    negotiate: Callable[[str], str], peer: tuple[str, str, dict[str, object]], options: Options
) -> list[Row]:
    """Compare the dearest hostile headers with Chrome's, and with the first peer's cost of them."""
    name, code, names = peer
    usual = Work(
        "ours, Chrome's header", "negotiate(header)", {"negotiate": negotiate, "header": CHROME}
    )
    rows: list[Row] = []
    for how, pieces in (("made of", GARBAGE), ("crafted of", CRAFTED)):
        works = {
            kind: replace(usual, name=kind, names={**usual.names, "header": (piece * SIZE)[:SIZE]})
            for kind, piece in pieces.items()
        }
        known, *hostile = compare([usual, *works.values()], options)
        worst = max(hostile, key=lambda each: each.ratio_to(known))
        title = f"8 KB {how} {worst.name}, the dearest of {len(pieces)}"
        ours = works[worst.name]
        theirs = Work(name, code, {**names, "header": ours.names["header"]})
        rows.append(row(title, worst, known, Bound(5)))
        rows.append(row(title, *compare([ours, theirs], options)))
    return rows
