"""
The rules: the table is the folder, every code has its page, and what a page shows is true.

An example stands below ``Wrong::`` or ``Right::``, indented. It is a source file, or the file that
is named in brackets: ``Wrong (de.po)::``. The surface ``badge`` is declared for all of them.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from reasonbook.compiler import rules
from reasonbook.compiler.catalog.document import read_document
from reasonbook.compiler.config import Settings, read_settings
from reasonbook.compiler.messages.language import check_language
from reasonbook.compiler.messages.plural_files import check_plural_forms
from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.rules import RULES, Subject, check
from reasonbook.compiler.source import SourceFile

FOLDER = Path(rules.__file__).parent
COMPILER = FOLDER.parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in {"__init__", "rule"})
EXAMPLE = re.compile(r"^(Wrong|Right)(?: \((\S+)\))?::\n\n((?:    .*\n|\n)+)", re.MULTILINE)

# Rules whose pages have no examples, because one file of text cannot show what they are about.
WITHOUT_EXAMPLES = {
    "cannot-write": "it is about the disk",
    "changed-meanwhile": "it is about the disk",
    "code-collision": "it takes two files",
    "extraction": "it is about a template",
    "file-too-large": "the example would be too large",
    "module-content": "it is about a template",
    "lost-locales": "it is about the disk",
    "module-shape": "it is about a template",
    "name-collision": "it takes two files",
    "no-sources": "it is about the disk",
    "not-utf-8": "it is about bytes",
    "out-of-date": "it is about the disk",
    "step-collision": "it takes two files",
    "stray-catalogue": "it is about the disk",
    "template": "it is about a template",
    "text-too-long": "the example would be too large",
    "too-many-reasons": "the example would be too large",
    "unknown-locale": "it is about the name of a folder",
    "unused-template": "it is about a template",
    "unreadable-file": "it is about the disk",
    "value-collision": "it takes two files",
}


def examples():
    return [
        pytest.param(rule, verdict, name or "reasons.yaml", text, id=f"{rule.name}-{verdict}")
        for rule in RULES.values()
        for verdict, name, text in EXAMPLE.findall(rule.page)
    ]


def codes_found(name, text):
    """Return the codes of all findings about the file *name* with *text*, warnings too."""
    file = SourceFile(name, textwrap.dedent(text))
    if name == "pyproject.toml":
        _, findings = read_settings(file)
    elif name.endswith(".po"):
        po, found = read_po(file)
        tag = name.removesuffix(".po")
        findings = [*found]
        if po is not None:
            findings += check_language(file, po, tag)
            findings += check_plural_forms(file, po, tag)
    else:
        document, found = read_document(file)
        documents = [document] if document else []
        findings = [*found, *check(Subject(documents, Settings(surfaces=("badge",))))]
    return {each.code for each in findings}


def test_the_table_is_the_folder():
    names = {rule.name: code for code, rule in RULES.items()}

    assert len(names) == len(RULES)
    assert sorted(names) == sorted(each.replace("_", "-") for each in MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_called_like_its_rule_and_has_its_code(module):
    found = getattr(rules, module)

    assert RULES[found.CODE] is found.RULE
    assert found.RULE.code == found.CODE
    assert found.RULE.name == module.replace("_", "-")
    assert found.RULE.page == found.__doc__


def test_codes_are_unique_and_well_formed():
    codes = [getattr(rules, module).CODE for module in MODULES]

    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"RB[1-8]\d\d", each) for each in codes)


def test_every_code_that_the_compiler_uses_has_a_rule():
    used = {
        code
        for path in COMPILER.rglob("*.py")
        for code in re.findall(r"RB\d{3}", path.read_text(encoding="utf-8"))
    }

    assert used == RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_page_starts_with_a_sentence_in_a_line_of_its_own(rule):
    first, *others = rule.page.strip().splitlines()

    assert re.fullmatch(r"(?:[A-Z]|``).{10,99}\.", first)
    assert others == [] or others[0] == ""


def test_a_rule_without_examples_has_a_reason():
    without = {rule.name for rule in RULES.values() if not EXAMPLE.search(rule.page)}

    assert without == WITHOUT_EXAMPLES.keys()


def test_a_page_with_examples_has_wrong_and_right_ones():
    for rule in RULES.values():
        verdicts = {verdict for verdict, _, _ in EXAMPLE.findall(rule.page)}

        assert verdicts in (set(), {"Wrong", "Right"})
        assert rule.page.count("::\n") == len(EXAMPLE.findall(rule.page))


@pytest.mark.parametrize(("rule", "verdict", "name", "text"), examples())
def test_an_example_is_as_wrong_or_right_as_its_page_says(rule, verdict, name, text):
    found = codes_found(name, text)

    assert found == ({rule.code} if verdict == "Wrong" else set())


def test_an_empty_project_has_no_findings():
    assert list(check(Subject([], Settings()))) == []


def test_a_rule_has_a_page_even_where_python_keeps_no_docstrings():
    rule = rules.Rule("RB999", "some-rule", None)

    assert rule.page == ""
