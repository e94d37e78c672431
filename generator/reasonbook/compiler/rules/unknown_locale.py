"""
A folder in ``locales`` is called like no locale that CLDR knows.

The form is ``de``, ``pt_BR``, ``zh_Hant``: a language, a script where it matters, a region where it
matters, with underscores.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB605"

RULE = Rule(CODE, "unknown-locale", __doc__)
