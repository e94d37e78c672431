"""
The whole compiler on whole projects: one folder in ``cases`` is one test.

A folder has a ``README.md`` that says what it is for, a ``reasons.yaml`` or files in ``reasons/``,
perhaps a ``pyproject.toml`` and a ``<locale>.po`` for each locale, and ``expected/``: every file
that the compiler makes, or ``diagnostics.txt`` if it finds anything. That file has the findings as
people see them, and then one line each with everything that a finding has, as JSON: path, line,
column, end line, end column, code, severity, message, help.

``pytest --update-cases`` writes ``expected/`` anew; what changed is then read in the diff.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polib
import pytest

from reasonbook.compiler.config import SETTINGS_FILE, Settings, read_settings
from reasonbook.compiler.diagnostics import sorted_by_place
from reasonbook.compiler.inputs import decode
from reasonbook.compiler.pipeline import Project, catalogue_path, compile_project
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.report import FORMATS, Report
from reasonbook.compiler.rules import RULES

# Codes that no case has, and where they are tested.
WITHOUT_CASE = {
    "RB111": "the file would be too large: tests/compiler/catalog/test_document.py",
    "RB112": "the file would be too large: tests/compiler/catalog/test_document.py",
    "RB113": "it is about the disk: tests/compiler/test_project.py",
    "RB501": "it is about a template: tests/compiler/render",
    "RB502": "it is about a template: tests/compiler/render",
    "RB503": "it is about a template: tests/compiler/render",
    "RB504": "it is about a template: tests/compiler/messages/test_extract.py",
    "RB505": "it is about a template: tests/compiler/render",
    "RB607": "it is about the disk: tests/compiler/test_project.py",
    "RB608": "it is about the disk: tests/compiler/cli",
    "RB704": "it is about the disk: tests/compiler/test_project.py",
    "RB801": "it is about the disk: tests/compiler/cli",
    "RB802": "it is about the disk: tests/compiler/cli",
    "RB803": "it is about the disk: tests/compiler/cli",
}
CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
FINDINGS = "diagnostics.txt"


def read_case(folder):
    """Return the settings, sources and catalogues of *folder*, and what is wrong with reading."""
    settings, findings, texts = Settings(), [], {}

    def read(place, path):
        texts[path], found = decode(path, place.read_bytes())
        findings.extend(found)
        return texts[path]

    if (folder / SETTINGS_FILE).exists():
        settings, found = read_settings(read(folder / SETTINGS_FILE, SETTINGS_FILE))
        findings.extend(found)
    places = sorted([*folder.glob("reasons.yaml"), *folder.glob("reasons/*.yaml")])
    sources = [read(place, place.relative_to(folder).as_posix()) for place in places]
    catalogues = {
        place.stem: read(place, catalogue_path(settings, place.stem))
        for place in sorted(folder.glob("*.po"))
        if settings
    }
    return settings, sources, catalogues, findings, texts


def run_case(folder):
    """Return the expected files of *folder* as they come out now."""
    settings, sources, catalogues, findings, texts = read_case(folder)
    artifacts = {}
    if settings is not None:
        project = Project(settings, sources, catalogues, builtin_templates())
        compilation = compile_project(project)
        findings.extend(compilation.diagnostics)
        artifacts = compilation.artifacts
        texts |= compilation.sources
    if findings:
        return {FINDINGS: show_findings(sorted_by_place(findings), texts).encode()}
    return dict(show_artifact(path, data) for path, data in artifacts.items())


def show_findings(findings, texts):
    report = FORMATS["full"](Report(findings, texts, colour=False, version="0"))
    lines = [json.dumps(fields_of(each)) for each in findings]
    return "\n".join([report, *lines, ""])


def fields_of(finding):
    span = finding.span
    place = [span.path, span.line, span.column, span.end_line, span.end_column]
    return [*place, finding.code, finding.severity, finding.message, finding.help]


def show_artifact(path, data):
    if not path.endswith(".mo"):
        return path, data
    lines = [json.dumps(show_entry(each), ensure_ascii=False) for each in polib.mofile(data)]
    return f"{path}.txt", "\n".join([*lines, ""]).encode()


def show_entry(entry):
    if not entry.msgid_plural:
        return [entry.msgctxt, entry.msgid, entry.msgstr]
    forms = [text for _, text in sorted(entry.msgstr_plural.items())]
    return [entry.msgctxt, [entry.msgid, entry.msgid_plural], forms]


def read_files(folder):
    places = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in places}


@pytest.mark.parametrize("name", NAMES)
def test_a_case_comes_out_as_expected(name, request):
    expected = CASES / name / "expected"

    actual = run_case(CASES / name)

    if request.config.getoption("--update-cases"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in actual.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    assert actual == read_files(expected)
    assert actual


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_what_it_is_for(name):
    text = (CASES / name / "README.md").read_text(encoding="utf-8")

    assert text.rstrip().endswith((".", "`"))
    assert 20 < len(text) < 600


def test_every_code_that_sources_can_give_has_a_case():
    found = {
        json.loads(line)[5]
        for place in CASES.glob(f"*/expected/{FINDINGS}")
        for line in place.read_text(encoding="utf-8").splitlines()
        if line.startswith("[")
    }
    possible = {code for code in RULES if code not in WITHOUT_CASE}

    assert found == possible
