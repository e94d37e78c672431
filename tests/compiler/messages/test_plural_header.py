"""``Plural-Forms`` for every locale: readable, and right by gettext's own tools."""

from __future__ import annotations

from gettext import c2py

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from reasonbook.compiler.messages.plural_header import write_header
from reasonbook.compiler.messages.plurals import plural_categories, plural_header, plural_rules

TAGS = sorted(locale_identifiers())
HEADERS = {plural_header(each): each for each in TAGS}
NUMBERS = (*range(1001), 10**6, 10**6 + 1, 2 * 10**6)


def expression(header):
    return header.split("plural=", 1)[1].removesuffix(";")


@pytest.mark.parametrize(
    ("tag", "header"),
    [
        ("ja", "nplurals=1; plural=0;"),
        ("de", "nplurals=2; plural=(n != 1);"),
        ("hi", "nplurals=2; plural=(n > 1);"),
        ("mk", "nplurals=2; plural=(n%10 != 1 || n%100 == 11);"),
        ("tzm", "nplurals=2; plural=(n > 1 && (n < 11 || n > 99));"),
        ("fil", "nplurals=2; plural=(n%10 == 4 || n%10 == 6 || n%10 == 9);"),
        ("fr", "nplurals=3; plural=(n <= 1 ? 0 : n%1000000 == 0 ? 1 : 2);"),
        ("es", "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n%1000000 == 0 ? 1 : 2);"),
        ("cs", "nplurals=4; plural=(n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 3);"),
        (
            "pl",
            (
                "nplurals=4; plural=(n == 1 ? 0 : n%10 >= 2 && n%10 <= 4"
                " && (n%100 < 12 || n%100 > 14) ? 1 : 2);"
            ),
        ),
        (
            "lt",
            (
                "nplurals=4; plural=(n%10 == 1 && (n%100 < 11 || n%100 > 19) ? 0"
                " : n%10 >= 2 && (n%100 < 11 || n%100 > 19) ? 1 : 3);"
            ),
        ),
        (
            "ar",
            (
                "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2"
                " : n%100 >= 3 && n%100 <= 10 ? 3 : n%100 >= 11 ? 4 : 5);"
            ),
        ),
    ],
)
def test_a_header_is_as_short_as_a_person_would_write_it(tag, header):
    assert plural_header(tag) == header


@pytest.mark.parametrize("header", HEADERS)
def test_every_header_selects_the_category_of_cldr(header):
    tag = HEADERS[header]
    rule, categories = Locale.parse(tag).plural_form, plural_categories(tag)
    select = c2py(expression(header))

    assert [categories[select(each)] for each in NUMBERS] == [rule(each) for each in NUMBERS]
    assert header.startswith(f"nplurals={len(categories)}; ")


@pytest.mark.parametrize("tag", ["fr", "es", "br", "kw"])
def test_rules_about_millions_are_right_at_all_thousands(tag):
    rule, categories = Locale.parse(tag).plural_form, plural_categories(tag)
    select = c2py(expression(plural_header(tag)))
    numbers = [1000 * each + rest for each in range(2200) for rest in (0, 1, 2, 21, 999)]

    assert all(categories[select(each)] == rule(each) for each in numbers)


def test_locales_with_the_same_rules_have_the_same_header():
    by_rules = {}
    for tag in TAGS:
        by_rules.setdefault(plural_rules(tag), set()).add(plural_header(tag))

    assert all(len(each) == 1 for each in by_rules.values())


@pytest.mark.parametrize(
    ("rules", "header"),
    [
        # Every whole number, but no fraction.
        ((("one", ((("v", 0, True, ((0, 0),)),),)),), "nplurals=2; plural=0;"),
        # Fractions alone.
        ((("many", ((("v", 0, False, ((0, 0),)),),)),), "nplurals=2; plural=1;"),
        (
            (("one", ((("n", 0, True, ((5, 9), (1, 1), (2, 4))),),)),),
            "nplurals=2; plural=(n < 1 || n > 9);",
        ),
        (
            (("two", ((("n", 10, True, ((9, 9), (0, 3))),),)),),
            "nplurals=2; plural=(n%10 > 3 && n%10 != 9);",
        ),
        ((("few", ((("n", 10, True, ((3, 9),)),),)),), "nplurals=2; plural=(n%10 < 3);"),
    ],
)
def test_rules_that_no_language_has_today(rules, header):
    assert write_header(rules) == header


@pytest.mark.slow
@pytest.mark.tools
@pytest.mark.parametrize("header", HEADERS)
def test_gettext_takes_every_header_and_selects_the_same_forms(
    run_gettext, tmp_path, monkeypatch, header
):
    count = len(plural_categories(HEADERS[header]))
    forms = "".join(f'msgstr[{each}] "form {each}"\n' for each in range(count))
    path = tmp_path / "xx.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: xx\\n"\n"Plural-Forms: {header}\\n"\n\n'
        f'msgid "run"\nmsgid_plural "runs"\n{forms}',
        encoding="utf-8",
    )
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)

    result = run_gettext("msgfmt", "-c", "-o", folder / "ours.mo", path)
    monkeypatch.setenv("TEXTDOMAINDIR", str(tmp_path))
    numbers = (0, 1, 2, 3, 5, 11, 21, 22, 100, 101, 10**6, 10**6 + 1, 2 * 10**6)
    found = [
        run_gettext("ngettext", "-d", "ours", "run", "runs", each, language="xx").stdout.decode()
        for each in numbers
    ]

    assert result.returncode == 0, result.stderr
    assert b"error" not in result.stderr
    assert found == [f"form {c2py(expression(header))(each)}" for each in numbers]
