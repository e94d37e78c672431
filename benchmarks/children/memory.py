"""
Print the bytes of private memory that locales take: FOLDER WHOSE TAG...
"""

from __future__ import annotations

import gc
import sys
from gettext import GNUTranslations
from importlib import import_module
from pathlib import Path

from reasonbook.runtime.catalogues import Catalogues

PACKAGE = "many_locales"
MESSAGE = ("bench.lease_lost_7#operator_label", "Worker 7 lost its lease")
folder, whose, *tags = sys.argv[1:]
sys.path.insert(0, folder)
import_module(PACKAGE)


def private() -> int:
    """Return the bytes that are this process's own."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    fields = dict(line.split(":", 1) for line in lines[1:])
    return sum(int(fields[name].split()[0]) for name in ("Private_Clean", "Private_Dirty")) * 1024


def load(tag: str) -> GNUTranslations:
    """Return gettext's catalogue of a locale."""
    path = Path(folder) / PACKAGE / "locale" / tag / "LC_MESSAGES" / f"{PACKAGE}.mo"
    with path.open("rb") as stream:
        return GNUTranslations(stream)


def find(tags: list[str]) -> tuple[set[object], object]:
    """Return a message of each locale, and what keeps all of them loaded."""
    if whose == "ours":
        ours = Catalogues(bundle=PACKAGE, package=PACKAGE, damaged=sys.exit)
        return {ours.find(tag, *MESSAGE) for tag in tags}, ours
    theirs = [load(tag) for tag in tags]
    return {each.pgettext(*MESSAGE) for each in theirs}, theirs


# Both have read one file before: what the modules take is not counted.
find(tags[:1])
gc.collect()
before = private()
texts, loaded = find(tags)
gc.collect()
after = private()
if len(texts) != 1 or texts == {MESSAGE[1]}:
    sys.exit(f"{texts} is not one translation")
print(after - before)
