"""
A source file is not UTF-8.

Sources are UTF-8 and nothing else, so that a text means the same on every machine. A byte order
mark at the start is ignored.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB101"

RULE = Rule(CODE, "not-utf-8", __doc__)
