from __future__ import annotations

import random
import string
import sys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reasonbook.runtime.negotiation import MAX_HEADER, MAX_RANGES, Negotiator

# What the compiler takes from CLDR for these locales, shortened.
LOCALES = ("de", "en_GB", "es_419", "nb", "pt_BR", "pt_PT", "sr_Latn", "zh_Hans", "zh_Hant")
TABLE = {
    "cmn": "zh_Hans",
    "de-latn": "de",
    "en-au": "en_GB",
    "en-latn": "en",
    "eng": "en",
    "es": "es_419",
    "iw": None,
    "no": "nb",
    "no-nyn": None,
    "pt": "pt_BR",
    "pt-ao": "pt_PT",
    "sh": "sr_Latn",
    "zh": "zh_Hans",
    "zh-hans-tw": "zh_Hans",
    "zh-tw": "zh_Hant",
    "zh-yue": "zh_Hant",
}
NEGOTIATOR = Negotiator("en", LOCALES, TABLE)


def negotiate(header, default=None):
    return NEGOTIATOR.negotiate(header, default)


def resolve(tag):
    return NEGOTIATOR.resolve(tag)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de-AT", "de"),
        ("de_AT", "de"),
        ("de-Latn-AT", "de"),
        ("de-1996", "de"),
        ("de-AT-1996-u-co-phonebk-x-private", "de"),
        ("de-x-latn", "de"),
        ("en", "en"),
        ("en-US", "en"),
        ("en_gb", "en_GB"),
        ("en-AU", "en_GB"),
        ("en-AU-oxendict", "en_GB"),
        ("en-Latn", "en"),
        ("en-Latn-AU", "en_GB"),
        ("en-Latn-US", "en"),
        ("eng", "en"),
        ("eng-AU", "en_GB"),
        ("eng-US", "en"),
        ("en-USA", "en"),
        ("es", "es_419"),
        ("es-ES", "es_419"),
        ("no", "nb"),
        ("no-NO", "nb"),
        ("pt", "pt_BR"),
        ("pt-US", "pt_BR"),
        ("pt-AO", "pt_PT"),
        ("sr-Latn", "sr_Latn"),
        ("sr-Latn-RS", "sr_Latn"),
        ("sh", "sr_Latn"),
        ("sh-BA", "sr_Latn"),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-TW", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant"),
        ("zh-Hans-TW", "zh_Hans"),
        ("zh-cmn", "zh_Hans"),
        ("zh-cmn-Hant-TW", "zh_Hant"),
        ("cmn-TW", "zh_Hant"),
        ("zh-yue", "zh_Hant"),
        ("zh-yue-HK", "zh_Hant"),
        ("zh-yue-Hans", "zh_Hans"),
        ("zh-wuu", "zh_Hans"),
    ],
)
def test_a_tag_is_served_by_a_locale_of_its_language_and_script(tag, locale):
    assert resolve(tag) == locale
    assert resolve(tag.swapcase()) == locale
    assert resolve(tag.replace("-", "_")) == locale
    assert negotiate(tag) == locale
    assert negotiate(f"xx, {tag};q=0.1", "de") == locale


@pytest.mark.parametrize(
    "tag",
    [
        "fr",
        "fr-FR",
        "iw",
        "iw-IL",
        "no-nyn",
        "sr",
        "sr-RS",
        "sr-Cyrl",
        "de-Cyrl",
        "de-Cyrl-AT",
        "zh-Bopo-TW",
        "x-de",
        "i-klingon",
        "und",
        "mul",
        "*",
    ],
)
def test_no_locale_serves_another_language_or_script(tag):
    assert resolve(tag) is None
    assert negotiate(tag) == "en"
    assert negotiate(f"{tag},de;q=0.1") == "de"


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("C", "en"),
        ("POSIX", "en"),
        ("C.UTF-8", "en"),
        ("C.utf8", "en"),
        ("de_AT.UTF-8", "de"),
        ("de_DE.ISO8859-15@euro", "de"),
        ("de_DE@euro", "de"),
        ("de@anything", "de"),
        ("sr@latin", "sr_Latn"),
        ("sr_RS@latin", "sr_Latn"),
        ("sr_RS.UTF-8@latin", "sr_Latn"),
        ("SR_rs@LATIN", "sr_Latn"),
        ("sr_Latn_RS@cyrillic", "sr_Latn"),
        ("sr@cyrillic", None),
        ("sr_RS", None),
        ("de@cyrillic", None),
        ("zh_TW.Big5", "zh_Hant"),
        ("en_US.UTF-8", "en"),
        ("fr_FR.UTF-8", None),
    ],
)
def test_a_posix_name_says_the_script_in_its_modifier(tag, locale):
    assert resolve(tag) == locale


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "-",
        "_",
        "d",
        "de-",
        "-de",
        "de--at",
        "de-at-at",
        "de-abcdefghi",
        "de-!!",
        "de at",
        "de ",
        "de\n",
        "de\x00",
        "de.",
        "de@",
        "de@<script>",
        "de@x/../y",
        "de.utf-8;q=1",
        "de@euro.UTF-8",
        "@latin",
        ".UTF-8",
        "dé",
        "d\u212a",
        "\uff44\uff45",
        "../../etc/passwd",
        "de/../fr",
        "\\\\evil\\share",
        "C:evil",
        "de" + "-x-abcdefgh" * 6,
        None,
        7,
        b"de",
        ["de"],
        {},
    ],
)
def test_what_is_no_tag_is_served_by_nothing(tag):
    assert resolve(tag) is None


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7", "en"),
        ("de-DE-1996;q=.7,en;q=.1", "de"),
        ("zh-TW,zh;q=.9", "zh_Hant"),
        ("de;q=.75,zh-TW;q=.8", "zh_Hant"),
        ("de-DE-1996;q=0.7,en;q=0.1", "de"),
        ("de;q=0.7,zh-TW", "zh_Hant"),
        ("de;q=0.7, zh-TW;q=0.8", "zh_Hant"),
        ("de;q=0.7,zh-TW;q=0.7", "de"),
        ("de;q=0.701,zh-TW;q=0.71", "zh_Hant"),
        ("de;q=0.99,zh-TW;q=0.999", "zh_Hant"),
        ("de;q=0.001,fr", "de"),
        ("de;q=1.000,zh-TW;q=1", "de"),
        ("de;q=1.", "de"),
        ("de;Q=0.5", "de"),
        ("\t de \t;\t q=0.5 \t,", "de"),
        ("DE;q=0.5", "de"),
        (",,, ,de", "de"),
        ("de_AT", "de"),
        ("fr,de", "de"),
        ("de,de;q=0.1,zh;q=0.5", "de"),
        ("de;q=0.1,zh,de", "zh_Hans"),
        ("de;q=0.1,zh,de,fr;q=0", "zh_Hans"),
        ("zh-Hant-TW-x-private,de;q=0.9", "zh_Hant"),
    ],
)
def test_weights_count_before_the_order(header, locale):
    assert negotiate(header, "nb") == locale


@pytest.mark.parametrize(
    "weight",
    [
        *("q", "q=", "q=x", "q=nan", "q=inf", "q=1e400", "q=1e0", "q=-1", "q=-0", "q=+1", "q=5"),
        *(
            "q=1.1",
            "q=1.0001",
            "q=1.0000",
            "q=0.1234",
            "q=.",
            "q=.1234",
            "q=..5",
            "q=01",
            "q=0x1",
            "q=0.1.1",
        ),
        *("q=0.-1", "q=0.+1", "q=0. 1", "q=0._1", "q =0.5", "q= 0.5", "q=0.5;q=0.6", "q=0.5;x=1"),
        *(
            "",
            " ",
            ";",
            "level=1",
            "w=0.5",
            "0.5",
            "=0.5",
            "qq=0.5",
            'q="0.5"',
            "q=\u0661",
            "q=0.\u0661",
        ),
    ],
)
def test_a_range_with_a_malformed_weight_is_left_out_and_no_other(weight):
    assert negotiate(f"de;{weight}") == "en"
    assert negotiate(f"zh-Hant;{weight},zh-TW;q=0.1") == "zh_Hant"
    assert negotiate(f"zh-TW;q=0.1,de;{weight}") == "zh_Hant"
    assert negotiate(f"de;{weight},de;q=0.2,zh-TW;q=0.1") == "de"


@pytest.mark.parametrize(
    "malformed",
    [
        *(
            "-",
            "--",
            "de-",
            "-de",
            "de--at",
            "de at",
            "de\x00",
            "de-!!",
            "de-\u00e9\u00e9",
            "d\u00e9",
        ),
        *("de-abcdefghi", "zh-Hant-abcdefghi", "zh-Hant-!!", "zh-Hant--TW", "zh-Hant-", "de\u3000"),
        *("*-DE", "de-*", "de.UTF-8", "de@euro", "\u212ao", "\uff44\uff45", "<script>", "de\x0b"),
        *("../../etc/passwd", "C:evil", "\\\\evil\\share", "de" + "-x" + "-abcdefgh" * 7),
    ],
)
def test_a_malformed_range_is_left_out_and_no_other(malformed):
    assert negotiate(malformed) == "en"
    assert negotiate(f"{malformed},zh-TW;q=0.1") == "zh_Hant"


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("de;q=0", "en"),
        ("de;q=0.000,*", "en"),
        ("de;q=0.", "en"),
        ("de-AT,de;q=0", "en"),
        ("de-AT,de;q=0,zh;q=0.1", "zh_Hans"),
        ("zh-TW,zh-Hant;q=0,zh;q=0.5", "zh_Hans"),
        ("zh,zh-TW;q=0", "zh_Hans"),
        ("zh;q=0,zh-TW", "en"),
        ("zh;q=0,zh-Hant", "zh_Hant"),
        ("en-GB,en;q=0", "en_GB"),
        ("en-AU,en;q=0", "en"),
        ("en-AU,en-GB;q=0,de;q=0.1", "de"),
        ("de;q=0,de", "de"),
        ("de,de;q=0", "de"),
        ("de;q=0,de;q=nan", "en"),
        ("en;q=0", "en"),
        ("en;q=0,*", "de"),
        ("en;q=0,*;q=0.1", "de"),
        ("en;q=0,*;q=0", "en"),
        ("en;q=0,de;q=0,*", "es_419"),
        ("en;q=0,de;q=0,es;q=0,nb;q=0,pt;q=0,sr;q=0,zh;q=0,*", "en"),
        # A comma ends a range, so this is a weight of zero, and a range "5".
        ("de;q=0,5", "en"),
        ("*;q=0", "en"),
        ("*;q=0,de", "de"),
        ("de,*;q=0", "de"),
    ],
)
def test_what_has_the_weight_zero_is_refused(header, locale):
    assert negotiate(header) == locale


@pytest.mark.parametrize("header", ["*", "*;q=0.5", "fr,*", "*,fr", "* ; q=0.1", "xx, *;q=1.0"])
def test_a_star_leaves_the_choice_to_the_default(header):
    assert negotiate(header) == "en"
    assert negotiate(header, "de") == "de"


def test_a_star_counts_only_if_nothing_else_fits():
    assert negotiate("*,de;q=0.1") == "de"


@pytest.mark.parametrize(
    ("default", "locale"),
    [
        (None, "en"),
        ("de", "de"),
        ("zh-TW", "zh_Hant"),
        ("fr", "en"),
        ("", "en"),
        ("<script>", "en"),
        (7, "en"),
    ],
)
def test_the_default_is_a_locale_of_the_bundle(default, locale):
    assert negotiate("fr", default) == locale
    assert negotiate("", default) == locale
    assert negotiate(None, default) == locale


def test_the_first_16_ranges_count():
    assert negotiate("xx," * (MAX_RANGES - 1) + "de") == "de"
    assert negotiate("xx," * MAX_RANGES + "de") == "en"
    assert negotiate("," * (MAX_RANGES - 1) + "de") == "de"
    assert negotiate("," * MAX_RANGES + "de") == "en"


def test_the_first_256_characters_count():
    padding = "x" * 8 + "," + " " * (MAX_HEADER - 11)

    assert negotiate(padding + "de") == "de"
    assert negotiate(padding + "de,zh-TW") == "de"
    assert negotiate(padding + " de") == "en"


def test_a_range_that_the_cut_goes_through_is_left_out():
    padding = "x" * 8 + "," + " " * (MAX_HEADER - 11)

    assert negotiate(padding + "de-AT") == "en"
    assert negotiate(padding + "de;q=0.1") == "en"
    assert negotiate("d" * 300) == "en"


class Hostile(str):
    __slots__ = ()

    def lower(self, *_):
        raise RuntimeError

    __getitem__ = __len__ = __str__ = __iter__ = __eq__ = __hash__ = isascii = split = lower
    encode = strip = lower


class Liar:
    __class__ = str


class Raiser:
    @property
    def __class__(self):
        raise RuntimeError


def test_nothing_is_believed_of_a_foreign_object():
    for value in (Liar(), Raiser(), object(), str, [], 1.5, b"de", bytearray(b"de")):
        assert resolve(value) is None
        assert negotiate(value) == "en"
        assert negotiate("fr", value) == "en"


def test_a_subclass_of_str_is_read_without_its_methods():
    assert resolve(Hostile("de-AT")) == "de"
    assert negotiate(Hostile("fr,de-AT;q=0.5")) == "de"


ANYTHING = st.one_of(
    st.text(),
    st.text(string.ascii_letters + string.digits + "-_,;=*q. \t@"),
    st.none() | st.binary() | st.integers() | st.lists(st.text()) | st.floats(),
)


@given(ANYTHING, ANYTHING)
def test_whatever_comes_in_a_locale_of_the_bundle_comes_out(header, default):
    assert negotiate(header, default) in {"en", *LOCALES}
    assert resolve(header) in {None, "en", *LOCALES}


TAGS = st.sampled_from(
    [
        *("de", "de-AT", "en", "en-AU", "eng", "es-MX", "fr", "pt", "pt-AO", "sr-Latn", "sr"),
        *("zh", "zh-TW", "zh-Hant-HK", "zh-Hans", "no", "nb", "xx-YY", "*", "sh", "zh-yue"),
        *("sr-RS", "sr-Cyrl-RS"),
    ]
)
WEIGHTS = st.sampled_from([1000, 999, 900, 500, 500, 123, 1, 0])
# Only the first three count of what is searched for in vain, and of what is refused.
VAIN = {"sr-Cyrl-RS"}
RANGES = st.lists(st.tuples(TAGS, WEIGHTS), max_size=8).filter(
    lambda ranges: (
        sum(tag in VAIN for tag, _ in ranges) < 3 and sum(weight == 0 for _, weight in ranges) < 3
    )
)


def write_header(ranges, separator=","):
    return separator.join(
        tag if weight == 1000 else f"{tag};q={weight / 1000}" for tag, weight in ranges
    )


def expected(ranges, default="en"):
    """Return what RFC 9110, section 12.5.4, and RFC 4647, section 3.4, make of *ranges*."""
    weights = {}
    for tag, weight in ranges:
        weights[tag.lower()] = max(weight, weights.get(tag.lower(), 0))

    def is_refused(locale):
        subtags = locale.lower().split("_")
        prefixes = ["-".join(subtags[:length]) for length in range(len(subtags), 0, -1)]
        return next((weights[each] == 0 for each in prefixes if each in weights), False)

    for tag, weight in sorted(ranges, key=lambda pair: -pair[1]):
        locale = resolve(tag) if weight else None
        if locale and not is_refused(locale):
            return locale
    if weights.get("*") and is_refused(default):
        return next((each for each in LOCALES if not is_refused(each)), default)
    return default


@given(RANGES)
def test_the_result_is_that_of_a_plain_implementation(ranges):
    assert negotiate(write_header(ranges)) == expected(ranges)


@given(RANGES)
def test_case_and_white_space_change_nothing(ranges):
    header = write_header(ranges)
    spaced = header.replace(",", " \t, ").replace(";", " ; ").swapcase()

    assert negotiate(spaced) == negotiate(header)


@given(RANGES, st.integers(0, 8))
def test_a_range_that_nothing_serves_changes_nothing(ranges, place):
    longer = [*ranges[:place], ("tlh-AQ", 900), *ranges[place:]]

    assert negotiate(write_header(longer)) == negotiate(write_header(ranges))


@given(RANGES)
def test_more_weight_never_loses_the_locale_that_was_found(ranges):
    before = negotiate(write_header(ranges), "fr")
    raised = [
        (tag, 1000 if resolve(tag) == before and weight else weight) for tag, weight in ranges
    ]

    assert negotiate(write_header(raised), "fr") == before


@given(RANGES, TAGS)
def test_a_heavier_range_in_front_decides_if_it_is_served(ranges, tag):
    assume(sum(each in VAIN for each in [tag, *(each for each, _ in ranges)]) < 3)
    lighter = [(each, min(weight, 900)) for each, weight in ranges if weight]
    after = negotiate(write_header([(tag, 1000), *lighter]))

    assert after == (resolve(tag) or negotiate(write_header(lighter)))


USUAL = "pl-PL,pl;q=0.9,en-US;q=0.8,en;q=0.7"
SOME = random.Random(9110)
HOSTILE = {
    "commas": "a," * 4_000,
    "hyphens": "-" * 8_000,
    "semicolons": ";" * 8_000,
    "bytes": "".join(chr(SOME.randrange(256)) for _ in range(8_000)),
    "letters": "".join(SOME.choice("abdenz-,;=q0.1 ") for _ in range(8_000)),
    "megabyte": "a," * 500_000,
    "megabytes": "zh-Hant-x-a" * 1_000_000,
}


def count_calls(header):
    """Return how many functions it takes, those of C among them, to read *header*."""
    events = []
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _argument: events.append(event))
    try:
        negotiate(header)
    finally:
        sys.setprofile(before)
    return sum(event in {"call", "c_call"} for event in events)


# `make bench` measures the time.
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_header_takes_no_more_than_five_times_as_many_steps_as_a_usual_one(name):
    negotiate(HOSTILE[name])

    assert 0 < count_calls(HOSTILE[name]) < 5 * count_calls(USUAL)


def test_the_source_locale_may_have_a_translation_too():
    negotiator = Negotiator("de", ("de", "zh_Hant"), {})

    assert negotiator.negotiate("fr") == "de"
    assert negotiator.negotiate("zh-Hant-TW, de;q=0.5") == "zh_Hant"


def test_of_what_is_refused_and_asked_for_the_first_three_count():
    negotiator = Negotiator("en", ("de", "es", "fr", "it"), {})
    refusals = "de;q=0,fr;q=0,es;q=0"

    assert negotiator.negotiate(f"de-at,fr-ca,it-ch,{refusals}") == "it"
    assert negotiator.negotiate(f"de-at,fr-ca,es-mx,it-ch,{refusals}") == "en"
    assert negotiator.negotiate(f"de-at,fr-ca,es-mx,it,{refusals}") == "en"


def test_a_language_in_another_script_does_not_hide_what_comes_after_it():
    serbian = "sr-RS,sr;q=0.9,sr-ME;q=0.8,sr-BA;q=0.8,sr-Cyrl-RS;q=0.7,sr-Cyrl;q=0.7"

    assert negotiate(f"{serbian},de-AT;q=0.6") == "de"
    assert negotiate("sr,sr,sr,sr,de-AT;q=0.6") == "de"
    assert negotiate(f"{serbian},sr-Cyrl-ME;q=0.7,de-AT;q=0.6") == "en"


def test_a_table_that_names_what_the_bundle_has_not_is_no_error():
    negotiator = Negotiator("en", ("de",), {"no": "nb", "zh-tw": None, "de-at": "de"})

    assert negotiator.resolve("no") is None
    assert negotiator.resolve("de-at") == "de"
    assert negotiator.negotiate("no,de;q=0.5") == "de"
