"""The bundle in this repository: what its sources give, complete in every locale."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import operation_reasons
from operation_reasons import BUNDLE, LifecycleReconciliationReason
from reasonbook import current_locale, use_locale
from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.project import load
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[2]
GOLDEN = json.loads((ROOT / "tests" / "fixtures" / "golden.json").read_text(encoding="utf-8"))
LOCALES = ["ar", "de", "es", "fr", "ja", "pl", "pt_BR", "ru", "zh_Hans", "zh_Hant"]
REASONS = list(LifecycleReconciliationReason)


@pytest.fixture(scope="module")
def fresh():
    """Return a build of this repository's project from its sources."""
    workspace = load(ROOT)
    assert workspace.findings == ()
    return compile_project(
        Project(workspace.settings, workspace.sources, workspace.catalogues, workspace.templates)
    )


def po(locale):
    path = f"locales/{locale}/LC_MESSAGES/operation_reasons.po"
    return read_po(SourceFile(path, (ROOT / path).read_text(encoding="utf-8")))[0]


def test_the_committed_bundle_is_what_its_sources_give(fresh):
    committed = {path: (ROOT / path).read_bytes() for path in fresh.artifacts}

    assert fresh.diagnostics == ()
    assert fresh.artifacts == committed


def test_nothing_else_lies_in_the_folder_of_the_bundle(fresh):
    folder = ROOT / "generated" / "operation_reasons"
    there = {
        each.relative_to(ROOT).as_posix()
        for each in folder.rglob("*")
        if each.is_file() and "__pycache__" not in each.parts
    }

    assert there == {path for path in fresh.artifacts if path.startswith("generated/")}


def test_the_bundle_has_these_locales():
    assert list(BUNDLE.locales) == LOCALES
    assert BUNDLE.source_locale == "en"
    assert BUNDLE.name == "operation_reasons"
    assert operation_reasons.__all__ == [
        "BUNDLE",
        "LifecycleReconciliationReason",
        "negotiate",
        "occurrence",
        "reason",
        "reload",
        "resolve",
    ]


@pytest.mark.parametrize("name", GOLDEN)
def test_an_envelope_is_what_the_original_gave(name):
    code = GOLDEN[name]["envelope"]["internalCode"]
    reason = operation_reasons.reason(code)

    assert reason.envelope().to_dict(camel_case=True) == GOLDEN[name]["envelope"]
    assert list(reason.envelope().to_dict(camel_case=True)) == list(GOLDEN[name]["envelope"])
    assert reason.default_message() == GOLDEN[name]["default_message"]


def test_the_original_has_no_other_reasons():
    assert [GOLDEN[name]["envelope"]["internalCode"] for name in GOLDEN] == REASONS


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated(locale, fresh):
    entries = {each.context: each for each in po(locale).entries}

    assert list(entries) == [each.context for each in fresh.catalogue.messages]
    for context, entry in entries.items():
        assert entry.is_translated, context
        assert not entry.is_fuzzy, context
        assert not entry.obsolete, context
        assert entry.translations[0].strip() == entry.translations[0], context


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("reason", REASONS)
def test_an_envelope_is_translated_and_says_into_what(locale, reason):
    tag = locale.replace("_", "-")
    english = reason.envelope()
    translated = reason.envelope(tag)

    assert translated.locale == translated.requested_locale == tag
    assert translated.operator_label != english.operator_label
    assert translated.short_explanation != english.short_explanation
    assert [each.label for each in translated.next_steps] != [
        each.label for each in english.next_steps
    ]
    assert [each.id for each in translated.next_steps] == [each.id for each in english.next_steps]
    assert translated.internal_code == english.internal_code == reason.value
    assert translated.to_dict() == reason.envelope(locale).to_dict() | {"requested_locale": tag}


def test_no_two_locales_say_the_same():
    for reason in REASONS:
        labels = {reason.operator_label(locale) for locale in (*LOCALES, "en")}
        assert len(labels) == len(LOCALES) + 1


def test_the_current_locale_is_the_readers():
    (reason, *_) = REASONS
    with use_locale("de-AT"):
        assert current_locale() == "de-AT"
        assert reason.envelope().locale == "de"
        assert reason.envelope().operator_label == reason.operator_label("de")
    assert reason.envelope().locale == "en"


def test_importing_the_bundle_is_silent_and_opens_no_catalogue():
    path = [str(ROOT / "generated"), str(ROOT / "generator")]
    program = (
        f"import sys; sys.path[:0] = {path!r}\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "import operation_reasons\n"
        "assert not [each for each in opened if not each.endswith(('.py', '.pyc'))], opened\n"
        "assert operation_reasons.LifecycleReconciliationReason.STALE_QUEUED\n"
        "from operation_reasons.lifecycle import stale_queued\n"
        "made = stale_queued()\n"
        "late = {'operation_reasons._locales', 'operation_reasons._texts.lifecycle'}\n"
        "assert not late & sys.modules.keys()\n"
        "made.envelope('de')\n"
        "assert late <= sys.modules.keys()"
    )
    options = ["-I", "-B", "-W", "error", "-bb", "-X", "warn_default_encoding"]
    done = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, check=False, text=True
    )

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_every_class_and_member_has_a_docstring_for_editors(fresh):
    tree = ast.parse(fresh.artifacts["generated/operation_reasons/lifecycle.py"])
    (kind,) = (each for each in tree.body if isinstance(each, ast.ClassDef))
    pairs = list(zip(kind.body[1::2], kind.body[2::2], strict=True))

    assert (
        ast.get_docstring(tree) == ast.get_docstring(kind) == LifecycleReconciliationReason.__doc__
    )
    assert [ast.literal_eval(value.value) for value, _ in pairs] == REASONS
    for reason, (_, docstring) in zip(REASONS, pairs, strict=True):
        shown = ast.literal_eval(docstring.value)
        assert shown == f"{reason.operator_label('en')}\n\n{reason.short_explanation('en')}"


def test_a_member_of_the_bundle_can_be_pickled_and_found_again():
    import pickle

    for reason in REASONS:
        assert pickle.loads(pickle.dumps(reason)) is reason
        assert pickle.loads(pickle.dumps(reason.envelope("de"))) == reason.envelope("de")
        assert operation_reasons.reason(json.loads(json.dumps(reason))) is reason
