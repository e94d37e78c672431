"""Arbitrary texts, written as sources and catalogues, compiled and imported."""

from __future__ import annotations

import importlib
import itertools
import sys

import pytest
from hypothesis import strategies as st

from reasonbook.compiler.config import Limits, Settings
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile

NUMBERS = itertools.count()
LOOSE = Limits(
    operator_label=4096,
    short_explanation=4096,
    operator_label_placeholders=True,
    operator_label_full_stop=True,
)
PIECES = (
    *("'", '"', "'''", '"""', "\\", "\\n", "\\N{BULLET}", "\n", "\r", "\r\n", "\t", " ", "\u00a0"),
    *(
        "{",
        "}",
        "{{",
        "}}",
        "{run_id}",
        "{{run_id}}",
        "{count}",
        "{0}",
        "{x}",
        "{% x %}",
        "{#",
        "#}",
        "%s",
    ),
    *("#", "# type: ignore", "# coding: utf-7", ": ", "- ", "&a", "*a", "!a", "---", "...", "~"),
    *("\x00", "\x04", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066"),
    *("\ufeff", "\uffff", "\ud800", "\U0001f600", "\u0301", "\u200d", "\u200f", "\U0010fffd"),
    *('"); print(); ("', "msgid", 'msgstr ""', "#, fuzzy", "Translators:", "Run", "é", "中"),
)
# What a text is made of: pieces that have broken some program, and any character at all.
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters() | st.text("ab ", max_size=5)).map(
    "".join
)


@pytest.fixture(scope="session")
def texts():
    """Return the strategy of arbitrary texts."""
    return TEXTS


@pytest.fixture(scope="session")
def compile_():
    """Return a function that compiles texts by path into a bundle with a name of its own."""
    templates = builtin_templates()

    def compiled(files, *, bundle="bundle", catalogues=None):
        settings = Settings(bundle=bundle, limits=LOOSE, surfaces=("badge",))
        sources = [SourceFile(path, text) for path, text in files.items()]
        return compile_project(Project(settings, sources, catalogues or {}, templates))

    return compiled


@pytest.fixture(scope="session")
def fresh_name():
    """Return a function that gives a name which no bundle has had."""
    return lambda: f"bundle_{next(NUMBERS)}"


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    """Return a function that writes a bundle and imports it."""
    folder = tmp_path_factory.mktemp("site")
    sys.path.insert(0, str(folder))
    written = set()

    def bundle(compilation, name):
        for path, data in compilation.artifacts.items():
            if path.startswith("generated/"):
                place = folder / path.removeprefix("generated/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        importlib.invalidate_caches()
        written.add(name)
        return importlib.import_module(name)

    yield bundle
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] in written]:
        del sys.modules[name]


@pytest.fixture(scope="session")
def quoted():
    """Return a function that writes a text as YAML, escaped as far as YAML has an escape."""
    return lambda text: '"' + "".join(map(_escape, text)) + '"'


def _escape(character):
    is_plain = " " <= character <= "~" and character not in '"\\'
    is_surrogate = "\ud800" <= character <= "\udfff"
    return character if is_plain or is_surrogate else f"\\U{ord(character):08x}"
