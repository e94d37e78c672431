"""
``pyproject.toml`` is missing, is not TOML, or has no ``[tool.reasonbook]`` table.

Wrong (pyproject.toml)::

    [project]
    name = "shop"

Right (pyproject.toml)::

    [tool.reasonbook]
    bundle = "shop_reasons"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB701"

RULE = Rule(CODE, "settings-file", __doc__)
