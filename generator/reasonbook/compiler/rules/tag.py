"""
Tags (``!name``) are not allowed.

The schema decides what a value is, not the value.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: !!str Run failed
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

CODE = "RB106"

RULE = Rule(CODE, "tag", __doc__)
