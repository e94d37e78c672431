from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.tags import LocaleTag, known_tags, parse_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("de", LocaleTag("de", "de", "German", "Deutsch")),
        ("pt-BR", LocaleTag("pt_BR", "pt-BR", "Portuguese (Brazil)", "português (Brasil)")),
        ("PT_br", LocaleTag("pt_BR", "pt-BR", "Portuguese (Brazil)", "português (Brasil)")),
        ("zh-hans", LocaleTag("zh_Hans", "zh-Hans", "Chinese (Simplified)", "中文 (简体)")),
    ],
)
def test_a_tag_gets_one_spelling_and_its_names(text, tag):
    assert parse_tag(text) == tag


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("zh_TW", "zh_TW"),
        ("sr-RS", "sr_RS"),
        ("sr-Latn_rs", "sr_Latn_RS"),
        ("es-419", "es_419"),
        ("fil", "fil"),
        ("no", "no"),
        ("nb", "nb"),
    ],
)
def test_no_subtag_is_added_or_replaced(text, folder):
    assert parse_tag(text).folder == folder


@pytest.mark.parametrize(
    "text",
    [
        "",
        "d",
        "de_",
        "-de",
        "de\n",
        " de",
        "de__DE",
        "de_D",
        "de_DE_Latn",
        "de_DE@euro",
        "de_DE.UTF-8",
        "ca_ES_VALENCIA",
        "en-x-private",
        "../de",
        "\uff44\uff45",
        "\u0130n",
        "es_\u0664\u0661\u0669",
        "xx",
        "en_EU",
        "de_Latn",
        "und",
        "und_AT",
        "iw",
        "deu",
        "root",
    ],
)
def test_what_is_no_locale_of_cldr_is_not_taken(text):
    assert parse_tag(text) is None


def test_a_locale_without_a_name_in_cldr_is_named_by_its_tag():
    nameless = [tag for tag in map(parse_tag, ("mhn", "lld", "tyv")) if tag is not None]

    assert all(tag.name and tag.own_name for tag in nameless)


def test_the_known_tags_are_sorted_and_in_the_spelling_of_folders():
    tags = known_tags()

    assert list(tags) == sorted(set(tags))
    assert {"de", "pt_BR", "zh_Hans", "es_419"} <= set(tags)
    assert all(re.fullmatch(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z0-9]{2,3})?", each) for each in tags)


@settings(max_examples=settings.default.max_examples, deadline=None)
@given(st.sampled_from(known_tags()))
def test_every_known_tag_is_its_own_spelling(tag):
    parsed = parse_tag(tag.lower().replace("_", "-"))

    assert (parsed.folder, parsed.bcp47) == (tag, tag.replace("_", "-"))


@settings(max_examples=settings.default.max_examples * 2, deadline=None)
@given(
    st.one_of(
        st.text(max_size=12),
        st.from_regex(r"[a-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Z]{2}|[0-9]{3}))?", fullmatch=True),
    )
)
def test_any_text_is_a_tag_or_not_and_a_folder_stays_what_it_is(text):
    parsed = parse_tag(text)

    if parsed is not None:
        assert parsed.folder.lower() == text.lower().replace("-", "_")
        assert parse_tag(parsed.folder) == parse_tag(parsed.bcp47) == parsed
