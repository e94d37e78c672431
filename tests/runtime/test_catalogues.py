from __future__ import annotations

import importlib
import os
import shutil
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

import pytest

from reasonbook.runtime import Bundle
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.entries import Text
from reasonbook.runtime.mo import MAX_BYTES

LOST = ("job.lost#operator_label", "Job lost")
GONE = ("job.lost#short_explanation", "The job is gone.")
GERMAN = {LOST: "Job verloren", GONE: "Der Job ist weg."}
TEXT = Text(context="a#b", source="A")
PLACE = ("sample_reasons", "locale", "de", "LC_MESSAGES", "sample_reasons.mo")


def unload():
    for name in [name for name in sys.modules if name.startswith("sample_reasons")]:
        del sys.modules[name]


def test_a_catalogue_is_read_when_first_asked_for_and_only_then(load_sample):
    sample = load_sample(de=GERMAN, ar={LOST: "ضاع العمل"})
    locales = Path(sample.__file__).parent / "locale"
    shutil.rmtree(locales / "ar")

    assert sample.JobReason.LOST.operator_label("de") == "Job verloren"

    shutil.rmtree(locales / "de")
    assert sample.JobReason.LOST.short_explanation("de") == "Der Job ist weg."
    assert sample.JobReason.LOST.operator_label("ar") == "Job lost"


def test_a_catalogue_is_found_after_its_package_was_unloaded(load_sample):
    sample = load_sample(de=GERMAN)
    unload()

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


@pytest.mark.parametrize(
    "make", [os.mkdir, getattr(os, "mkfifo", os.mkdir)], ids=["folder", "pipe"]
)
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
    site = Path(sample.__file__).parents[1]
    archive = shutil.make_archive(str(tmp_path / "archive"), "zip", site)
    unload()
    monkeypatch.syspath_prepend(archive)
    zipped = importlib.import_module("sample_reasons")

    assert archive in zipped.__file__
    assert zipped.JobReason.LOST.envelope("de").short_explanation == "Der Job ist weg."
    assert warned() == []
    assert zipped.JobReason.LOST.operator_label("pt-BR") == "Job lost"
    assert [locale for locale, _, _ in warned()] == ["pt_BR", "pt"]


class Loader:
    """Makes empty packages."""

    def create_module(self, _spec):
        return None

    def exec_module(self, module):
        pass


class LoaderOfFiles(Loader):
    """Has what a function gives for any file."""

    def __init__(self, read):
        self.get_data = read


@pytest.fixture
def load_from(monkeypatch):
    """Return a function that imports an empty package from a loader and gives its catalogues."""

    def load(loader):
        spec = ModuleSpec("elsewhere", loader, origin="nowhere/elsewhere.py", is_package=True)
        spec.has_location = hasattr(loader, "get_data")
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "elsewhere", module)
        return Catalogues(bundle="elsewhere", package="elsewhere")

    return load


def test_a_package_whose_loader_has_no_files_has_no_translations(load_from, warned):
    catalogues = load_from(Loader())

    assert catalogues.translation("de", TEXT) is None
    assert "the package's loader has no files" in warned()[0][2]


def test_a_loader_with_files_is_asked_for_them(load_from, translations):
    paths = []

    def read(path):
        paths.append(path.replace("\\", "/"))
        return translations({("a#b", "A"): "Ä"})

    assert load_from(LoaderOfFiles(read)).translation("de", TEXT) == "Ä"
    assert paths == ["nowhere/locale/de/LC_MESSAGES/elsewhere.mo"]


def test_a_loader_that_raises_anything_gives_source_texts(load_from, warned):
    def read(path):
        raise RuntimeError(path)

    assert load_from(LoaderOfFiles(read)).translation("de", TEXT) is None
    assert "it cannot be read (RuntimeError)" in warned()[0][2]


def test_of_two_that_read_at_the_same_time_one_publishes_and_warns(load_from, warned):
    calls = []

    def read(path):
        calls.append(path)
        if len(calls) == 1:
            assert catalogues.translation("de", TEXT) is None
        return b"junk"

    catalogues = load_from(LoaderOfFiles(read))

    assert catalogues.translation("de", TEXT) is None
    assert len(calls) == 2
    assert len(warned()) == 1


@pytest.mark.parametrize("package", [None, "", "no.such.package"])
def test_a_bundle_without_a_package_has_no_translations(package, warned):
    bundle = Bundle(name="b", version="1", source_locale="en", locales=["de"], package=package)

    assert bundle.locales == ("de",)
    catalogues = Catalogues(bundle="b", package=package or "")
    assert catalogues.translation("de", TEXT) is None
    assert len(warned()) == 1
