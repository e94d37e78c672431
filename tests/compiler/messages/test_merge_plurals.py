from __future__ import annotations

from dataclasses import replace

import pytest

from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.plurals import plural_header
from reasonbook.compiler.messages.po import Entry, Po, header_field, read_po, write_po
from reasonbook.compiler.source import SourceFile

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
WANTED = Entry(
    "run.a#text",
    "{n} run",
    plural="{n} runs",
    translations=("", ""),
    extracted_comments=("Explanation.",),
)
PLAIN = Entry("run.a#text", "{n} runs", extracted_comments=("Explanation.",))


def file(plural_forms, *entries):
    fields = "Language: xx\nContent-Type: text/plain; charset=UTF-8\n"
    if plural_forms:
        fields += f"Plural-Forms: {plural_forms}\n"
    return Po(Entry(None, "", translations=(fields,)), entries)


def update(old, *wanted, locale):
    """Return the file after a merge, which a second merge must not change."""
    template = file("", *wanted)
    merged = merge(old, template, locale=locale, bundle="ours")
    assert merge(merged, template, locale=locale, bundle="ours") == merged
    assert read_po(SourceFile("xx.po", write_po(merged))) == (merged, ())
    return merged


@pytest.mark.parametrize(
    ("locale", "count"), [("ja", 1), ("de", 2), ("fr", 3), ("pl", 4), ("ar", 6)]
)
def test_a_new_plural_has_a_form_for_each_category(locale, count):
    merged = update(None, WANTED, locale=locale)

    assert merged.entries[0].translations == ("",) * count
    assert header_field(merged, "Plural-Forms") == plural_header(locale)


def test_the_comment_ends_with_a_line_for_each_form():
    (entry,) = update(None, WANTED, locale="pl").entries

    assert entry.extracted_comments == (
        "Explanation.",
        "msgstr[0]: one (1)",
        "msgstr[1]: few (2, 3, 4, 22)",
        "msgstr[2]: many (0, 5, 7, 11)",
        "msgstr[3]: other (1.5)",
    )


@pytest.mark.parametrize("old", [None, file(""), Po(None, ())])
def test_a_file_without_plurals_gets_no_plural_header(old):
    assert header_field(update(old, PLAIN, locale="pl"), "Plural-Forms") is None


@pytest.mark.parametrize("declared", ["", "nplurals=INTEGER; plural=EXPRESSION;"])
def test_a_file_without_a_plural_header_gets_ours_with_the_first_plural(declared):
    merged = update(file(declared), WANTED, locale="pl")

    assert header_field(merged, "Plural-Forms") == plural_header("pl")


def test_a_file_keeps_its_own_header_and_its_number_of_forms():
    old = file(POLISH, replace(WANTED, translations=("jeden", "kilka", "wiele")))

    merged = update(old, WANTED, locale="pl")

    assert merged.header == old.header
    assert merged.entries[0].translations == ("jeden", "kilka", "wiele")
    assert not merged.entries[0].is_fuzzy
    assert merged.entries[0].extracted_comments[-1] == ("msgstr[2]: many, other (0, 5, 7, 11, 1.5)")


def test_a_header_stays_when_the_last_plural_goes():
    old = file(POLISH, replace(WANTED, translations=("jeden", "kilka", "wiele")))

    assert update(old, locale="pl").header == old.header


def test_an_untranslated_plural_gets_the_right_number_of_forms():
    old = file(POLISH, replace(WANTED, translator_comments=("Mine",)))

    (entry,) = update(old, WANTED, locale="pl").entries

    assert entry.translations == ("", "", "")
    assert (entry.flags, entry.translator_comments) == ((), ("Mine",))


def test_a_plural_that_returns_from_a_file_with_fewer_forms_is_fuzzy():
    gone = replace(WANTED, translations=("jeden", "kilka"), obsolete=True)

    (entry,) = update(file(POLISH, gone), WANTED, locale="pl").entries

    assert (entry.translations, entry.flags) == (("jeden", "kilka", ""), ("fuzzy",))


def test_a_plural_that_returns_from_a_file_with_more_forms_is_fuzzy():
    gone = replace(WANTED, translations=("1", "2", "5", "1,5"), obsolete=True)

    (entry,) = update(file(POLISH, gone), WANTED, locale="pl").entries

    assert (entry.translations, entry.flags) == (("1", "2", "5"), ("fuzzy",))


@pytest.mark.parametrize(
    "change", [{"text": "one run"}, {"plural": "many runs"}, {"text": "a", "plural": "b"}]
)
def test_a_reworded_plural_keeps_its_forms_as_fuzzy(change):
    old = replace(WANTED, translations=("ein Lauf", "Läufe"), **change)

    (entry,) = update(file("", old), WANTED, locale="de").entries

    assert (entry.translations, entry.flags) == (("ein Lauf", "Läufe"), ("fuzzy",))
    assert (entry.previous_text, entry.previous_plural) == (old.text, old.plural)


@pytest.mark.parametrize(
    ("locale", "header", "forms"),
    [
        ("de", "", ("", "Läufe")),
        ("pl", "", ("", "", "", "Läufe")),
        ("pl", POLISH, ("", "", "Läufe")),
        ("ja", "", ("Läufe",)),
        (
            "lv",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
            ("", "Läufe", ""),
        ),
    ],
)
def test_a_text_that_gets_a_plural_keeps_its_translation_for_the_general_form(
    locale, header, forms
):
    old = file(header, replace(PLAIN, translations=("Läufe",)))

    (entry,) = update(old, WANTED, locale=locale).entries

    assert (entry.translations, entry.flags) == (forms, ("fuzzy",))
    assert (entry.previous_text, entry.previous_plural) == (PLAIN.text, None)


@pytest.mark.parametrize(
    ("locale", "header", "forms", "kept"),
    [
        ("de", "", ("Lauf", "Läufe"), "Läufe"),
        ("de", "", ("Lauf", ""), "Lauf"),
        ("pl", "", ("1", "2", "5", ""), "5"),
        (
            "lv",
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
            ("1", "2", "0"),
            "2",
        ),
    ],
)
def test_a_text_that_loses_its_plural_keeps_the_general_form(locale, header, forms, kept):
    old = file(header, replace(WANTED, translations=forms))

    (entry,) = update(old, PLAIN, locale=locale).entries

    assert (entry.translations, entry.flags) == ((kept,), ("fuzzy",))
    assert (entry.previous_text, entry.previous_plural) == (WANTED.text, WANTED.plural)


def test_a_plural_that_goes_and_comes_back_is_there_again():
    old = file("", replace(WANTED, translations=("Lauf", "Läufe")))

    without = merge(old, file(""), locale="de", bundle="ours")
    (entry,) = update(without, WANTED, locale="de").entries

    assert (entry.translations, entry.flags) == (("Lauf", "Läufe"), ())


def test_a_file_with_an_unknown_header_is_left_to_the_check():
    old = file("nplurals=5; plural=n;", replace(WANTED, translations=("Lauf", "Läufe")))

    merged = update(old, WANTED, locale="de")

    assert merged.header == old.header
    assert merged.entries[0].translations == ("Lauf", "Läufe")


@pytest.mark.tools
@pytest.mark.parametrize("locale", ["ja", "de", "fr", "pl", "ar", "ga", "kw"])
def test_msgfmt_takes_a_new_file_and_a_translated_one(run_gettext, tmp_path, locale):
    new = update(None, WANTED, locale=locale)
    (entry,) = new.entries
    done = replace(new, entries=(replace(entry, translations=("x",) * len(entry.translations)),))
    for name, po in (("new", new), ("done", done)):
        path = tmp_path / f"{name}.po"
        path.write_bytes(write_po(po).encode())

        result = run_gettext("msgfmt", "-c", "-o", tmp_path / "x.mo", path)

        assert result.returncode == 0, result.stderr


@pytest.mark.tools
def test_msgcat_leaves_the_forms_and_their_comments_as_they_are(run_gettext, tmp_path):
    po = update(file(POLISH, replace(WANTED, translations=("a", "b", "c"))), WANTED, locale="pl")
    (tmp_path / "pl.po").write_bytes(write_po(po).encode())

    result = run_gettext("msgcat", "--no-wrap", tmp_path / "pl.po")

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode() == write_po(po)
