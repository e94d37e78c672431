"""
A source file is not YAML.

Most often a text needs quotes: one that contains ``: `` or starts with ``{``, ``[``, ``%``, ``@``
or a backtick. Tabs do not indent, and the only directive is ``%YAML 1.2``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: Failed: the run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: "Failed: the run ended with an error."
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB102"

RULE = Rule(CODE, "yaml-syntax", __doc__)
