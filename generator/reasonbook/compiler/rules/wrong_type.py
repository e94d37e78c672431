"""
A value is of the wrong type.

Plain values follow YAML 1.2: ``404`` is a number, ``true`` a truth value, ``{name}`` a mapping.
As texts they need quotes. ``no``, ``on``, ``1:30`` and ``2026-01-01`` are texts as they are.

Wrong::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: 404
        short_explanation: The run ended with an error.

Right::

    format: reasonbook/1
    catalog: {module: runs, enum: RunReason, prefix: run.}
    reasons:
      run.failed:
        operator_label: "404"
        short_explanation: The run ended with an error.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB203"

RULE = Rule(CODE, "wrong-type", __doc__)
