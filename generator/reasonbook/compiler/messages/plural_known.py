"""
The plural headers that are known for a language, and what their forms stand for.

``Plural-Forms`` of a translators' file is compared with these, never used. Known are CLDR's
rules, once with a form for each category and once with those alone that whole numbers have, and
what gettext's manual, its `msginit`, Babel, and Weblate have written into files for decades.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reasonbook.compiler.messages.plural_expression import parse_expression, values_of
from reasonbook.compiler.messages.plural_header import (
    header_value,
    whole_categories,
    write_expression,
)
from reasonbook.compiler.messages.plural_rules import (
    MANY,
    OTHER,
    plural_categories,
    plural_rules,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

UNUSED = ""
"""What a form stands for that CLDR does not have: the runtime never asks for it."""

_HEADER = re.compile(
    r"nplurals[ \t]*+=[ \t]*+([1-9])[ \t]*+;[ \t]*+plural[ \t]*+=([^;]++)(?:;[ \t]*+)?+"
)
_MAX_HEADER = 2000
_SAMPLE = (*range(1001), 10**6 - 1, 10**6, 10**6 + 1, 2 * 10**6, 10**9)

_COMMON = ("one", OTHER)


@dataclass(frozen=True, slots=True)
class KnownForms:
    """A plural *expression*, and for each of its forms the category that it stands for."""

    expression: str
    forms: tuple[str, ...]

    @property
    def header(self) -> str:
        """The value of ``Plural-Forms``."""
        return header_value(len(self.forms), self.expression)


_NO_PLURAL = KnownForms("0", (OTHER,))
_NOT_ONE = KnownForms("n != 1", _COMMON)
_OVER_ONE = KnownForms("n > 1", _COMMON)
_ONE_TWO_OTHER = KnownForms("n==1 ? 0 : n==2 ? 1 : 2", ("one", "two", OTHER))
_ONE_TWO_FEW_OTHER = KnownForms(
    "n==1 ? 0 : n==2 ? 1 : n==3 ? 2 : 3",
    ("one", "two", "few", OTHER),
)

# Languages that have one form in everybody's tables. For others CLDR just has no rules yet.
_WITHOUT_PLURAL = frozenset({"bo", "dz", "ja", "km", "ko", "lo", "th", "vi", "yue", "zh"})

# Languages in which tools have written other forms than those of CLDR, with what they wrote.
# An entry is never taken away: that would refuse files which are in use.
_CLASSICAL: Mapping[str, tuple[KnownForms, ...]] = {
    # Arabic of Babel and Pootle: the last two forms are the other way round.
    "ar": (
        KnownForms(
            "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
            " : n%100>=0 && n%100<=2 ? 4 : 5",
            ("zero", "one", "two", "few", OTHER, MANY),
        ),
    ),
    "az": (_NO_PLURAL,),
    # Babel's first form is for 1 alone; CLDR has 1 among 21, 31 and so on.
    "br": (
        KnownForms(
            "n==1 ? 0 : n%10==1 && n%100!=11 && n%100!=71 && n%100!=91 ? 1 : n%10==2 && n%100!=12"
            " && n%100!=72 && n%100!=92 ? 2 : (n%10==3 || n%10==4 || n%10==9) && n%100!=13 &&"
            " n%100!=14 && n%100!=19 && n%100!=73 && n%100!=74 && n%100!=79 && n%100!=93 &&"
            " n%100!=94 && n%100!=99 ? 3 : n%1000000==0 ? 4 : 5",
            (UNUSED, "one", "two", "few", MANY, OTHER),
        ),
        _OVER_ONE,
    ),
    "ca": (_NOT_ONE,),
    "cgg": (_NO_PLURAL,),
    "cy": (
        KnownForms(
            "n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 0",
            (OTHER, "one", "two", "few", MANY),
        ),
        KnownForms(
            "n==1 ? 0 : n==2 ? 1 : n!=8 && n!=11 ? 2 : 3",
            ("one", "two", OTHER, UNUSED),
        ),
        KnownForms("n==2 ? 1 : 0", (OTHER, "two")),
    ),
    "es": (_NOT_ONE,),
    "fa": (_NO_PLURAL,),
    "fr": (_OVER_ONE,),
    "ga": (_ONE_TWO_OTHER,),
    # CLDR had a third form for 20, 30 and so on until its version 42.
    "he": (
        _NOT_ONE,
        KnownForms("n==1 ? 0 : n==2 ? 2 : 1", ("one", OTHER, "two")),
        KnownForms(
            "n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3",
            ("one", "two", UNUSED, OTHER),
        ),
    ),
    "ht": (_NOT_ONE, _OVER_ONE),
    "hu": (_NO_PLURAL,),
    "hy": (_NO_PLURAL,),
    "it": (_NOT_ONE,),
    "iu": (_NOT_ONE,),
    "ka": (_NO_PLURAL,),
    "kk": (_NO_PLURAL,),
    "kw": (_ONE_TWO_OTHER, _ONE_TWO_FEW_OTHER),
    "ky": (_NO_PLURAL,),
    "lld": (_NOT_ONE,),
    "lv": (
        KnownForms("n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2", ("one", OTHER, "zero")),
        KnownForms(
            "n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2",
            ("one", OTHER, "zero"),
        ),
    ),
    "mk": (KnownForms("n==1 || n%10==1 ? 0 : 1", _COMMON),),
    # Without a form for 2, as CLDR had them until its version 42.
    "mt": (
        KnownForms(
            "n==1 ? 0 : n==0 || (n%100>1 && n%100<11) ? 1 : n%100>10 && n%100<20 ? 2 : 3",
            ("one", "few", MANY, OTHER),
        ),
        KnownForms(
            "n==1 ? 0 : n==0 || (n%100>=1 && n%100<=10) ? 1 : n%100>10 && n%100<20 ? 2 : 3",
            ("one", "few", MANY, OTHER),
        ),
    ),
    "naq": (_NOT_ONE,),
    # `pt_BR` counts 0 with 1 in gettext, and `pt` does not; CLDR has it the same way in both.
    "pt": (_NOT_ONE, _OVER_ONE),
    # CLDR took 101 from `few` and gave it back.
    "ro": (
        KnownForms("n==1 ? 0 : n==0 || (n%100>=2 && n%100<=19) ? 1 : 2", ("one", "few", OTHER)),
    ),
    "sat": (_NOT_ONE,),
    "scn": (_NOT_ONE,),
    "se": (_NOT_ONE,),
    # Slovenian of the GNOME project: the form for everything else comes first.
    "sl": (
        KnownForms(
            "n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0",
            (OTHER, "one", "two", "few"),
        ),
    ),
    "sma": (_NOT_ONE,),
    "smj": (_NOT_ONE,),
    "smn": (_NOT_ONE,),
    "sms": (_NOT_ONE,),
    "tr": (_NO_PLURAL,),
    "ug": (_NO_PLURAL,),
    "uz": (_NO_PLURAL,),
    "vec": (_NOT_ONE,),
}


@cache
def known_forms(tag: str) -> tuple[KnownForms, ...]:
    """Return all plural forms that a file of the locale *tag* may have; ours come first."""
    rules = plural_rules(tag)
    everything = plural_categories(tag)
    language = tag.partition("_")[0]
    of_wholes = whole_categories(rules)
    found = [KnownForms(write_expression(rules, each), each) for each in (everything, of_wholes)]
    # Babel writes the first one for every language that it has no entry for.
    if everything == _COMMON:
        found += [_NOT_ONE, _OVER_ONE]
    elif everything == (OTHER,) and language not in _WITHOUT_PLURAL:
        found += [replace(each, forms=(UNUSED, OTHER)) for each in (_NOT_ONE, _OVER_ONE)]
    found += _CLASSICAL.get(language, ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def forms_of(tag: str, header: str) -> tuple[str, ...] | None:
    """
    Return what the forms of a file of the locale *tag* stand for, by its ``Plural-Forms``.

    A form stands for a category of CLDR, or for none (`UNUSED`). The result is None if *header*
    is none of those that are known for the language. It is known if it has as many forms as one
    of those and selects the same one for every number of a sample; how it is written does not
    matter.
    """
    match = _HEADER.fullmatch(header) if len(header) <= _MAX_HEADER else None
    tree = None if match is None else parse_expression(match[2])
    if match is None or tree is None:
        return None
    candidates = [each for each in known_forms(tag) if len(each.forms) == int(match[1])]
    for known in candidates:
        if parse_expression(known.expression) == tree:
            return known.forms
    values = values_of(tree, _SAMPLE)
    same = (each.forms for each in candidates if _values(each.expression) == values)
    return next(same, None)


def form_indices(tag: str, forms: tuple[str, ...]) -> tuple[int, ...]:
    """
    Return which of *forms* each category of the locale *tag* gets, in the order of CLDR.

    A category that *forms* do not tell apart gets that of ``other``, else that of ``many``
    (Polish files have ``one few many``, and only fractions are ``other``), else the last.
    """
    general = general_form(forms)
    places = {category: index for index, category in enumerate(forms)}
    return tuple(places.get(each, general) for each in plural_categories(tag))


def general_form(forms: tuple[str, ...]) -> int:
    """Return the index of the form for whatever has none of its own."""
    found = (forms.index(each) for each in (OTHER, MANY) if each in forms)
    return next(found, len(forms) - 1)


@cache
def _values(expression: str) -> tuple[int, ...]:
    tree = parse_expression(expression)
    values = None if tree is None else values_of(tree, _SAMPLE)
    assert values is not None, expression
    return values
