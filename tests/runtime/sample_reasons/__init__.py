"""A bundle as the compiler would make it, by hand and small."""

from ._bundle import BUNDLE
from .jobs import JobReason
from .lifecycle import LifecycleReconciliationReason

__all__ = [
    "BUNDLE",
    "JobReason",
    "LifecycleReconciliationReason",
    "negotiate",
    "occurrence",
    "reason",
    "reload",
    "resolve",
]

negotiate = BUNDLE.negotiate
occurrence = BUNDLE.occurrence
reason = BUNDLE.reason
reload = BUNDLE.reload
resolve = BUNDLE.resolve
