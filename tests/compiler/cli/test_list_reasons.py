from __future__ import annotations

import json

import pytest


def test_every_reason_of_every_source_has_a_line(project, reasonbook, parcels):
    project.write("reasons/parcels.yaml", parcels)
    done = reasonbook("list")

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "parcel.lost           escalate         Parcel is lost",
        "payment.card_expired  action_required  Card has expired",
    ]


@pytest.mark.usefixtures("project")
def test_json_has_what_programs_need(reasonbook):
    done = reasonbook("list", "--json")

    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "format": "reasonbook-list/1",
        "bundle": "shop_reasons",
        "reasons": [
            {
                "code": "payment.card_expired",
                "enum": "PaymentReason",
                "member": "CARD_EXPIRED",
                "operator_label": "Card has expired",
                "short_explanation": "The card of order {order_id} is no longer valid.",
                "actionability": "action_required",
                "severity": "error",
                "source": "reasons/payments.yaml",
            }
        ],
    }


def test_json_has_both_forms_of_a_plural(project, reasonbook):
    text = "{plural: n, one: One card., other: '{n} cards.'}"
    project.change(
        "reasons/payments.yaml", "The card of order {order_id} is no longer valid.", text
    )
    project.change(
        "reasons/payments.yaml",
        "order_id: {type: string, example: A-1042, description: Number of the order}",
        "n: {type: integer}",
    )
    done = reasonbook("list", "--json")

    (reason,) = json.loads(done.out)["reasons"]
    assert reason["short_explanation"] == {"plural": "n", "one": "One card.", "other": "{n} cards."}


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_list_of_nothing_is_a_list(project, reasonbook, option):
    head, _, _ = project.read("reasons/payments.yaml").partition("reasons:")
    project.write("reasons/payments.yaml", f"{head}reasons: {{}}\n")
    done = reasonbook("list", *option)

    assert done.code == 0
    assert done.out == "" or json.loads(done.out)["reasons"] == []


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_what_a_terminal_must_not_get_is_escaped(project, reasonbook, option):
    project.change("reasons/payments.yaml", "Card has expired", "Card##[error] expired")
    done = reasonbook("list", *option)

    assert done.code == 0
    assert "[error]" in done.out
    assert "##[error]" not in done.out


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_findings_come_instead_if_there_are_errors(project, reasonbook, option, parcels):
    project.write("reasons/parcels.yaml", parcels.replace("escalate", "escalated"))
    done = reasonbook("list", *option)

    assert done.code == 1
    assert "error[RB207]" in done.out
    assert "payment.card_expired" not in done.out


def test_a_file_that_cannot_be_read_is_no_half_a_list(project, reasonbook, parcels):
    project.write("reasons/parcels.yaml", parcels.encode().replace(b"lost\n", b"l\xf6st\n"))
    done = reasonbook("list")

    assert done.code == 1
    assert "error[RB101]" in done.out
    assert "escalate " not in done.out


def test_warnings_are_not_its_business(project, reasonbook):
    project.change("reasons/payments.yaml", "Card has expired", "Card has expired.")
    done = reasonbook("list")

    assert done.code == 0
    assert "RB" not in done.out


@pytest.mark.usefixtures("folder")
def test_without_settings_there_is_nothing_to_list(reasonbook):
    done = reasonbook("list")

    assert done.code == 2
    assert "RB701" in done.out
