from __future__ import annotations

import importlib
import os
import sys
import zipfile

import pytest

from reasonbook.runtime import Bundle
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.entries import Text
from reasonbook.runtime.mo import MAX_BYTES

LOST = ("job.lost#operator_label", "Job lost")
GONE = ("job.lost#short_explanation", "The job is gone.")
GERMAN = {LOST: "Job verloren", GONE: "Der Job ist weg."}
PLACE = ("sample_reasons", "locale", "de", "LC_MESSAGES", "sample_reasons.mo")


def test_a_catalogue_is_read_when_first_asked_for_and_only_then(load_sample):
    sample = load_sample(de=GERMAN, ar={LOST: "ضاع العمل"})
    folder = os.path.dirname(sample.__file__)
    os.unlink(os.path.join(folder, "locale", "ar", "LC_MESSAGES", "sample_reasons.mo"))

    assert sample.JobReason.LOST.operator_label("de") == "Job verloren"

    os.unlink(os.path.join(folder, "locale", "de", "LC_MESSAGES", "sample_reasons.mo"))
    assert sample.JobReason.LOST.short_explanation("de") == "Der Job ist weg."
    assert sample.JobReason.LOST.operator_label("ar") == "Job lost"


def test_a_catalogue_is_found_after_its_package_was_unloaded(load_sample):
    sample = load_sample(de=GERMAN)
    for name in [name for name in sys.modules if name.startswith("sample_reasons")]:
        del sys.modules[name]

    assert sample.JobReason.LOST.operator_label("de") == "Job verloren"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is shorter than its header"),
        (b"junk" * 100, "the file does not begin as a catalogue does"),
        (bytes(MAX_BYTES + 1), "the file is over 32 MiB"),
    ],
    ids=["empty", "junk", "large"],
)
def test_a_damaged_catalogue_gives_source_texts_and_one_warning(load_sample, warned, data, words):
    sample = load_sample(de=data)

    for reason in (sample.JobReason.LOST, *sample.LifecycleReconciliationReason):
        assert reason.envelope("de").locale == "en"
        assert reason.envelope("de-AT").operator_label == reason.operator_label("en")
    assert warned() == [
        ("de", None, f"a catalogue is not used: {words} (bundle sample_reasons, locale de)")
    ]


def test_a_missing_catalogue_gives_source_texts_and_one_warning(load_sample, warned):
    sample = load_sample()

    assert sample.JobReason.LOST.operator_label("de") == "Job lost"
    assert sample.JobReason.LOST.short_explanation("de") == "The job is gone."
    [(locale, _, message)] = warned()
    assert locale == "de"
    assert "it cannot be read (FileNotFoundError)" in message


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_not_opened(load_sample, warned, tmp_path, make):
    sample = load_sample(de=b"")
    place = tmp_path.joinpath("site", *PLACE)
    place.unlink()
    make(place)

    assert sample.JobReason.LOST.operator_label("de") == "Job lost"
    assert "it is no regular file" in warned()[0][2]


def test_a_bundle_in_a_zip_archive_has_its_translations(
    load_sample, translations, warned, tmp_path, monkeypatch
):
    sample = load_sample(de=translations(GERMAN), pt=b"junk")
    folder = os.path.dirname(sample.__file__)
    archive = tmp_path / "site.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for root, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(root, name)
                written.write(path, os.path.relpath(path, os.path.dirname(folder)))
    for name in [name for name in sys.modules if name.startswith("sample_reasons")]:
        del sys.modules[name]
    monkeypatch.syspath_prepend(archive)
    zipped = importlib.import_module("sample_reasons")

    assert str(archive) in zipped.__file__
    assert zipped.JobReason.LOST.envelope("de").short_explanation == "Der Job ist weg."
    assert warned() == []
    assert zipped.JobReason.LOST.operator_label("pt-BR") == "Job lost"
    assert [locale for locale, _, _ in warned()] == ["pt_BR", "pt"]


def test_a_package_whose_loader_has_no_files_has_no_translations(monkeypatch, warned):
    class Loader:
        def create_module(self, spec):
            return None

        def exec_module(self, module):
            pass

    class Finder:
        def find_spec(self, name, path=None, target=None):
            if name == "fileless":
                return importlib.machinery.ModuleSpec(name, Loader(), is_package=True)
            return None

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    importlib.import_module("fileless")
    monkeypatch.delitem(sys.modules, "fileless")
    catalogues = Catalogues(bundle="fileless", package="fileless")

    assert catalogues.translation("de", Text(context="a#b", source="A")) is None
    assert "the package's loader has no files" in warned()[0][2]


@pytest.mark.parametrize("package", [None, "", "no.such.package"])
def test_a_bundle_without_a_package_has_no_translations(package, warned):
    bundle = Bundle(name="b", version="1", source_locale="en", locales=["de"], package=package)

    assert bundle.locales == ("de",)
    catalogues = Catalogues(bundle="b", package=package or "")
    assert catalogues.translation("de", Text(context="a#b", source="A")) is None
    assert len(warned()) == 1


def test_a_loader_that_raises_anything_gives_source_texts(load_sample, warned, monkeypatch):
    sample = load_sample()

    def fail(path):
        raise RuntimeError(path)

    monkeypatch.setattr(sys.modules["sample_reasons._bundle"].__loader__, "get_data", fail)

    assert sample.JobReason.LOST.operator_label("de") == "Job lost"
    assert "it cannot be read (RuntimeError)" in warned()[0][2]


def test_of_threads_that_read_at_the_same_time_one_publishes_and_warns(
    load_sample, warned, monkeypatch
):
    catalogues = Catalogues(bundle="b", package=load_sample().__name__)
    text = Text(context="a#b", source="A")
    nested = []

    def interrupted(self, path):
        if not nested:
            nested.append(path)
            assert catalogues.translation("de", text) is None
        return b"junk"

    monkeypatch.setattr(Catalogues, "_read", interrupted)

    assert catalogues.translation("de", text) is None
    assert len(warned()) == 1
