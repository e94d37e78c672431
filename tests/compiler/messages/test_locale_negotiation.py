"""The table for negotiation, through the runtime that reads it."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.locale_negotiation import Relatives, make_negotiation
from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.locale_tree import make_node
from reasonbook.compiler.messages.tags import known_tags
from reasonbook.runtime.negotiation import Negotiator

USUAL = "en fr pt_BR pt_PT zh_Hans zh_Hant sr sr_Latn de es_419 nb he"
SIMPLIFIED = "en zh_Hans sr"
TRADITIONAL = "en zh_Hant sr_Latn"
SHORT = "en zh de no pt es"
BRITISH = "en en_GB es es_MX nn nb"
REGIONAL = "en_US en_GB en_IN pt_PT de_AT de_CH fr_CA fr_FR zh_TW zh_CN zh_HK es_ES es_AR es_CO"
RARE = "en id fil ro yi jv lb nv jbo sw sw_CD fa fa_AF ms lv ltg apc"
SCRIPTS = "en az az_Cyrl az_Arab pa pa_Arab uz uz_Arab kk ku mn ug"

# What there is, what is asked for, what is served ("-": nothing, so it is the default).
ROWS = (
    # Names that are spelled like a locale, and truncation.
    (USUAL, "de", "de"),
    (USUAL, "de-DE", "de"),
    (USUAL, "de-AT", "de"),
    (USUAL, "de-DE-1996", "de"),
    (USUAL, "de-DE-1996;q=.7,en;q=.1", "de"),
    (USUAL, "de-AT-u-co-phonebk", "de"),
    (USUAL, "fr-CA", "fr"),
    (USUAL, "en", "en"),
    (USUAL, "en-AU", "en"),
    (USUAL, "pt-BR", "pt_BR"),
    (USUAL, "pt-PT", "pt_PT"),
    (USUAL, "it", "-"),
    (USUAL, "it-IT, de;q=0.1", "de"),
    (USUAL, "*", "-"),
    (USUAL, "../../etc/passwd", "-"),
    # Parents.
    (USUAL, "pt", "pt_BR"),
    (USUAL, "pt-US", "pt_BR"),
    (USUAL, "pt-AO", "pt_PT"),
    (USUAL, "pt-MZ", "pt_PT"),
    (USUAL, "pt-CH", "pt_PT"),
    (USUAL, "por", "pt_BR"),
    (USUAL, "por-AO", "pt_PT"),
    (USUAL, "pt-Latn-AO", "pt_PT"),
    (USUAL, "es", "es_419"),
    (USUAL, "es-MX", "es_419"),
    (USUAL, "es-ES", "es_419"),
    (USUAL, "es-419", "es_419"),
    (USUAL, "spa-AR", "es_419"),
    (SHORT, "es-MX", "es"),
    (SHORT, "pt-PT", "pt"),
    (BRITISH, "en-GB", "en_GB"),
    (BRITISH, "en-UK", "en_GB"),
    (BRITISH, "en-001", "en_GB"),
    (BRITISH, "en-150", "en_GB"),
    (BRITISH, "en-AU", "en_GB"),
    (BRITISH, "en-IN", "en_GB"),
    (BRITISH, "en-DE", "en_GB"),
    (BRITISH, "en-Latn-AU", "en_GB"),
    (BRITISH, "eng-AU", "en_GB"),
    (BRITISH, "eng-Latn-AU", "en_GB"),
    (BRITISH, "en-GB-oed", "en_GB"),
    (BRITISH, "en-US", "en"),
    (BRITISH, "en-CA", "en"),
    (BRITISH, "en-PR", "en"),
    (BRITISH, "en-Latn", "en"),
    (BRITISH, "en-Shaw", "-"),
    (BRITISH, "es-AR", "es_MX"),
    (BRITISH, "es-419", "es_MX"),
    (BRITISH, "es-ES", "es"),
    (REGIONAL, "en", "en_US"),
    (REGIONAL, "en-CA", "en_US"),
    (REGIONAL, "en-AU", "en_GB"),
    (REGIONAL, "en-IN", "en_IN"),
    (REGIONAL, "pt", "pt_PT"),
    (REGIONAL, "pt-BR", "pt_PT"),
    (REGIONAL, "de", "de_AT"),
    (REGIONAL, "de-DE", "de_AT"),
    (REGIONAL, "de-CH", "de_CH"),
    (REGIONAL, "fr", "fr_FR"),
    (REGIONAL, "fr-BE", "fr_FR"),
    (REGIONAL, "es", "es_ES"),
    (REGIONAL, "es-MX", "es_AR"),
    (REGIONAL, "es-AR", "es_AR"),
    (REGIONAL, "es-GQ", "es_ES"),
    # Chinese, in two scripts.
    (USUAL, "zh", "zh_Hans"),
    (USUAL, "zh-CN", "zh_Hans"),
    (USUAL, "zh-SG", "zh_Hans"),
    (USUAL, "zh-MY", "zh_Hans"),
    (USUAL, "zh-TW", "zh_Hant"),
    (USUAL, "zh-TW,zh;q=.9", "zh_Hant"),
    (USUAL, "zh-HK", "zh_Hant"),
    (USUAL, "zh-MO", "zh_Hant"),
    (USUAL, "zh-US", "zh_Hant"),
    (USUAL, "zh-Hans", "zh_Hans"),
    (USUAL, "zh-Hans-TW", "zh_Hans"),
    (USUAL, "zh-Hant", "zh_Hant"),
    (USUAL, "zh-Hant-CN", "zh_Hant"),
    (USUAL, "zh-Hant-HK", "zh_Hant"),
    (USUAL, "zh-Bopo", "-"),
    (USUAL, "cmn", "zh_Hans"),
    (USUAL, "cmn-TW", "zh_Hant"),
    (USUAL, "cmn-Hant", "zh_Hant"),
    (USUAL, "zh-cmn", "zh_Hans"),
    (USUAL, "zh-cmn-TW", "zh_Hant"),
    (USUAL, "zh-cmn-Hant-CN", "zh_Hant"),
    (USUAL, "zho-HK", "zh_Hant"),
    (USUAL, "chi", "zh_Hans"),
    (USUAL, "zh-guoyu", "zh_Hans"),
    (USUAL, "zh-min-nan", "zh_Hans"),
    (USUAL, "zh-hakka", "zh_Hans"),
    (USUAL, "zh-wuu", "zh_Hans"),
    (USUAL, "zh-yue", "zh_Hant"),
    (USUAL, "zh-yue-HK", "zh_Hant"),
    (USUAL, "zh-yue-CN", "zh_Hans"),
    (USUAL, "zh-yue-Hans", "zh_Hans"),
    (USUAL, "zh-cpx", "-"),
    (USUAL, "yue", "-"),
    ("en yue zh_Hans", "zh-yue", "yue"),
    ("en yue zh_Hans", "zh-yue-HK", "yue"),
    ("en yue zh_Hans", "yue-HK", "yue"),
    ("en yue zh_Hans", "yue-CN", "-"),
    (SIMPLIFIED, "zh", "zh_Hans"),
    (SIMPLIFIED, "zh-TW", "-"),
    (SIMPLIFIED, "zh-TW,zh;q=0.9", "zh_Hans"),
    (SIMPLIFIED, "zh-HK", "-"),
    (SIMPLIFIED, "zh-Hant", "-"),
    (SIMPLIFIED, "zh-yue", "-"),
    (SIMPLIFIED, "zh-Hans-TW", "zh_Hans"),
    (TRADITIONAL, "zh", "-"),
    (TRADITIONAL, "zh-CN", "-"),
    (TRADITIONAL, "cmn", "-"),
    (TRADITIONAL, "zh-TW", "zh_Hant"),
    (TRADITIONAL, "zh-Hans-TW", "-"),
    (SHORT, "zh-Hans", "zh"),
    (SHORT, "zh-Hans-CN", "zh"),
    (SHORT, "zh-CN", "zh"),
    (SHORT, "zh-TW", "-"),
    (SHORT, "zh-Hant-TW", "-"),
    (REGIONAL, "zh", "zh_CN"),
    (REGIONAL, "zh-SG", "zh_CN"),
    (REGIONAL, "zh-Hans", "zh_CN"),
    (REGIONAL, "zh-Hant", "zh_TW"),
    (REGIONAL, "zh-MO", "zh_HK"),
    (REGIONAL, "zh-Hant-MO", "zh_HK"),
    (REGIONAL, "zh-Hant-CN", "zh_TW"),
    (REGIONAL, "zh-Hans-HK", "zh_CN"),
    # Serbian, in two scripts and by many names.
    (USUAL, "sr", "sr"),
    (USUAL, "sr-RS", "sr"),
    (USUAL, "sr-Cyrl", "sr"),
    (USUAL, "sr-Cyrl-ME", "sr"),
    (USUAL, "sr-Latn-RS", "sr_Latn"),
    (USUAL, "sr-ME", "sr_Latn"),
    (USUAL, "sr-YU", "sr"),
    (USUAL, "sh", "sr_Latn"),
    (USUAL, "sh-BA", "sr_Latn"),
    (USUAL, "sh-Cyrl", "sr"),
    (USUAL, "hbs", "sr_Latn"),
    (USUAL, "cnr", "sr_Latn"),
    (USUAL, "cnr-RS", "sr_Latn"),
    (USUAL, "srp", "sr"),
    (USUAL, "srp-Latn", "sr_Latn"),
    (SIMPLIFIED, "sr-ME", "-"),
    (SIMPLIFIED, "sr-Latn", "-"),
    (SIMPLIFIED, "sh", "-"),
    (SIMPLIFIED, "sh-Cyrl", "sr"),
    (TRADITIONAL, "sr", "-"),
    (TRADITIONAL, "sr-ME", "sr_Latn"),
    # Norwegian: two written forms of one language.
    (USUAL, "no", "nb"),
    (USUAL, "no-NO", "nb"),
    (USUAL, "nb-NO", "nb"),
    (USUAL, "nn", "nb"),
    (USUAL, "nn-NO", "nb"),
    (USUAL, "nor", "nb"),
    (USUAL, "no-bok", "nb"),
    (USUAL, "no-nyn", "nb"),
    (SHORT, "nb", "no"),
    (SHORT, "nn-NO", "no"),
    (BRITISH, "no", "nb"),
    (BRITISH, "nn", "nn"),
    (BRITISH, "no-nyn", "nn"),
    ("en nn", "no", "nn"),
    ("en nn", "nb", "nn"),
    ("en da", "nb", "-"),
    # Other names of languages, and languages that only inherit data from another.
    (USUAL, "iw", "he"),
    (USUAL, "iw-IL", "he"),
    (USUAL, "heb", "he"),
    (USUAL, "deu", "de"),
    (USUAL, "ger-AT", "de"),
    (USUAL, "de-Latn", "de"),
    (USUAL, "de-Latn-DE", "de"),
    (USUAL, "he-Latn", "-"),
    (USUAL, "gsw", "-"),
    (USUAL, "ht", "-"),
    (USUAL, "hi-Latn", "-"),
    (RARE, "in", "id"),
    (RARE, "in-ID", "id"),
    (RARE, "tl", "fil"),
    (RARE, "tgl-PH", "fil"),
    (RARE, "mo", "ro"),
    (RARE, "mo-MD", "ro"),
    (RARE, "ji", "yi"),
    (RARE, "jw", "jv"),
    (RARE, "i-lux", "lb"),
    (RARE, "i-navajo", "nv"),
    (RARE, "i-klingon", "-"),
    (RARE, "art-lojban", "jbo"),
    (RARE, "swc", "sw_CD"),
    (RARE, "sw-swc", "sw_CD"),
    (RARE, "sw-swh", "sw"),
    (RARE, "prs", "fa_AF"),
    (RARE, "prs-AF", "fa_AF"),
    (RARE, "ms-zsm", "ms"),
    (RARE, "ms-mfa", "-"),
    (RARE, "lv-ltg", "ltg"),
    (RARE, "lvs", "lv"),
    (RARE, "ar-apc", "apc"),
    # More scripts.
    (SCRIPTS, "az", "az"),
    (SCRIPTS, "az-RU", "az_Cyrl"),
    (SCRIPTS, "az-IR", "az_Arab"),
    (SCRIPTS, "az-Latn-IR", "az"),
    (SCRIPTS, "aze-IR", "az_Arab"),
    (SCRIPTS, "pa-PK", "pa_Arab"),
    (SCRIPTS, "pa-Guru", "pa"),
    (SCRIPTS, "uz-AF", "uz_Arab"),
    (SCRIPTS, "uz-CN", "-"),
    (SCRIPTS, "uz-uzs", "uz_Arab"),
    (SCRIPTS, "kk-CN", "-"),
    (SCRIPTS, "kk-Cyrl-CN", "kk"),
    (SCRIPTS, "ku-LB", "-"),
    (SCRIPTS, "mn-CN", "-"),
    (SCRIPTS, "ug-KZ", "-"),
)

ALIASES = get_global("language_aliases")
REGIONS = sorted(
    each
    for each in {*Locale("en").territories, *get_global("territory_aliases")}
    if len(each) == 2 or each in {"001", "005", "150", "419"}
)
ALL_SCRIPTS = sorted(Locale("en").scripts)
SETS = [each.split() for each in (USUAL, SIMPLIFIED, TRADITIONAL, SHORT, BRITISH, REGIONAL, RARE)]
KNOWN = known_tags()
# Locales of languages with several of them: there the choice is not obvious.
FAMILIES = [each for each in KNOWN if sum(tag.startswith(each[:3]) for tag in KNOWN) > 2]


def make_negotiator(tags):
    source, *others = tags
    return Negotiator(source, tuple(others), make_negotiation(tags))


@cache
def without_a_source(tags):
    """Return the negotiator of *tags* and Manx, which nobody asks for: it shows a default."""
    negotiation = make_locale_table("gv", tags.split()).negotiation
    return Negotiator("gv", tuple(tags.split()), negotiation)


@pytest.mark.parametrize(("tags", "header", "locale"), ROWS)
def test_a_reader_is_served_by_a_locale_that_can_be_read(tags, header, locale):
    negotiator = without_a_source(tags)

    assert negotiator.negotiate(header) == ("gv" if locale == "-" else locale)
    if "," not in header and ";" not in header:
        assert negotiator.resolve(header) == (None if locale == "-" else locale)


def names_of(relatives):
    languages = relatives.languages()
    aliases = [each for each, name in ALIASES.items() if name.split("_")[0] in languages]
    return sorted({*languages, *aliases})


def questions(relatives, regions=REGIONS):
    """Yield each tag of a language that may be served, and what it is served by."""
    for name in names_of(relatives):
        scripts = relatives.scripts(make_node(name).language)
        for script, region in product(["", *scripts], ["", *regions]):
            node = make_node(name, script, region)
            tag = "-".join(each for each in (name, script, region) if each)
            yield tag, relatives.serving(node, is_script_named=bool(script))


def wrong(tags, regions=REGIONS):
    negotiator = make_negotiator(tags)
    return [
        (tag, right)
        for tag, right in questions(Relatives(tags), regions)
        if not negotiator.resolve(tag) == negotiator.resolve(f"{tag}-u-co-standard") == right
    ]


def superfluous(tags):
    source, *others = tags
    table = make_negotiation(tags)
    return [
        key
        for key, locale in table.items()
        if Negotiator(
            source, tuple(others), {each: table[each] for each in table if each != key}
        ).resolve(key)
        == locale
    ]


@pytest.mark.slow
@pytest.mark.parametrize("tags", SETS, ids=" ".join)
def test_the_table_and_truncation_together_are_cldrs_tree(tags):
    assert wrong(tags) == []


@pytest.mark.parametrize("tags", SETS, ids=" ".join)
def test_the_table_has_nothing_that_truncation_finds(tags):
    assert superfluous(tags) == []


@pytest.mark.slow
@given(st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=8, unique=True))
def test_any_locales_have_a_table_that_is_right_and_no_larger_than_needed(tags):
    assert wrong(tags, ["US", "CN", "IR", "BA", "NO", "SJ", "HK", "AU", "CH", "419"]) == []
    assert superfluous(tags) == []


@pytest.mark.slow
def test_the_table_of_all_locales_serves_each_of_them_by_itself():
    negotiator = make_negotiator(KNOWN)

    assert [each for each in KNOWN if negotiator.resolve(each) != each] == []


def script_of(language, script, region):
    """Return the script that CLDR's likely subtags give, without any of our code."""
    likely = get_global("likely_subtags")
    if language in ALIASES:
        parts = ALIASES[language].split("_")
        language = parts[0]
        script = script or next((each for each in parts[1:] if len(each) == 4), "")
        region = next((each for each in parts[1:] if len(each) == 2), region)
    former = get_global("territory_aliases").get(region, [region])
    found = likely.get(f"{language}_{former[0]}") or likely.get(language, f"{language}_Zzzz_ZZ")
    return script or found.split("_")[1]


def script_of_locale(tag):
    language, *parts = tag.split("_")
    script = next((each for each in parts if len(each) == 4), "")
    return script_of(language, script, next((each for each in parts if len(each) < 4), ""))


@given(
    st.sampled_from(SETS),
    st.sampled_from(["de", "eng", "es", "no", "pt", "sr", "sh", "cmn", "zh", "az", "fa", "yue"]),
    st.sampled_from(["", "", "", *ALL_SCRIPTS]),
    st.sampled_from(["", *REGIONS]),
)
def test_nobody_gets_another_script_than_the_one_that_is_named_or_implied(
    tags, language, script, region
):
    tag = "-".join(each for each in (language, script, region) if each)
    locale = make_negotiator(tags).resolve(tag)

    assert locale is None or script_of_locale(locale) == script_of(language, script, region)
