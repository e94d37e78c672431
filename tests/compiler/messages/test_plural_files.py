from __future__ import annotations

import pytest

from reasonbook.compiler.messages.plural_files import (
    check_plural_forms,
    declared_header,
    file_forms,
)
from reasonbook.compiler.messages.plurals import plural_header
from reasonbook.compiler.messages.po import Po, read_po
from reasonbook.compiler.source import SourceFile

START = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


def source(header, *entries):
    field = "" if header is None else f'"Plural-Forms: {header}\\n"\n'
    return SourceFile("locales/xx.po", START + field + "".join(f"\n{each}" for each in entries))


def plural(*forms, name="a", mark=""):
    strings = [f'msgstr[{index}] "{form}"' for index, form in enumerate(forms)]
    lines = [f'msgctxt "run.{name}#x"', 'msgid "{n} run"', 'msgid_plural "{n} runs"', *strings]
    return "".join(f"{mark}{line}\n" for line in lines)


def read(file):
    po, findings = read_po(file)
    assert findings == ()
    return po


def check(tag, file):
    return list(check_plural_forms(file, read(file), tag))


@pytest.mark.parametrize(
    "file",
    [
        source(None),
        source(POLISH),
        source(POLISH, plural("a", "b", "c")),
        source(plural_header("pl"), plural("a", "b", "c", "d")),
        source(None, plural("a", "b", "c", "d")),
        # Nothing is translated yet: the update gives it the right number of forms.
        source(POLISH, plural("", "")),
        source(None, plural("", "")),
        # Obsolete messages are nobody's business.
        source(POLISH, plural("a", "b", mark="#~ ")),
        source("nplurals=INTEGER; plural=EXPRESSION;"),
        source(""),
        source(POLISH, 'msgid "no plural"\nmsgstr "a"\n'),
    ],
)
def test_forms_that_fit_have_no_findings(file):
    assert check("pl", file) == []


def test_an_unknown_rule_is_an_error_at_the_header_that_names_the_right_one():
    (finding,) = check("pl", source("nplurals=2; plural=(n != 1);"))

    assert finding.code == "RB609"
    assert finding.message == (
        "`nplurals=2; plural=(n != 1);` is no plural rule that is known for `pl`"
    )
    assert finding.help == f"write `Plural-Forms: {plural_header('pl')}`"
    assert (finding.span.line, finding.span.column) == (4, 2)
    assert finding.span.end_column == len('"Plural-Forms: nplurals=2; plural=(n != 1);\\n') + 1


def test_the_rule_that_fits_the_messages_is_the_one_to_write():
    (finding,) = check("pl", source("nplurals=3; plural=n%3;", plural("a", "b", "c")))

    assert finding.help.startswith(
        "write `Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n%10 >= 2"
    )


def test_messages_with_different_numbers_of_forms_get_our_rule():
    found = check("fr", source("nplurals=2; plural=n;", plural("a", "b"), plural("a", name="b")))

    assert [each.help for each in found] == [f"write `Plural-Forms: {plural_header('fr')}`"]


def test_a_header_of_several_lines_or_in_another_case_is_found():
    text = START + '"plural-forms: nplurals=2; "\n"plural=n;\\n"\n'
    file = SourceFile("de.po", text)

    (finding,) = check("de", file)

    assert (finding.span.line, finding.span.column, finding.span.end_line) == (4, 2, 4)


def test_a_header_whose_name_is_cut_is_shown_where_it_starts():
    file = SourceFile("de.po", START + '"Plural-"\n"Forms: nplurals=2; plural=n;\\n"\n')

    (finding,) = check("de", file)

    assert (finding.span.line, finding.span.column) == (1, 1)


def test_a_message_with_another_number_of_forms_is_an_error():
    file = source(POLISH, plural("a", "b"), plural("a", "b", "c", name="b"))

    (finding,) = check("pl", file)

    assert finding.code == "RB610"
    assert finding.message == "the message has 2 plural forms, and in this file it must have 3"
    assert finding.help == "its forms are one, few, many"
    assert file.line(finding.span.line) == 'msgctxt "run.a#x"'
    assert finding.span.end_column == len('msgctxt "run.a#x"') + 1


def test_forms_that_are_never_used_have_to_be_there_too():
    file = source("nplurals=4; plural=n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3;", plural("a"))

    (finding,) = check("he", file)

    assert finding.message == "the message has one plural form, and in this file it must have 4"
    assert finding.help == "its forms are one, two, one that is never used, other"


def test_fuzzy_messages_are_counted_too():
    found = check("pl", source(POLISH, "#, fuzzy\n" + plural("a", "b")))

    assert [each.code for each in found] == ["RB610"]


def test_a_file_without_a_header_may_lack_that_of_another_tool():
    (finding,) = check("pl", source(None, plural("a", "b", "c")))

    assert finding.code == "RB610"
    assert finding.help.startswith("the header lacks `Plural-Forms: nplurals=3; plural=(n == 1 ? 0")


def test_a_file_without_any_header_is_judged_by_our_rule():
    file = SourceFile("pl.po", plural("a", "b"))

    (finding,) = check("pl", file)

    assert (finding.code, finding.span.line) == ("RB610", 1)
    assert finding.help == "its forms are one, few, many, other"


def test_the_forms_of_a_file_are_those_of_its_header():
    assert file_forms(read(source(POLISH)), "pl") == ("one", "few", "many")
    assert file_forms(read(source(None)), "pl") == ("one", "few", "many", "other")
    assert file_forms(read(source("nplurals=9; plural=n;")), "pl") == (
        "one",
        "few",
        "many",
        "other",
    )
    assert file_forms(Po(None, ()), "de") == ("one", "other")


def test_the_blank_of_xgettext_declares_nothing():
    assert declared_header(read(source("nplurals=INTEGER; plural=EXPRESSION;"))) is None
    assert declared_header(read(source(POLISH))) == POLISH
