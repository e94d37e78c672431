"""
The versions that the runtime and the compiler share.
"""

from __future__ import annotations

__version__ = "0.1.0"
"""The version of the distribution."""

CONTRACT = 1
"""
What a generated bundle and the runtime have agreed on: the names and arguments that it uses.

It goes up by one when a bundle of the version before no longer works with the runtime, or a new
bundle not with the runtime of the version before.
"""
