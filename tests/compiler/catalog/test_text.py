from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog.text import Fault, Field, find_faults, find_fields

TEXTS = st.text(st.sampled_from("{}{}ab_0 A.:!é"), max_size=20)


def read_by_hand(text):
    """Read *text* letter by letter: the fields and faults that the two functions must find."""
    fields, faults, index = [], [], 0
    while index < len(text):
        two = text[index : index + 2]
        if two in ("{{", "}}"):
            index += 2
        elif text[index] == "{":
            end = index + 1
            while end < len(text) and text[end] not in "{}":
                end += 1
            closed = text[end : end + 1] == "}"
            name = text[index + 1 : end]
            stop = end + 1 if closed else index + 1
            if closed and re.fullmatch(r"[a-z][a-z0-9_]*", name):
                fields.append(Field(name, index, stop))
            else:
                faults.append((index, stop))
            index = stop
        else:
            if text[index] == "}":
                faults.append((index, index + 1))
            index += 1
    return tuple(fields), tuple(faults)


@given(TEXTS)
@settings(max_examples=settings.default.max_examples * 5)
def test_fields_and_faults_are_those_that_reading_by_hand_finds(text):
    fields, faults = read_by_hand(text)

    assert find_fields(text) == fields
    assert tuple((each.start, each.end) for each in find_faults(text)) == faults


@given(TEXTS)
@settings(max_examples=settings.default.max_examples * 5)
def test_a_text_without_faults_means_what_python_s_format_takes_it_for(text):
    assume(not find_faults(text))

    parsed = list(Formatter().parse(text))

    names = [name for _, name, _, _ in parsed if name is not None]
    assert names == [each.name for each in find_fields(text)]
    assert all(not spec and not conversion for _, _, spec, conversion in parsed)


@given(TEXTS)
@settings(max_examples=settings.default.max_examples * 3)
def test_doubled_braces_are_plain_text(text):
    doubled = text.replace("{", "{{").replace("}", "}}")

    assert find_fields(doubled) == ()
    assert find_faults(doubled) == ()


@pytest.mark.parametrize(
    ("text", "message", "part_of_help"),
    [
        ("{", "a single `{` stands in the text", "write `{{`"),
        ("a }", "a single `}` stands in the text", "write `{{`"),
        ("{}", "`{}` has no name", "name the placeholder"),
        ("{x!r}", "`{x!r}` has a format or a conversion", "write the bare name"),
        ("{x:>8}", "`{x:>8}` has a format or a conversion", "write the bare name"),
        ("{x.y}", "`{x.y}` reaches into a value", "of its own"),
        ("{x[0]}", "`{x[0]}` reaches into a value", "of its own"),
        ("{Run-Id}", "`{Run-Id}` is no placeholder", "did you mean `{run_id}`?"),
        ("{ run }", "`{ run }` is no placeholder", "did you mean `{run}`?"),
        ("{0}", "`{0}` is no placeholder", "a letter first"),
        ("{实}", "`{实}` is no placeholder", "a letter first"),
    ],
)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(text, message, part_of_help):
    (fault,) = find_faults(text)

    assert fault.message == message
    assert part_of_help in fault.help


def test_a_long_fault_is_cut_in_its_message():
    (fault,) = find_faults("{" + "A" * 4000 + "}")

    assert fault == Fault(fault.message, fault.help, 0, 4002)
    assert len(fault.message) < 100
    assert len(fault.help) < 200
