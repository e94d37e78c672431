"""Every way in which a template could make other programs of what all enums share: refused."""

from __future__ import annotations

import re

import pytest

LOCALES = "LOCALES: dict[str, LocaleData] = {"
NEGOTIATION = "NEGOTIATION: dict[str, str | None] = {"
IMPORT = "from reasonbook.runtime import LocaleData\n"
NUMBER = 'number=(",", ".", "-", 3, 3)'
STOP = '"zh-yue-cn": None'
RETURN = "    return LOCALES, NEGOTIATION\n"
LOAD = "    from ._locales import LOCALES, NEGOTIATION\n"
BUNDLE = "BUNDLE = Bundle("
CONTRACT = 'require_contract(1, "reasons")\n'
GERMAN = re.compile(r"    \"de\": LocaleData\(.*?\n    \),\n", re.DOTALL)
LAST = re.compile(r"\n\Z")

# What was changed, and how, by module.
SABOTAGES = {
    "_locales": {
        "another mark": (NUMBER, 'number=(".", ".", "-", 3, 3)'),
        "marks swapped": (NUMBER, 'number=(".", ",", "-", 3, 3)'),
        "a mark less": (NUMBER, 'number=(",", ".", 3, 3)'),
        "a mark more": (NUMBER, 'number=(",", ".", "-", 3, 3, 3)'),
        "a mark in bytes": (NUMBER, 'number=(b",", ".", "-", 3, 3)'),
        "a mark as an f-string": (NUMBER, 'number=(f",", ".", "-", 3, 3)'),
        "a mark behind a call": (NUMBER, 'number=(chr(44), ".", "-", 3, 3)'),
        "another size of a group": (NUMBER, 'number=(",", ".", "-", 3, 2)'),
        "a size as a float": (NUMBER, 'number=(",", ".", "-", 3.0, 3)'),
        "a size as a text": (NUMBER, 'number=(",", ".", "-", "3", 3)'),
        "a size as a truth": (NUMBER, 'number=(",", ".", "-", True, 3)'),
        "a list for a tuple": (NUMBER, 'number=[",", ".", "-", 3, 3]'),
        "a number for a tuple": (NUMBER, "number=3"),
        "none for a tuple": (NUMBER, "number=None"),
        "a mark outside ASCII": (r'"\xa0%", "-", "\xa0%"', '"\xa0%", "-", "\xa0%"'),
        "another pattern": ('"{0}, and {1}"', '"{0} and {1}"'),
        "a pattern that is formatted": ('"{0}, and {1}"', '"{0}, and {1}".format(1, 2)'),
        "one for true": ("0, True, (", "0, 1, ("),
        "zero for an operand": ('(("i", 0', "((0, 0"),
        "another operand": ('(("i", 0', '(("n", 0'),
        "another modulus": ('(("i", 0', '(("i", 10'),
        "another range": ("((1, 1),)", "((1, 2),)"),
        "a range without its comma": ("((1, 1),)", "((1, 1))"),
        "another category": ('(("one", ', '(("two", '),
        "a category less": (re.compile(r"plural=\(\(\"one.*\n"), "plural=(),\n"),
        "another fact": ("chain=", "chains="),
        "a fact less": ('chain=("de",),', ""),
        "a fact twice in one": ('chain=("de",),', 'chain=("de", "de"),'),
        "a fact more": ('chain=("de",),', 'chain=("de",), x=1,'),
        "facts by position": ('chain=("de",),', '("de",),'),
        "facts by star": ('chain=("de",),', '**{}, chain=("de",),'),
        "facts in another order": (
            re.compile(r"(        number=.*\n)(        percent=.*\n)"),
            '        percent=("", "%", "-", "%", 3, 3), number=(".", ",", "-", 3, 3),',
        ),
        "facts made of something else": ('"de": LocaleData(', '"de": dict('),
        "a locale less": (GERMAN, ""),
        "a locale more": (LOCALES, f'{LOCALES}"": None,'),
        "another locale": ('"de": LocaleData(', '"da": LocaleData('),
        "a locale from elsewhere": (LOCALES, f"{LOCALES}**{{}},"),
        "locales of another type": (LOCALES, LOCALES.replace("LocaleData", "object")),
        "locales without a type": (LOCALES, "LOCALES = {"),
        "locales for something else": (LOCALES, LOCALES.replace("LOCALES", "LOCALE")),
        "a tag that is served": (STOP, '"zh-yue-cn": "zh_Hant"'),
        "a tag that is served by nothing": ('"ger": "de"', '"ger": None'),
        "a tag that is served by another": ('"ger": "de"', '"ger": "en"'),
        "a tag that is served by an empty one": (STOP, '"zh-yue-cn": ""'),
        "a tag that is served by a falsehood": (STOP, '"zh-yue-cn": False'),
        "a tag less": (re.compile(r"    \"ger\": .*\n"), ""),
        "a tag more": (NEGOTIATION, f'{NEGOTIATION}"x": None,'),
        "another tag": ('"ger": "de"', '"GER": "de"'),
        "tags of another type": (NEGOTIATION, NEGOTIATION.replace(" | None", "")),
        "an import": (IMPORT, f"{IMPORT}import os\n"),
        "an import from elsewhere": (IMPORT, "from reasonbook import LocaleData\n"),
        "an import more": (IMPORT, "from reasonbook.runtime import Bundle, LocaleData\n"),
        "an import less": (IMPORT, ""),
        "a statement": (LAST, "\nprint()\n"),
        "a change": (LAST, '\nNEGOTIATION["x"] = "de"\n'),
    },
    "_bundle": {
        "another contract": (CONTRACT, 'require_contract(2, "reasons")\n'),
        "a contract as a truth": (CONTRACT, 'require_contract(True, "reasons")\n'),
        "the contract of another bundle": (CONTRACT, 'require_contract(1, "reason")\n'),
        "no contract": (CONTRACT, ""),
        "another name": ('name="reasons"', 'name="reason"'),
        "another version": ('version="0.0.0"', 'version="0.0.1"'),
        "another source locale": ('source_locale="en"', 'source_locale="de"'),
        "no source locale": ('    source_locale="en",\n', ""),
        "another locale": ('("de", "zh_Hant")', '("de", "zh_Hans")'),
        "a locale less": ('("de", "zh_Hant")', '("de",)'),
        "locales in another order": ('("de", "zh_Hant")', '("zh_Hant", "de")'),
        "locales as a list": ('("de", "zh_Hant")', '["de", "zh_Hant"]'),
        "locales from elsewhere": ('("de", "zh_Hant")', "LOCALES"),
        "another surface": ('("badge", "mail")', '("badge", "mails")'),
        "a surface less": ('("badge", "mail")', '("badge",)'),
        "no surfaces": ('    surfaces=("badge", "mail"),\n', ""),
        "formatted": ("is_formatted=False", "is_formatted=True"),
        "formatted by number": ("is_formatted=False", "is_formatted=0"),
        "not told whether formatted": ("    is_formatted=False,\n", ""),
        "locales that are loaded at once": ("=_load_locales,", "=_load_locales(),"),
        "locales that are loaded by something else": ("=_load_locales,", "=print,"),
        "locales in a lambda": ("=_load_locales,", "=lambda: ({}, {}),"),
        "another package": ("package=__name__", 'package="reasons"'),
        "no package": ("    package=__name__,\n", ""),
        "another class": (BUNDLE, "BUNDLE = dict("),
        "a name more": (BUNDLE, "BUNDLES = BUNDLE = Bundle("),
        "an argument": (BUNDLE, f"{BUNDLE}1, "),
        "another import": (LOAD, "    from .locales import LOCALES, NEGOTIATION\n"),
        "an import that is swapped": (LOAD, LOAD.replace("LOCALES, ", "LOCALES as X, ")),
        "an import at once": (f"{LOAD}\n{RETURN}", f"{RETURN}"),
        "half of it returned": (RETURN, "    return LOCALES, {}\n"),
        "it returned backwards": (RETURN, "    return NEGOTIATION, LOCALES\n"),
        "it returned as a list": (RETURN, "    return [LOCALES, NEGOTIATION]\n"),
        "another result": ("dict[str, str | None]]:", "dict[str, str]]:"),
        "a parameter": ("_load_locales() ->", "_load_locales(x=print()) ->"),
        "a decorator": ("def _load_locales", "@print\ndef _load_locales"),
        "types for all": ("TYPE_CHECKING = False", "TYPE_CHECKING = True"),
        "a statement": (LAST, "\nprint()\n"),
        "a change": (LAST, "\nBUNDLE.name = 'x'\n"),
    },
    "__init__": {
        "an enum from elsewhere": ("from .runs import", "from ._texts.runs import"),
        "another enum": ("import RunReason", "import RunReasons"),
        "an enum under another name": ("import RunReason", "import RunReason as R"),
        "an enum more": ("import RunReason", "import RunReason, failed"),
        "an enum less": ("from .runs import RunReason\n", ""),
        "all of an enum": ("import RunReason", "import *"),
        "an export more": ('__all__ = ["BUNDLE", ', '__all__ = ["BUNDLE", "x", '),
        "an export less": ('"reload", ', ""),
        "exports in another order": ('"BUNDLE", "RunReason"', '"RunReason", "BUNDLE"'),
        "another method": ("reload = BUNDLE.reload", "reload = BUNDLE.reason"),
        "a method that is called": ("reload = BUNDLE.reload", "reload = BUNDLE.reload()"),
        "a method less": ("reload = BUNDLE.reload\n", ""),
        "a method more": ("reload = BUNDLE", "x = BUNDLE.generation\nreload = BUNDLE"),
        "a method of something else": ("= BUNDLE.reload", "= RunReason.reload"),
        "two names for a method": ("reload = BUNDLE", "again = reload = BUNDLE"),
        "the texts at once": ("from .runs", "from ._texts import runs\nfrom .runs"),
        "a statement": (LAST, "\nprint()\n"),
    },
    "_texts/__init__": {
        "an import": (LAST, "\nimport os\n"),
        "the texts at once": (LAST, "\nfrom .runs import ENTRIES\n"),
        "an export": (LAST, "\n__all__ = []\n"),
        "a statement": (LAST, "\nprint()\n"),
        "nothing": (re.compile(r"from __future__.*\n"), ""),
    },
}


@pytest.mark.parametrize(
    ("name", "sabotage"), [(name, each) for name, changes in SABOTAGES.items() for each in changes]
)
def test_a_module_that_enums_share_is_refused_with(name, sabotage, refuse):
    refuse(name, *SABOTAGES[name][sabotage])


def test_a_contract_that_is_asked_for_too_late_is_refused(modules, check, change):
    (finding,) = check("_bundle", change(modules["_bundle"], CONTRACT, "") + CONTRACT)

    assert finding.code == "RB502"


def test_locales_in_another_order_are_refused(modules, check, change):
    german = GERMAN.search(modules["_locales"])[0]
    moved = change(change(modules["_locales"], german, ""), f"\n}}\n\n{NEGOTIATION}", "@")
    (finding,) = check("_locales", moved.replace("@", f"\n{german}}}\n\n{NEGOTIATION}"))

    assert finding.message == "expected 'de', found 'en'"
