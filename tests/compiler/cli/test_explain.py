from __future__ import annotations

import pytest

RICH = """\
format: reasonbook/1
catalog: {module: runs, enum: RunReason, prefix: run.}
placeholders:
  run_id: {type: string, example: run_9f2, description: Identifier of the run}
next_steps:
  wait_a_bit: {kind: wait, label: Wait a few minutes.}
reasons:
  run.gave_up:
    member: STOPPED
    operator_label: Run gave up
    short_explanation: Run {run_id} failed after {attempts} attempts.
    actionability: retryable_after_fix
    show_no_action_needed: true
    diagnostic_code_label: E-17
    severity: critical
    http_status: 503
    docs_url: https://docs.example.com/runs
    retry_after: 30
    tags: [queue, slow]
    annotations: {owner: [ops, "ünï"], level: 3}
    placeholders:
      run_id: {}
      attempts: {type: integer}
    next_steps:
      - wait_a_bit
      - {id: open, kind: link, label: "Open run {run_id}", url: "https://ops.example.com/{run_id}"}
      - {id: again, kind: action, label: Start it again, action: runs.restart, params: [run_id]}
      - {id: call, kind: contact, label: Call the operators, target: ops@example.com}
      - {id: look, kind: instruction, label: Look at the log.}
    translator_note: A run is a background job.
"""

EVERYTHING = """\
run.gave_up  (RunReason.STOPPED, reasons/runs.yaml)

Run gave up
Run {run_id} failed after {attempts} attempts.
  1. Wait a few minutes. (wait)
  2. Open run {run_id} (link: https://ops.example.com/{run_id})
  3. Start it again (action: runs.restart with run_id)
  4. Call the operators (contact: ops@example.com)
  5. Look at the log. (instruction)

actionability     retryable_after_fix (may be retried; needs a person)
severity          critical
no action needed  yes
diagnostic code   E-17
http status       503
docs              https://docs.example.com/runs
retry after       30 s
tags              queue, slow
annotations       {"owner": ["ops", "ünï"], "level": 3}
translator note   A run is a background job.
{run_id}          string, for example run_9f2, Identifier of the run
{attempts}        integer
"""

PLAIN = """\
parcel.lost  (ParcelReason.LOST, reasons/parcels.yaml)

Parcel is lost
Nobody knows where the parcel is.

actionability     escalate (no retry; needs a person)
severity          error
no action needed  no
diagnostic code   parcel.lost
"""


def test_every_fact_of_a_reason_is_told(project, reasonbook):
    project.write("reasons/runs.yaml", RICH)
    done = reasonbook("explain", "run.gave_up")

    assert (done.code, done.err) == (0, "")
    assert done.out == EVERYTHING


TYPED = """\
format: reasonbook/1
catalog: {module: runs, enum: RunReason, prefix: run.}
placeholders:
  stage: {type: enum, example: build, values: {build: building, tests: testing}}
next_steps:
  wait_a_bit: {kind: wait, label: {plural: attempts, one: Wait., other: "Wait {attempts} hours."}}
reasons:
  run.gave_up:
    operator_label: Run gave up
    short_explanation:
      plural: attempts
      one: Run of {user} failed once when {stage}.
      other: Run of {user} failed {attempts} times when {stage}.
    surfaces:
      badge: {operator_label: Gave up}
      list: {short_explanation: It gave up.}
      mail:
        operator_label: Your run gave up
        short_explanation: {plural: attempts, one: Once., other: "{attempts} times."}
    placeholders:
      user: {type: string, privacy: personal}
      stage: {}
      attempts: {type: integer, example: 3}
      names: {type: list, example: [a, b], required: false, metadata_only: true}
    next_steps: [wait_a_bit]
"""

TOLD = """\
Run gave up
[one] Run of {user} failed once when {stage}.
[other] Run of {user} failed {attempts} times when {stage}.
  1. [one] Wait.
     [other] Wait {attempts} hours. (wait)

on badge:
  Gave up

on list:
  It gave up.

on mail:
  Your run gave up
  [one] Once.
  [other] {attempts} times.
"""

VALUES = """\
{user}            string, personal
{stage}           enum, one of build (building), tests (testing), for example build
{attempts}        integer, for example 3
{names}           list, may be missing, for programs only, for example a, b
"""


@pytest.fixture
def typed(project):
    """A project that declares surfaces, with a reason that has every sort of text."""
    project.write("reasons/runs.yaml", TYPED)
    project.write("pyproject.toml", project.read("pyproject.toml") + SURFACES)
    return project


SURFACES = 'surfaces = ["badge", "list", "mail"]\n'


@pytest.mark.usefixtures("typed")
def test_plural_forms_surfaces_and_types_are_told(reasonbook):
    done = reasonbook("explain", "run.gave_up")

    assert (done.code, done.err) == (0, "")
    assert TOLD in done.out
    assert done.out.endswith(VALUES)


def plural_lines(forms):
    return "".join(f'msgstr[{index}] "{each}"\n' for index, each in enumerate(forms))


def test_a_translation_shows_the_forms_of_its_language(typed, reasonbook):
    reasonbook("locale", "add", "pl")
    typed.translate("pl", translations={"Gave up": "Koniec", "building": "budowa"})
    forms = ["{stage}: raz.", "{stage}: {attempts} razy.", *["{stage}: {attempts} raza."] * 2]
    typed.change(
        "locales/pl/LC_MESSAGES/shop_reasons.po",
        'failed {attempts} times when {stage}."\n' + plural_lines([""] * 4),
        'failed {attempts} times when {stage}."\n' + plural_lines(forms),
    )
    done = reasonbook("explain", "run.gave_up", "--locale", "pl")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[2:6] == [
        "Run gave up",
        "[one] {stage}: raz.",
        "[few] {stage}: {attempts} razy.",
        "[many, other] {stage}: {attempts} raza.",
    ]
    assert "on badge:\n  Koniec\n" in done.out
    assert "one of build (budowa), tests (testing)" in done.out
    assert done.out.splitlines()[-1] == "translated        3 of 9 texts into pl"


def test_what_nobody_has_said_is_left_out(project, reasonbook, parcels):
    project.write("reasons/parcels.yaml", parcels)

    assert reasonbook("explain", "parcel.lost").out == PLAIN


@pytest.mark.parametrize("actionability", ["retryable_transient", "non_actionable"])
def test_an_actionability_says_what_it_means(project, reasonbook, parcels, actionability):
    project.write("reasons/parcels.yaml", parcels.replace("escalate", actionability))
    meaning = {
        "retryable_transient": "may be retried; needs nobody",
        "non_actionable": "no retry; needs nobody",
    }

    assert f"{actionability} ({meaning[actionability]})" in reasonbook("explain", "parcel.lost").out


@pytest.mark.parametrize("tag", ["de", "DE"])
def test_a_translation_is_shown_as_far_as_it_is_finished(built, reasonbook, tag):
    path = "locales/de/LC_MESSAGES/shop_reasons.po"
    entry = 'msgctxt "payment.card_expired/next_step.ask#label"'
    head, _, tail = built.read(path).partition(entry)
    built.write(path, f"{head}#, fuzzy\n{entry}{tail}")
    done = reasonbook("explain", "payment.card_expired", "--locale", tag)
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert lines[2:5] == [
        "Karte ist abgelaufen",
        "Die Karte von {order_id} gilt nicht mehr.",
        "  1. Ask the customer for another card. (instruction)",
    ]
    assert lines[-1] == "translated        2 of 3 texts into de"


@pytest.mark.parametrize(
    ("tag", "text"),
    [("ar", "انتهت صلاحية البطاقة"), ("he", "הכרטיס פג תוקף"), ("fa", "کارت منقضی شده می‌باشد")],
)
def test_text_from_right_to_left_comes_as_it_is(project, reasonbook, tag, text):
    reasonbook("locale", "add", tag)
    project.translate(tag, translations={"Card has expired": text})
    done = reasonbook("explain", "payment.card_expired", "--locale", tag)

    assert done.code == 0
    assert done.out.splitlines()[2] == text


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("tag", ["en", "EN"])
def test_the_source_locale_is_a_locale(reasonbook, tag):
    done = reasonbook("explain", "payment.card_expired", "--locale", tag)

    assert done.code == 0
    assert done.out == reasonbook("explain", "payment.card_expired").out


def test_the_source_locale_has_two_spellings(project, reasonbook):
    project.write("pyproject.toml", project.read("pyproject.toml") + 'source_locale = "en_GB"\n')

    assert reasonbook("explain", "payment.card_expired", "--locale", "en-gb").code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("payment.card_expird", "did you mean `payment.card_expired`?"),
        ("PAYMENT.CARD_EXPIRED", "did you mean `payment.card_expired`?"),
        ("CARD", "`reasonbook list` shows them all"),
        ("", "`reasonbook list` shows them all"),
        ("x" * 10_000, "`reasonbook list` shows them all"),
    ],
)
def test_an_unknown_code_is_wrong_use(reasonbook, code, said):
    done = reasonbook("explain", code)

    assert (done.code, done.out) == (2, "")
    assert f"there is no reason `{code}`" in done.err
    assert said in done.err


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("dee", "did you mean `de`?"),
        ("fr", "known: en, de"),
        ("", "known: en, de"),
    ],
)
def test_an_unknown_locale_is_wrong_use(reasonbook, tag, said):
    done = reasonbook("explain", "payment.card_expired", "--locale", tag)

    assert (done.code, done.out) == (2, "")
    assert f"there is no locale `{tag}`" in done.err
    assert said in done.err


def test_what_a_terminal_must_not_get_is_escaped(project, reasonbook):
    project.change("reasons/payments.yaml", "Card has expired", "Card##[error] expired")
    done = reasonbook("explain", "payment.card_expired")

    assert r"Card#\u{23}[error] expired" in done.out


def test_findings_come_instead_if_there_are_errors(project, reasonbook, parcels):
    project.write("reasons/parcels.yaml", parcels.replace("escalate", "escalated"))
    done = reasonbook("explain", "payment.card_expired")

    assert done.code == 1
    assert "error[RB207]" in done.out
    assert "Card has expired" not in done.out


@pytest.mark.usefixtures("folder")
def test_without_settings_nothing_is_known(reasonbook):
    done = reasonbook("explain", "payment.card_expired")

    assert done.code == 2
    assert "RB701" in done.out
