"""
Whether a translators' file is in the language of its folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error, quote
from reasonbook.compiler.messages.po import header_field
from reasonbook.compiler.messages.tags import parse_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.messages.po import Po
    from reasonbook.compiler.source import SourceFile

_CODE = "RB606"
_FIELD = '"Language:'


def check_language(source: SourceFile, po: Po, tag: str) -> Iterator[Diagnostic]:
    """
    Yield a finding if the header of *po*, read from *source*, names another locale than *tag*.

    The spelling does not count: ``pt-BR`` is ``pt_BR``. A file that names none gets the right
    one when it is written.
    """
    named = header_field(po, "Language")
    if not named:
        return
    locale = parse_tag(named)
    if locale is not None and locale.folder == tag:
        return
    start = source.text.find(_FIELD) + 1
    span = source.span(start, start + len(_FIELD) - 1) if start else source.span(0, 0)
    yield error(
        _CODE,
        f"the file says that its language is {quote(named)}, and its folder `{tag}`",
        span,
        f"move the file to its language's folder, or write `Language: {tag}`",
    )
