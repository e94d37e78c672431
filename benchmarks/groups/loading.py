"""
What a locale of 10,000 messages costs until its first message, and 50 of them in memory.
"""

from __future__ import annotations

import gettext
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import project
from children import in_turn_by_child
from harness import Options, Work, check, compare
from locales import LOCALES
from table import MIB, Bound, Row, row

from reasonbook.runtime.catalogues import Catalogues

if TYPE_CHECKING:
    from babel.messages.catalog import Message

REASONS = 5000
MEMORY_ROUNDS = 3


def measure(options: Options) -> tuple[list[Row], list[str]]:
    """Return the loader alone, a first envelope, and the memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = REASONS // 10 if options.quick else REASONS
        project.write_project(folder, reasons(count))
        project.add_locales(folder, ["de", "pl"], translate)
        title = f"of a locale of {2 * count:,} messages"
        rows = [_loader(folder, title, options), _first_envelope(folder, title, options)]
        if not Path("/proc/self/smaps_rollup").exists():
            return rows, ["left out: memory, which is read from Linux's /proc/self/smaps_rollup"]
        return [*rows, _memory(folder, options)], []


def reasons(count: int) -> dict[str, object]:
    """Return reasons with two texts of their own each."""
    return {
        f"bench.lease_lost_{number}": {
            "operator_label": f"Worker {number} lost its lease",
            "short_explanation": f"Worker {number} had not renewed its lease within {number} s.",
        }
        for number in range(count)
    }


def translate(message: Message) -> str:
    """Return a text that is as long as a translation would be."""
    return f"Tekst przetłumaczony: {message.id}"


def _loader(folder: Path, title: str, options: Options) -> Row:
    """Compare the loader, a new one each time, with gettext's, which keeps nothing either."""
    middle = len(project.load(folder).BenchReason) // 2
    known = {
        "Catalogues": Catalogues,
        "GNUTranslations": gettext.GNUTranslations,
        "bundle": project.BUNDLE,
        "damaged": lambda *found: sys.exit(f"the loader reports {found}"),
        "context": f"bench.lease_lost_{middle}#operator_label",
        "source": f"Worker {middle} lost its lease",
        "path": project.catalogue_file(folder, "pl"),
    }
    ours = "Catalogues(bundle=bundle, package=bundle, damaged=damaged)"
    theirs = 'GNUTranslations(open(path, "rb"))'
    # What was made is kept while the clock runs: taking it apart is not part of the work.
    works = [
        Work("reasonbook", f'(kept := {ours}).find("pl", context, source)', known),
        Work("gettext.GNUTranslations", f"(kept := {theirs}).pgettext(context, source)", known),
    ]
    check(works)
    bound = None if options.quick else Bound(0.02)
    return row(f"first message {title}, the loader alone", *compare(works, options), bound)


def _first_envelope(folder: Path, title: str, options: Options) -> Row:
    output = folder / "generated"
    children = {
        "reasonbook": ("first_envelope", output, "ours"),
        "gettext.GNUTranslations and a NamedTuple": ("first_envelope", output, "gettext"),
    }
    samples = in_turn_by_child(children, options.processes)
    return row(f"first envelope {title} in a process that has used another", *samples)


def _memory(folder: Path, options: Options) -> Row:
    """Compare the private memory that 50 locales take once a message of each has been found."""
    many = folder / "many" / "many_locales"
    for tag in LOCALES:
        place = many / "locale" / tag / "LC_MESSAGES"
        place.mkdir(parents=True)
        shutil.copy(project.catalogue_file(folder, "pl"), place / "many_locales.mo")
    (many / "__init__.py").touch()
    children = {
        "reasonbook": ("memory", many.parent, "ours", *LOCALES),
        "gettext.GNUTranslations": ("memory", many.parent, "gettext", *LOCALES),
    }
    rounds = 1 if options.quick else MEMORY_ROUNDS
    samples = in_turn_by_child(children, rounds)
    bound = None if options.quick else Bound(2 * MIB, is_absolute=True)
    return row(
        f"private memory of {len(LOCALES)} such locales, a message of each found",
        *samples,
        bound,
        "B",
    )
