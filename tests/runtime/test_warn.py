from __future__ import annotations

import logging

from reasonbook.runtime.warn import warn


def test_a_warning_names_the_bundle_the_locale_and_the_context(caplog):
    warn("a text is not used", bundle="b", locale="de", context="a.b#c")
    warn("a catalogue is not used", bundle="b", locale="de")

    first, second = caplog.records
    assert first.getMessage() == "a text is not used (bundle b, locale de, a.b#c)"
    assert second.getMessage() == "a catalogue is not used (bundle b, locale de)"
    assert (first.bundle, first.locale, first.msgctxt) == ("b", "de", "a.b#c")
    assert (second.levelno, second.name, second.msgctxt) == (logging.WARNING, "reasonbook", None)


def test_a_handler_that_fails_is_no_failure_of_ours():
    class Fails(logging.Handler):
        def handle(self, record):
            called.append(record)
            raise OSError

    called = []
    handler = Fails()
    logging.getLogger("reasonbook").addHandler(handler)
    try:
        warn("a text is not used", bundle="b", locale="de")
    finally:
        logging.getLogger("reasonbook").removeHandler(handler)

    assert len(called) == 1
