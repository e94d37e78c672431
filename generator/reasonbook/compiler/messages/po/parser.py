"""
Reading the lines of a PO file into entries.

A finding about one string never hides that of the next. Of the findings about the order of lines
only the first in a message is kept, because the others follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.messages.po.draft import Draft, is_obsolete
from reasonbook.compiler.messages.po.grammar import (
    CONFLICT_LINE,
    EXPECTED,
    FOLLOWS,
    OPENERS,
    STRING_LINE,
    explain_line,
    is_mark_alone,
)
from reasonbook.compiler.messages.po.strings import ALLOWED_ESCAPES, find_control, unescape
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.messages.po.model import Entry

_SYNTAX = "RB601"
_CONTROL = "RB604"
_MARKS = ("~", "|")


class Parser:
    """
    The state of one reading.

    After `read`, *entries* are the messages without a fault, the header among them, and
    *findings* is what is wrong with the rest.
    """

    def __init__(
        self, path: str, lines: Sequence[str], *, max_entries: int, max_findings: int
    ) -> None:
        """Start with the *lines* of the file *path*; they have no line ends."""
        self.entries: list[Entry] = []
        self.findings: list[Diagnostic] = []
        self._path = path
        self._lines = lines
        self._max_entries = max_entries
        self._max_findings = max_findings
        self._draft = Draft()
        self._in_conflict = False
        self._done = False

    def read(self) -> None:
        """Read all lines, or as many as the limits let through."""
        match_string = STRING_LINE.fullmatch
        for number, line in enumerate(self._lines, 1):
            if not line:
                continue
            if self._in_conflict:
                self._in_conflict = not (line[0] == ">" and CONFLICT_LINE.fullmatch(line))
            elif line[0] == "#" and line[1:2] not in _MARKS:
                self._read_comment(number, line)
            elif (match := match_string(line)) is not None:
                self._read_string(number, match)
            else:
                self._read_other(number, line)
            if self._done:
                return
        self._end()

    def _read_comment(self, number: int, line: str) -> None:
        draft = self._draft
        if draft.step:
            if draft.is_complete:
                draft = self._finish()
            elif not self._lines[number - 2].strip(" \t"):
                draft = self._abandon()
            else:
                self._fail(number, "a comment stands inside a message", _expect(draft.step))
                return
        if not draft.comment_line:
            draft.comment_line = number
        if line[-1] == "\\":
            message = "a comment ends with a backslash, which joins the next line to it in gettext"
            self._report(self._line_span(number), message, "write a blank behind the backslash")
        draft.add_comment(line)

    def _read_string(self, number: int, match: re.Match[str]) -> None:
        mark: str | None = match[1]
        keyword: str | None = match[2]
        if keyword is None:
            self._continue(number, mark, match)
            return
        step = f"|{keyword}" if mark is not None and mark[-1] == "|" else keyword
        draft = self._draft
        if draft.step not in FOLLOWS.get(step, ()):
            draft = self._place(number, step)
        if draft.step and is_obsolete(mark) != is_obsolete(draft.mark):
            self._fail(number, "only some lines of this message start with `#~`")
        if not draft.line and step in {"msgctxt", "msgid"}:
            draft.line = number
        draft.step, draft.mark, draft.step_line = step, mark, number
        draft.strings[step] = [self._text(number, match)]

    def _continue(self, number: int, mark: str | None, match: re.Match[str]) -> None:
        """Add a string without a keyword to the one before."""
        draft = self._draft
        if not draft.step:
            self._report(self._line_span(number), "this string has no keyword", _expect(""))
        elif mark != draft.mark:
            self._fail(number, "this line starts with another mark than the string before")
        else:
            draft.strings[draft.step].append(self._text(number, match))

    def _text(self, number: int, match: re.Match[str]) -> str:
        body = match[3]
        if "\\" not in body:
            return body
        text, wrong = unescape(body)
        for index, escape in wrong:
            self._draft.broken = True
            start = match.start(3) + index
            span = self._span(number, start, start + len(escape))
            control = find_control(escape)
            if control is None:
                message = f"the escape `{escape}` is not allowed"
                hint = f"allowed are {ALLOWED_ESCAPES}; write any other character as it is"
                self._report(span, message, hint)
            else:
                message = f"the control character U+{control:04X} is not allowed"
                self._report(span, message, "delete it", _CONTROL)
        return text

    def _place(self, number: int, step: str) -> Draft:
        """Return the draft that a keyword belongs to which does not follow the last one."""
        draft = self._draft
        if step in OPENERS and draft.is_complete:
            return self._finish()
        if step in OPENERS and "msgid" in draft.strings:
            return self._abandon()
        shown = f"#| {step[1:]}" if step[0] == "|" else step
        self._fail(number, f"`{shown}` is out of place", _expect(draft.step))
        return draft

    def _read_other(self, number: int, line: str) -> None:
        bare = line.strip(" \t")
        if not bare or is_mark_alone(bare):
            return
        if bare[0] == "#" and bare[1:2] not in _MARKS:
            self._read_comment(number, bare)
        elif CONFLICT_LINE.fullmatch(line):
            self._in_conflict = line[0] == "<"
            self._draft.broken = True
            self._report(
                self._line_span(number),
                "unresolved merge: this line is a conflict marker",
                "decide for one side and delete the lines with the markers",
            )
        else:
            self._read_faulty(number, line)

    def _read_faulty(self, number: int, line: str) -> None:
        fault = explain_line(line)
        if fault.keyword in OPENERS and self._draft.is_complete:
            self._finish()
        if fault.keyword or not self._draft.is_complete:
            self._draft.broken = True
        self._report(self._span(number, fault.start, fault.end), fault.message, fault.help)

    def _finish(self) -> Draft:
        """Keep the complete draft, unless it is broken, and return a new one."""
        if not self._draft.broken:
            self.entries.append(self._draft.build())
            if len(self.entries) > self._max_entries:
                message = f"the file has more than {self._max_entries} messages"
                self._report(self._line_span(self._draft.line), message)
                self._done = True
        self._draft = Draft()
        return self._draft

    def _abandon(self) -> Draft:
        """Say what the draft lacks, and return a new one."""
        draft = self._draft
        missing = EXPECTED.get(draft.step)
        self._fail(draft.step_line, f"the message is not complete: {missing} is missing")
        self._draft = Draft()
        return self._draft

    def _end(self) -> None:
        draft = self._draft
        if draft.is_complete:
            self._finish()
        elif draft.step:
            self._abandon()
        elif draft.comment_line:
            span = self._line_span(draft.comment_line)
            message = "no message follows this comment, so it will be lost"
            self.findings.append(warning(_SYNTAX, message, span, "write it above a message"))

    def _fail(self, number: int, message: str, help: str = "") -> None:  # noqa: A002  as in `error`
        """Report a message whose lines are in disorder, once."""
        if not self._draft.broken:
            self._report(self._line_span(number), message, help)
        self._draft.broken = True

    def _report(
        self,
        span: Span,
        message: str,
        help: str = "",  # noqa: A002  as in `error`
        code: str = _SYNTAX,
    ) -> None:
        self.findings.append(error(code, message, span, help))
        if len(self.findings) >= self._max_findings:
            self._done = True

    def _line_span(self, number: int) -> Span:
        return span_of_line(self._path, self._lines, number)

    def _span(self, number: int, start: int, end: int) -> Span:
        return Span(self._path, number, start + 1, number, end + 1)


def span_of_line(path: str, lines: Sequence[str], number: int) -> Span:
    """Return the span of line *number* (from 1) without the blanks before it."""
    line = lines[number - 1]
    indent = len(line) - len(line.lstrip(" \t"))
    return Span(path, number, indent + 1, number, len(line) + 1)


def _expect(step: str) -> str:
    return f"expected {EXPECTED.get(step, 'the next message')}"
