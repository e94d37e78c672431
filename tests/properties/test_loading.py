"""Compiled catalogues: what the compiler writes is found, and nothing that is read raises."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.mo import write_mo
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.mo import Memory
from reasonbook.runtime.mo_large import Large

PLAIN = st.text(st.characters(exclude_characters="\x00\x04", exclude_categories=["Cs"]))
FORMS = st.lists(PLAIN.filter(bool), min_size=1, max_size=6).map(tuple)
IDENTITIES = st.tuples(PLAIN, PLAIN, st.none() | PLAIN)
# A text without a plural is one form.
MESSAGES = st.dictionaries(IDENTITIES, FORMS, max_size=40).map(
    lambda found: {
        identity: forms if identity[2] is not None else forms[:1]
        for identity, forms in found.items()
    }
)
DATA = st.binary() | st.binary(min_size=24).map(lambda rest: b"\xde\x12\x04\x95" + rest)


class Package(ModuleType):
    """A package whose loader has the same bytes for every file."""

    def __init__(self, data):
        super().__init__("loading")
        self.__file__ = "nowhere/loading/__init__.py"
        self.__spec__ = type("Spec", (), {"loader": self})
        self.data = data

    def get_data(self, _path):
        return self.data


@pytest.fixture(scope="session")
def load():
    """Return a function that gives the catalogues of bytes, and what is said of them."""

    def catalogues(data):
        reports = []
        sys.modules["loading"] = Package(data)
        made = Catalogues(
            bundle="loading", package="loading", damaged=lambda *each: reports.append(each)
        )
        return made, reports

    yield catalogues
    sys.modules.pop("loading", None)


def compiled(messages):
    return write_mo(
        [
            (
                f"{context}\x04{source}" + ("" if plural is None else f"\0{plural}"),
                "\0".join(forms),
            )
            for (context, source, plural), forms in messages.items()
        ],
        locale="de",
    )


@given(MESSAGES, IDENTITIES)
def test_every_message_is_found_and_no_other(load, messages, other):
    catalogues, reports = load(compiled(messages))

    for (context, source, plural), forms in messages.items():
        expected = forms[0] if plural is None else forms
        assert catalogues.find("de", context, source, plural) == expected
    if other not in messages:
        assert catalogues.find("de", *other) is None
    assert reports == []


@given(MESSAGES, IDENTITIES)
def test_every_message_is_found_where_it_lies_and_no_other(messages, other):
    file = Large(Memory(compiled(messages)))

    for (context, source, plural), forms in messages.items():
        key = f"{context}\x04{source}" + ("" if plural is None else f"\0{plural}")
        assert file.find(key.encode()) == "\0".join(forms).encode()
    if other not in messages and other[2] is not None:
        assert file.find("{}\x04{}\0{}".format(*other).encode()) is None


@given(DATA, st.text(), st.text(), st.none() | st.text())
def test_bytes_of_any_kind_give_nothing_and_at_most_one_report(load, data, context, source, plural):
    catalogues, reports = load(data)

    for _ in range(2):
        assert catalogues.find("de", context, source, plural) is None
    assert len(reports) <= 1


@given(MESSAGES.filter(bool), st.data())
def test_a_changed_byte_gives_a_text_or_nothing_and_at_most_one_report_each(load, messages, data):
    changed = bytearray(compiled(messages))
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] = data.draw(st.integers(0, 255))
    catalogues, reports = load(bytes(changed))

    for identity in messages:
        catalogues.find("de", *identity)
        catalogues.find("de", *identity)
    assert len({(locale, context) for locale, _, context in reports}) == len(reports)
