"""
A file is larger than 16 MiB, has more than a million values, or describes too large a bundle.

What reasons share is written once and stands in the bundle with each of them: a short file must
not come to something that fills a disk. 64 MiB is 3,000 characters for each of 20,000 reasons.
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB111"

RULE = Rule(CODE, "file-too-large", __doc__)
