"""Laws that hold for any text: nothing is lost between the files, and merging settles."""

from __future__ import annotations

import gettext
import io
from dataclasses import replace

from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.mo import compile_mo, write_mo
from reasonbook.compiler.messages.plural_files import file_forms
from reasonbook.compiler.messages.plurals import known_forms
from reasonbook.compiler.messages.po import Entry, Po, read_po, sorted_flags, write_po
from reasonbook.compiler.source import SourceFile

LAWS = settings(max_examples=settings.default.max_examples, deadline=None)

letters = st.characters(exclude_categories=("Cc", "Cs"))
# Quotes, backslashes and line ends are where quoting can fail; any code point may stand between.
texts = st.text(st.one_of(letters, st.sampled_from('\\"\n\t\rn#~|')), max_size=12)
lines = st.text(st.one_of(letters, st.sampled_from('\t"#~|.,: \\')), max_size=12)
names = st.text(st.sampled_from("abc/._- é\\"), min_size=1, max_size=8)
flags = st.sets(
    st.sampled_from(
        ["fuzzy", "c-format", "python-brace-format", "max-length:9", "range: 0..9", 'x:"a, b"']
    ),
    max_size=3,
).map(sorted_flags)
contexts = st.sampled_from(["run.a#label", "run.a#label_long", "run.b#label", "", "é\nü"])


@st.composite
def entries(draw):
    plural = draw(st.none() | texts)
    previous = draw(st.none() | texts)
    return Entry(
        draw(st.none() | contexts),
        draw(texts),
        plural=plural,
        translations=tuple(draw(st.lists(texts, min_size=1, max_size=1 if plural is None else 6))),
        translator_comments=tuple(draw(st.lists(lines, max_size=2))),
        extracted_comments=tuple(draw(st.lists(lines, max_size=2))),
        references=tuple(draw(st.lists(names, max_size=2))),
        flags=draw(flags),
        previous_context=None if previous is None else draw(st.none() | texts),
        previous_text=previous,
        previous_plural=None if previous is None else draw(st.none() | texts),
        obsolete=draw(st.booleans()),
    )


def without_repetitions(found):
    """Return those of *found* that may stand together in one file."""
    texts_taken = {(None, "")}
    contexts_taken = set()
    kept = []
    for each in found:
        live_context = None if each.obsolete else each.context
        if (each.context, each.text) in texts_taken or live_context in contexts_taken:
            continue
        texts_taken.add((each.context, each.text))
        contexts_taken |= {live_context} - {None}
        kept.append(each)
    return tuple(kept)


headers = st.builds(
    lambda comments, mark, rest: Entry(
        None,
        "",
        translations=(f"Content-Type: text/plain; charset=UTF-8\n{rest}",),
        translator_comments=tuple(comments),
        flags=mark,
    ),
    st.lists(lines, max_size=2),
    flags,
    st.sampled_from(
        [
            "",
            "Language: de\n",
            "X-Own: é\nLanguage:\n",
            "no colon",
            "Plural-Forms: nplurals=2; plural=(n != 1);\n",
            "Plural-Forms: nplurals=1; plural=0;\nX-Own: é\n",
            "plural-forms: nplurals=INTEGER; plural=EXPRESSION;\n",
        ]
    ),
)
# German has two forms, Polish four or three, Japanese one, Hebrew two to four, one of which is
# for nothing.
locales = st.sampled_from(["de", "pl", "ja", "he"])
files = st.builds(Po, st.none() | headers, st.lists(entries(), max_size=6).map(without_repetitions))


def as_template(found):
    return tuple(
        Entry(
            each.context,
            each.text,
            plural=each.plural,
            translations=("",) if each.plural is None else ("", ""),
            extracted_comments=each.extracted_comments,
            references=each.references,
            flags=sorted_flags(set(each.flags) - {"fuzzy"}),
        )
        for each in found
        if not each.obsolete and each.context
    )


templates = st.builds(
    Po, headers, st.lists(entries(), max_size=6).map(without_repetitions).map(as_template)
)


def read(text):
    po, findings = read_po(SourceFile("de.po", text))
    assert findings == ()
    return po


def update(old, template, locale="de"):
    return merge(old, template, locale=locale, bundle="ours")


@LAWS
@given(files)
def test_what_is_written_is_read_again(po):
    assert read(write_po(po)) == po


@LAWS
@given(files)
def test_writing_settles(po):
    text = write_po(po)

    assert write_po(read(text)) == text
    assert read(text.replace("\n", "\r\n")) == po


@LAWS
@given(
    st.lists(st.tuples(contexts.filter(bool), texts), min_size=1, unique_by=lambda x: x[0]), texts
)
def test_any_text_survives_every_file_up_to_the_lookup(messages, translation):
    wanted = Po(None, tuple(Entry(context, text) for context, text in messages))
    old = read(write_po(update(None, wanted)))
    translated = replace(
        old, entries=tuple(replace(each, translations=(translation,)) for each in old.entries)
    )

    merged = read(write_po(update(read(write_po(translated)), wanted)))

    keys = {(context, text, None) for context, text in messages}
    data = compile_mo(merged, locale="de", contexts=keys)
    lookup = gettext.GNUTranslations(io.BytesIO(data)).pgettext
    assert [lookup(*each) for each in messages] == [translation or text for _, text in messages]


@LAWS
@given(
    st.sampled_from(["de", "pl", "ja", "ar", "fr", "he", "lv", "sl", "br"]),
    st.data(),
    st.tuples(contexts.filter(bool), texts, texts),
    st.lists(texts.filter(bool), min_size=6, max_size=6, unique=True),
)
def test_any_plural_survives_every_file_up_to_the_lookup(locale, data, message, forms):
    context, one, other = message
    known = data.draw(st.sampled_from(known_forms(locale)))
    header = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {known.header}\n"
    wanted = Po(None, (Entry(context, one, plural=other, translations=("", "")),))
    old = read(write_po(update(Po(Entry(None, "", translations=(header,)), ()), wanted, locale)))
    count = len(known.forms)
    (entry,) = old.entries
    translated = replace(old, entries=(replace(entry, translations=tuple(forms[:count])),))

    merged = read(write_po(update(read(write_po(translated)), wanted, locale)))

    compiled = compile_mo(merged, locale=locale, contexts={(context, one, other)})
    lookup = gettext.GNUTranslations(io.BytesIO(compiled)).npgettext
    for number in (0, 1, 2, 3, 5, 7, 11, 21, 100, 101, 1000000):
        category = Locale.parse(locale).plural_form(number)
        found = lookup(context, one, other, number)
        assert found in forms[:count]
        if category in known.forms:
            assert found == forms[known.forms.index(category)]


@LAWS
@given(files, templates, locales)
def test_merging_twice_is_merging_once(old, template, locale):
    once = update(old, template, locale)

    assert update(once, template, locale) == once


@LAWS
@given(files, templates, locales)
def test_a_merged_file_is_a_file_with_the_messages_of_the_template(old, template, locale):
    merged = update(old, template, locale)

    assert read(write_po(merged)) == merged
    live = [each for each in merged.entries if not each.obsolete]
    assert [(each.context, each.text, each.plural) for each in live] == [
        (each.context, each.text, each.plural) for each in template.entries
    ]
    assert merged.entries[: len(live)] == tuple(live)
    count = len(file_forms(merged, locale))
    assert all(len(each.translations) == count for each in live if each.plural is not None)


@LAWS
@given(files, templates)
def test_no_translation_is_lost_unless_its_text_got_another(old, template):
    merged = update(old, template)

    kept = {(each.context, form) for each in merged.entries for form in each.translations}
    wanted = {(each.context, each.text) for each in template.entries}
    for each in old.entries:
        if any(each.translations) and (each.context, each.text) not in wanted:
            last = each.translations[-1]
            assert (each.context, last) in kept or each.plural is not None


@LAWS
@given(files, templates, locales)
def test_an_approved_translation_of_an_unchanged_text_stays_approved(old, template, locale):
    po = update(old, template, locale)
    merged = {each.context: each for each in po.entries if not each.obsolete}
    count = len(file_forms(po, locale))

    for each in old.entries:
        now = merged.get(each.context)
        same = now is not None and (now.text, now.plural) == (each.text, each.plural)
        if same and not each.obsolete and (each.plural is None or len(each.translations) == count):
            assert (now.translations, now.is_fuzzy) == (each.translations, each.is_fuzzy)


@LAWS
@given(files, templates, st.randoms(use_true_random=False))
def test_the_order_of_the_live_entries_does_not_matter(old, template, random):
    live = [each for each in old.entries if not each.obsolete]
    rest = [each for each in old.entries if each.obsolete]
    shuffled = random.sample(live, len(live))

    one, other = (update(Po(old.header, (*each, *rest)), template) for each in (live, shuffled))

    assert set(one.entries) == set(other.entries)
    assert one.entries[: len(template.entries)] == other.entries[: len(template.entries)]


@LAWS
@given(st.dictionaries(texts.filter(bool), texts), st.randoms(use_true_random=False))
def test_a_compiled_catalogue_gives_back_its_messages_in_any_order(messages, random):
    pairs = [(f"c\x04{text}", translation) for text, translation in messages.items()]
    shuffled = random.sample(pairs, len(pairs))

    data = write_mo(shuffled, locale="de")

    assert data == write_mo(pairs, locale="de")
    lookup = gettext.GNUTranslations(io.BytesIO(data)).pgettext
    assert {text: lookup("c", text) for text in messages} == messages


PIECES = st.sampled_from(
    [
        'msgctxt "a"',
        'msgid "b"',
        'msgid ""',
        'msgid_plural "c"',
        'msgstr "d"',
        'msgstr ""',
        'msgstr[0] "e"',
        'msgstr[1] "f"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"open',
        "# note",
        "#, fuzzy",
        '#| msgid "p"',
        '#~ msgid "q"',
        '#~ msgstr "r"',
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> x",
        "",
        "\r",
        "\0",
    ]
)


@settings(max_examples=settings.default.max_examples * 3, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(PIECES, max_size=12).map("\n".join),
        st.tuples(files.map(write_po), st.integers(0, 400), st.text(max_size=3)).map(
            lambda each: each[0][: each[1]] + each[2] + each[0][each[1] + 1 :]
        ),
    )
)
def test_any_text_is_a_file_or_has_findings_inside_it(text):
    source = SourceFile("de.po", text)

    po, findings = read_po(source)

    assert (po is None) == any(each.severity is Severity.ERROR for each in findings)
    assert len(findings) <= 100
    assert po is None or read(write_po(po)) == po
    for each in findings:
        assert 1 <= each.span.line <= len(source.line_starts)
        assert each.span.column <= each.span.end_column <= len(source.line(each.span.line)) + 1
