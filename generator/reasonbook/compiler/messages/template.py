"""
The template that translators' files are made from: a ``.pot``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.messages.po import Entry, Po, sorted_flags, with_header_field

if TYPE_CHECKING:
    from reasonbook.compiler.catalog.resolved import Catalogue, Message


def make_template(catalogue: Catalogue) -> Po:
    """
    Return the template of *catalogue*: every message, in the order of the sources.

    Its header has no date and no version, so that the same sources give the same bytes. `msgfmt
    -c` exits 0 for it and for files made from it, and warns of the fields that only a person
    can fill: PO-Revision-Date, Last-Translator and Language-Team (and Language, in a template).
    """
    template = Po(None, tuple(_make_entry(each) for each in catalogue.messages))
    for name, value in (
        ("Project-Id-Version", catalogue.bundle),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ):
        template = with_header_field(template, name, value)
    return template


def _make_entry(message: Message) -> Entry:
    return Entry(
        message.context,
        message.text,
        plural=message.plural,
        translations=("",) if message.plural is None else ("", ""),
        extracted_comments=message.comments,
        references=(message.reference,),
        flags=sorted_flags(message.flags),
    )
