"""A bundle made by hand, with catalogues that each test writes byte by byte."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from struct import pack

import pytest

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
    """Return the bytes of a catalogue that has *texts* by context and source text."""
    rows = [(f"{context}\x04{source}", text) for (context, source), text in texts.items()]
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
