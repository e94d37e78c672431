"""
A template of the project's own takes the place of no built-in one, and no template includes it.

Templates replace built-in ones by name: below the folder that ``templates`` names,
``python/module.py.j2`` replaces the module's. A misspelt name would leave the built-in one in
place, in silence.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB505"

RULE = Rule(CODE, "unused-template", __doc__)
