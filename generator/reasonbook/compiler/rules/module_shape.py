"""
A rendered module has something in it that a generated module never has.

The module is parsed before it is written, and only the shapes of nodes that the built-in template
makes are allowed: classes with names and codes, one function with the wrapped texts, a call that
binds the two. A template of your own may change the layout, comments and docstrings.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB502"

RULE = Rule(CODE, "module-shape", __doc__)
