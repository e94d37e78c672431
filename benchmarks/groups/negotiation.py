"""
Choosing one of 50 locales by the header Accept-Language; nothing is remembered between two calls.
"""

from __future__ import annotations

import tempfile
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
SIZE = 8192
HOSTILE = {
    "commas": ",",
    "spaces": " ",
    "letters": "a",
    "subtags": "en-aaaaaaaa-",
    "ranges": "xx-yy;q=0.1,",
    "good ranges": "zh-TW;q=0.001,",
    "wildcards": "*,",
    "zeros": "en;q=0.0000000000,",
    "semicolons": ";",
    "other letters": "ł-",
}


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return the usual and the long header against all peers, and the hostile ones."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = {"operator_label": "One", "short_explanation": "One."}
        project.write_project(folder, {"bench.one": one})
        project.add_locales(folder, TRANSLATED)
        negotiate = project.load(folder).BUNDLE.negotiate
    peers, notes = open_negotiators()
    rows: list[Row] = []
    for title, header, answer in (
        ("Chrome's usual header, 50 locales", CHROME, "pl"),
        ("a header of twelve ranges, 50 locales", LONG, "zh_Hant"),
    ):
        known = {"header": header}
        works = [Work("reasonbook", "negotiate(header)", {**known, "negotiate": negotiate})]
        check([Work("the expected answer", "answer", {"answer": answer}), *works])
        works += [Work(peer, code, {**known, **names}) for peer, code, names in peers]
        notes += _differences(title, works[1:], answer)
        mine, *others = compare(works, options)
        bounds = {"Werkzeug's best_match": Bound(0.1)} if header is CHROME else {}
        rows += [row(title, mine, each, bounds.get(each.name)) for each in others]
    return [*rows, *_hostile(negotiate, peers[0], options)], notes


def _differences(title: str, works: list[Work], answer: str) -> list[str]:
    """Say which peers choose another locale: it is slower or quicker work, but not the same."""
    found = {work.name: str(work.result()).replace("-", "_") for work in works}
    return [
        f"{title}: {name} answers {tag}, not {answer}"
        for name, tag in found.items()
        if tag.lower() != answer.lower()
    ]


def _hostile(
    negotiate: Callable[[str], str], peer: tuple[str, str, dict[str, object]], options: Options
) -> list[Row]:
    """Compare the dearest hostile header with Chrome's, and with the first peer's cost of it."""
    headers = {kind: (piece * SIZE)[:SIZE] for kind, piece in HOSTILE.items()}
    works = [
        Work(kind, "negotiate(header)", {"negotiate": negotiate, "header": header})
        for kind, header in {"Chrome's usual header": CHROME, **headers}.items()
    ]
    usual, *hostile = compare(works, options)
    worst = max(hostile, key=lambda each: each.ratio_to(usual))
    title = f"8 KB of {worst.name}, the dearest of {len(headers)} hostile headers"
    name, code, names = peer
    theirs = Work(name, code, {**names, "header": headers[worst.name]})
    ours = next(work for work in works if work.name == worst.name)
    return [row(title, worst, usual, Bound(5)), row(title, *compare([ours, theirs], options))]
