"""
Two codes give the same member name.

``run.stale_queued`` and ``run.stale.queued`` are two codes and one ``STALE_QUEUED``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
      run.late_start:
        operator_label: Run started late
        short_explanation: The run started late.
      run.late.start:
        operator_label: Start was late
        short_explanation: The start was late.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
      run.late_start:
        operator_label: Run started late
        short_explanation: The run started late.
      run.late.start:
        member: LATE_STARTED
        operator_label: Start was late
        short_explanation: The start was late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.names import derive_member
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB305"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each code whose member name an earlier code of the file has."""
    for document in subject.documents:
        first: dict[str, str] = {}
        for code, reason in document.model.reasons.items():
            member = reason.member or derive_member(code, document.model.catalog.prefix)
            other = first.setdefault(member, code)
            if other != code:
                line = document.tree.key("reasons", other).line
                yield error(
                    CODE,
                    f"`{code}` gives the member `{member}`, as `{other}` in line {line} does",
                    document.tree.key("reasons", code),
                    "name one of them with `member:`",
                )


RULE = Rule(CODE, "member-collision", __doc__, check)
