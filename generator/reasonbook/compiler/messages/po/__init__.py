"""
The PO format: a model of its files, a strict reader and a writer with one canonical layout.

The format is described in the GNU gettext manual, section 3, and defined by what its `msgfmt`
accepts. Nothing here needs Babel.
"""

from __future__ import annotations

from reasonbook.compiler.messages.po.model import (
    Entry,
    Po,
    header_field,
    sorted_flags,
    with_header_field,
)
from reasonbook.compiler.messages.po.reader import read_po
from reasonbook.compiler.messages.po.writer import write_po

__all__ = [
    "Entry",
    "Po",
    "header_field",
    "read_po",
    "sorted_flags",
    "with_header_field",
    "write_po",
]
