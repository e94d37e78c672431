"""
What makes a finding the same one in another run, wherever its line has moved to.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reasonbook.compiler.diagnostics import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """
    Return one SHA-256 for each of *diagnostics*, in hexadecimal, all different.

    It covers path, code and message, and which of several equal ones it is: GitLab shows only
    the first of those that share a fingerprint.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    found: list[str] = []
    for each in diagnostics:
        identity = (each.span.path, each.code, each.message)
        # JSON in ASCII: no two identities are the same text, and surrogates can be encoded.
        text = json.dumps([*identity, seen[identity]])
        found.append(hashlib.sha256(text.encode("ascii")).hexdigest())
        seen[identity] += 1
    return tuple(found)
