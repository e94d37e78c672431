from __future__ import annotations

import asyncio
import copy
import enum
import json
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook import NextStep, Reason, use_locale
from reasonbook.runtime import Bundle, Entry, LocaleData, Placeholder, Step, bind, pgettext_noop

GOLDEN = json.loads((Path(__file__).parents[1] / "fixtures" / "golden.json").read_bytes())

LOST = ("job.lost#operator_label", "Job lost")
GONE = ("job.lost#short_explanation", "The job is gone.")
GAVE_UP = ("job.retries_exhausted#operator_label", "Job {job_id} gave up")
FAILED = (
    "job.retries_exhausted#short_explanation",
    "Job {job_id} failed after {attempts} attempts {{for good}}.",
)
OPEN = ("next_step.open_job#label", "Open job {job_id}")
REQUEUE = ("next_step.requeue#label", "Queue it again")
ASK = ("next_step.ask#label", "Ask the operators")
GERMAN = {
    LOST: "Job verloren",
    GONE: "Der Job ist weg.",
    GAVE_UP: "Job {job_id} gab auf",
    FAILED: "Nach {attempts} Versuchen ist Job {job_id} {{endgültig}} gescheitert.",
    OPEN: "Job {job_id} öffnen",
    REQUEUE: "Wieder einreihen",
    ASK: "Fragen Sie den Betrieb",
}
CONTEXT = {"job_id": "j/7", "attempts": 3}


@pytest.fixture
def german(load_sample):
    return load_sample(de=GERMAN).JobReason


@pytest.mark.parametrize("name", GOLDEN)
def test_an_english_envelope_is_what_the_original_enum_returned(load_sample, name):
    original = GOLDEN[name]
    reason = load_sample().reason(original["envelope"]["internalCode"])

    assert reason.envelope().to_dict(camel_case=True) == original["envelope"]
    assert json.loads(reason.envelope("en").to_json(camel_case=True)) == original["envelope"]
    assert reason.default_message() == original["default_message"]
    assert reason.actionability == original["envelope"]["actionability"]
    assert [step.label for step in reason.next_steps()] == [
        step["label"] for step in original["envelope"]["nextSteps"]
    ]


def test_an_envelope_has_all_that_the_catalogue_says(german):
    envelope = german.RETRIES_EXHAUSTED.envelope("DE-at", surface="badge", context=CONTEXT)

    assert envelope.to_dict() == {
        "internal_code": "job.retries_exhausted",
        "operator_label": "Job j/7 gab auf",
        "short_explanation": "Nach 3 Versuchen ist Job j/7 {endgültig} gescheitert.",
        "actionability": "action_required",
        "next_steps": [
            {
                "id": "open_job",
                "kind": "link",
                "label": "Job j/7 öffnen",
                "url": "https://ops.example.com/jobs/j%2F7",
            },
            {
                "id": "requeue",
                "kind": "action",
                "label": "Wieder einreihen",
                "action": "jobs.requeue",
                "params": {"job_id": "j/7", "attempts": 3},
            },
            {
                "id": "ask",
                "kind": "contact",
                "label": "Fragen Sie den Betrieb",
                "target": "mailto:ops@example.com",
            },
        ],
        "show_no_action_needed": True,
        "diagnostic_code_label": "JOB-7",
        "severity": "critical",
        "locale": "de",
        "requested_locale": "de-AT",
        "surface": "badge",
        "docs_url": "https://docs.example.com/job-7",
        "retry_after": 60,
    }
    assert type(envelope.internal_code) is str


def test_each_method_gives_its_part_of_the_envelope(german):
    reason = german.RETRIES_EXHAUSTED
    envelope = reason.envelope(locale="de", context=CONTEXT)

    assert reason.envelope("de", context=CONTEXT) == envelope
    assert reason.operator_label("de", context=CONTEXT) == envelope.operator_label
    assert reason.short_explanation("de", context=CONTEXT) == envelope.short_explanation
    assert reason.default_message("de", context=CONTEXT) == envelope.short_explanation
    assert reason.next_steps("de", context=CONTEXT) == envelope.next_steps
    assert reason.actionability == envelope.actionability


def test_an_entry_may_leave_out_what_is_default(german):
    envelope = german.LOST.envelope()

    assert not envelope.show_no_action_needed
    assert envelope.diagnostic_code_label == "job.lost"
    assert envelope.severity == "error"
    assert envelope.surface == "detail"
    assert envelope.docs_url is None
    assert envelope.retry_after is None


def test_a_missing_value_stays_in_braces_and_out_of_links_and_parameters(german):
    envelope = german.RETRIES_EXHAUSTED.envelope(context={"attempts": 3})

    assert envelope.operator_label == "Job {job_id} gave up"
    assert envelope.next_steps[0].url is None
    assert envelope.next_steps[1].params == {"attempts": 3}


def test_the_current_locale_is_used_where_none_is_given(german):
    with use_locale("de"):
        assert german.LOST.operator_label() == "Job verloren"
        assert german.LOST.envelope().requested_locale == "de"
        assert german.LOST.operator_label("en") == "Job lost"
        assert german.LOST.operator_label("fr") == "Job lost"
    assert german.LOST.envelope().requested_locale == "en"


def test_each_text_falls_back_on_its_own(load_sample):
    reason = load_sample(
        pt_BR={LOST: "Tarefa perdida (BR)"},
        pt={LOST: "Tarefa perdida", GONE: "A tarefa desapareceu."},
    ).JobReason.LOST
    envelope = reason.envelope("pt-BR")

    assert envelope.operator_label == "Tarefa perdida (BR)"
    assert envelope.short_explanation == "A tarefa desapareceu."
    assert envelope.next_steps[0].label == "Open job {job_id}"
    assert envelope.locale == "pt-BR"
    assert reason.envelope("pt-PT").operator_label == "Tarefa perdida"
    assert reason.envelope("pt-PT").locale == "pt"


def test_the_locale_of_an_envelope_is_one_that_gave_a_text(load_sample):
    sample = load_sample(
        pt_BR={},
        pt={LOST: "Tarefa perdida"},
        de={GAVE_UP: "{job_id} gab auf"},
        zh_Hans={OPEN: "打开任务 {job_id}"},
    )

    assert sample.JobReason.LOST.envelope("pt-BR").locale == "pt"
    assert sample.JobReason.LOST.envelope("de").locale == "en"
    assert sample.JobReason.LOST.envelope("de").requested_locale == "de"
    assert sample.JobReason.LOST.envelope("zh_hans_sg").locale == "zh-Hans"
    assert sample.JobReason.LOST.envelope("zh-Hant").locale == "en"


def test_a_translation_of_an_older_source_text_is_not_used(load_sample):
    reason = load_sample(de={(LOST[0], "Job vanished"): "Job verschwunden"}).JobReason.LOST

    assert reason.operator_label("de") == "Job lost"


@pytest.mark.parametrize(
    "text", ["{job_id", "{}", "{secret}", "{job_id.x}", "{job_id!r:>9}", "}", "{0}", "%(job_id)s {"]
)
def test_a_translation_that_cannot_be_rendered_gives_the_source_text_and_one_warning(
    load_sample, warned, text
):
    reasons = load_sample(de=GERMAN | {OPEN: text}).JobReason

    for _ in range(3):
        for reason in reasons:
            step = reason.envelope("de", context={"job_id": "7", "secret": "s"}).next_steps[0]
            assert step.label == "Open job 7"
    assert reasons.LOST.envelope("de").locale == "de"
    [(locale, context, message)] = warned()
    assert (locale, context) == ("de", OPEN[0])
    assert text not in message


def test_a_bad_translation_is_passed_over_for_the_next_locale(load_sample):
    reason = load_sample(pt_BR={LOST: "{"}, pt={LOST: "Tarefa perdida"}).JobReason.LOST

    assert reason.operator_label("pt-BR") == "Tarefa perdida"


def test_a_translation_may_use_what_its_source_text_uses_and_nothing_else(load_sample, warned):
    reasons = load_sample(
        de={GAVE_UP: "{attempts} x {job_id}", OPEN: "{job_id}, {job_id}!", FAILED: "{attempts}"}
    ).JobReason

    envelope = reasons.RETRIES_EXHAUSTED.envelope("de", context=CONTEXT)

    assert envelope.operator_label == "Job j/7 gave up"
    assert envelope.short_explanation == "3"
    assert envelope.next_steps[0].label == "j/7, j/7!"
    assert [each[:2] for each in warned()] == [("de", GAVE_UP[0])]


def test_a_translation_has_a_bound(load_sample, warned):
    reasons = load_sample(
        de={
            GAVE_UP: "{job_id}" * 65,
            OPEN: "{job_id}" * 64,
            FAILED: "x" * 16_385,
            LOST: "x" * 16_384,
        }
    ).JobReason

    envelope = reasons.RETRIES_EXHAUSTED.envelope("de", context=CONTEXT)

    assert envelope.operator_label == "Job j/7 gave up"
    assert envelope.short_explanation == "Job j/7 failed after 3 attempts {for good}."
    assert envelope.next_steps[0].label == "j/7" * 64
    assert reasons.LOST.operator_label("de") == "x" * 16_384
    assert [each[1] for each in warned()] == [GAVE_UP[0], FAILED[0]]


def bind_one(entry):
    class Lone(Reason):
        ONLY = "lone.only"

    bundle = Bundle(
        name="lone",
        version="1",
        source_locale="de",
        locales=(),
        package="lone",
        load_locales=lambda: ({}, {}),
    )
    calls = []

    def entries():
        calls.append(entry)
        return (lambda: entry,)

    bind(Lone, bundle, entries)
    return Lone.ONLY, calls


def make_entry(**fields):
    texts = {
        "operator_label": pgettext_noop("lone.only#operator_label", "L"),
        "short_explanation": pgettext_noop("lone.only#short_explanation", "S"),
    }
    return Entry(actionability="escalate", **texts | fields)


PLACES = (Placeholder("tenant", "string"), Placeholder("page", "string"))


def test_entries_are_asked_for_once_when_first_needed():
    reason, calls = bind_one(make_entry())

    assert calls == []
    assert reason.actionability == "escalate"
    assert reason.envelope().locale == "de"
    assert reason.operator_label() == "L"
    assert len(calls) == 1


def test_a_source_text_outside_of_the_grammar_shows_as_it_is():
    step = Step(id="a", kind="link", label=pgettext_noop("a#label", "{{x}"), url="/{y}")
    reason, _ = bind_one(
        make_entry(operator_label=pgettext_noop("c", "100 % {x}"), next_steps=[step])
    )

    assert reason.operator_label(context={"x": 1}) == "100 % {x}"
    assert reason.next_steps(context={"y": 1}) == (
        NextStep(id="a", kind="link", label="{{x}", url="/{y}"),
    )


def test_an_enum_that_was_never_bound_says_so():
    class Loose(Reason):
        ONLY = "loose.only"

    with pytest.raises(TypeError, match=r"Loose is bound to no bundle"):
        Loose.ONLY.envelope()


def test_a_member_is_its_code(german):
    reason = german.LOST

    assert isinstance(reason, enum.StrEnum)
    assert reason == "job.lost"
    assert f"{reason}" == "job.lost"
    assert hash(reason) == hash("job.lost")
    assert json.dumps({reason: [reason]}) == '{"job.lost": ["job.lost"]}'
    assert german("job.lost") is reason
    assert {reason: 1}["job.lost"] == 1
    match reason:
        case german.RETRIES_EXHAUSTED:
            pytest.fail("the wrong member")
        case german.LOST:
            pass


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_member_and_its_envelope_survive_pickling(german, protocol):
    found, envelope = pickle.loads(
        pickle.dumps((german.LOST, german.LOST.envelope("de")), protocol)
    )

    assert found is german.LOST
    assert envelope == german.LOST.envelope("de")
    assert copy.deepcopy(german.LOST) is german.LOST


def test_a_pickle_is_read_by_a_process_that_never_made_an_envelope(german):
    site = str(Path(sys.modules["sample_reasons"].__file__).parents[1])
    program = "import pickle, sys; print(pickle.load(sys.stdin.buffer).operator_label)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(german.LOST.envelope("de")),
        env=os.environ | {"PYTHONPATH": os.pathsep.join([site, *sys.path])},
        capture_output=True,
        check=True,
    )

    assert done.stdout.decode().strip() == "Job verloren"


def test_tasks_in_different_locales_never_mix(load_sample):
    reason = load_sample(de=GERMAN, ar={LOST: "ضاع"}, pt={LOST: "Perdida"}).JobReason.LOST
    expected = {"de": "Job verloren", "ar": "ضاع", "pt-PT": "Perdida", "fr": "Job lost"}

    async def resolve(tag):
        with use_locale(tag):
            await asyncio.sleep(0)
            first = reason.operator_label()
            await asyncio.sleep(0)
            return [first, reason.envelope().operator_label] == [expected[tag]] * 2

    async def run():
        return await asyncio.gather(*(resolve(tag) for _ in range(100) for tag in expected))

    assert all(asyncio.run(run()))


def test_threads_in_different_locales_never_mix(load_sample):
    sample = load_sample(de=GERMAN, ar={LOST: "ضاع"}, pt={LOST: "Perdida"})
    expected = {"de": "Job verloren", "ar": "ضاع", "pt-PT": "Perdida", "fr": "Job lost"}
    barrier = threading.Barrier(8)

    def resolve(tag):
        barrier.wait()
        with use_locale(tag):
            return {sample.JobReason.LOST.operator_label() for _ in range(50)} == {expected[tag]}

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(resolve, [*expected] * 8))


def rebind(sample):
    """Give the enum of jobs a bundle that has read nothing yet."""
    bundle = Bundle(
        name="sample_reasons",
        version="1",
        source_locale="en",
        locales=("de",),
        package="sample_reasons",
        load_locales=lambda: ({"de": LocaleData(chain=("de",))}, {}),
    )
    bind(sample.JobReason, bundle, sys.modules["sample_reasons.jobs"]._entries)
    return sample.JobReason.LOST


def damaged(data):
    """Yield every prefix of *data* and *data* with each single bit flipped."""
    for length in range(len(data)):
        yield data[:length]
    for at in range(len(data)):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


@pytest.mark.slow
def test_every_prefix_and_every_flipped_bit_of_a_catalogue_gives_texts(
    load_sample, translations, tmp_path
):
    whole = translations({LOST: "Weg", GONE: "Fort"})
    sample = load_sample(de=whole)
    place = tmp_path / "site/sample_reasons/locale/de/LC_MESSAGES/sample_reasons.mo"
    seen = set()
    for data in damaged(whole):
        place.write_bytes(data)
        envelope = rebind(sample).envelope("de")
        assert envelope.to_json().encode()
        seen.add((envelope.operator_label, envelope.short_explanation))

    assert ("Job lost", "The job is gone.") in seen
    assert ("Weg", "Fort") in seen
    assert all(label and explanation for label, explanation in seen)


class Raises:
    def fail(self, *_args):
        raise RuntimeError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __bool__ = fail


class HostileText(str):
    __slots__ = ()

    def fail(self, *_args):
        raise RuntimeError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __len__ = lower = split = fail


@pytest.mark.parametrize(
    ("make", "label"),
    [
        (lambda: {"job_id": Raises()}, "Job {job_id} gab auf"),
        (lambda: {"job_id": HostileText("x")}, "Job x gab auf"),
        (lambda: {"job_id": "\x1b[31m\u202e\ud800"}, "Job \ufffd[31m\ufffd\ufffd gab auf"),
        (lambda: {"job_id": "x" * 10_000_000}, "Job " + "x" * 255 + "… gab auf"),
        (lambda: {"job_id": "{attempts}", "attempts": 1}, "Job {attempts} gab auf"),
        (lambda: MappingProxyType({"job_id": 1}), "Job 1 gab auf"),
        (lambda: {Raises: Raises()}, "Job {job_id} gab auf"),
        (lambda: [("job_id", 1)], "Job {job_id} gab auf"),
        (Raises, "Job {job_id} gab auf"),
    ],
)
def test_a_hostile_context_gives_a_text(german, make, label):
    envelope = german.RETRIES_EXHAUSTED.envelope("de", context=make())

    assert envelope.operator_label == label
    assert envelope.to_json().encode()
    assert german.RETRIES_EXHAUSTED.operator_label("de", context=make()) == label


@pytest.mark.parametrize(
    "make",
    [
        lambda: "x" * 65,
        lambda: "../../../../etc",
        lambda: "de\0",
        lambda: "dé",
        lambda: b"de",
        lambda: 7,
        Raises,
        lambda: ["de"],
        lambda: "de/LC_MESSAGES",
    ],
)
def test_a_hostile_locale_gives_the_source_text(german, make):
    envelope = german.LOST.envelope(make())

    assert envelope.operator_label == "Job lost"
    assert (envelope.locale, envelope.requested_locale) == ("en", "und")
    with use_locale(make()):
        assert german.LOST.envelope() == envelope


def test_a_subclass_of_str_names_a_locale_without_its_methods(german):
    assert german.LOST.operator_label(HostileText("DE")) == "Job verloren"


@pytest.mark.parametrize(
    ("make", "surface", "label"),
    [
        (lambda: "badge", "badge", "Lost"),
        (lambda: HostileText("badge"), "badge", "Lost"),
        (lambda: "nowhere", "detail", "Job verloren"),
        (lambda: "", "detail", "Job verloren"),
        (lambda: "a\ud800\n", "detail", "Job verloren"),
        (lambda: None, "detail", "Job verloren"),
        (Raises, "detail", "Job verloren"),
    ],
)
def test_a_surface_that_is_not_declared_has_the_wording_of_detail(german, make, surface, label):
    envelope = german.LOST.envelope("de", surface=make())

    assert (envelope.operator_label, envelope.surface) == (label, surface)


def test_an_interrupt_passes(german):
    class Interrupts:
        def __str__(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        german.RETRIES_EXHAUSTED.envelope(context={"job_id": Interrupts()})


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["de", "DE_at", "fr", None, "zh-Hant"]) | st.text(st.characters()),
    st.dictionaries(st.sampled_from(["job_id", "attempts"]) | st.text(), values),
    st.text(st.characters()),
)
def test_nothing_that_is_asked_for_raises(german, locale, context, surface):
    for reason in german:
        envelope = reason.envelope(locale, surface=surface, context=context)

        assert json.loads(envelope.to_json().encode())["internal_code"] == reason
        assert pickle.loads(pickle.dumps(envelope)) == envelope
        assert hash(envelope) == hash(copy.copy(envelope))
        assert len(envelope.short_explanation) < 1000


@pytest.mark.parametrize(
    ("url", "context"),
    [
        ("/{tenant}/{page}", {"tenant": "", "page": "evil.example"}),
        ("https://x.example/.{tenant}.", {"tenant": ""}),
        ("https://x.example/{tenant}/{page}", {"tenant": "..", "page": "a"}),
        ("https://x.example/.{tenant}/a", {"tenant": "."}),
        ("/runs/{tenant}/delete", {"tenant": None}),
    ],
)
def test_values_do_not_decide_where_a_link_leads(url, context):
    step = Step(id="a", kind="link", label=pgettext_noop("a#label", "x"), url=url)

    reason, _ = bind_one(make_entry(next_steps=[step], placeholders=PLACES))

    assert reason.next_steps(context=context)[0].url is None


def test_dots_within_a_segment_and_in_a_query_stay():
    step = Step(
        id="a", kind="link", label=pgettext_noop("a#label", "x"), url="/f/{page}?v={tenant}"
    )

    reason, _ = bind_one(make_entry(next_steps=[step], placeholders=PLACES))
    context = {"page": "a..b", "tenant": ".."}

    assert reason.next_steps(context=context)[0].url == "/f/a..b?v=.."
