from __future__ import annotations

import keyword
import re
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog import names
from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Reason, Step
from reasonbook.compiler.render.program import exported_names, imported_names
from reasonbook.runtime import Reason as RuntimeReason

CODES = st.from_regex(re.compile(f"^{names.CODE}$", re.ASCII), fullmatch=True)


def enumeration():
    step = Step("a", "wait", "Wait.", "next_step.a#label")
    reason = Reason(
        *("run.failed", "FAILED", "Run failed", "The run failed.", "escalate", (step,)),
        *(False, "run.failed", "error", None, None, None, (), {}, (), ""),
    )
    return Enumeration("runs", "RunReason", "run.", "", "reasons.yaml", (reason,), ())


def test_the_attributes_of_a_reason_are_those_of_the_runtime():
    public = {each for each in vars(RuntimeReason) if not each.startswith("_")}

    assert public == names.REASON_ATTRIBUTES


def test_the_names_that_a_module_uses_are_reserved():
    assert set(imported_names(enumeration())) | {"BUNDLE"} == names.MODULE_GLOBALS


def test_the_names_that_a_bundle_exports_are_reserved():
    empty = Catalogue("shop", "1", "en", (), (), ())

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


@pytest.mark.parametrize(
    "name", ["BUNDLE", "Entry", "Step", "mro", "name", "value", "upper", "class", "envelope"]
)
def test_a_member_does_not_hide_what_enums_texts_and_reasons_have(name):
    assert names.is_reserved_member(name)


@given(st.sampled_from(sorted({*dir(StrEnum), *dir(str), *vars(RuntimeReason)})))
@settings(max_examples=settings.default.max_examples)
def test_no_attribute_of_a_member_can_be_hidden(name):
    assert names.is_reserved_member(name) or name.startswith("_")


@pytest.mark.parametrize("name", ["class", "locale", "reason", "con", "lpt9"])
def test_a_module_is_not_called_like_something_else(name):
    assert names.is_reserved_module(name)


@pytest.mark.parametrize("name", ["None", "True", "Reason", "Entry", "Step", "BUNDLE"])
def test_an_enum_is_not_called_like_something_else(name):
    assert names.is_reserved_enum(name)


def test_other_names_are_free():
    assert not names.is_reserved_module("runs")
    assert not names.is_reserved_enum("RunReason")
    assert not names.is_reserved_member("STALE_QUEUED")
