"""
Merge keys (``<<``) are not allowed.

YAML 1.2 has none. What most reasons of a file have in common goes under ``defaults``.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        <<: {severity: info}
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    defaults: {severity: info}
    reasons:
      run.failed:
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB105"

RULE = Rule(CODE, "merge-key", __doc__)
