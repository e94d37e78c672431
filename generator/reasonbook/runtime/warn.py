"""
Warnings about translations: records of the logger ``reasonbook``.

They name the bundle, the locale and the context of the text, never a text or a value: those
come from translators and requests, and a log is no place for them.
"""

from __future__ import annotations


def warn(problem: str, *, bundle: str, locale: str, context: str | None = None) -> None:
    """Log *problem*; the record has the attributes *bundle*, *locale* and *msgctxt* as well."""
    try:
        import logging  # noqa: PLC0415  re and traceback come with it; most runs never warn

        logging.getLogger("reasonbook").warning(
            "%s (bundle %s, locale %s%s)",
            problem,
            bundle,
            locale,
            "" if context is None else f", {context}",
            extra={"bundle": bundle, "locale": locale, "msgctxt": context},
        )
    except Exception:  # noqa: BLE001, S110  a handler that fails must not fail the request
        pass
