"""
What applications import: envelopes, the enum base of generated modules, the reader's locale.

Nothing here is translated, read or looked up before an envelope is asked for.
"""

from __future__ import annotations

from reasonbook.runtime.envelope import Envelope, NextStep
from reasonbook.runtime.locales import current_locale, use_locale
from reasonbook.runtime.reason import Reason

__version__ = "0.1.0"

__all__ = [
    "Envelope",
    "NextStep",
    "Reason",
    "__version__",
    "current_locale",
    "use_locale",
]
