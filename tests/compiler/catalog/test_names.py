from __future__ import annotations

import keyword
import re
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog import names
from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.catalog.resolve import resolve
from reasonbook.compiler.catalog.resolved import Catalogue
from reasonbook.compiler.config import Settings
from reasonbook.compiler.render.contents import exported_names, module_imports
from reasonbook.compiler.render.parameters import imported_types
from reasonbook.compiler.source import SourceFile
from reasonbook.runtime import Reason as RuntimeReason

CODES = st.from_regex(re.compile(f"^{names.CODE}$", re.ASCII), fullmatch=True)
MEMBERS = st.from_regex(re.compile(f"^{names.MEMBER_NAME}$", re.ASCII), fullmatch=True)
EVERY_TYPE = Path(__file__).parents[2] / "cases" / "every_type" / "reasons.yaml"


def enumeration():
    """Return an enum that has everything that a module can have."""
    document, _ = read_document(SourceFile("a.yaml", EVERY_TYPE.read_text(encoding="utf-8")))
    return resolve([document], settings=Settings(), locales=()).enums[0]


def test_the_attributes_of_a_reason_are_those_of_the_runtime():
    public = {each for each in vars(RuntimeReason) if not each.startswith("_")}

    assert public == names.REASON_ATTRIBUTES


def test_the_names_that_a_module_uses_are_reserved():
    used = set(module_imports(enumeration())) | {"BUNDLE"}
    for types in imported_types(enumeration()).values():
        used.update(types)

    assert {each for each in used if each[0].isupper()} == names.MODULE_GLOBALS
    assert [each for each in used if each == names.derive_function(each.upper())] == []


def test_the_names_that_a_bundle_exports_are_reserved():
    empty = Catalogue("shop", "1", "en", (), (), (), ())

    assert set(exported_names(empty)) | {"locale"} == names.BUNDLE_GLOBALS


@pytest.mark.parametrize(
    "code", ["run.failed", "a.b", "run.stale_queued", "a1.b2_c3.d", f"a.{'b' * 80}"]
)
def test_codes_are_words_with_dots(code):
    assert names.is_code(code)


@pytest.mark.parametrize(
    "code",
    [
        *("", "run", "run.", ".run", "run..failed", "Run.failed", "run.1st", "run._x", "run.x_"),
        *("run.a__b", "run-failed.x", "run.fäiled", "run.٣", "run.failed\n", " run.failed"),
    ],
)
def test_everything_else_is_no_code(code):
    assert not names.is_code(code)


@given(CODES, st.data())
@settings(max_examples=settings.default.max_examples * 2)
def test_a_member_is_a_name_in_python(code, data):
    dots = [match.end() for match in re.finditer(r"\.", code)]
    prefix = code[: data.draw(st.sampled_from([0, *dots]))]

    member = names.derive_member(code, prefix)

    assert re.fullmatch(names.MEMBER_NAME, member)
    assert member.isidentifier()
    assert not keyword.iskeyword(member)


@given(MEMBERS)
@example("CLASS")
@example("STR")
@example("MATCH")
@settings(max_examples=settings.default.max_examples * 2)
def test_a_function_is_a_name_that_nothing_else_has(member):
    name = names.derive_function(member)

    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert name.removesuffix("_") == member.lower()


@given(MEMBERS, MEMBERS)
@example("STR", "STR_1")
@example("CLASS", "CLASS1")
@settings(max_examples=settings.default.max_examples * 2)
def test_functions_of_two_members_never_have_one_name(one, other):
    assume(one != other)

    assert names.derive_function(one) != names.derive_function(other)


@pytest.mark.parametrize("name", ["class", "from", "lambda", "is"])
def test_a_placeholder_is_called_like_a_parameter(name):
    assert names.is_reserved_placeholder(name)


@pytest.mark.parametrize("name", ["match", "type", "str", "date", "self", "bind"])
def test_a_parameter_may_hide_what_its_function_does_not_use(name):
    assert not names.is_reserved_placeholder(name)


@pytest.mark.parametrize(
    "name", ["BUNDLE", "Entry", "Money", "mro", "name", "value", "upper", "class", "envelope"]
)
def test_a_member_does_not_hide_what_enums_texts_and_reasons_have(name):
    assert names.is_reserved_member(name)


@given(st.sampled_from(sorted({*dir(StrEnum), *dir(str), *vars(RuntimeReason)})))
@settings(max_examples=settings.default.max_examples)
def test_no_attribute_of_a_member_can_be_hidden(name):
    assert names.is_reserved_member(name) or name.startswith("_")


@pytest.mark.parametrize("name", ["class", "locale", "reason", "reload", "con", "lpt9"])
def test_a_module_is_not_called_like_something_else(name):
    assert names.is_reserved_module(name)


@pytest.mark.parametrize("name", ["None", "True", "Reason", "Entry", "Money", "BUNDLE"])
def test_an_enum_is_not_called_like_something_else(name):
    assert names.is_reserved_enum(name)


def test_other_names_are_free():
    assert not names.is_reserved_module("runs")
    assert not names.is_reserved_enum("RunReason")
    assert not names.is_reserved_member("STALE_QUEUED")
