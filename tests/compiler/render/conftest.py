"""Hostile texts, a catalogue with every feature, and what compiles, writes and runs a bundle."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest

from reasonbook.compiler.config import Limits, Settings
from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.render.program import (
    bundle_program,
    locales_program,
    module_program,
    package_program,
    texts_program,
)
from reasonbook.compiler.render.resources import Template, builtin_templates
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[3]
# No warnings about length or style: they would only hide what the tests are about.
LOOSE = Settings(
    surfaces=("badge", "mail"),
    limits=Limits(
        operator_label=4096,
        short_explanation=4096,
        operator_label_placeholders=True,
        operator_label_full_stop=True,
    ),
)
FULL = """\
format: reasonbook/1
catalog:
  module: runs
  enum: RunReason
  prefix: run.
  description: Why a run "ended".
placeholders:
  run_id: {type: string, example: run_9f2, description: Identifier of the run}
  stage: {type: enum, example: build, values: {build: the build, tests: the tests}}
next_steps:
  wait: {kind: wait, label: Wait for the next run.}
  read_log: {kind: link, label: "Read the log of {run_id}.", url: "https://example.com/{run_id}"}
  retry: {kind: action, label: Retry it., action: runs.retry, params: [run_id]}
reasons:
  run.failed:
    operator_label: Run failed
    short_explanation: Run {run_id} failed after {attempts} attempts — the log says why.
    placeholders: {run_id: {}, attempts: {type: integer, example: 3}}
    actionability: retryable_after_fix
    severity: critical
    docs_url: https://example.com/docs
    retry_after: 30
    show_no_action_needed: true
    diagnostic_code_label: RUN-1
    http_status: 503
    tags: [queue, "a:b"]
    annotations: {owner: team, level: 3, ratio: 0.5, on: true, none: null, more: [1, {x: y}]}
    translator_note: A run is one execution.
    next_steps:
      - read_log
      - retry
      - {id: stop, kind: action, label: Stop it., action: runs.stop, params: [run_id, attempts]}
      - {id: ask, kind: contact, label: Ask the team., target: "#ops"}
  run.idle:
    operator_label: Run idle
    short_explanation: The run has nothing to do.
    placeholders: {run_id: {}}
    next_steps: [wait, read_log]
  run.lost:
    operator_label: Run lost
    short_explanation: Nobody knows.
  run.slow:
    operator_label: Run is slow
    short_explanation:
      plural: files
      one: One file is slow in {stage}.
      other: "{files} files are slow in {stage}."
    placeholders:
      files: {type: integer, example: 2}
      stage: {}
      size: {type: enum, required: false, metadata_only: true, values: {small: S, big: too big}}
      carrier: {type: enum, privacy: internal, values: {post: the mail, bike: a courier}}
      hosts: {type: list, example: [one, two], privacy: personal}
      ratio: {type: number}
      share: {type: percent, metadata_only: true, required: false}
      price: {type: currency, metadata_only: true}
      day: {type: date, metadata_only: true}
      hour: {type: time, metadata_only: true}
      since: {type: datetime, metadata_only: true}
      length: {type: duration, metadata_only: true}
      token: {type: string, privacy: secret}
    next_steps:
      - id: split
        kind: instruction
        label: {plural: files, one: Split the file., other: "Split {files} files by {carrier}."}
    surfaces:
      badge: {operator_label: "Slow on {hosts}"}
      mail:
        operator_label: Your run is slow
        short_explanation: {plural: files, one: One file waits., other: "{files} files, {ratio}."}
"""

# Programs in disguise: each would leave the file CANARY behind if any of it were run.
PROGRAMS = [
    '"); open("CANARY", "w"); ("',
    "'); open('CANARY', 'w'); ('",
    '"); __import__("os").system("touch CANARY"); ("',
    '\\"); open("CANARY", "w"); (\\"',
    '""" + open("CANARY", "w").name + """',
    "''' + open('CANARY', 'w').name + '''",
    '"""; open("CANARY", "w"); """',
    '" + str(open("CANARY", "w")) + "',
    "(canary := open('CANARY', 'w'))",
    "[open('CANARY', 'w')]",
    "lambda: open('CANARY', 'w')",
    "$(touch CANARY)",
    "`touch CANARY`",
    "# open('CANARY', 'w')",
    "%s %(x)s %n %%",
    "eval(\"open('CANARY', 'w')\")",
]
PLAIN = [
    *PROGRAMS,
    *("'", '"', "''", '""', "'''", '"""', '""""', "'\"", "\"'\"'", "'''\"\"\"", '"a', "a'"),
    *("\\", "\\\\", "a\\", 'a\\"', "a\\'", "\\n", "\\r\\n", "\\x41", "\\101", "\\u2028", "\\"),
    *("#", "# comment", "# -*- coding: utf-7 -*-", "# type: ignore", "+AGE-", "&#34;", "<b>&amp;"),
    *('f"x"', "rb''", "@x", "*args", "**kwargs", "import os", "__import__", "__class__", "self"),
    *("a: b", "- a", "? a", "| a", "!tag", "&anchor", "*alias", "<<", "~", "null", "no", "1:30"),
    *("0x1f", "---", "...", "%YAML 1.2", 'msgid ""', "#~ msgid", "#, fuzzy", "Translators: x"),
    *("$x", "%d", "%", "\U0001f600", "\U0001d54f", "e\u0301", "\u0301", "\ufb01", "\u0130", "ß"),
    *("\U0001f469\u200d\U0001f4bb", "\u200b", "\u200c", "\u200d", "\u200e", "\u061c", "\u2060"),
    *("a\u00a0b", "a\u3000b", "a\u1680b", "a\u00adb", "\ue000", "\U0010fffd", "\U000e0041"),
    *("\ufffd", "\ufff9x\ufffb", "\u180e", "\u0378", "\U0001fae8", "中文", "\u0645", "\u05d0"),
    *("A" * 4_096, "\U0001f600" * 4_096, "\\" * 1_000, "'\"" * 1_000, "word " * 500 + "end"),
]
BRACES = [
    *("{", "}", "}{", "{}", "{0}", "{x}", "{x.__class__}", "{x!r}", "{x:>10}", "{x[0]}", "${x}"),
    *("\\N{BULLET}", "{{ 7*7 }}", "{% raw %}", "{% endraw %}", "{#", "#}", "{{", "}}", "{{{x}}}"),
    *("{{ ''.__class__.__mro__ }}", "{% include 'x' %}", "{x=}", "%{x}", "{{x}", "{ x }", "{é}"),
]
EDGES = [" a", "a ", "\u00a0a", "a\u3000", "\na", "a\n", " ", ""]
LINES = ["a\nb", "a\n\nb", 'a\n"""\nb', "a\\\nb", "a\n# b", 'a\nopen("CANARY", "w")']
FORBIDDEN = [
    *map(chr, [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]),
    *("\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069", "\ufdd0", "\ufdef", "\ufffe", "\uffff"),
    *("\U0001fffe", "\U0001ffff", "\U0010fffe", "\U0010ffff", "\ufeff"),
    *("a\tb", "a\rb", "a\r\nb", "\x1b[31mred", 'a\ropen("CANARY", "w")'),
]
HOSTILE = [
    *PLAIN,
    *BRACES,
    *(each.replace("{", "{{").replace("}", "}}") for each in BRACES),
    *(f"Run {each} ended" for each in [*PLAIN[:60], *BRACES, *LINES]),
    *EDGES,
    *LINES,
    *FORBIDDEN,
]

# What a bundle does when it is imported and asked for its texts; it notes what it must not do.
OBSERVER = """
import json, logging
logging.getLogger("reasonbook").disabled = True
bad = []

def note(event, args):
    if event == "open":
        fine = args[1] in ("r", "rb", None) and str(args[0]).endswith((".py", ".pyc", ".so", ".mo"))
    elif event == "compile":
        fine = str(args[1]).endswith(".py")
    elif event == "exec":
        fine = args[0].co_filename.endswith(".py") or args[0].co_filename.startswith("<frozen ")
    else:
        fine = event in ("import", "marshal.loads", "os.listdir", "sys._getframe")
    if not fine:
        bad.append(f"{event} {args!a}")

sys.addaudithook(note)
import reasons
# Values of the placeholders that hostile reasons have, by how many there are.
VALUES = {count: {"p": "P", "n": count, "e": "a", "l": ["L"]} for count in (1, 2)}
LOCALE = None

def occur(member, **values):
    module = sys.modules[type(member).__module__]
    function = getattr(module, member.name.lower())
    for names in ((), ("n", "e"), ("p", "n", "e", "l")):
        try:
            return function(**{each: values[each] for each in names})
        except TypeError:
            # It takes other values.
            pass

def show(made, surface):
    return None if made is None else made.envelope(LOCALE, surface).to_dict()

shown = {}
for name in reasons.__all__:
    kind = getattr(reasons, name)
    if isinstance(kind, type):
        made = {count: {each: occur(each, **VALUES[count]) for each in kind} for count in VALUES}
        shown[name] = {
            "doc": sys.modules[kind.__module__].__doc__,
            "class_doc": kind.__doc__,
            "function_docs": {
                each: getattr(sys.modules[kind.__module__], each.name.lower()).__doc__
                for each in kind
            },
            "en": {each: each.envelope().to_dict() for each in kind},
            "de": {each: each.envelope("de").to_dict() for each in kind},
            "badge": {each: show(found, "badge") for each, found in made[1].items()},
            "one": {each: show(found, "mail") for each, found in made[1].items()},
            "other": {each: show(found, "mail") for each, found in made[2].items()},
        }
print(json.dumps({"bad": bad, **shown}))
"""


def compile_texts(files, *, catalogues=None, templates=None, settings=LOOSE):
    """Compile *files*, texts by path, with texts of templates by name over the built-in ones."""
    own = {name: Template(f"mine/{name}", text) for name, text in (templates or {}).items()}
    return compile_project(
        Project(
            settings,
            [SourceFile(path, text) for path, text in files.items()],
            catalogues or {},
            {**builtin_templates(), **own},
        )
    )


def write_files(compilation, folder):
    assert [each for each in compilation.diagnostics if each.severity == "error"] == []
    for path, data in compilation.artifacts.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder / "generated"


def execute(program, *, site, cwd):
    path = [str(site), str(ROOT / "generator")]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-W", "error", "-"],
        input=f"import sys; sys.path[:0] = {path!a}\n{program}",
        capture_output=True,
        cwd=cwd,
        check=False,
        encoding="ascii",
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout


def quote(text):
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(character):
    if " " <= character <= "~" and character not in '"\\':
        return character
    return f"\\U{ord(character):08x}"


def has_forbidden(text):
    return any(
        (category(each) in ("Cc", "Cs", "Zl", "Zp") and each != "\n")
        or each in "\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        or 0xFDD0 <= ord(each) <= 0xFDEF
        or ord(each) & 0xFFFE == 0xFFFE
        for each in text
    )


@pytest.fixture(scope="session")
def full():
    """Return the source of a catalogue with every feature."""
    return FULL


@pytest.fixture(scope="session")
def hostile(pytestconfig):
    """Return every hostile text, or every seventh unless everything is to be run, as CI does."""
    return HOSTILE[::7] if pytestconfig.getoption("-m") else HOSTILE


@pytest.fixture(scope="session")
def compile_():
    """Return a function that compiles texts by path."""
    return compile_texts


@pytest.fixture(scope="session")
def install():
    """Return a function that writes what a compilation made, and returns the folder to import."""
    return write_files


@pytest.fixture(scope="session")
def run():
    """Return a function that runs a program beside a bundle in an interpreter of its own."""
    return execute


@pytest.fixture(scope="session")
def observe(tmp_path_factory):
    """Return a function that runs a bundle, and returns what it shows, did and left behind."""

    def observed(compilation, *, locale=None, **changed):
        site = write_files(compilation, tmp_path_factory.mktemp("site"))
        for name, text in changed.items():
            (site / "reasons" / f"{name}.py").write_text(text, encoding="utf-8")
        cwd = tmp_path_factory.mktemp("cwd")
        program = OBSERVER.replace("LOCALE = None", f"LOCALE = {locale!r}")
        told = json.loads(execute(program, site=site, cwd=cwd))
        return {**told, "left": [each.name for each in cwd.iterdir()]}

    return observed


@pytest.fixture(scope="session")
def quoted():
    """Return a function that writes a text as YAML, with all but plain ASCII escaped."""
    return quote


@pytest.fixture(scope="session")
def is_forbidden():
    """Return a function that tells whether no source may contain a text, by rules of its own."""
    return has_forbidden


@pytest.fixture(scope="session")
def is_well_braced():
    """Return a function that tells whether a text has no braces but double ones."""
    return lambda text: re.fullmatch(r"(?:[^{}]|\{\{|\}\})*", text) is not None


@pytest.fixture(scope="session")
def whole(full):
    """Return the compilation of the catalogue with every feature."""
    return compile_texts({"reasons/runs.yaml": full}, catalogues={"de": None, "zh_Hant": None})


@pytest.fixture(scope="session")
def table(whole):
    """Return what CLDR says of the locales of the catalogue with every feature."""
    return make_locale_table(whole.catalogue.source_locale, whole.catalogue.locales)


@pytest.fixture(scope="session")
def programs(whole, table):
    """Return what each module of that catalogue must be, by the name of its file."""
    (enum,) = whole.catalogue.enums
    return {
        "__init__": package_program(whole.catalogue),
        "_bundle": bundle_program(whole.catalogue),
        "_locales": locales_program(table),
        "_texts/__init__": ast.parse("from __future__ import annotations"),
        "_texts/runs": texts_program(enum),
        "runs": module_program(enum),
    }


@pytest.fixture(scope="session")
def modules(whole, programs):
    """Return each module of that catalogue, by the name of its file."""
    return {each: whole.artifacts[f"generated/reasons/{each}.py"].decode() for each in programs}


@pytest.fixture(scope="session")
def check(programs):
    """Return a function that holds a text against what the module of a file must be."""

    def checked(name, text):
        return check_module(SourceFile(f"generated/reasons/{name}.py", text), programs[name])

    return checked


@pytest.fixture(scope="session")
def change():
    """Return a function that replaces a text, or all that a pattern finds; it must be there."""

    def changed(text, old, new):
        pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
        assert pattern.search(text)
        return pattern.sub(lambda _: new, text, count=isinstance(old, str))

    return changed


@pytest.fixture(scope="session")
def refuse(modules, check, change):
    """Return a function that changes the module of a file, for which it must be refused."""

    def refused(name, old, new):
        changed = change(modules[name], old, new)
        (finding,) = check(name, changed)

        assert changed != modules[name]
        assert finding.code in ("RB502", "RB503")
        assert finding.message.isprintable()
        assert len(finding.message) < 200
        assert finding.span.path == f"generated/reasons/{name}.py"

    return refused
