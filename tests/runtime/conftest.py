"""A bundle made by hand, with catalogues that each test writes byte by byte."""

from __future__ import annotations

import importlib
import itertools
import shutil
import sys
from pathlib import Path
from struct import pack
from types import ModuleType

import pytest

from reasonbook import Reason
from reasonbook.runtime import Bundle, LocaleData, bind

SAMPLE = Path(__file__).parent / "sample_reasons"
HEADER = ("", "Content-Type: text/plain; charset=UTF-8\n")


def make_mo(rows, *, order="<", revision=0):
    """Return the bytes of a catalogue with *rows* of identity and text, in their order."""
    ids = [identity.encode() if isinstance(identity, str) else identity for identity, _ in rows]
    texts = [text.encode() if isinstance(text, str) else text for _, text in rows]
    start = 28 + 16 * len(rows)
    places, blob = [], b""
    for each in (*ids, *texts):
        places += (len(each), start + len(blob))
        blob += each + b"\0"
    head = (0x950412DE, revision, len(rows), 28, 28 + 8 * len(rows), 0, start)
    return pack(f"{order}7I{len(places)}I", *head, *places) + blob


def make_translations(texts, **options):
    """
    Return the bytes of a catalogue that has *texts* by context and source text.

    The source of a text with plural forms is a pair, and its translation a tuple of all forms.
    """
    rows = [
        (
            f"{context}\x04{source if isinstance(source, str) else chr(0).join(source)}",
            text if isinstance(text, str | bytes) else "\0".join(text),
        )
        for (context, source), text in texts.items()
    ]
    return make_mo([HEADER, *sorted(rows)], **options)


@pytest.fixture(scope="session")
def mo():
    return make_mo


@pytest.fixture(scope="session")
def translations():
    return make_translations


@pytest.fixture
def load_sample(tmp_path, monkeypatch):
    """Return a function that imports a fresh copy of the sample with these catalogues."""

    def load(**catalogues):
        folder = tmp_path / "site" / "sample_reasons"
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"))
        for locale, data in catalogues.items():
            place = folder / "locale" / locale / "LC_MESSAGES" / "sample_reasons.mo"
            place.parent.mkdir(parents=True)
            place.write_bytes(data if isinstance(data, bytes) else make_translations(data))
        monkeypatch.syspath_prepend(folder.parent)
        return importlib.import_module("sample_reasons")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "sample_reasons"]:
        del sys.modules[name]


ONE = (("one", ((("i", 0, True, ((1, 1),)), ("v", 0, True, ((0, 0),))),)),)
POLISH = (
    ("one", ((("i", 0, True, ((1, 1),)), ("v", 0, True, ((0, 0),))),)),
    (
        "few",
        (
            (
                ("v", 0, True, ((0, 0),)),
                ("i", 10, True, ((2, 4),)),
                ("i", 100, False, ((12, 14),)),
            ),
        ),
    ),
    (
        "many",
        (
            (("v", 0, True, ((0, 0),)), ("i", 0, False, ((1, 1),)), ("i", 10, True, ((0, 1),))),
            (("v", 0, True, ((0, 0),)), ("i", 10, True, ((5, 9),))),
            (("v", 0, True, ((0, 0),)), ("i", 100, True, ((12, 14),))),
        ),
    ),
)
LOCALES = {
    "en": LocaleData(plural=ONE),
    "de": LocaleData(chain=("de",), plural=ONE, number=(",", ".", "-", 3, 3)),
    "pl": LocaleData(chain=("pl",), plural=POLISH, number=(",", "\xa0", "-", 3, 3)),
}
NUMBERS = itertools.count()


class Made:
    """A bundle with one enum that nobody else has: its members are ``made<N>.<name>``."""

    def __init__(self, folder, entries, catalogues, options):
        number = next(NUMBERS)
        self.package = f"made_reasons_{number}"
        self.prefix = f"made{number}."
        self.folder = folder / self.package
        module = ModuleType(self.package)
        module.__file__ = str(self.folder / "__init__.py")
        sys.modules[self.package] = module
        for locale, texts in catalogues.items():
            self.write(locale, texts)
        self.bundle = Bundle(
            name=self.package,
            version="1.0",
            source_locale="en",
            locales=("de", "pl"),
            load_locales=lambda: (LOCALES, {}),
            package=self.package,
            **options,
        )
        names = {name.upper(): f"{self.prefix}{name}" for name in entries}
        self.enum = Reason("MadeReason", names)
        bind(self.enum, self.bundle, lambda: tuple(entries.values()))

    def write(self, locale, texts):
        """Put a catalogue with *texts* in its place, as a whole."""
        place = self.folder / "locale" / locale / "LC_MESSAGES" / f"{self.package}.mo"
        place.parent.mkdir(parents=True, exist_ok=True)
        data = texts if isinstance(texts, bytes) else make_translations(texts)
        other = place.with_suffix(".new")
        other.write_bytes(data)
        other.replace(place)
        return place


@pytest.fixture
def make_bundle(tmp_path):
    """Return a function that makes a bundle of entries by name, with catalogues by locale."""
    made = []

    def make(entries, catalogues=None, **options):
        made.append(Made(tmp_path, entries, catalogues or {}, options))
        return made[-1]

    yield make
    for each in made:
        del sys.modules[each.package]


@pytest.fixture
def warned(caplog):
    """Return a function that gives what the logger has said: locale, msgctxt, message."""

    def records():
        return [
            (each.locale, each.msgctxt, each.getMessage())
            for each in caplog.records
            if each.name == "reasonbook"
        ]

    return records
