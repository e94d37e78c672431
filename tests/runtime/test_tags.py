from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.tags import beginning, essence, parse_tag, shorten, spell


@pytest.mark.parametrize(
    ("tag", "spelled"),
    [
        ("de", "de"),
        ("DE_at", "de-AT"),
        ("zh_hANT", "zh-Hant"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es_419", "es-419"),
        ("sl-ROZAJ-biske-1994", "sl-rozaj-biske-1994"),
        ("zh-cmn-Hans-CN", "zh-cmn-Hans-CN"),
        ("zh-aaa-bbb-ccc", "zh-aaa-bbb-ccc"),
        ("EN-ca-X-CA", "en-CA-x-ca"),
        ("de-u-co-PHONEBK-t-it-Latn", "de-u-co-phonebk-t-it-latn"),
        ("x-Whatever-1", "x-whatever-1"),
        ("en-a-bb-x-a", "en-a-bb-x-a"),
        ("abcd", "abcd"),
        ("abcdefgh", "abcdefgh"),
        ("qps-ploc", "qps-Ploc"),
        ("en-XA", "en-XA"),
    ],
)
def test_a_well_formed_tag_is_spelled_as_rfc_5646_has_it(tag, spelled):
    subtags = parse_tag(tag)

    assert subtags is not None
    assert spell(subtags) == spelled
    assert parse_tag(spelled) == subtags


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "-",
        "d",
        "de-",
        "-de",
        "de--at",
        "abcdefghi",
        "d3",
        "de-AT.UTF-8",
        "sr@latin",
        "de-at-at",
        "de-latn-latn",
        "zh-aaa-bbb-ccc-ddd",
        "abcd-aaa",
        "de-abc1-1",
        "de-12",
        "x",
        "de-x",
        "de-u",
        "de-u-x-a",
        "de-u-t-it",
        "i-klingon",
        "1-de",
        "../..",
        "de/../fr",
        "de\\fr",
        "C:evil",
        "de\x00",
        "de ",
        "dé",
        "\uff24\uff25",
        "de<script>",
        "a-" * 40,
        "de-x" + "-abcdefgh" * 7,
        None,
        7,
        b"de",
        ["de"],
    ],
)
def test_anything_else_is_no_tag(tag):
    assert parse_tag(tag) is None


def test_a_tag_may_have_64_characters():
    tag = "de-x" + "-abcdefgh" * 6 + "-abcde"

    assert len(tag) == 64
    assert parse_tag(tag) is not None
    assert parse_tag(tag + "f") is None


class Hostile(str):
    __slots__ = ()

    def lower(self, *_):
        raise RuntimeError

    __getitem__ = __len__ = __str__ = isascii = lower


def test_a_subclass_of_str_is_read_without_its_methods():
    assert parse_tag(Hostile("zh-Hant")) == ("zh", "hant")


class Liar:
    __class__ = str


class Raiser:
    @property
    def __class__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("abcdef", "abc"),
        ("ab", "ab"),
        ("", ""),
        (b"abc", None),
        (None, None),
        (["a"], None),
    ],
)
def test_of_a_text_the_beginning_is_read_and_of_anything_else_nothing(value, text):
    assert beginning(value, 3) == text


def test_the_beginning_is_read_without_methods_and_without_belief():
    assert type(beginning(Hostile("abcdef"), 3)) is str
    assert str.__eq__(beginning(Hostile("abcdef"), 3), "abc")
    assert beginning(Liar(), 3) is None
    assert beginning(Raiser(), 3) is None


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("de", ("de", "", "", "")),
        ("de-at", ("de", "", "", "at")),
        ("es-419", ("es", "", "", "419")),
        ("zh-hant", ("zh", "", "hant", "")),
        ("zh-hant-tw", ("zh", "", "hant", "tw")),
        ("zh-yue", ("zh", "yue", "", "")),
        ("zh-cmn-hans-cn", ("zh", "cmn", "hans", "cn")),
        ("zh-min-nan-tw", ("zh", "min", "", "tw")),
        ("en-usa", ("en", "", "", "")),
        ("en-usa-gb", ("en", "", "", "gb")),
        ("ca-valencia", ("ca", "", "", "")),
        ("de-1996", ("de", "", "", "")),
        ("de-at-1996-u-co-phonebk", ("de", "", "", "at")),
        ("sr-latn-ekavsk", ("sr", "", "latn", "")),
        ("de-x-latn-at", ("de", "", "", "")),
        ("de-u-nu-latn", ("de", "", "", "")),
        ("en-a-gb", ("en", "", "", "")),
    ],
)
def test_what_counts_of_a_tag_is_language_script_and_region(tag, parts):
    assert essence(tag.split("-")) == parts


@pytest.mark.parametrize(
    ("tag", "shorter"),
    [
        ("de", []),
        ("de-AT", ["de"]),
        ("de-AT-1996", ["de-AT", "de"]),
        ("zh-Hant-TW", ["zh-Hant"]),
        ("zh-Hant", []),
        ("zh-cmn-Hans", []),
        ("zh-cmn-CN", ["zh-cmn", "zh"]),
        ("de-AT-u-co-phonebk", ["de-AT-u-co", "de-AT", "de"]),
        ("de-x-latn", ["de"]),
        ("zh-Hant-CN-x-private1-private2", ["zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant"]),
        ("x-latn", []),
    ],
)
def test_a_tag_is_shortened_from_the_right_and_never_past_its_script(tag, shorter):
    found = []
    subtags = shorten(parse_tag(tag))
    while subtags:
        found.append(spell(subtags))
        subtags = shorten(subtags)

    assert found == shorter


@given(st.text() | st.from_regex(r"[A-Za-z0-9]{1,9}([-_][A-Za-z0-9]{1,9}){0,7}", fullmatch=True))
def test_any_text_is_refused_or_spelled_and_shortened_to_nothing(tag):
    subtags = parse_tag(tag)
    if subtags is None:
        return
    assert spell(subtags).lower() == tag.lower().replace("_", "-")
    language, extended, script, region = essence(subtags)
    assert {language, extended, script, region} <= {*subtags, ""}
    steps = 0
    while subtags:
        assert shorten(subtags) == subtags[: len(shorten(subtags))]
        subtags = shorten(subtags)
        steps += 1
    assert steps <= 32
