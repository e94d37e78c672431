"""
A file was changed while the build ran, and changed again at each new attempt.

Nothing was written: an editor's or another run's work is never overwritten.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB803"

RULE = Rule(CODE, "changed-meanwhile", __doc__)
