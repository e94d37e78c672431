"""
What applications import: envelopes, occurrences, the enum base, the reader's locale.

Nothing here is translated, read or looked up before an envelope is asked for.
"""

from __future__ import annotations

from reasonbook._version import __version__
from reasonbook.runtime.envelope import Envelope
from reasonbook.runtime.locales import current_locale, strict, use_locale
from reasonbook.runtime.money import Money
from reasonbook.runtime.next_step import NextStep
from reasonbook.runtime.occurrence import Occurrence
from reasonbook.runtime.problems import Problem, ProblemError, on_problem
from reasonbook.runtime.reason import Reason

__all__ = [
    "Envelope",
    "Money",
    "NextStep",
    "Occurrence",
    "Problem",
    "ProblemError",
    "Reason",
    "__version__",
    "current_locale",
    "on_problem",
    "strict",
    "use_locale",
]
