"""
A file of the project cannot be read: it is missing, no regular file, or leads outside.

Links and devices are not followed: a build must not print somebody else's file.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB113"

RULE = Rule(CODE, "unreadable-file", __doc__)
