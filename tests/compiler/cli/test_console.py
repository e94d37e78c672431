from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.cli.console import abandon, report, say, uses_colour, write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting
from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.source import Span


class Full(io.StringIO):
    """A stream whose disk is full."""

    encoding = "utf-8"

    def write(self, _):
        raise OSError(28, "No space left on device")


@pytest.fixture
def out(monkeypatch):
    """Return a function that puts a stream of an encoding in place of standard output."""

    def open_as(encoding):
        buffer = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding, newline=""))
        return buffer

    return open_as


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "ä ł 漢 😀".encode()),
        ("latin-1", b"\xe4 \\u0142 \\u6f22 \\ud83d\\ude00"),
        ("ascii", b"\\u00e4 \\u0142 \\u6f22 \\ud83d\\ude00"),
        ("cp1252", b"\xe4 \\u0142 \\u6f22 \\ud83d\\ude00"),
    ],
)
def test_what_an_encoding_lacks_is_escaped(out, encoding, written):
    buffer = out(encoding)
    write_out("ä ł 漢 😀")

    assert buffer.getvalue() == written


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_json_stays_json_in_every_encoding(text):
    for encoding in ("ascii", "latin-1", "cp1252", "shift_jis"):
        buffer = io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding, newline=""))
            write_out(json.dumps(text, ensure_ascii=False))

            assert json.loads(buffer.getvalue().decode(encoding)) == text


def test_a_stream_without_an_encoding_takes_all(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    write_out("漢")

    assert stream.getvalue() == "漢"


def test_nothing_is_written_for_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    write_out("")


def test_a_closed_output_is_an_error_that_says_which(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)

    with pytest.raises(OSError, match="is closed: 'standard output'"):
        write_out("a")


def test_a_full_output_is_an_error_that_says_which(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Full())

    with pytest.raises(OSError, match="No space left on device: 'standard output'"):
        write_out("a")


@pytest.mark.parametrize("stream", [None, Full()])
def test_chatter_that_cannot_be_written_is_lost(monkeypatch, stream):
    monkeypatch.setattr(sys, "stderr", stream)
    say("a")


def test_chatter_is_one_line_at_a_time_and_safe(capsys):
    say("a\x1b[2Jb\nc")
    say("d", quiet=True)

    assert capsys.readouterr().err == "a\\u{1b}[2Jb\nc\n"


def test_a_stream_of_a_test_cannot_be_abandoned_and_need_not_be():
    abandon(None)
    abandon(io.StringIO())


def test_what_an_abandoned_stream_holds_goes_nowhere(tmp_path):
    place = tmp_path / "a"
    with place.open("w", encoding="utf-8") as stream:
        stream.write("lost")
        abandon(stream)

    assert place.read_bytes() == b""


def test_a_closed_output_is_no_terminal(monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("CLICOLOR_FORCE", raising=False)
    monkeypatch.setattr(sys, "stdout", None)

    assert not uses_colour("auto")


ERROR = error("RB207", "wrong", Span("reasons/a.yaml"))
WARNING = warning("RB404", "odd", Span("reasons/a.yaml"))
UNUSABLE = error("RB113", "gone", Span("reasons/a.yaml"))
SETTING = error("RB101", "not UTF-8", Span("pyproject.toml"))
SETTING_WARNING = warning("RB799", "odd", Span("pyproject.toml"))


@pytest.mark.parametrize(
    ("found", "threshold", "code"),
    [
        ([], "warning", ExitCode.CLEAN),
        ([WARNING], "error", ExitCode.CLEAN),
        ([WARNING], "warning", ExitCode.FINDINGS),
        ([ERROR], "error", ExitCode.FINDINGS),
        ([ERROR], "warning", ExitCode.FINDINGS),
        ([ERROR, WARNING], "never", ExitCode.CLEAN),
        ([ERROR, UNUSABLE], "error", ExitCode.FAILED),
        ([UNUSABLE], "never", ExitCode.FAILED),
        ([SETTING], "never", ExitCode.FAILED),
        ([SETTING_WARNING], "error", ExitCode.CLEAN),
    ],
)
def test_findings_decide_about_the_exit_code(capsys, found, threshold, code):
    assert report(found, {}, Reporting("concise", "never", threshold)) is code
    assert len(capsys.readouterr().out.splitlines()) == len(found)
