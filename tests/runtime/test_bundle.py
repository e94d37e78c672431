from __future__ import annotations

import sys

import pytest

from reasonbook import Reason, __version__
from reasonbook._version import CONTRACT
from reasonbook.runtime import Bundle, UnknownCodeError, bind, require_contract


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

    bind(First, bundle, tuple)
    assert bundle.reason("first.a") is First.A
    with pytest.raises(UnknownCodeError):
        bundle.reason("second.b")

    bind(Second, bundle, tuple)
    assert bundle.reason("second.b") is Second.B


def test_an_enum_that_is_made_again_takes_the_place_of_the_old_one(bundle):
    old, new = (Reason("Again", {"A": "again.a"}) for _ in range(2))
    bind(old, bundle, tuple)
    bind(new, bundle, tuple)

    assert bundle.reason("again.a") is new.A


def test_a_bundle_negotiates_and_resolves_to_its_own_locales(load_sample):
    sample = load_sample()

    assert sample.negotiate("pt-BR,pt;q=0.9,en;q=0.8") == "pt-BR"
    assert sample.negotiate("zh-CN, de;q=0.5") == "zh-Hans"
    assert sample.negotiate("zh-TW, de;q=0.5") == "de"
    assert sample.negotiate("fr, *;q=0.1") == sample.negotiate(None) == "en"
    assert sample.negotiate("fr", "de_AT.UTF-8") == "de"
    assert sample.negotiate("fr", "no such tag") == "en"
    assert sample.resolve("PT_br") == "pt-BR"
    assert sample.resolve("de_AT.UTF-8") == "de"
    assert sample.resolve("zh-TW") is None
    assert sample.resolve("C") == "en"
    for hostile in (b"de", 7, ["de"], "x" * 10_000_000, "../../etc/passwd"):
        assert sample.resolve(hostile) is None
        assert sample.negotiate(hostile) == "en"


@pytest.mark.parametrize("tag", ["", "../..", "de/fr", "C:evil", "d"])
def test_a_locale_of_a_bundle_must_be_a_tag(tag):
    for source, locales in ((tag, ()), ("en", ("de", tag))):
        with pytest.raises(ValueError, match="is no language tag"):
            Bundle(
                name="jobs",
                version="1",
                source_locale=source,
                locales=locales,
                package="jobs",
                load_locales=lambda: ({}, {}),
            )


def test_a_bundle_that_needs_babel_is_made_where_babel_is(monkeypatch):
    options = {
        "version": "1",
        "source_locale": "en",
        "locales": (),
        "package": "shop",
        "load_locales": lambda: ({}, {}),
        "is_formatted": True,
    }

    assert Bundle(name="shop", **options).name == "shop"
    monkeypatch.setitem(sys.modules, "babel", None)
    with pytest.raises(ImportError, match=r"the bundle shop .*pip install 'reasonbook\[format\]'"):
        Bundle(name="shop", **options)


def test_a_bundle_of_this_contract_is_taken():
    assert require_contract(CONTRACT, "shop") is None


@pytest.mark.parametrize(
    ("contract", "advice"),
    [
        (CONTRACT + 1, "install the version of reasonbook that generated it, or a newer one"),
        (CONTRACT - 1, "run `reasonbook generate` with the installed version"),
    ],
)
def test_a_bundle_of_another_contract_says_what_to_do(contract, advice):
    with pytest.raises(ImportError, match=f": {advice}$") as caught:
        require_contract(contract, "shop")

    assert caught.value.name == "shop"
    assert f"the bundle shop was generated for contract {contract} " in str(caught.value)
    assert f"reasonbook {__version__} has contract {CONTRACT}" in str(caught.value)
