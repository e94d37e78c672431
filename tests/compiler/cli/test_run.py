"""What holds for the command line as a whole."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from reasonbook import __version__
from reasonbook.compiler.cli import check, main, run
from reasonbook.compiler.cli.exits import ExitCode


def commands(group=main, path=()):
    """Yield every command as the words that call it."""
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


EVERY = [path for path, _ in commands()]


def test_the_commands_are_those_of_the_documentation():
    assert sorted(main.commands) == [
        "check",
        "explain",
        "generate",
        "init",
        "list",
        "locale",
        "rules",
        "schema",
    ]
    assert sorted(main.commands["locale"].commands) == ["add"]


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_an_example(path, option, reasonbook):
    done = reasonbook(*path, option)
    _, _, below = done.out.partition("Example")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: {' '.join(['reasonbook', *path])} ")
    assert f"\n    {' '.join(['reasonbook', *path])}" in below
    assert all(len(line) <= 100 for line in done.out.splitlines())
    assert done.out.isascii()


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_option_says_what_it_does(path):
    command = dict(commands())[path]
    options = [each for each in command.params if isinstance(each, click.Option)]

    assert [each.name for each in options if not each.help] == []


def test_help_is_short_where_commands_are_listed():
    listed = CliRunner().invoke(main, ["--help"]).output

    assert all(command in listed for command in main.commands)


def test_the_version_is_that_of_the_package(reasonbook):
    assert reasonbook("--version").out == f"reasonbook, version {__version__}\n"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Usage: reasonbook"),
        (["locale"], "Usage: reasonbook locale"),
        (["bogus"], "No such command 'bogus'"),
        (["check", "--bogus"], "No such option"),
        (["check", "extra"], "unexpected extra argument"),
        (["explain"], "Missing argument 'CODE'"),
        (["check", "--format", "xml"], "'xml' is not one of 'full'"),
        (["check", "--fail-on", "hint"], "'hint' is not one of 'error'"),
        (["check", "--color", "maybe"], "'maybe' is not one of 'auto'"),
        (["check", "--project", "nowhere"], "'nowhere' does not exist"),
        (["check", "--project", "pyproject.toml"], "is a file"),
        (["check", "--project", ""], "does not exist"),
    ],
)
def test_wrong_use_is_told_on_standard_error(reasonbook, arguments, said):
    done = reasonbook(*arguments)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("project")
def test_what_an_argument_hides_is_shown(reasonbook):
    done = reasonbook("explain", "a\x1b]0;title\x07b\u202e")

    assert done.code == 2
    assert r"a\u{1b}]0;title\u{7}b\u{202e}" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_completion(reasonbook, monkeypatch, shell):
    monkeypatch.setenv("_REASONBOOK_COMPLETE", f"{shell}_source")
    done = reasonbook()

    assert done.code == 0
    assert f"_REASONBOOK_COMPLETE={shell}_complete" in done.out


def test_commands_and_words_of_options_are_completed(reasonbook, monkeypatch):
    monkeypatch.setenv("_REASONBOOK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "reasonbook ge")
    monkeypatch.setenv("COMP_CWORD", "1")
    command = reasonbook()
    monkeypatch.setenv("COMP_WORDS", "reasonbook check --format s")
    monkeypatch.setenv("COMP_CWORD", "3")
    word = reasonbook()

    assert (command.code, command.out.strip()) == (0, "plain,generate")
    assert (word.code, word.out.strip()) == (0, "plain,sarif")


@pytest.mark.parametrize("instruction", ["tcsh_source", "bash", "nonsense"])
def test_a_shell_that_nobody_knows_is_wrong_use(reasonbook, monkeypatch, instruction):
    monkeypatch.setenv("_REASONBOOK_COMPLETE", instruction)

    assert reasonbook().code == 2


def interrupt(**_):
    raise KeyboardInterrupt


def fail(**_):
    raise RuntimeError("boom")


def miss(**_):
    raise ModuleNotFoundError("no click", name="click")


def lose(**_):
    raise PermissionError(13, "Permission denied", "place")


def vanish(**_):
    raise OSError("no number")


@pytest.fixture
def failing(monkeypatch):
    """Return a function that makes `check` do something else."""
    return lambda act: monkeypatch.setattr(check.command, "callback", act)


def test_an_interrupt_is_no_traceback(failing, reasonbook):
    failing(interrupt)
    done = reasonbook("check")

    assert (done.code, done.out, done.err) == (130, "", "interrupted\n")


def test_a_fault_of_ours_is_a_line_and_a_number_of_its_own(failing, reasonbook):
    failing(fail)
    done = reasonbook("check")

    assert (done.code, done.out) == (ExitCode.INTERNAL, "")
    assert done.err == (
        "reasonbook: internal error: RuntimeError: boom\n"
        "Please report it; REASONBOOK_DEBUG=1 shows where it happened.\n"
    )


def test_a_fault_of_ours_shows_where_it_happened_if_asked(failing, reasonbook, monkeypatch):
    failing(fail)
    monkeypatch.setenv("REASONBOOK_DEBUG", "1")
    done = reasonbook("check")

    assert done.code == ExitCode.INTERNAL
    assert "Traceback" in done.err
    assert 'RuntimeError("boom")' in done.err


def test_what_is_not_installed_is_for_the_caller_to_tell(failing):
    failing(miss)

    with pytest.raises(ModuleNotFoundError):
        run(["check"])


def test_what_the_system_refuses_is_a_line(failing, reasonbook):
    failing(lose)
    done = reasonbook("check")

    assert (done.code, done.err) == (2, "reasonbook: place: Permission denied\n")


def test_what_the_system_refuses_without_a_name_is_a_line_too(failing, reasonbook):
    failing(vanish)
    done = reasonbook("check")

    assert (done.code, done.err) == (2, "reasonbook: no number\n")


def test_a_command_that_returns_nothing_is_clean(failing):
    failing(lambda **_: None)

    assert run(["check"]) == 0
