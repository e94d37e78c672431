from __future__ import annotations

import logging
import pickle

import pytest

from reasonbook import Problem, ProblemError, on_problem, strict
from reasonbook.runtime.problems import Reports

TEXT = Problem(
    kind="translation", message="a text is not used", bundle="b", locale="de", msgctxt="a.b#c"
)
VALUE = Problem(
    kind="type", message="a value is no integer", bundle="b", code="a.b", placeholder="n"
)


def test_a_problem_cannot_be_changed():
    with pytest.raises(AttributeError, match="is immutable: cannot set 'kind'"):
        TEXT.kind = "x"
    with pytest.raises(AttributeError, match="is immutable: cannot delete 'kind'"):
        del TEXT.kind


@pytest.fixture
def hooked():
    """Return a list that a hook puts problems into."""
    found = []
    remove = on_problem(found.append)
    yield found
    remove()


def test_a_problem_says_where_it_is_in_one_line():
    assert str(TEXT) == "a text is not used (bundle b, locale de, a.b#c)"
    assert str(VALUE) == "a value is no integer (bundle b, a.b, placeholder n)"
    assert pickle.loads(pickle.dumps(TEXT)) == TEXT


def test_a_problem_is_logged_once_with_its_identity(caplog):
    reports = Reports()

    for _ in range(3):
        reports.report(TEXT)
        reports.report(VALUE)

    first, second = caplog.records
    assert first.getMessage() == str(TEXT)
    assert (first.levelno, first.name) == (logging.WARNING, "reasonbook")
    assert (first.bundle, first.locale, first.msgctxt, first.kind) == (
        "b",
        "de",
        "a.b#c",
        "translation",
    )
    assert (second.code, second.placeholder, second.locale) == ("a.b", "n", None)


def test_hooks_get_each_problem_once_until_they_are_removed(hooked):
    more = []
    remove = on_problem(more.append)
    Reports().report(TEXT)
    remove()
    Reports().report(VALUE)
    remove()

    assert hooked == [TEXT, VALUE]
    assert more == [TEXT]


def test_a_hook_and_a_handler_that_fail_are_no_failure_of_ours(hooked):
    class Fails(logging.Handler):
        def handle(self, record):
            called.append(record)
            raise OSError

    def fail(problem):
        called.append(problem)
        raise ValueError

    called = []
    handler = Fails()
    remove = on_problem(fail)
    logging.getLogger("reasonbook").addHandler(handler)
    try:
        Reports().report(TEXT)
    finally:
        logging.getLogger("reasonbook").removeHandler(handler)
        remove()

    assert called[1:] == [TEXT]
    assert hooked == [TEXT]


def test_what_is_remembered_has_an_end(hooked, caplog):
    reports = Reports()

    for number in range(Reports.MAX + 10):
        reports.report(Problem(kind="type", message=str(number), bundle="b"))

    assert len(hooked) == Reports.MAX
    assert len(caplog.records) == Reports.MAX


@pytest.mark.parametrize("kind", ["code", "superfluous", "surface"])
def test_what_is_named_from_outside_cannot_mute_the_rest(hooked, kind):
    reports = Reports()

    for number in range(Reports.MAX):
        reports.report(Problem(kind=kind, message="m", bundle="b", code=str(number)))
    reports.report(TEXT)

    assert len(hooked) == Reports.MAX_FOREIGN + 1
    assert hooked[-1] == TEXT


def test_a_problem_raises_each_time_inside_of_strict(hooked, caplog):
    reports = Reports()

    with strict():
        for _ in range(2):
            with pytest.raises(ProblemError) as raised:
                reports.report(TEXT)
            assert raised.value.problem is TEXT
            assert str(raised.value) == str(TEXT)
    assert not hooked
    assert not caplog.records
