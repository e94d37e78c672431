"""
A ``.po`` file lies where no build reads it.

Translators' files are ``<locale>/LC_MESSAGES/<bundle>.po`` below the folder that ``locales`` names.
One that lies beside that would be translated in vain.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB607"

RULE = Rule(CODE, "stray-catalogue", __doc__)
