"""
A text has more than 4,096 characters.

No limit relaxes this one: it bounds what a translation, a log line or an answer can grow to. It
holds for every value of a source file, notes and annotations too.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB406"

RULE = Rule(CODE, "text-too-long", __doc__)
