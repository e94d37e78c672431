"""
A setting has a value that it cannot have.

Wrong (pyproject.toml)::

    [tool.reasonbook]
    bundle = "Shop-Reasons"

Right (pyproject.toml)::

    [tool.reasonbook]
    bundle = "shop_reasons"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB703"

RULE = Rule(CODE, "bad-setting", __doc__)
