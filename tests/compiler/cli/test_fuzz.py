"""
Whatever a file of a project holds, the command ends with an exit code that means something.

Never 3, which is a fault of ours, and never an exception.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.cli import run

FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HOSTILE = st.sampled_from(
    [
        *"\0\t\r\n\x0b\x1b\x7f\x85\xad\u200b\u2028\u202e\ufeff\ufffd\U0010ffff",
        *string.punctuation,
        "<<: *a",
        "&a ",
        "!!python/object:os.system ",
        "--- \n",
        "\\x1b",
        "{0}",
        "{a.b}",
        "{{",
        "%s",
        "99999999999999999999",
        "-.inf",
        'msgctxt "',
        "msgid_plural ",
        "#~ ",
        "nplurals=9999; plural=1/0;",
        "charset=UTF-7",
        "{% include 'x' %}",
        "{% for a in range(3) %}",
        "{{ x.__class__ }}",
        "{% endfor %}",
        "[tool.reasonbook]\n",
    ]
)

STEPS = {
    "wait": {"kind": "wait", "label": "Wait."},
    "open": {"kind": "link", "label": "Open {run}", "url": "https://example.com/{run}"},
}
DOCUMENT = {
    "format": "reasonbook/1",
    "catalog": {"module": "runs", "enum": "RunReason", "prefix": "run.", "description": "Runs."},
    "defaults": {"actionability": "escalate", "next_steps": ["wait"], "severity": "info"},
    "limits": {"operator_label": 30, "operator_label_full_stop": True},
    "placeholders": {"run": {"type": "string", "example": "r1", "description": "The run"}},
    "next_steps": STEPS,
    "reasons": {
        "run.lost": {
            "operator_label": "Run is lost",
            "short_explanation": "Run {run} is lost after {tries} tries.",
            "placeholders": {"run": {}, "tries": {"type": "integer", "example": 3}},
            "next_steps": [
                "open",
                {"id": "a", "kind": "action", "label": "Do", "action": "x.y", "params": ["run"]},
                {"id": "c", "kind": "contact", "label": "Call", "target": "ops@example.com"},
            ],
            "member": "GONE",
            "diagnostic_code_label": "E-1",
            "http_status": 500,
            "docs_url": "https://example.com/docs",
            "retry_after": 3,
            "tags": ["a", "b"],
            "annotations": {"x": [1, None, {"y": "z"}]},
            "show_no_action_needed": False,
            "translator_note": "A note.",
        },
        "run.slow": {"operator_label": "Run is slow", "short_explanation": "It takes long."},
    },
}
VALUES = st.recursive(
    st.sampled_from([None, True, 0, -1, 10**30, 0.5, "", " ", "a", "A", "run", "class", "{", "{a}"])
    | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def places(node, path=()):
    """Return the path of every value in *node*."""
    children = node.items() if isinstance(node, dict) else enumerate(node)
    deeper = [
        place
        for key, each in children
        if isinstance(each, dict | list)
        for place in places(each, (*path, key))
    ]
    keys = node if isinstance(node, dict) else range(len(node))
    return [*((*path, key) for key in keys), *deeper]


def replaced(node, path, value):
    """Return a copy of *node* that has *value* at *path*."""
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = replaced(copy[path[0]], path[1:], value) if path[1:] else value
    return copy


def splices(text):
    """Return a strategy for *text* with things cut out of it and put into it."""
    places = st.integers(0, len(text))
    bits = HOSTILE.map(str.encode) | st.binary(max_size=4) | st.text(max_size=4).map(encode)
    edits = st.lists(st.tuples(places, st.integers(0, 20), bits), min_size=1, max_size=4)
    return edits.map(lambda each: splice(text.encode(), each))


def encode(text):
    return text.encode(errors="surrogatepass")


def splice(data, edits):
    for place, length, bit in edits:
        data = data[:place] + bit + data[place + length :]
    return data


@pytest.fixture
def ends(built):
    """Return a function that runs some commands with other bytes in a file of a built project."""
    built.write("pyproject.toml", built.read("pyproject.toml") + 'templates = "templates"\n')
    templates = Path(__file__).parents[3] / "templates"
    shutil.copytree(templates, built.root / "templates")

    def act(path, data):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            shutil.copytree(built.root, copy)
            (copy / path).write_bytes(data)
            for command in (["check"], ["generate", "-q"], ["generate", "--check", "--diff"]):
                chatter = io.StringIO()
                with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(chatter):
                    code = run([*command, "-C", str(copy)])
                assert code in {0, 1, 2}, chatter.getvalue()

    act.read = built.read
    return act


@FEW
@given(data=st.data())
@example(data=None)
def test_any_source(ends, data):
    path = "reasons/payments.yaml"
    ends(path, b"" if data is None else data.draw(st.binary() | splices(ends.read(path))))


@FEW
@given(place=st.sampled_from(places(DOCUMENT)), value=VALUES)
@example(place=("format",), value="reasonbook/1")
def test_any_value_in_a_source(ends, place, value):
    ends("reasons/payments.yaml", json.dumps(replaced(DOCUMENT, place, value)).encode())


@FEW
@given(data=st.data())
@example(data=None)
def test_any_catalogue(ends, data):
    path = "locales/de/LC_MESSAGES/shop_reasons.po"
    ends(path, b"" if data is None else data.draw(st.binary() | splices(ends.read(path))))


@FEW
@given(data=st.data())
@example(data=None)
def test_any_settings(ends, data):
    path = "pyproject.toml"
    ends(path, b"" if data is None else data.draw(st.binary() | splices(ends.read(path))))


@FEW
@given(data=st.data())
@example(data=None)
def test_any_template(ends, data):
    path = "templates/python/module.py.j2"
    ends(path, b"" if data is None else data.draw(st.binary() | splices(ends.read(path))))


@FEW
@given(data=st.data())
def test_any_file_that_we_make(ends, data):
    path = data.draw(
        st.sampled_from(
            [
                ".reasonbook/stamp.json",
                "generated/shop_reasons/payments.py",
                "generated/shop_reasons/catalog.json",
                "reasons/reasonbook.schema.json",
            ]
        )
    )
    ends(path, data.draw(st.binary() | splices(ends.read(path))))


@FEW
@given(text=st.text(), data=st.data())
def test_any_settings_for_init(reasonbook, text, data):
    content = data.draw(st.just(encode(text)) | st.binary() | splices("[tool.a]\nb = 1\n"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pyproject.toml").write_bytes(content)
        done = reasonbook("init", folder)
        now = (Path(folder) / "pyproject.toml").read_bytes()

        assert done.code in {0, 2}, done.err
        assert now.startswith(content)
        assert done.code == 0 or now == content
        assert done.code == 2 or reasonbook("schema", "-C", folder).code in {0, 2}
