"""The same project gives the same bytes, and a change touches what it is about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.tags import known_tags

SLOW = settings(max_examples=settings.default.max_examples // 4, deadline=None)
WORDS = st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){0,3}", fullmatch=True)
FIELDS = {
    "operator_label": WORDS,
    "short_explanation": WORDS,
    "actionability": st.sampled_from(["escalate", "non_actionable"]),
    "severity": st.sampled_from(["info", "critical"]),
    "retry_after": st.integers(0, 1_000).map(str),
    "http_status": st.integers(400, 599).map(str),
    "show_no_action_needed": st.sampled_from(["true", "false"]),
    "diagnostic_code_label": WORDS,
    "docs_url": st.just("https://example.com/a"),
    "tags": st.just("[b, a]"),
    "annotations": st.just("{z: 1, a: [2, {c: d}]}"),
    "placeholders": st.sampled_from(
        [
            "{value: {type: string, example: x, metadata_only: true}}",
            "{z: {type: list, metadata_only: true}, a: {type: date, metadata_only: true}}",
            "{kind: {type: enum, metadata_only: true, values: {z: Z, a: A}}}",
        ]
    ),
    "surfaces": st.just("{badge: {short_explanation: Two, operator_label: One}}"),
    "next_steps": st.just("[{label: Wait, kind: wait, id: w}, {id: v, kind: wait, label: Go}]"),
    "translator_note": WORDS,
    "member": st.from_regex(r"[A-Z]{5,9}_X", fullmatch=True),
}
NEEDED = ("operator_label", "short_explanation")
REASONS = st.fixed_dictionaries(
    {name: FIELDS[name] for name in NEEDED},
    optional={name: values for name, values in FIELDS.items() if name not in NEEDED},
)
LOCALES = st.lists(
    st.sampled_from([each for each in known_tags() if each != "en"]),
    min_size=1,
    max_size=4,
    unique=True,
)


def write(name, reasons, *, order=lambda fields: fields):
    """Return a source with *reasons*, whose fields stand as *order* puts them."""
    lines = [
        "format: reasonbook/1",
        f"catalog: {{module: {name}, enum: {name.title()}, prefix: {name}.}}",
        "reasons:",
    ]
    for number, reason in enumerate(reasons):
        lines.append(f"  {name}.r{number}:")
        fields = {**reason, **({"member": f"M{number}"} if "member" in reason else {})}
        lines += [f"    {field}: {value}" for field, value in order(list(fields.items()))]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def make(compile_):
    """Return a function that gives the files of a build without findings."""

    def files(sources, locales=()):
        compilation = compile_(sources, catalogues=dict.fromkeys(locales))
        assert compilation.diagnostics == ()
        return compilation.artifacts

    return files


def test_the_order_of_the_keys_of_a_reason_makes_no_difference(make):
    @SLOW
    @given(st.lists(REASONS, min_size=1, max_size=4), st.randoms(use_true_random=False))
    def check(reasons, random):
        def shuffled(fields):
            return random.sample(fields, len(fields))

        straight = make({"a.yaml": write("run", reasons)})
        assert make({"a.yaml": write("run", reasons, order=shuffled)}) == straight

    check()


def test_the_order_of_files_and_locales_makes_no_difference(make):
    @SLOW
    @given(st.lists(REASONS, min_size=2, max_size=4), LOCALES)
    def check(reasons, locales):
        sources = {
            f"{number}.yaml": write(name, [reason])
            for number, (name, reason) in enumerate(zip("abcd", reasons, strict=False))
        }
        backwards = dict(reversed(sources.items()))
        straight = make(sources, locales)
        assert make(backwards, locales[::-1]) == straight
        assert list(make(backwards, locales[::-1])) == list(straight)

    check()


def test_the_same_project_gives_the_same_bytes(make):
    @SLOW
    @given(st.lists(REASONS, min_size=1, max_size=4), LOCALES)
    def check(reasons, locales):
        sources = {"a.yaml": write("run", reasons)}
        assert make(sources, locales) == make(sources, locales)

    check()


def test_another_locale_changes_no_file_of_the_others(make):
    @SLOW
    @given(st.lists(REASONS, min_size=1, max_size=3), LOCALES)
    def check(reasons, locales):
        sources = {"a.yaml": write("run", reasons)}
        fewer, more = make(sources, locales[1:]), make(sources, locales)
        assert {path for path, data in fewer.items() if more[path] != data} == {
            "generated/bundle/_bundle.py",
            "generated/bundle/_locales.py",
            "generated/bundle/catalog.json",
        }
        assert set(more) - set(fewer) == {
            f"locales/{locales[0]}/LC_MESSAGES/bundle.po",
            f"generated/bundle/locale/{locales[0]}/LC_MESSAGES/bundle.mo",
        }

    check()


def test_another_source_changes_no_module_of_the_others(make):
    @SLOW
    @given(st.lists(REASONS, min_size=1, max_size=3), REASONS)
    def check(reasons, reason):
        one = make({"a.yaml": write("run", reasons)})
        two = make({"a.yaml": write("run", reasons), "b.yaml": write("job", [reason])})
        same = ("run", "_texts/run", "_texts/__init__", "_locales")
        for path in (f"generated/bundle/{each}.py" for each in same):
            assert two[path] == one[path]

    check()
