"""
A name is one that Python, Windows or the generated module uses.

An enum member called ``mro`` or ``name`` would break the class or hide a method, and no file can
be called ``con.py`` on Windows. A placeholder is a parameter of a function, so that it cannot be
called ``from`` or ``class``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        member: BUNDLE
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        member: BUNDLED
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.catalog import names
from reasonbook.compiler.catalog.declared import iterate_placeholders
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.rules.rule import Subject
    from reasonbook.compiler.source import Span

CODE = "RB304"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield a finding for each reserved name of a member, a module, an enum or a placeholder."""
    for document in subject.documents:
        header, tree = document.model.catalog, document.tree
        if names.is_reserved_module(header.module):
            yield _reserved("module", header.module, tree.at("catalog", "module"))
        if names.is_reserved_enum(header.enum):
            yield _reserved("enum", header.enum, tree.at("catalog", "enum"))
        for code, reason in document.model.reasons.items():
            member = reason.member or names.derive_member(code, header.prefix)
            if names.is_reserved_member(member):
                where = ("reasons", code, "member") if reason.member else ("reasons", code)
                span = tree.at(*where) if reason.member else tree.key(*where)
                yield _reserved("member", member, span)
        for each in iterate_placeholders(document):
            if names.is_reserved_placeholder(each.name):
                yield _reserved("placeholder", each.name, tree.key(*each.path))


def _reserved(what: str, name: str, span: Span) -> Diagnostic:
    help_text = "choose another name" + (" with `member:`" if what == "member" else "")
    return error(CODE, f"the {what} name `{name}` is reserved", span, help_text)


RULE = Rule(CODE, "reserved-name", __doc__, check)
