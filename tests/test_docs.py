from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from reasonbook.compiler.cli import main
from reasonbook.compiler.rules import RULES

ROOT = Path(__file__).parents[1]


def _load(name):
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


execute, generate, pages = _load("execute"), _load("generate"), _load("pages")

PATHS = ("README.md", *sorted(str(each.relative_to(ROOT)) for each in ROOT.glob("docs/**/*.md")))
PAGES = {path: pages.read_page(ROOT, path) for path in PATHS}
TUTORIAL = "docs/tutorial/first-catalogue.md"

# Blocks that are not run, with the reason.
UNRUN = {
    "$ make demo\n$ make test\n": "they install; below they are compared with the Makefile",
    "$ pip install reasonbook\n": "no test installs; below it is compared with pyproject.toml",
    "$ pip install 'reasonbook[compiler]'\n": "as above",
    "$ pip install 'reasonbook[format]'\n": "as above",
}
# Pages that start with a copy of our own catalogue; what is not named starts in an empty folder.
OURS = {
    "README.md",
    "docs/explanation/architecture.md",
    "docs/reference/commands.md",
    "docs/reference/files.md",
    "docs/reference/locale.md",
}
# Pages that start where the tutorial ends, or before one of its headings.
AFTER = {
    "docs/how-to/answer-in-the-readers-language.md": "",
    "docs/how-to/run-in-ci.md": "",
    "docs/how-to/shell-completion.md": "",
    "docs/how-to/store-an-occurrence.md": "",
    "docs/how-to/translate.md": "",
    "docs/how-to/use-values.md": "",
    "docs/how-to/use-your-own-templates.md": "",
    "docs/how-to/watch-for-problems.md": "",
    "docs/reference/envelope.md": "## Change the English",
    "docs/reference/problems.md": "",
}


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def follow(path, folder, *, start=0, end=sys.maxsize):
    """Do what the page says from line *start* up to line *end*, and return what does not hold."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    follower = execute.Reader(folder, environment)
    blocks = [each for each in PAGES[path].blocks if start <= each.line < end]
    follower.follow(blocks, without=UNRUN)
    return [f"{path}:{problem}" for problem in follower.problems]


@pytest.fixture(scope="session")
def shops(tmp_path_factory):
    """Give the project of the tutorial before the heading of each key, and at its end for ""."""
    lines = {line: number for number, line in PAGES[TUTORIAL].prose}
    folder = tmp_path_factory.mktemp("tutorial")
    made, start, shop = {}, 0, folder
    for heading in (*sorted(set(AFTER.values()) - {""}, key=lines.get), ""):
        end = lines[heading] if heading else sys.maxsize
        follow(TUTORIAL, shop, start=start, end=end)
        start, shop = end, folder / "shop"
        made[heading] = shutil.copytree(shop, tmp_path_factory.mktemp("shop") / "shop")
    return made


@pytest.mark.parametrize("path", [each for each in PATHS if each != "docs/reference/rules.md"])
def test_what_a_page_shows_is_so(path, request, tmp_path):
    folder = tmp_path
    if path in AFTER:
        folder = shutil.copytree(request.getfixturevalue("shops")[AFTER[path]], tmp_path / "shop")
    if path in OURS:
        for name in ("generated", "locales", "reasons"):
            shutil.copytree(ROOT / name, tmp_path / name)
        shutil.copy(ROOT / "pyproject.toml", tmp_path)

    assert follow(path, folder) == []


def test_the_right_examples_of_rules_are_right(tmp_path):
    page = PAGES["docs/reference/rules.md"]
    titles = {number + 3: line for number, line in page.prose if line.startswith("Right")}
    right = [each for each in page.blocks if each.line in titles]
    follower = execute.Reader(tmp_path, os.environ)

    follower.follow(right)

    assert len(right) == len(titles) > 20
    assert follower.problems == []


def test_a_page_that_is_wrong_is_noticed(tmp_path):
    wrong = (
        ("console", {}, "$ reasonbook --version\nreasonbook, version 0\n"),
        ("console", {}, "$ reasonbook rules RB000\n"),
        ("console", {}, "$ exit 3\n$ true\n"),
        ("json", {}, "{'a': 1}\n"),
        ("json", {"file": "a.json"}, "{\n"),
        ("python", {}, ">>> 1 + 1\n3\n"),
        ("python", {}, "assert False\n"),
        ("text", {"in": "docs/index.md"}, "# Documentation\n...\n# Documentation\n"),
        ("text", {"in": "nowhere.md"}, "x\n"),
        ("diff", {"edit": "a.json"}, "-[\n+{\n"),
        ("diff", {"edit": "docs/index.md"}, "-# Documentation\n+# Another\n"),
        ("toml", {}, "[tool.reasonbook]\nbundel = 1\n"),
        ("po", {}, 'msgid "a"\n'),
        ("yaml", {}, "run.a: {operator_lable: A, short_explanation: B.}\n"),
        ("vala", {}, "x\n"),
    )
    for number, (language, options, text) in enumerate(wrong, 1):
        follower = execute.Reader(tmp_path, os.environ)

        follower.follow([pages.Block(language, options, text, number)])

        assert [each.partition(":")[0] for each in follower.problems] == [str(number)], text


def test_blocks_that_are_not_run_are_few_and_known():
    texts = [block.text for page in PAGES.values() for block in page.blocks]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"reasonbook\[(\w+)\]", PAGES["README.md"].text)

    assert UNRUN.keys() <= set(texts)
    assert set(named) == set(extras["optional-dependencies"])


def test_the_quick_start_is_two_commands_that_make_has():
    first = next(each for each in PAGES["README.md"].blocks if each.language == "console")
    done = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "demo"],
        cwd=ROOT,
        env={key: each for key, each in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        check=True,
        text=True,
    )
    known = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert first.text == "$ make demo\n$ make test\n"
    assert {"demo", "test", "docs", "contracts"} <= set(known)
    assert done.stdout.splitlines()[-2:] == [
        ".venv/bin/reasonbook generate",
        ".venv/bin/python examples/envelopes.py",
    ]


def test_the_readme_shows_what_the_demo_prints():
    program = [sys.executable, str(ROOT / "examples" / "envelopes.py")]
    done = subprocess.run(program, capture_output=True, check=True, encoding="utf-8")
    shown = next(each for each in PAGES["README.md"].blocks if each.language == "json")

    assert shown.text in done.stdout
    assert [json.loads(shown.text)["locale"]] == ["de"]
    assert re.findall(r'"locale": "(\w+)"', done.stdout) == ["en", "de", "ar", "ja"]


def test_generated_pages_are_what_the_code_says(tmp_path, capsys):
    assert generate.main(["--check"]) == 0

    assert generate.main(["--check"], folder=tmp_path) == 1
    assert generate.main([], folder=tmp_path) == 0
    assert generate.main(["--check"], folder=tmp_path) == 0
    assert "wrote commands.md" in capsys.readouterr().out


@pytest.mark.parametrize("path", [*PATHS, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_leads_somewhere(path):
    page = PAGES.get(path) or pages.read_page(ROOT, path)
    broken = []
    for line, target in page.links():
        place, _, anchor = target.partition("#")
        if "://" in target:
            continue
        found = (ROOT / path).parent / place if place else ROOT / path
        if not found.exists():
            broken.append((line, target))
        elif anchor:
            other = pages.read_page(ROOT, str(found.resolve().relative_to(ROOT)))
            broken += [] if anchor in other.headings() else [(line, target)]

    assert broken == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_leads_elsewhere_or_names_a_place_on_a_machine(path):
    hosts = set(re.findall(r"https?://([A-Za-z0-9.-]*[A-Za-z0-9])", PAGES[path].text))
    places = r"(?<![\w.~])/(?:home|root|Users|tmp|work|opt|mnt|var)\b|[A-Z]:\\"

    assert {each for each in hosts if not each.endswith(("example.com", "host"))} == set()
    assert re.findall(places, PAGES[path].text, re.IGNORECASE) == []


def test_every_page_is_on_the_map():
    mapped = {target for _, target in PAGES["docs/index.md"].links()}

    assert {f"docs/{each}" for each in mapped} - {"docs/../README.md"} == set(PATHS) - {
        "README.md",
        "docs/index.md",
    }


def test_every_command_option_and_rule_is_described():
    described = PAGES["docs/reference/commands.md"].codes()
    commands = dict(_commands(main, "reasonbook"))
    listed = PAGES["docs/reference/rules.md"].tables()[0].names()
    mentioned = {code for page in PAGES.values() for code in re.findall(r"RB\d{3}", page.text)}

    assert commands.keys() <= described
    assert {each for options in commands.values() for each in options} <= described
    assert listed == tuple(RULES)
    assert mentioned == set(RULES)


def _commands(command, path):
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _commands(each, f"{path} {name}")
    else:
        options = [each for each in command.params if isinstance(each, click.Option)]
        yield path, [name for each in options for name in each.opts]


def test_every_command_that_a_page_names_exists():
    known = {" ".join(path.split()[:2]) for path in dict(_commands(main, "reasonbook"))}
    named = {
        match[0]
        for page in PAGES.values()
        for code in page.codes()
        if (match := re.match(r"reasonbook [a-z]+", code)) is not None
    }

    assert named <= known
