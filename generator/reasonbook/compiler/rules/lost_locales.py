"""
There are no locales and no template, and the bundle has compiled catalogues.

The build would delete them. Most often the setting ``locales`` names the wrong folder. Whoever
wants the bundle in one language only deletes its ``locale`` folder first.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB608"

RULE = Rule(CODE, "lost-locales", __doc__)
