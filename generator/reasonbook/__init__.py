"""
What applications import: envelopes, the enum base of generated modules, the reader's locale.

Nothing here is translated, read or looked up before an envelope is asked for.
"""

from __future__ import annotations

from reasonbook._version import __version__
from reasonbook.runtime.envelope import Envelope, NextStep
from reasonbook.runtime.locales import current_locale, use_locale
from reasonbook.runtime.reason import Reason

__all__ = [
    "Envelope",
    "NextStep",
    "Reason",
    "__version__",
    "current_locale",
    "use_locale",
]
