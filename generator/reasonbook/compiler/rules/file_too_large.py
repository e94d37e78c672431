"""
A source file is larger than 16 MiB or has more than a million values.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB111"

RULE = Rule(CODE, "file-too-large", __doc__)
