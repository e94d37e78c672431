"""
The file does not say in which version of the language it is written.

The version lets old files be read for ever.

Wrong::

    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: Run failed
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

CODE = "RB205"

RULE = Rule(CODE, "format-version", __doc__)
