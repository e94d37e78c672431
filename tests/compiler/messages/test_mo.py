from __future__ import annotations

import gettext
import io
from itertools import permutations

import pytest

from reasonbook.compiler.messages.mo import compile_mo, write_mo
from reasonbook.compiler.messages.plurals import plural_header
from reasonbook.compiler.messages.po import Entry, Po, read_po, write_po
from reasonbook.compiler.source import SourceFile

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
ENTRIES = (
    Entry("run.b#label", "Run", translations=("Lauf ü 𝄞",)),
    Entry("run.a#label", "Run", translations=("Zeile\nzwei",)),
    Entry("run.a#label_long", "Run", translations=("Lang",)),
)


def contexts(*entries):
    return {(each.context, each.text, each.plural) for each in entries}


def load(data):
    return gettext.GNUTranslations(io.BytesIO(data))


def test_the_standard_library_finds_each_message_in_its_context():
    data = compile_mo(Po(None, ENTRIES), locale="de", contexts=contexts(*ENTRIES))

    translations = load(data)
    assert [translations.pgettext(each.context, each.text) for each in ENTRIES] == [
        "Lauf ü 𝄞",
        "Zeile\nzwei",
        "Lang",
    ]
    assert translations.gettext("Run") == "Run"


def test_the_header_has_the_charset_and_the_locale_alone():
    header = Entry(None, "", translations=("Last-Translator: Erika <erika@example.org>\n",))
    po = Po(header, ENTRIES)

    info = load(compile_mo(po, locale="pt_BR", contexts=contexts(*ENTRIES))).info()

    assert info == {"content-type": "text/plain; charset=UTF-8", "language": "pt_BR"}


def test_an_empty_catalogue_is_a_valid_file():
    assert load(write_mo([], locale="de")).info()["language"] == "de"


def test_the_layout_is_that_of_the_manual():
    assert write_mo([("c\x04m", "t")], locale="de") == (
        b"\xde\x12\x04\x95" + b"\0" * 4 + b"\x02\0\0\0" + b"\x1c\0\0\0" + b"\x2c\0\0\0"
        b"\0\0\0\0" + b"\x3c\0\0\0"
        b"\0\0\0\0\x3c\0\0\0" + b"\x03\0\0\0\x3d\0\0\0"
        b"\x35\0\0\0\x41\0\0\0" + b"\x01\0\0\0\x77\0\0\0"
        b"\0c\x04m\0"
        b"Content-Type: text/plain; charset=UTF-8\nLanguage: de\n\0t\0"
    )


def test_the_order_of_the_messages_does_not_matter():
    pairs = [("a\x04b", "1"), ("a\x04bc", "2"), ("a#\x04b", "3"), ("é\x04b", "4")]

    assert len({write_mo(order, locale="de") for order in permutations(pairs)}) == 1


def test_of_two_translations_of_one_key_the_later_counts():
    data = write_mo([("a\x04b", "1"), ("a\x04b", "2")], locale="de")

    assert load(data).pgettext("a", "b") == "2"


@pytest.mark.parametrize(
    "left_out",
    [
        Entry("c", "m", translations=("t",), flags=("fuzzy",)),
        Entry("c", "m", translations=("t",), obsolete=True),
        Entry("c", "m"),
        Entry("c", "p", plural="ps", translations=("t", "")),
        Entry("c", "p", plural="ps", translations=("t",)),
        Entry("c", "p", plural="ps", translations=("t", "t", "t")),
        Entry("c", "p", plural="others", translations=("t", "t")),
        Entry("c", "p", translations=("t",)),
        Entry("c", "m", plural="ms", translations=("t", "t")),
        Entry(None, "m", translations=("t",)),
        Entry("c", "not in the template", translations=("t",)),
        Entry("not in the template", "m", translations=("t",)),
    ],
)
def test_an_entry_that_is_not_finished_or_not_ours_is_left_out(left_out):
    wanted = {("c", "m", None), ("c", "p", "ps")}

    data = compile_mo(Po(None, (left_out,)), locale="de", contexts=wanted)

    assert data == write_mo([], locale="de")


def plural_file(header, *forms):
    fields = "Content-Type: text/plain; charset=UTF-8\n"
    if header:
        fields += f"Plural-Forms: {header}\n"
    entry = Entry("c", "{n} run", plural="{n} runs", translations=forms)
    return Po(Entry(None, "", translations=(fields,)), (entry,))


@pytest.mark.parametrize(
    ("locale", "header", "forms", "shown"),
    [
        ("de", "", "1 o", {0: "o", 1: "1", 2: "o"}),
        ("pl", "", "1 f m o", {0: "m", 1: "1", 2: "f", 5: "m", 22: "f"}),
        ("pl", POLISH, "1 f m", {0: "m", 1: "1", 2: "f", 5: "m", 22: "f"}),
        ("fr", "nplurals=2; plural=(n > 1);", "1 o", {0: "1", 1: "1", 2: "o", 10**6: "o"}),
        # 0 is `one` in CLDR, whatever the file says.
        ("pt", "nplurals=2; plural=(n != 1);", "1 o", {0: "1", 1: "1", 2: "o"}),
        ("ja", "", "o", {0: "o", 1: "o", 2: "o"}),
        ("tr", "nplurals=1; plural=0;", "o", {0: "o", 1: "o", 2: "o"}),
        (
            "ga",
            "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
            "1 2 o",
            {0: "o", 1: "1", 2: "2", 3: "o", 7: "o", 11: "o"},
        ),
        (
            "sl",
            "nplurals=4; plural=(n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0);",
            "o 1 2 f",
            {0: "o", 1: "1", 2: "2", 3: "f", 101: "1"},
        ),
    ],
)
def test_the_standard_library_finds_the_form_of_cldr(locale, header, forms, shown):
    po = plural_file(header, *forms.split())

    translations = load(compile_mo(po, locale=locale, contexts=contexts(*po.entries)))

    found = {each: translations.npgettext("c", "{n} run", "{n} runs", each) for each in shown}
    assert found == shown


def test_a_plural_has_a_form_for_each_category_in_the_order_of_cldr():
    po = plural_file(POLISH, "jeden", "kilka", "wiele")

    data = compile_mo(po, locale="pl", contexts=contexts(*po.entries))

    assert data == write_mo(
        [("c\x04{n} run\0{n} runs", "jeden\0kilka\0wiele\0wiele")],
        locale="pl",
        plural_forms=plural_header("pl"),
    )


def test_the_header_has_the_rule_if_there_is_a_plural():
    po = plural_file(POLISH, "jeden", "kilka", "wiele")

    plural = load(compile_mo(po, locale="pl", contexts=contexts(*po.entries)))
    without = load(compile_mo(po, locale="pl", contexts=set()))

    assert plural.info()["plural-forms"] == plural_header("pl")
    assert "plural-forms" not in without.info()


@pytest.mark.tools
def test_msgfmt_writes_the_same_bytes(run_gettext, tmp_path):
    plural = Entry("run", "{n} run", plural="{n} runs", translations=("{n} Lauf", "{n} Läufe"))
    entries = (*ENTRIES, plural, Entry("z", "untranslated"))
    fields = (
        "Content-Type: text/plain; charset=UTF-8\nLanguage: de\n"
        "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    )
    po = Po(Entry(None, "", translations=(fields,)), entries)
    (tmp_path / "de.po").write_bytes(write_po(po).encode())

    run_gettext("msgfmt", "--no-hash", "-o", tmp_path / "de.mo", tmp_path / "de.po")

    ours = compile_mo(po, locale="de", contexts=contexts(*entries))
    assert (tmp_path / "de.mo").read_bytes() == ours


@pytest.mark.tools
def test_msgunfmt_reads_every_message_back(run_gettext, tmp_path):
    plural = plural_file("", "jeden", "kilka", "wiele", "ułamek").entries
    entries = (*ENTRIES, *plural)
    (tmp_path / "pl.mo").write_bytes(
        compile_mo(Po(None, entries), locale="pl", contexts=contexts(*entries))
    )

    result = run_gettext("msgunfmt", "--no-wrap", "-o", tmp_path / "pl.po", tmp_path / "pl.mo")
    checked = run_gettext("msgfmt", "-c", "-o", tmp_path / "again.mo", tmp_path / "pl.po")

    assert (result.returncode, result.stderr) == (0, b"")
    assert checked.returncode == 0
    po, findings = read_po(SourceFile("pl.po", (tmp_path / "pl.po").read_text("utf-8")))
    assert findings == ()
    assert set(po.entries) == set(entries)


@pytest.mark.tools
def test_gettext_finds_every_message_by_bisection(run_gettext, tmp_path, monkeypatch):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    pairs = [(f"c{n}", f"text {n * 7 % 40}") for n in range(40)]
    (folder / "ours.mo").write_bytes(
        write_mo([(f"{c}\x04{m}", f"ja {c}") for c, m in pairs], locale="de")
    )
    assert run_gettext("gettext", "--version").returncode == 0
    monkeypatch.setenv("TEXTDOMAINDIR", str(tmp_path))

    found = [
        run_gettext("gettext", "-d", "ours", "-c", context, text, language="de").stdout.decode()
        for context, text in pairs
    ]

    assert found == [f"ja {context}" for context, _ in pairs]
