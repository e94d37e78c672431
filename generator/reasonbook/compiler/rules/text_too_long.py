"""
A text has more than 4,096 characters.

No limit relaxes this one: it bounds what a translation, a log line or an answer can grow to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog.document import iterate_texts
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject

CODE = "RB406"
MAX_TEXT = 4096


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each text over 4,096 characters."""
    for document in subject.documents:
        for text in iterate_texts(document):
            if len(text.value) > MAX_TEXT:
                yield error(
                    CODE,
                    f"the text has {len(text.value):,} characters, more than {MAX_TEXT:,}",
                    document.tree.at(*text.path),
                    "shorten it; a long text belongs on the page that `docs_url` names",
                )


RULE = Rule(CODE, "text-too-long", __doc__, check)
