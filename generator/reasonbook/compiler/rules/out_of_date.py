"""
``generate --check`` found a file that ``generate`` would change.

The committed bundle, catalogues or schema do not belong to the sources.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB802"

RULE = Rule(CODE, "out-of-date", __doc__)
