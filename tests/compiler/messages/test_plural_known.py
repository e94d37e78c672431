from __future__ import annotations

import time

import pytest
from babel.localedata import exists, locale_identifiers
from babel.messages.plurals import PLURALS
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.plural_expression import parse_expression, values_of
from reasonbook.compiler.messages.plural_known import _CLASSICAL
from reasonbook.compiler.messages.plurals import (
    UNUSED,
    category_of,
    form_indices,
    forms_of,
    general_form,
    known_forms,
    plural_categories,
    plural_header,
    plural_rules,
)
from reasonbook.compiler.messages.po import header_field, read_po
from reasonbook.compiler.source import SourceFile

LANGUAGES = sorted({plural_rules(each): each for each in locale_identifiers()}.values())
TAGS = sorted({*LANGUAGES, *_CLASSICAL, "ja", "nds", "pt_BR", "pt_PT", "zh_Hant"})
# The languages that GNU gettext's own table has (gettext manual, "Plural forms").
GNU = (
    "be bg cs da de el en eo es et fi fo fr ga he hr hu it ja ko lt lv nb nl nn no pl pt pt_BR"
    " ro ru sk sl sr sv tr uk vi"
)
SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 &&"
    " (n%100<10 || n%100>=20) ? 1 : 2);"
)
POLISH = SLAVIC.replace("n%10==1 && n%100!=11", "n==1")


@pytest.mark.parametrize("tag", TAGS)
def test_our_own_header_has_all_categories(tag):
    assert forms_of(tag, plural_header(tag)) == plural_categories(tag)
    assert known_forms(tag)[0].header == plural_header(tag)


@pytest.mark.parametrize(
    ("tag", "header", "forms"),
    [
        ("de", "nplurals=2; plural=(n != 1);", "one other"),
        ("fr", "nplurals=2; plural=(n > 1);", "one other"),
        (
            "fr",
            "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n%1000000 == 0 ? 1 : 2;",
            "one many other",
        ),
        ("pt_BR", "nplurals=2; plural=(n > 1);", "one other"),
        ("pt", "nplurals=2; plural=(n != 1);", "one other"),
        ("es", "nplurals=2; plural=(n != 1);", "one other"),
        ("pl", POLISH, "one few many"),
        ("ru", SLAVIC, "one few many"),
        ("sr", SLAVIC, "one few other"),
        ("cs", "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;", "one few other"),
        ("ja", "nplurals=1; plural=0;", "other"),
        ("tr", "nplurals=1; plural=0;", "other"),
        ("tr", "nplurals=2; plural=(n>1);", "one other"),
        ("he", "nplurals=2; plural=(n != 1);", "one other"),
        ("ga", "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;", "one two other"),
        (
            "ga",
            "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : (n>2 && n<7) ? 2 :(n>6 && n<11) ? 3 : 4;",
            "one two few many other",
        ),
        (
            "ar",
            (
                "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
                " : n%100>=11 ? 4 : 5;"
            ),
            "zero one two few many other",
        ),
        (
            "lt",
            (
                "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 &&"
                " (n%100<10 || n%100>=20) ? 1 : 2);"
            ),
            "one few other",
        ),
        ("lv", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", "one other zero"),
        (
            "sl",
            "nplurals=4; plural=(n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0);",
            "other one two few",
        ),
        # Transifex writes Polish with four forms.
        (
            "pl",
            (
                "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1"
                " : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9)"
                " || (n%100>=12 && n%100<=14) ? 2 : 3);"
            ),
            "one few many other",
        ),
    ],
)
def test_headers_that_tools_write_are_known(tag, header, forms):
    assert forms_of(tag, header) == tuple(forms.split())


@pytest.mark.parametrize(
    "header",
    [
        "nplurals=2;plural=n!=1",
        "nplurals=2;\tplural=n != 1 ;",
        "nplurals = 2 ; plural = ((n)!=(1));",
        "nplurals=2; plural=1!=n;",
        "nplurals=2; plural=n==1 ? 0 : 1;",
        "nplurals=2; plural=!(n==1);",
        "nplurals=2; plural=n>1||n<1;",
    ],
)
def test_it_does_not_matter_how_an_expression_is_written(header):
    assert forms_of("de", header) == ("one", "other")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nplurals=2",
        "plural=n != 1;",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=3; plural=(n != 1);",
        "nplurals=1; plural=(n != 1);",
        "nplurals=0; plural=(n != 1);",
        "nplurals=02; plural=(n != 1);",
        "nplurals=-2; plural=(n != 1);",
        "nplurals=100000000; plural=(n != 1);",
        "nplurals=abc; plural=(n != 1);",
        "nplurals=1; plural=0;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=7;",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=n%0;",
        "nplurals=2; plural=n != 1 && 1/n;",
        "nplurals=2; plural=n == 1;",
        "nplurals=2; plural=(n != 1)); plural=(0;",
        'nplurals=2; plural=__import__("os");',
        "nplurals=2; plural=" + "(" * 400 + "n != 1" + ")" * 400 + ";",
        "nplurals=2; plural=(n != 1" + "0" * 3000 + ");",
        POLISH,
    ],
)
def test_any_other_header_is_not_known(header):
    assert forms_of("de", header) is None


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("fr", "nplurals=2; plural=(n != 1);"),
        ("pl", "nplurals=2; plural=(n != 1);"),
        ("pl", SLAVIC),
        ("ru", POLISH),
        ("ja", "nplurals=2; plural=(n != 1);"),
        ("ar", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_a_header_of_another_language_is_not_known(tag, header):
    assert forms_of(tag, header) is None


@pytest.mark.parametrize("language", [each for each in PLURALS if exists(each)])
def test_what_babel_writes_is_known(language):
    count, text = PLURALS[language]

    assert forms_of(language, f"nplurals={count}; plural={text};") is not None


@pytest.mark.tools
def test_what_msginit_writes_is_known(run_gettext, tmp_path):
    template = tmp_path / "ours.pot"
    template.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "run"\nmsgid_plural "runs"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    written = {}
    for tag in GNU.split():
        result = run_gettext("msginit", "--no-translator", "-i", template, "-l", tag, "-o", "-")
        po, findings = read_po(SourceFile("xx.po", result.stdout.decode()))
        assert not findings
        written[tag] = header_field(po, "Plural-Forms")

    assert [tag for tag, header in written.items() if forms_of(tag, header or "") is None] == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_known_form_is_chosen_for_numbers_of_its_category(tag):
    rules = plural_rules(tag)
    numbers = (*range(1001), 10**6)
    for known in known_forms(tag):
        values = values_of(parse_expression(known.expression), numbers)
        found = {
            (known.forms[value], category_of(rules, str(number)))
            for number, value in zip(numbers, values, strict=True)
        }

        assert max(values) < len(known.forms)
        named = {known.forms[each] for each in values} - {UNUSED}
        assert all((each, each) in found for each in named)


@pytest.mark.parametrize("tag", TAGS)
def test_known_forms_stand_for_different_categories_of_the_language(tag):
    for known in known_forms(tag):
        named = [each for each in known.forms if each != UNUSED]

        assert set(named) <= set(plural_categories(tag))
        assert len(set(named)) == len(named)


@pytest.mark.parametrize("tag", TAGS)
def test_known_forms_that_select_the_same_stand_for_the_same(tag):
    found = {}
    for known in known_forms(tag):
        values = values_of(parse_expression(known.expression), (*range(1001), 10**6))

        assert found.setdefault((len(known.forms), values), known.forms) == known.forms
        assert forms_of(tag, known.header) == known.forms


@pytest.mark.parametrize(
    ("tag", "forms", "indices"),
    [
        ("pl", "one few many other", (0, 1, 2, 3)),
        ("pl", "one few many", (0, 1, 2, 2)),
        ("cs", "one few other", (0, 1, 2, 2)),
        ("fr", "one other", (0, 1, 1)),
        ("lv", "one other zero", (2, 0, 1)),
        ("ga", "one two other", (0, 1, 2, 2, 2)),
        ("tr", "other", (0, 0)),
        ("ar", "zero one two few other many", (0, 1, 2, 3, 5, 4)),
        ("de", "one two", (0, 1)),
    ],
)
def test_each_category_gets_a_form(tag, forms, indices):
    assert form_indices(tag, tuple(forms.split())) == indices


def test_a_form_that_cldr_does_not_have_is_for_nothing():
    forms = forms_of("he", "nplurals=4; plural=n==1?0:n==2?1:n>10 && n%10==0?2:3")

    assert forms == ("one", "two", UNUSED, "other")
    assert form_indices("he", forms) == (0, 1, 3)
    assert general_form(forms) == 3
    assert forms_of("nds", "nplurals=2; plural=(n != 1);") == (UNUSED, "other")


@given(
    st.sampled_from(TAGS), st.text(st.sampled_from("nplurals=123456789; ()?:!&|<>%"), max_size=60)
)
def test_any_header_is_known_or_not(tag, header):
    found = forms_of(tag, header)

    assert found is None or len(form_indices(tag, found)) == len(plural_categories(tag))


def test_a_hostile_header_costs_little():
    start = time.process_time()

    for index in range(5):
        assert forms_of("br", f"nplurals=6; plural={'n*' * 18}{index}") is None
        assert forms_of("br", f"nplurals=6; plural={'||'.join(['n%7==8'] * 110)}||{index}") is None

    assert time.process_time() - start < 5
