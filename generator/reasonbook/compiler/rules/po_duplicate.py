"""
A ``.po`` file has two entries for one message.

A message is identified by its context (``msgctxt``). gettext's tools disagree about which of
the two counts.

Wrong (de.po)::

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf fehlgeschlagen"

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf abgebrochen"

Right (de.po)::

    msgctxt "run.failed#operator_label"
    msgid "Run failed"
    msgstr "Lauf fehlgeschlagen"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB603"

RULE = Rule(CODE, "po-duplicate", __doc__)
