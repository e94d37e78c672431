"""
A setting is unknown.

A misspelt setting is not ignored: its default would apply in silence.

Wrong (pyproject.toml)::

    [tool.reasonbook]
    bundel = "shop_reasons"

Right (pyproject.toml)::

    [tool.reasonbook]
    bundle = "shop_reasons"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB702"

RULE = Rule(CODE, "unknown-setting", __doc__)
