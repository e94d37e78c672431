"""
An address is no absolute ``http`` or ``https`` address, and no path from the root.

``javascript:`` and its like run where a page shows the link. Placeholders may stand behind the
host only: a value must not decide where a link leads.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: link, url: "javascript:alert(1)", label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log]

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    next_steps:
      read_log: {kind: link, url: "https://example.com/log", label: Read the log.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
        next_steps: [read_log]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_steps
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.catalog.document import Document
    from reasonbook.compiler.catalog.shape import Path
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB424"
_HOST = r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
# What RFC 3986 allows behind the authority, and braces for placeholders.
_REST = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%{}-]*"
_LINK = re.compile(rf"({_HOST}([/?#]{_REST})?|/(?!/){_REST})", re.ASCII)
_PAGE = re.compile(rf"{_HOST}([/?#]{_REST.replace('{}', '')})?", re.ASCII)
_LINK_HELP = "write `https://host/path` or `/path`; placeholders may stand behind the host only"
_PAGE_HELP = "write `https://host/path`, without placeholders"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each address of a link or a page that is not safe."""
    for document in subject.documents:
        for path, step in iterate_steps(document):
            if step.url is not None and _LINK.fullmatch(step.url) is None:
                yield _unsafe(document, (*path, "url"), _LINK_HELP)
        for path, url in _iterate_pages(document):
            if url is not None and _PAGE.fullmatch(url) is None:
                yield _unsafe(document, path, _PAGE_HELP)


def _iterate_pages(document: Document) -> Iterator[tuple[Path, str | None]]:
    yield ("defaults", "docs_url"), document.model.defaults.docs_url
    for code, reason in document.model.reasons.items():
        yield ("reasons", code, "docs_url"), reason.docs_url


def _unsafe(document: Document, path: Path, help_text: str) -> Diagnostic:
    return error(CODE, "the address is not allowed", document.tree.at(*path), help_text)


RULE = Rule(CODE, "unsafe-url", __doc__, check)
