"""
A rendered module does not say what the catalogue says.

Members, codes, texts and everything else are compared with the catalogue, code point for code
point. The usual cause is a template that writes a value without the ``py`` filter.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB503"

RULE = Rule(CODE, "module-content", __doc__)
