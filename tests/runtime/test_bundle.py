from __future__ import annotations

import pytest

from reasonbook import Reason
from reasonbook.runtime import Bundle, UnknownCodeError, bind


@pytest.fixture
def bundle():
    return Bundle(
        name="jobs",
        version="1.2.0",
        source_locale="en",
        locales=["de", "pt_BR"],
        surfaces=["badge"],
        package="jobs",
        load_locales=lambda: ({}, {}),
    )


def test_a_bundle_says_what_it_is(bundle):
    assert (bundle.name, bundle.version, bundle.source_locale) == ("jobs", "1.2.0", "en")
    assert bundle.locales == ("de", "pt_BR")
    assert bundle.surfaces == ("badge",)
    assert repr(bundle) == "<Bundle jobs 1.2.0: en, de, pt_BR>"


@pytest.mark.parametrize("name", ["name", "version", "source_locale", "locales", "other"])
def test_what_a_bundle_is_cannot_be_changed(bundle, name):
    with pytest.raises(AttributeError):
        setattr(bundle, name, "x")


def test_a_code_gives_its_member(load_sample):
    sample = load_sample()

    assert sample.reason("job.lost") is sample.JobReason.LOST
    assert sample.reason("run.stale_queued") is sample.LifecycleReconciliationReason.STALE_QUEUED
    assert sample.BUNDLE.reason(sample.JobReason.LOST) is sample.JobReason.LOST


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("job.nope", "'job.nope'"),
        ("LOST", "'LOST'"),
        ("x" * 1000, "'" + "x" * 64 + "'"),
        ("a\n\x1b", r"'a\\n\\x1b'"),
        (7, "'int'"),
        (["job.lost"], "'list'"),
    ],
)
def test_an_unknown_code_is_a_lookup_error_that_says_so(load_sample, code, shown):
    with pytest.raises(LookupError, match=f"^the bundle sample_reasons has no code {shown}$") as e:
        load_sample().reason(code)
    assert e.type is UnknownCodeError


def test_an_enum_that_is_bound_later_is_known_too(bundle):
    class First(Reason):
        A = "first.a"

    class Second(Reason):
        B = "second.b"

    bind(First, bundle, dict)
    assert bundle.reason("first.a") is First.A
    with pytest.raises(UnknownCodeError):
        bundle.reason("second.b")

    bind(Second, bundle, dict)
    assert bundle.reason("second.b") is Second.B


def test_an_enum_that_is_made_again_takes_the_place_of_the_old_one(bundle):
    old, new = (Reason("Again", {"A": "again.a"}) for _ in range(2))
    bind(old, bundle, dict)
    bind(new, bundle, dict)

    assert bundle.reason("again.a") is new.A
