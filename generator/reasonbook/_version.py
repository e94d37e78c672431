"""
The version of the distribution, where the runtime and the compiler can both read it.
"""

from __future__ import annotations

__version__ = "0.1.0"
