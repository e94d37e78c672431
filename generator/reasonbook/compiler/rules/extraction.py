"""
The messages that gettext's extraction finds in a module are not those of the catalogue.

What translators see is what the program asks for, or the build fails.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB504"

RULE = Rule(CODE, "extraction", __doc__)
