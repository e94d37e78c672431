from __future__ import annotations

from dataclasses import replace

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.report.fingerprints import fingerprints
from reasonbook.compiler.source import Span

FINDING = error("RB408", "`{x}` is unknown", Span("a.yaml", 3, 4, 3, 7), "look")


def test_a_finding_keeps_its_fingerprint_when_its_line_moves():
    moved = replace(FINDING, span=Span("a.yaml", 30, 9, 31, 2))

    assert fingerprints([moved]) == fingerprints([FINDING])


def test_a_finding_keeps_its_fingerprint_when_its_help_or_severity_changes():
    assert fingerprints([replace(FINDING, help="")]) == fingerprints([FINDING])


def test_equal_findings_have_different_fingerprints_and_the_first_keeps_its_own():
    several = fingerprints([FINDING, FINDING, FINDING])

    assert len(set(several)) == 3
    assert several[:1] == fingerprints([FINDING])


def test_a_finding_elsewhere_changes_no_fingerprint():
    other = replace(FINDING, span=Span("b.yaml"))

    assert fingerprints([other, FINDING])[1:] == fingerprints([FINDING])


def test_path_code_and_message_each_make_a_difference():
    others = [
        FINDING,
        replace(FINDING, code="RB409"),
        replace(FINDING, message="`{y}` is unknown"),
        replace(FINDING, span=Span("b.yaml")),
        replace(FINDING, code="RB408`{x}`", message=" is unknown"),
        replace(FINDING, code='RB408", "', message="`{x}` is unknown"),
        replace(FINDING, message="\ud800"),
        replace(FINDING, message="\\ud800"),
    ]

    assert len(set(fingerprints(others))) == len(others)


def test_a_fingerprint_is_a_sha_256_that_stays_the_same_between_versions():
    assert fingerprints([FINDING]) == (
        "997e7904167392c33a335dc75a817c3b495234a9e3c7a62633275e03c6d5482e",
    )
