"""
A template cannot be rendered: its syntax is wrong, or it names something undefined.

A name that is undefined is an error, with the template's line: nothing is rendered as nothing.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB501"

RULE = Rule(CODE, "template", __doc__)
