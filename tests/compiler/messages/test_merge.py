from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.po import Entry, Po, read_po, write_po
from reasonbook.compiler.source import SourceFile

FIXTURES = Path(__file__).parents[2] / "fixtures" / "locales"
HEADER = Entry(None, "", translations=("Content-Type: text/plain; charset=UTF-8\n",))


def template(*entries):
    return Po(HEADER, entries)


def update(old, *wanted):
    """Return the entries after a merge, which a second merge must not change."""
    po = Po(HEADER, tuple(old))
    merged = merge(po, template(*wanted), locale="de", bundle="ours")
    assert merge(merged, template(*wanted), locale="de", bundle="ours") == merged
    assert read_po(SourceFile("de.po", write_po(merged))) == (merged, ())
    return merged.entries


WANTED = Entry("run.a#label", "Run failed")
OLD = replace(WANTED, translations=("Lauf gescheitert",))


def test_a_new_text_is_empty():
    assert update([], WANTED) == (WANTED,)


def test_an_unchanged_text_keeps_everything_of_the_translator():
    old = replace(
        OLD,
        translator_comments=("Mine",),
        flags=("fuzzy", "c-format"),
        previous_context="run.b#label",
        previous_text="Run broke",
    )

    assert update([old], WANTED) == (old,)


def test_comments_references_and_our_flags_come_from_the_template():
    old = replace(
        OLD,
        extracted_comments=("Old",),
        references=("old.yaml",),
        flags=("fuzzy", "max-length:9", "no-python-format", "python-brace-format", "theirs"),
    )
    wanted = replace(
        WANTED, extracted_comments=("New",), references=("new.yaml",), flags=("max-length:20",)
    )

    assert update([old], wanted) == (
        replace(
            wanted,
            translations=OLD.translations,
            flags=("fuzzy", "max-length:20", "theirs"),
        ),
    )


def test_a_reworded_text_keeps_its_translation_as_fuzzy():
    old = replace(OLD, text="Run broke", translator_comments=("Mine",), flags=("theirs",))

    assert update([old], WANTED) == (
        replace(
            OLD,
            translator_comments=("Mine",),
            flags=("fuzzy", "theirs"),
            previous_text="Run broke",
        ),
    )


def test_a_text_that_is_reworded_twice_remembers_what_was_translated():
    old = replace(
        OLD,
        text="Run crashed",
        flags=("fuzzy",),
        previous_context="run.b#label",
        previous_text="Run broke",
    )

    assert update([old], WANTED) == (
        replace(
            OLD,
            flags=("fuzzy",),
            previous_context="run.b#label",
            previous_text="Run broke",
        ),
    )


def test_a_text_that_is_worded_as_before_drops_the_previous_text_and_stays_fuzzy():
    old = replace(OLD, text="Run broke", flags=("fuzzy",), previous_text=WANTED.text)

    assert update([old], WANTED) == (replace(OLD, flags=("fuzzy",)),)


def test_a_fuzzy_entry_without_a_previous_text_was_translated_for_its_own():
    old = replace(OLD, text="Run broke", flags=("fuzzy",))

    assert update([old], WANTED)[0].previous_text == "Run broke"


def test_a_previous_text_counts_only_while_the_entry_is_fuzzy():
    old = replace(OLD, text="Run broke", previous_text="Run crashed")

    assert update([old], WANTED)[0].previous_text == "Run broke"


def test_a_reworded_text_without_a_translation_is_empty_and_not_fuzzy():
    old = Entry(
        WANTED.context,
        "Run broke",
        translator_comments=("Mine",),
        flags=("fuzzy", "theirs"),
        previous_text="Run crashed",
    )

    assert update([old], WANTED) == (
        replace(WANTED, translator_comments=("Mine",), flags=("theirs",)),
    )


def test_a_text_is_never_paired_by_likeness():
    old = replace(OLD, context="run.b#label")

    assert update([old], WANTED) == (WANTED, replace(old, obsolete=True))


def test_a_gone_message_with_a_translation_becomes_obsolete_at_the_end():
    gone = replace(
        OLD,
        context="run.gone#label",
        extracted_comments=("Ours",),
        references=("ours.yaml",),
        flags=("fuzzy", "max-length:9", "theirs"),
        previous_text="Run broke",
    )

    assert update([gone, OLD], WANTED) == (
        OLD,
        replace(
            gone,
            extracted_comments=(),
            references=(),
            flags=("fuzzy", "theirs"),
            obsolete=True,
        ),
    )


def test_a_gone_message_with_a_comment_of_the_translator_becomes_obsolete():
    gone = Entry("run.gone#label", "Gone", translator_comments=("Mine",))

    assert update([gone]) == (replace(gone, obsolete=True),)


@pytest.mark.parametrize("obsolete", [False, True])
def test_a_gone_message_that_nobody_worked_on_is_dropped(obsolete):
    assert update([Entry("run.gone#label", "Gone", obsolete=obsolete)]) == ()


def test_obsolete_messages_keep_their_order():
    old = [replace(OLD, context=f"run.{name}#label", obsolete=name in "bd") for name in "abcd"]

    assert [each.context[4] for each in update(old)] == ["a", "b", "c", "d"]


def test_a_context_that_returns_gets_its_translation_back():
    old = replace(OLD, obsolete=True, translator_comments=("Mine",))

    assert update([old], WANTED) == (replace(OLD, translator_comments=("Mine",)),)


def test_a_context_that_returns_reworded_is_fuzzy():
    old = replace(OLD, obsolete=True, text="Run broke")

    assert update([old], WANTED) == (replace(OLD, flags=("fuzzy",), previous_text="Run broke"),)


def test_of_several_obsolete_entries_the_one_with_the_same_text_returns():
    other = replace(OLD, obsolete=True, text="Run broke", translations=("Anders",))

    assert update([other, replace(OLD, obsolete=True)], WANTED) == (OLD, other)


def test_a_live_entry_wins_over_an_obsolete_one_which_stays():
    other = replace(OLD, obsolete=True, text="Run broke", translations=("Anders",))

    assert update([other, OLD], WANTED) == (OLD, other)


def test_an_obsolete_entry_with_the_text_of_the_live_one_is_dropped():
    other = replace(OLD, obsolete=True, translations=("Anders",))
    old = Po(HEADER, (other, OLD))

    assert merge(old, template(WANTED), locale="de", bundle="ours").entries == (OLD,)


def test_an_obsolete_entry_with_exactly_the_new_text_has_the_right_translation():
    live = replace(OLD, text="Run broke", translations=("Anders",))

    assert update([live, replace(OLD, obsolete=True)], WANTED) == (
        OLD,
        replace(live, obsolete=True),
    )


@pytest.mark.parametrize("change", [{"flags": ("fuzzy",)}, {"translations": ("",)}])
def test_an_unfinished_obsolete_entry_does_not_replace_a_live_one(change):
    live = replace(OLD, text="Run broke", translations=("Anders",))

    assert update([live, replace(OLD, obsolete=True, **change)], WANTED) == (
        replace(live, text=WANTED.text, flags=("fuzzy",), previous_text="Run broke"),
    )


def test_an_obsolete_header_goes_because_no_text_may_stand_twice():
    assert update([Entry(None, "", translations=("Language: fr\n",), obsolete=True)]) == ()


def test_messages_without_a_context_are_told_apart_by_their_text():
    old = [Entry(None, "a", translations=("1",)), Entry(None, "b", translations=("2",))]

    assert update(old, Entry(None, "a")) == (old[0], replace(old[1], obsolete=True))


def test_a_realistic_file_changes_only_where_the_template_does():
    text = (FIXTURES / "de.po").read_text("utf-8")
    old, _ = read_po(SourceFile("de.po", text))
    wanted = [
        replace(
            each,
            translations=("",),
            translator_comments=(),
            flags=tuple(flag for flag in each.flags if flag != "fuzzy"),
            previous_text=None,
        )
        for each in old.entries
        if not each.obsolete
    ]

    same = merge(old, template(*wanted), locale="de", bundle="operation_reasons")
    wanted[1] = replace(wanted[1], text="Run did not start")
    changed = merge(old, template(*wanted), locale="de", bundle="operation_reasons")

    assert write_po(same) == text
    before, after = text.splitlines(), write_po(changed).splitlines()
    assert [line for line in after if line not in before] == [
        '#| msgid "Run never started"',
        'msgid "Run did not start"',
    ]
