"""
What an author gets from an editor, without a plug-in of ours: the real server, the real schema.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.tools

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "reasons" / "reasonbook.schema.json").read_text(encoding="utf-8"))
REASON = SCHEMA["definitions"]["Reason"]["properties"]

HEAD = """\
# yaml-language-server: $schema=./reasonbook.schema.json
format: reasonbook/1
catalog: {module: runs, enum: RunReason, prefix: run.}
reasons:
  run.lost:
    operator_label: Run is lost
    short_explanation: Nobody knows where the run is.
"""


def test_our_own_source_is_right(editor):
    text = (ROOT / "reasons" / "lifecycle.yaml").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=./reasonbook.schema.json\n")
    assert editor.check(text) == []


def test_the_sample_of_init_is_right(editor, sample):
    assert editor.check((sample / "payments.yaml").read_text(encoding="utf-8")) == []


def test_the_keys_of_a_reason_are_offered_but_for_those_that_are_there(editor):
    offered = editor.complete(f"{HEAD}    ‸\n")

    assert offered == set(REASON) - {"operator_label", "short_explanation"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("    actionability: ‸", REASON["actionability"]["enum"]),
        ("    severity: ‸", REASON["severity"]["enum"]),
        (
            "    next_steps:\n      - id: a\n        kind: ‸",
            SCHEMA["definitions"]["InlineStep"]["properties"]["kind"]["enum"],
        ),
        (
            "    placeholders:\n      a:\n        type: ‸",
            SCHEMA["definitions"]["Placeholder"]["properties"]["type"]["enum"],
        ),
    ],
)
def test_the_words_of_a_value_are_offered(editor, line, words):
    assert len(words) > 1
    assert editor.complete(f"{HEAD}{line}\n") == set(words)


@pytest.mark.parametrize("key", ["operator_label", "short_explanation"])
def test_a_key_says_what_it_means(editor, key):
    shown = editor.hover(HEAD.replace(key, f"{key[:4]}‸{key[4:]}"))

    assert REASON[key]["description"] in shown.replace("\\", "")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    short_explanation", "    sort_explanation", 7, "sort_explanation"),
        ("is lost\n", "is lost\n    actionability: maybe\n", 7, "non_actionable"),
        ("is lost\n", "is lost\n    severity: 3\n", 7, "critical"),
        ("is lost\n", "is lost\n    http_status: 42\n", 7, "100"),
        ("is lost\n", "is lost\n    tags: one\n", 7, "array"),
        ("  run.lost:", "  Run.Lost:", 5, "pattern"),
        ("  run.lost:", "  run:", 5, "pattern"),
        ("  run.lost:", f"  run.{'a' * 60}:", 5, "63"),
        ("reasonbook/1", "reasonbook/2", 2, "reasonbook/1"),
        ("module: runs", "module: Runs", 3, "pattern"),
        ("reasons:", "reason:", 4, "reason"),
    ],
)
def test_a_mistake_is_underlined(editor, old, new, line, said):
    assert old in HEAD
    found = editor.check(HEAD.replace(old, new))

    assert [each for each in found if each[0] == line and said in each[1]] != []
