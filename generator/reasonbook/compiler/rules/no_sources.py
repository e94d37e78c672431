"""
No file matches the setting ``sources``.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB704"

RULE = Rule(CODE, "no-sources", __doc__)
