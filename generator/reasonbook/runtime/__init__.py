"""
What generated modules need; the standard library only, and little of that.

Once the source texts stand, nothing in here raises for any locale, context or catalogue but
inside of `strict`: a translation that cannot be used gives the source text and one warning of
the logger ``reasonbook``. There are no locks: what is made once is published by one store in a
dictionary, so two threads that come first at the same time may do that work twice.

`typing`, `re` and `dataclasses` are never imported here: each of them costs an application
more start-up time than all of this package does.
"""

from __future__ import annotations

from reasonbook.runtime.bundle import Bundle, UnknownCodeError, require_contract
from reasonbook.runtime.entries import (
    Entry,
    Placeholder,
    Plural,
    Step,
    Surface,
    Text,
    npgettext_noop,
    pgettext_noop,
)
from reasonbook.runtime.envelope import Envelope
from reasonbook.runtime.locale_data import LocaleData
from reasonbook.runtime.locales import current_locale, strict, use_locale
from reasonbook.runtime.money import Money
from reasonbook.runtime.next_step import NextStep
from reasonbook.runtime.occurrence import Items, Occurrence
from reasonbook.runtime.problems import Problem, ProblemError, on_problem
from reasonbook.runtime.reason import Reason, bind

__all__ = [
    "Bundle",
    "Entry",
    "Envelope",
    "Items",
    "LocaleData",
    "Money",
    "NextStep",
    "Occurrence",
    "Placeholder",
    "Plural",
    "Problem",
    "ProblemError",
    "Reason",
    "Step",
    "Surface",
    "Text",
    "UnknownCodeError",
    "bind",
    "current_locale",
    "npgettext_noop",
    "on_problem",
    "pgettext_noop",
    "require_contract",
    "strict",
    "use_locale",
]
