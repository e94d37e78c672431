from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook import (
    Money,
    Occurrence,
    ProblemError,
    Reason,
    on_problem,
    strict,
    use_locale,
)
from reasonbook.runtime import (
    Entry,
    Items,
    Placeholder,
    Plural,
    Step,
    Surface,
    bind,
    npgettext_noop,
    pgettext_noop,
)

LABEL = ("r#operator_label", "Run gave up")
FAILED = (
    "r#short_explanation",
    ("Run {run_id} failed after {attempts} attempt.", "Run {run_id} failed after {attempts}."),
)
OPEN = ("r/next_step.open#label", "Open run {run_id} of {queue}")
QUEUED = ("r/placeholder.state#queued", "queued")
STATE = ("s#short_explanation", "It is {state}: {ratio}, {names}.")
POLISH = {
    LABEL: "Przebieg się poddał",
    FAILED: (
        "Przebieg {run_id}: {attempts} próba.",
        "Przebieg {run_id}: {attempts} próby.",
        "Przebieg {run_id}: {attempts} prób.",
        "Przebieg {run_id}: {attempts} próby (ułamek).",
    ),
    OPEN: "Otwórz {run_id} z {queue}",
}

NINE_THIRTY = "2026-11-25T09:30:00+00:00"


def gave_up():
    return Entry(
        operator_label=pgettext_noop(*LABEL),
        short_explanation=Plural("attempts", npgettext_noop(FAILED[0], *FAILED[1])),
        actionability="escalate",
        next_steps=(
            Step(
                id="open",
                kind="link",
                label=pgettext_noop(*OPEN),
                url="/{queue}/{run_id}",
            ),
            Step(id="wait", kind="wait", label=pgettext_noop("w#label", "Wait")),
            Step(
                id="retry",
                kind="action",
                label=pgettext_noop("t#label", "Retry"),
                action="runs.retry",
                params=("run_id", "attempts"),
            ),
        ),
        placeholders=(
            Placeholder("run_id", "string"),
            Placeholder("queue", "string"),
            Placeholder("attempts", "integer"),
        ),
        surfaces={"badge": Surface(operator_label=pgettext_noop("r@badge#label", "{attempts}x"))},
    )


def state():
    values = {"queued": pgettext_noop(*QUEUED), "done": pgettext_noop("d", "done {{really}}")}
    return Entry(
        operator_label=pgettext_noop("s#operator_label", "State"),
        short_explanation=pgettext_noop(*STATE),
        actionability="escalate",
        placeholders=(
            Placeholder("state", "enum", values=values),
            Placeholder("ratio", "percent"),
            Placeholder("names", "list"),
            Placeholder("note", "string", required=False),
            Placeholder("mail", "string", privacy="personal", required=False),
            Placeholder("token", "string", privacy="secret"),
        ),
    )


@pytest.fixture
def made(make_bundle):
    return make_bundle({"gave_up": gave_up, "state": state}, {"pl": POLISH}, surfaces=("badge",))


@pytest.fixture
def occurrence(made):
    return Occurrence(made.enum.GAVE_UP, ("run_9f2", "default", 3))


@pytest.fixture
def problems():
    """Return the list of problems that were reported."""
    found = []
    remove = on_problem(found.append)
    yield found
    remove()


def test_an_occurrence_says_what_it_is(made, occurrence):
    assert occurrence.reason is made.enum.GAVE_UP
    assert occurrence.code == f"{made.prefix}gave_up"
    assert type(occurrence.code) is str
    assert occurrence.params == {"run_id": "run_9f2", "queue": "default", "attempts": 3}
    assert occurrence.version == "1.0"
    assert occurrence.actionability == "escalate"
    with pytest.raises(TypeError):
        occurrence.params["run_id"] = "x"


def test_an_occurrence_gives_the_envelope_of_its_values(occurrence):
    envelope = occurrence.envelope("pl")

    assert envelope.operator_label == "Przebieg się poddał"
    assert envelope.short_explanation == "Przebieg run_9f2: 3 próby."
    assert [each.label for each in envelope.next_steps] == [
        "Otwórz run_9f2 z default",
        "Wait",
        "Retry",
    ]
    assert envelope.next_steps[0].url == "/default/run_9f2"
    assert envelope.next_steps[2].params == {"run_id": "run_9f2", "attempts": 3}
    assert (envelope.locale, envelope.requested_locale, envelope.surface) == ("pl", "pl", "detail")


def test_each_method_gives_its_part_of_the_envelope(occurrence):
    for locale in ("pl", "en", None):
        envelope = occurrence.envelope(locale)
        assert occurrence.operator_label(locale) == envelope.operator_label
        assert occurrence.short_explanation(locale) == envelope.short_explanation
        assert occurrence.default_message(locale) == envelope.short_explanation
        assert occurrence.next_steps(locale) == envelope.next_steps
    with use_locale("pl"):
        for _ in range(2):
            assert occurrence.envelope() == occurrence.envelope("pl")
            assert occurrence.short_explanation() == occurrence.short_explanation("pl")


@pytest.mark.parametrize(
    ("attempts", "polish", "english"),
    [
        (1, "1 próba.", "1 attempt."),
        (2, "2 próby.", "2."),
        (5, "5 prób.", "5."),
        (22, "22 próby.", "22."),
        (112, "112 prób.", "112."),
        (0, "0 prób.", "0."),
        (1000, "1\xa0000 prób.", "1,000."),
        (-1, "-1 próba.", "-1 attempt."),
        (10**30, "1" + "\xa0000" * 10 + " prób.", "1" + ",000" * 10 + "."),
    ],
)
def test_a_number_takes_its_plural_form(made, attempts, polish, english):
    occurrence = Occurrence(made.enum.GAVE_UP, ("r", "q", attempts))

    for _ in range(2):
        assert occurrence.short_explanation("pl") == f"Przebieg r: {polish}"
        assert occurrence.short_explanation("en") == f"Run r failed after {english}"


def test_a_surface_has_its_own_wording_and_falls_back_for_the_rest(occurrence, made):
    badge = occurrence.envelope("pl", "badge")

    assert (badge.operator_label, badge.surface) == ("3x", "badge")
    assert badge.short_explanation == "Przebieg run_9f2: 3 próby."
    assert made.enum.GAVE_UP.envelope("pl", "badge").operator_label == "{attempts}x"
    assert made.enum.STATE.envelope(surface="badge").operator_label == "State"


def test_values_of_all_types_are_written_for_the_locale(made):
    found = Occurrence(made.enum.STATE, ("queued", 0.25, ("a", "b"), None, None, "s3cret"))
    done = Occurrence(made.enum.STATE, ("done", Decimal("1.5"), Items(["a"]), None, None, "s3cret"))

    assert found.short_explanation() == "It is queued: 25%, a, b."
    assert done.short_explanation() == "It is done {really}: 150%, a."


def formatted():
    names = ("price", "day", "at", "since", "took")
    kinds = ("currency", "date", "time", "datetime", "duration")
    return Entry(
        operator_label=pgettext_noop("f", "Formatted"),
        short_explanation=pgettext_noop("v", " | ".join("{" + each + "}" for each in names)),
        actionability="escalate",
        placeholders=tuple(map(Placeholder, names, kinds)),
    )


def test_values_that_babel_writes_are_written_for_the_locale(make_bundle):
    made = make_bundle({"formatted": formatted}, {"de": {("v", "x"): "x"}})
    moment = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    occurrence = Occurrence(
        made.enum.FORMATTED,
        (Money("1234.5", "EUR"), moment.date(), moment.time(), moment, timedelta(minutes=90)),
    )

    shown = occurrence.short_explanation().replace("\u202f", " ")

    assert shown == (
        "€1,234.50 | Nov 25, 2026 | 9:30 AM | Nov 25, 2026, 9:30:00 AM | 1 hour, 30 minutes"
    )


def test_the_values_of_an_enum_are_translated_with_the_text_around_them(make_bundle, warned):
    made = make_bundle(
        {"state": state},
        {
            "de": {STATE: "Es ist {state}: {ratio}, {names}.", QUEUED: "in der Schlange"},
            "pl": {STATE: "Jest {state}: {ratio}, {names}.", QUEUED: "{state}"},
        },
    )
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, ("a",), None, None, "s"))

    assert occurrence.short_explanation("de") == "Es ist in der Schlange: 100%, a."
    assert occurrence.short_explanation("en") == "It is queued: 100%, a."
    for _ in range(2):
        assert occurrence.short_explanation("pl") == "Jest queued: 100%, a."
    assert [each[:2] for each in warned()] == [("pl", QUEUED[0])]


def test_plural_forms_that_are_not_all_there_are_not_used(make_bundle, warned):
    made = make_bundle({"gave_up": gave_up}, {"pl": {FAILED: ("{attempts} a", "{attempts} b")}})

    assert Occurrence(made.enum.GAVE_UP, ("r", "q", 5)).short_explanation("pl") == (
        "Run r failed after 5."
    )
    assert [each[:2] for each in warned()] == [("pl", FAILED[0])]


def test_a_list_is_taken_as_it_is_then(made):
    names = ["a", "b"]
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, Items(names), None, None, "s"))
    names.append("c")

    assert occurrence.params["names"] == ("a", "b")
    assert Items(None) is None
    assert hash(occurrence)


def test_what_is_not_given_is_no_parameter(made):
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, (), None, None, "s"))

    assert occurrence.params == {"state": "queued", "ratio": 1, "names": (), "token": "s"}


def test_personal_and_secret_values_are_masked(made):
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, (), "note", "ann@example.com", "s3cret"))

    assert repr(occurrence) == (
        f"<Occurrence {made.prefix}state, state='queued', ratio=1, names=(), note='note', "
        "mail=<personal>, token=<personal>>"
    )
    assert str(occurrence) == repr(occurrence)


def test_what_a_personal_number_decides_is_masked(make_bundle):
    forms = Plural("kids", npgettext_noop("k", "One kid.", "Kids."))
    label = pgettext_noop("l", "A family")

    def entry(*, step):
        return Entry(
            operator_label=label,
            short_explanation=label if step else forms,
            actionability="escalate",
            next_steps=(Step(id="s", kind="wait", label=forms if step else label),),
            placeholders=(Placeholder("kids", "integer", privacy="personal"),),
        )

    made = make_bundle({"text": lambda: entry(step=False), "step": lambda: entry(step=True)})
    for member in made.enum:
        envelopes = [Occurrence(member, (number,)).envelope() for number in (1, 2)]
        assert envelopes[0] != envelopes[1]
        assert repr(envelopes[0]) == repr(envelopes[1])
        assert "One kid" not in repr(envelopes)
    step = [Occurrence(made.enum.STEP, (number,)).envelope().next_steps[0] for number in (1, 2)]
    assert repr(step[0]) == repr(step[1])


def test_an_occurrence_never_changes(occurrence):
    for name in ("reason", "code", "params", "version", "anything"):
        with pytest.raises(AttributeError):
            setattr(occurrence, name, 1)


def test_equal_occurrences_are_equal_and_have_one_hash(made, occurrence):
    same = Occurrence(made.enum.GAVE_UP, ("run_9f2", "default", 3))
    other = Occurrence(made.enum.GAVE_UP, ("run_9f2", "default", 4))

    assert occurrence == same
    assert len({occurrence, same, other}) == 2
    assert occurrence != other
    assert occurrence != "run"
    assert copy.copy(occurrence) is copy.deepcopy(occurrence) is occurrence
    assert Occurrence[int].__origin__ is Occurrence


def test_an_occurrence_matches_by_its_fields(occurrence):
    match occurrence:
        case Occurrence(code, {"attempts": 3}, "1.0"):
            assert code.endswith("gave_up")
        case _:
            pytest.fail("no match")


def test_an_occurrence_goes_through_json(made, occurrence):
    stored = occurrence.to_json()

    assert (
        json.loads(stored)
        == occurrence.to_dict()
        == {
            "code": f"{made.prefix}gave_up",
            "params": {"run_id": "run_9f2", "queue": "default", "attempts": 3},
            "catalogue_version": "1.0",
        }
    )
    for data in (stored, stored.encode(), occurrence.to_dict()):
        found = made.bundle.occurrence(data)
        assert found == occurrence == Occurrence.from_dict(data, made.bundle)
        assert found.envelope("pl") == occurrence.envelope("pl")
        assert hash(found) == hash(occurrence)


def test_a_secret_value_does_not_leave_the_process_as_json(made, problems):
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, (), None, "a@b.example", "s3cret"))

    found = made.bundle.occurrence(occurrence.to_json())

    assert "s3cret" not in occurrence.to_json()
    assert "token" not in found.params
    assert found.params["mail"] == "a@b.example"
    assert problems == []


moments = st.datetimes(timezones=st.none() | st.just(timezone(timedelta(hours=1))))
values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.times()
    | moments
    | st.timedeltas()
    | st.lists(st.text()).map(tuple)
    | st.builds(Money, st.integers(), st.just("EUR"))
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["run_id", "queue", "attempts", "more"]), values))
def test_any_parameters_survive_json_and_pickle(made, params):
    occurrence = made.enum.GAVE_UP.occurrence(params)

    found = made.bundle.occurrence(json.loads(occurrence.to_json()))

    assert found == occurrence
    assert pickle.loads(pickle.dumps(dict(found.params))) == found.params
    assert found.envelope("pl") == occurrence.envelope("pl")
    assert found.to_dict() == occurrence.to_dict()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 11, 25), {"type": "date", "value": "2026-11-25"}),
        (datetime(2026, 11, 25, 9, 30, tzinfo=UTC), {"type": "datetime", "value": NINE_THIRTY}),
        (Decimal("12.50"), {"type": "decimal", "value": "12.50"}),
        (timedelta(minutes=90), {"type": "duration", "value": "PT1H30M"}),
        (Money("12.50", "EUR"), {"type": "currency", "amount": "12.50", "code": "EUR"}),
    ],
)
def test_typed_values_say_what_they_are_in_json(made, value, shown):
    occurrence = made.enum.GAVE_UP.occurrence({"run_id": value})

    assert occurrence.to_dict()["params"]["run_id"] == shown


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_by_names(sample_occurrence, protocol):
    found = pickle.loads(pickle.dumps(sample_occurrence, protocol))

    assert found == sample_occurrence
    assert found.reason is sample_occurrence.reason


@pytest.fixture
def sample_occurrence(load_sample):
    sample = load_sample()
    return sample.JobReason.RETRIES_EXHAUSTED.occurrence({"job_id": "7", "attempts": 3})


def test_an_occurrence_of_an_unknown_code_is_rendered_and_kept(made, problems):
    data = {"code": "made.gone", "params": {"when": {"type": "date", "value": "2026-11-25"}}}

    for _ in range(3):
        found = made.bundle.occurrence(data | {"catalogue_version": "0.9"})

    assert (found.reason, found.code, found.version) == (None, "made.gone", "0.9")
    assert found.params == {"when": date(2026, 11, 25)}
    assert found.to_dict() == data | {"catalogue_version": "0.9"}
    envelope = found.envelope("de")
    assert (envelope.operator_label, envelope.internal_code) == ("made.gone", "made.gone")
    assert (envelope.locale, envelope.requested_locale) == ("en", "de")
    assert envelope.actionability == found.actionability == "non_actionable"
    assert found.next_steps() == ()
    assert found.operator_label("pl") == "made.gone"
    assert found.short_explanation() == envelope.short_explanation
    assert pickle.loads(pickle.dumps(found)) == found
    assert [each.kind for each in problems] == ["code"]
    assert "when=<personal>" in repr(found)


def test_missing_superfluous_and_wrongly_typed_values_give_the_best_envelope_there_is(
    made, problems
):
    data = {"code": f"{made.prefix}gave_up", "params": {"attempts": "three", "more": 1}}

    for _ in range(3):
        found = made.bundle.occurrence(data | {"catalogue_version": "0.1"})

    assert found.short_explanation() == "Run {run_id} failed after three."
    assert found.envelope().next_steps[0].url is None
    assert found.version == "0.1"
    assert found.params == {"attempts": "three", "more": 1}
    assert found.to_dict() == data | {"catalogue_version": "0.1"}
    assert [(each.kind, each.placeholder) for each in problems] == [
        ("missing", "run_id"),
        ("missing", "queue"),
        ("type", "attempts"),
        ("superfluous", "more"),
    ]


def test_null_without_a_placeholder_is_kept(made, problems):
    params = {"run_id": "r", "queue": None, "attempts": 1, "more": None}
    data = {"code": f"{made.prefix}gave_up", "params": params, "catalogue_version": "1.0"}

    found = made.bundle.occurrence(data)

    assert found.to_dict()["params"] == {"run_id": "r", "attempts": 1, "more": None}
    assert made.bundle.occurrence(found.to_dict()) == found
    assert [(each.kind, each.placeholder) for each in problems] == [
        ("missing", "queue"),
        ("superfluous", "more"),
    ]


@pytest.mark.parametrize(
    "data", [None, [], 7, "", "{", b"\xff", "[" * 100_000, {}, {"code": 7}, {"code": ""}, "null"]
)
def test_what_is_no_occurrence_is_one_of_an_unknown_code(made, problems, data):
    found = made.bundle.occurrence(data)

    assert (found.code, found.params, found.reason) == ("unknown", {}, None)
    assert found.envelope().operator_label == "unknown"
    assert [each.kind for each in problems] == ["code"]


class Evil(dict):
    def items(self):
        raise RuntimeError


@pytest.mark.parametrize("params", [Evil(), [], "x", 7, {7: 1}, None])
def test_parameters_that_are_none_are_missing(made, params):
    found = made.bundle.occurrence({"code": f"{made.prefix}gave_up", "params": params})

    assert found.params == {}
    assert found.operator_label() == "Run gave up"


def test_inside_of_strict_all_of_that_raises(made):
    code = f"{made.prefix}gave_up"
    good = {"run_id": "r", "queue": "q", "attempts": 1}
    with strict():
        assert made.bundle.occurrence({"code": code, "params": good}).params == good
        for params in ({}, good | {"attempts": "x"}, good | {"more": 1}):
            with pytest.raises(ProblemError):
                made.bundle.occurrence({"code": code, "params": params})
            with pytest.raises(ProblemError):
                made.enum.GAVE_UP.occurrence(params)
        with pytest.raises(ProblemError):
            made.bundle.occurrence({"code": "made.gone"})
        with pytest.raises(ProblemError):
            Occurrence(made.enum.GAVE_UP, ("r", "q", "x")).envelope()
        with pytest.raises(ProblemError):
            made.enum.GAVE_UP.envelope(surface="nowhere")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda each: (
            st.lists(each) | st.dictionaries(st.text() | st.sampled_from(["code", "params"]), each)
        ),
    )
)
def test_reading_anything_never_raises_and_loses_nothing(made, data):
    found = made.bundle.occurrence(data)

    assert found.envelope("pl").to_json().encode()
    assert json.loads(found.to_json())["code"] == found.code
    assert made.bundle.occurrence(found.to_dict()) == found
    assert hash(found) == hash(made.bundle.occurrence(found.to_dict()))


class Rude(list):
    def __iter__(self):
        raise RuntimeError

    __len__ = __iter__


class Liar:
    @property
    def __class__(self):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError


def test_a_lying_value_is_no_occurrence_and_no_list(made):
    assert made.bundle.occurrence(Liar()).code == "unknown"
    rude = Rude(["a"])
    assert Items(rude) is rude
    assert Items(Liar()) is not None
    occurrence = Occurrence(made.enum.STATE, ("queued", 1, rude, None, None, "s"))
    assert occurrence.envelope().to_json()


def test_a_representation_never_raises_and_cannot_write_into_a_log(made):
    data = {
        "code": f"{made.prefix}gave_up",
        "params": {
            "attempts": {"type": "integer", "value": hex(10**5000)},
            "run_id": "x" * 1000 + "\n",
            "x\n2026 CRITICAL \x1b[31m" + "y" * 100: 1,
        },
    }

    shown = repr(made.bundle.occurrence(data))

    assert "attempts=<int>" in shown
    assert shown.isprintable()
    assert len(shown) < 1000
    assert "<Liar>" in repr(Occurrence(made.enum.GAVE_UP, (Liar(), "q", 1)))


def test_a_pickle_whose_code_is_gone_is_an_occurrence_of_an_unknown_code(sample_occurrence):
    make, arguments = sample_occurrence.__reduce__()

    found = make(arguments[0], "job.gone", *arguments[2:])

    assert (found.reason, found.code) == (None, "job.gone")
    assert found.params == sample_occurrence.params


def test_what_is_asked_of_an_occurrence_alone_opens_no_catalogue(make_bundle):
    made = make_bundle({"gave_up": gave_up}, {"pl": b"damaged"})
    occurrence = Occurrence(made.enum.GAVE_UP, ("r", "q", 1))

    with strict(), use_locale("pl"):
        assert occurrence.actionability == "escalate"
        assert occurrence.version == "1.0"


def two_values(name, second):
    values = {"a": pgettext_noop("c#a", "Aye"), second: pgettext_noop(f"c#{second}", second)}
    return Entry(
        operator_label=pgettext_noop(f"{name}#l", "Label"),
        short_explanation=pgettext_noop(f"{name}#e", "It is {c}."),
        actionability="escalate",
        placeholders=(Placeholder("c", "enum", values=values),),
    )


def test_sets_of_values_that_begin_alike_are_told_apart(make_bundle):
    made = make_bundle({"one": lambda: two_values("o", "b"), "two": lambda: two_values("t", "d")})

    for _ in range(2):
        assert made.enum.ONE.occurrence({"c": "b"}).short_explanation() == "It is b."
        assert made.enum.TWO.occurrence({"c": "d"}).short_explanation() == "It is d."


def test_the_text_of_a_value_comes_from_the_next_locale_that_has_it(load_sample):
    sample = load_sample(
        pt_BR={("o#e", "It is {c}."): "BR: {c}."}, pt={("c#a", "Aye"): "Sim", ("c#b", "b"): "{"}
    )

    class Only(Reason):
        ONLY = "only.values"

    bind(Only, sample.BUNDLE, lambda: (lambda: two_values("o", "b"),))

    assert Only.ONLY.occurrence({"c": "a"}).short_explanation("pt-BR") == "BR: Sim."
    assert Only.ONLY.occurrence({"c": "b"}).short_explanation("pt-BR") == "BR: b."


def plain_entry(text):
    return lambda: Entry(
        operator_label=pgettext_noop("x#operator_label", text),
        short_explanation=pgettext_noop("x#short_explanation", text + " {x}"),
        actionability="escalate",
        placeholders=(Placeholder("x", "string"),),
    )


@pytest.mark.parametrize("is_used_before", [False, True])
def test_enums_with_one_code_keep_their_own_texts(make_bundle, is_used_before):
    first = make_bundle({"only": plain_entry("First")})
    reason = first.enum.ONLY
    if is_used_before:
        assert reason.envelope().operator_label == "First"

    class Second(Reason):
        ONLY = str(reason)

    bind(Second, make_bundle({}).bundle, lambda: (plain_entry("Second"),))

    for _ in range(2):
        for member, text in ((Second.ONLY, "Second"), (reason, "First"), (Second.ONLY, "Second")):
            assert member.envelope().operator_label == text
            assert member.occurrence({"x": "y"}).envelope().short_explanation == f"{text} y"
            assert member.occurrence({"x": "y"}).short_explanation() == f"{text} y"
