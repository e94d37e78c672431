from __future__ import annotations

import pytest

from reasonbook.compiler.rules import RULES


def test_every_rule_has_a_line(reasonbook):
    done = reasonbook("rules")
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in lines] == list(RULES)
    assert [line.split()[1] for line in lines] == [rule.name for rule in RULES.values()]
    assert all(line.endswith(".") for line in lines)
    assert len({len(line) - len(line.split(None, 2)[2]) for line in lines}) == 1


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_has_a_page(reasonbook, code):
    done = reasonbook("rules", code.lower())

    assert (done.code, done.err) == (0, "")
    assert done == reasonbook("rules", RULES[code].name)
    assert done.out == f"{code} ({RULES[code].name})\n\n{RULES[code].page.strip()}\n"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("RB199", "lists them all"),
        ("E501", "lists them all"),
        ("", "lists them all"),
        ("duplicate_keys", "did you mean `duplicate-key`?"),
    ],
)
def test_an_unknown_code_is_wrong_use(reasonbook, code, said):
    done = reasonbook("rules", code)

    assert (done.code, done.out) == (2, "")
    assert f"there is no rule `{code}`" in done.err
    assert said in done.err
