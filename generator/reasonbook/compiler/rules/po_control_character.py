r"""
A control character stands in a string of a ``.po`` file.

Wrong (de.po)::

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf\x07fehlgeschlagen"

Right (de.po)::

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf fehlgeschlagen"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB604"

RULE = Rule(CODE, "po-control-character", __doc__)
