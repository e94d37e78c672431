from __future__ import annotations

import time

import pytest

from reasonbook.compiler.diagnostics import (
    Severity,
    Vocabulary,
    WorkspaceError,
    did_you_mean,
    error,
    has_errors,
    nearest,
    quote,
    sorted_by_place,
    warning,
)
from reasonbook.compiler.source import Span

HERE = Span("a.yaml", 3, 5, 3, 9)
KEYS = ("operator_label", "short_explanation", "severity", "tags")


def test_an_error_is_worse_than_a_warning():
    assert Severity.ERROR.rank > Severity.WARNING.rank


def test_only_errors_stop_a_build():
    assert not has_errors([])
    assert not has_errors([warning("RB404", "a label ends with a full stop", HERE)])
    assert has_errors([warning("RB404", "x", HERE), error("RB101", "y", HERE, "save it")])


def test_findings_have_the_severity_of_their_maker_and_no_help_unless_given():
    assert error("RB101", "x", HERE).severity is Severity.ERROR
    assert warning("RB101", "x", HERE).severity is Severity.WARNING
    assert error("RB101", "x", HERE).help == ""
    assert warning("RB101", "x", HERE, "y").help == "y"


def test_findings_are_sorted_by_place_then_by_code_and_come_once():
    first = error("RB102", "b", Span("a.yaml", 1))
    second = error("RB101", "a", HERE)
    third = error("RB101", "b", HERE)
    fourth = error("RB102", "a", HERE)
    fifth = warning("RB101", "a", Span("b.yaml", 1))

    assert sorted_by_place([fifth, fourth, third, second, first, second]) == (
        *(first, second, third),
        *(fourth, fifth),
    )


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("operator_lable", "operator_label"),
        ("Operator-Label", "operator_label"),
        ("explanation", "short_explanation"),
        ("severty", "severity"),
        ("tag", "tags"),
        ("colour", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_the_nearest_known_word_is_found(word, meant):
    assert nearest(word, KEYS) == meant
    assert did_you_mean(word, KEYS) == (f"did you mean `{meant}`?" if meant else "")


def test_nothing_is_near_where_nothing_is_known():
    assert did_you_mean("severity", []) == ""


def test_a_vocabulary_keeps_its_words_in_their_order():
    assert Vocabulary(KEYS).words == KEYS


def test_many_unknown_words_beside_many_known_ones_do_not_take_long():
    words = Vocabulary(f"step_{number}" for number in range(5_000))
    begin = time.perf_counter()

    found = [words.nearest(f"Step-{number}") for number in range(5_000)]
    near = [words.nearest(f"stap_{number}") for number in range(5_000)]

    assert found == list(words.words)
    assert near[0].startswith("step_")
    assert near[-1] == ""
    # Comparing all of them with all takes minutes.
    assert time.perf_counter() - begin < 10


def test_a_quoted_text_is_cut_where_it_gets_too_long():
    assert quote("run.failed") == "`run.failed`"
    assert quote("x" * 64) == f"`{'x' * 64}`"
    assert quote("x" * 65) == f"`{'x' * 64}…`"


def test_an_error_of_the_outside_world_is_one_line():
    problem = WorkspaceError("locales/de.po", "Permission denied")

    assert str(problem) == "locales/de.po: Permission denied"
    assert (problem.path, problem.reason) == problem.args
