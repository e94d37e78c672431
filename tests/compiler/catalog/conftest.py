from __future__ import annotations

import textwrap

import pytest
import yaml

from reasonbook.compiler.catalog import read
from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.source import SourceFile

HEAD = "format: reasonbook/1\ncatalog: {module: runs, enum: RunReason, prefix: run.}\n"


@pytest.fixture
def head():
    """The first lines of a source file: everything but what it is about."""
    return HEAD


@pytest.fixture
def source():
    """A function that makes a source file of a text."""
    return lambda text: SourceFile("reasons.yaml", text)


@pytest.fixture
def document(source):
    """A function that reads a source file, without its first lines, in which nothing is wrong."""

    def make(text):
        found, findings = read_document(source(HEAD + textwrap.dedent(text)))
        assert findings == ()
        return found

    return make


@pytest.fixture(params=["CLoader", "Loader"])
def loader(request, monkeypatch):
    """Each of PyYAML's parsers in turn; the one in C is not there everywhere."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML has no parser in C here")
    monkeypatch.setattr(read, "_LOADER", getattr(yaml, request.param))
