"""
Plural forms: the rules of CLDR, gettext's header for them, and the headers that others write.

gettext counts with whole numbers, CLDR with what is shown, so with fractions too. A file of ours
has a form for every category of CLDR: in Polish also ``other``, which only fractions have (*1,5
próby*). A file that was made by another tool keeps the forms that it has, if they are known.
"""

from __future__ import annotations

from reasonbook.compiler.messages.plural_header import write_header
from reasonbook.compiler.messages.plural_known import (
    UNUSED,
    form_indices,
    forms_of,
    general_form,
    known_forms,
)
from reasonbook.compiler.messages.plural_rules import (
    PluralRules,
    category_of,
    plural_categories,
    plural_rules,
)

__all__ = [
    "UNUSED",
    "PluralRules",
    "category_of",
    "form_indices",
    "forms_of",
    "general_form",
    "known_forms",
    "plural_categories",
    "plural_header",
    "plural_rules",
]


def plural_header(tag: str) -> str:
    """
    Return the value of ``Plural-Forms`` for a file of the locale *tag* with all its categories.

    For example ``nplurals=2; plural=(n != 1);``.
    """
    return write_header(plural_rules(tag))
