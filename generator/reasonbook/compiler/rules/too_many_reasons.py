"""
A source file has more than 20,000 reasons.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB112"

RULE = Rule(CODE, "too-many-reasons", __doc__)
