"""
A file cannot be written: the disk, the permissions, or something that is no file in its place.

Nothing is half written: every file is the old one or the new one.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB801"

RULE = Rule(CODE, "cannot-write", __doc__)
