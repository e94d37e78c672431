from __future__ import annotations

from dataclasses import replace

from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.po import Entry, Po, header_field

HEADER = Entry(None, "", translations=("Content-Type: text/plain; charset=UTF-8\n",))


def template(*entries):
    return Po(HEADER, entries)


WANTED = Entry("run.a#label", "Run failed")
OLD = replace(WANTED, translations=("Lauf gescheitert",))


def test_a_new_file_has_the_header_of_the_template_and_its_language():
    header = Entry(None, "", translations=("Project-Id-Version: ours\nMIME-Version: 1.0\n",))

    po = merge(None, Po(header, (WANTED,)), locale="pt_BR", bundle="ours")

    assert po.entries == (WANTED,)
    assert po.header.translations == (
        "Project-Id-Version: ours\nLanguage: pt_BR\nMIME-Version: 1.0\n",
    )


def test_a_new_file_from_a_template_without_a_header_names_project_and_language():
    po = merge(None, Po(None, ()), locale="de", bundle="ours")

    assert po.header.translations == ("Project-Id-Version: ours\nLanguage: de\n",)


def test_a_file_that_has_lost_its_header_gets_that_of_a_new_one():
    po = merge(Po(None, (OLD,)), template(WANTED), locale="de", bundle="ours")

    assert header_field(po, "Language") == "de"
    assert po.entries == (OLD,)


def test_header_fields_that_are_not_ours_stay_in_their_order():
    fields = "X-Own: 1\nLanguage: \nProject-Id-Version: theirs\nLast-Translator: Erika\n"
    header = Entry(
        None, "", translations=(fields,), translator_comments=("Theirs",), flags=("fuzzy",)
    )

    merged = merge(Po(header, ()), template(), locale="de", bundle="ours").header

    assert merged == replace(
        header,
        translations=(
            (
                "X-Own: 1\nLanguage: de\nProject-Id-Version: theirs\nLast-Translator: Erika\n"
                "Content-Type: text/plain; charset=UTF-8\n"
            ),
        ),
    )


def test_a_language_that_is_there_stays():
    header = Entry(None, "", translations=("language: de_AT\nContent-Type: x; charset=UTF-8\n",))

    assert merge(Po(header, ()), template(), locale="de", bundle="ours").header == header
