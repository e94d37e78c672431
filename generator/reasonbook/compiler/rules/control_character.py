r"""
A control character stands in a file or, by an escape, in a text.

Controls break terminals and logs, and gettext's files use NUL and EOT for themselves. Lone
surrogates cannot be written as UTF-8 at all. Line ends are allowed where several lines are. Tabs
are not: parsers of YAML do not agree where they may stand.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: "Run\x07 failed"
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB108"

RULE = Rule(CODE, "control-character", __doc__)
