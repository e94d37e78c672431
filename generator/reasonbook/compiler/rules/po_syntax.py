r"""
A ``.po`` file is not in gettext's format.

Nothing is guessed: what ``msgfmt -c`` rejects is rejected here, with line and column, and
nothing is written, so that no translation is lost.

Wrong (de.po)::

    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\n"

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf fehlgeschlagen

Right (de.po)::

    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\n"

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf fehlgeschlagen"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB601"

RULE = Rule(CODE, "po-syntax", __doc__)
