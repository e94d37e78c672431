"""One reason, as readers of four languages get it."""

from __future__ import annotations

import json

from operation_reasons import LifecycleReconciliationReason


def main() -> None:
    """Print the envelope of a run that never started."""
    reason = LifecycleReconciliationReason.STALE_QUEUED
    for locale in ("en", "de", "ar", "ja"):
        print(json.dumps(reason.envelope(locale).to_dict(), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
