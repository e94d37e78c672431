from __future__ import annotations

import pytest

from reasonbook.compiler.cli.colour import wants_colour


@pytest.mark.parametrize("is_terminal", [True, False])
def test_without_a_word_from_anyone_a_terminal_has_colour(is_terminal):
    assert wants_colour("auto", environ={}, is_terminal=is_terminal) is is_terminal


@pytest.mark.parametrize(
    "environ", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"CLICOLOR": "0"}, {"TERM": "dumb"}]
)
@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_option_wins_over_everything(environ, is_terminal):
    assert wants_colour("always", environ=environ, is_terminal=is_terminal)
    assert not wants_colour("never", environ=environ, is_terminal=is_terminal)


@pytest.mark.parametrize(
    "environ",
    [
        {"NO_COLOR": "1"},
        {"NO_COLOR": "0"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"},
        {"CLICOLOR": "0"},
        {"TERM": "dumb"},
        {"FORCE_COLOR": "0", "TERM": "dumb"},
    ],
)
def test_these_take_colour_from_a_terminal(environ):
    assert not wants_colour("auto", environ=environ, is_terminal=True)


@pytest.mark.parametrize(
    "environ",
    [
        {"FORCE_COLOR": "1"},
        {"FORCE_COLOR": "true"},
        {"CLICOLOR_FORCE": "1"},
        {"FORCE_COLOR": "0", "CLICOLOR_FORCE": "1"},
        {"FORCE_COLOR": "3", "CLICOLOR": "0", "TERM": "dumb"},
        {"NO_COLOR": "", "FORCE_COLOR": "1"},
    ],
)
def test_these_give_colour_to_a_file(environ):
    assert wants_colour("auto", environ=environ, is_terminal=False)


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize(
    "environ",
    [
        {"NO_COLOR": ""},
        {"FORCE_COLOR": ""},
        {"FORCE_COLOR": "0"},
        {"CLICOLOR_FORCE": "0"},
        {"CLICOLOR": ""},
        {"CLICOLOR": "1"},
        {"TERM": "xterm-256color"},
    ],
)
def test_these_decide_nothing(environ, is_terminal):
    assert wants_colour("auto", environ=environ, is_terminal=is_terminal) is is_terminal
