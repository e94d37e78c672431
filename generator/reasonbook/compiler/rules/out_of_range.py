"""
A number is out of range.

No number has more than 18 digits: programs would disagree about it. In quotes it is a text.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        http_status: 42
        operator_label: Run failed
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        http_status: 503
        operator_label: Run failed
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB206"

RULE = Rule(CODE, "out-of-range", __doc__)
