r"""
A bidirectional control character stands in a file or, by an escape, in a text.

It makes a text read otherwise than it is (CVE-2021-42574).

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: "Run \u202e failed"
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

CODE = "RB109"

RULE = Rule(CODE, "bidi-character", __doc__)
