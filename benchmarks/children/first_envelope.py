"""
Print the seconds of the first envelope in a locale, after another locale was used: FOLDER WHOSE.
"""

from __future__ import annotations

import sys
from gettext import GNUTranslations
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

LABEL = "Worker {} lost its lease"
EXPLANATION = "Worker {} had not renewed its lease within {} s."
BEFORE, NOW = 1, 2


class Told(NamedTuple):
    """The texts of one reason."""

    label: str
    explanation: str


folder, whose = sys.argv[1:]
sys.path.insert(0, folder)
bundle = import_module("bench_reasons")
reasons = list(bundle.BenchReason)


def load(tag: str) -> GNUTranslations:
    """Return gettext's catalogue of a locale."""
    path = Path(folder) / "bench_reasons" / "locale" / tag / "LC_MESSAGES" / "bench_reasons.mo"
    with path.open("rb") as stream:
        return GNUTranslations(stream)


def told(translations: GNUTranslations, number: int) -> Told:
    """Return what gettext has for a reason."""
    code = f"bench.lease_lost_{number}"
    return Told(
        translations.pgettext(f"{code}#operator_label", LABEL.format(number)),
        translations.pgettext(f"{code}#short_explanation", EXPLANATION.format(number, number)),
    )


if whose == "ours":
    reasons[BEFORE].envelope("de")
    start = perf_counter()
    envelope = reasons[NOW].envelope("pl")
    seconds = perf_counter() - start
    found = Told(envelope.operator_label, envelope.short_explanation)
else:
    kept = load("de")
    told(kept, BEFORE)
    start = perf_counter()
    loaded = load("pl")
    found = told(loaded, NOW)
    seconds = perf_counter() - start
if found != told(load("pl"), NOW) or found.label == LABEL.format(NOW):
    sys.exit(f"{found} is no translation")
print(seconds)
