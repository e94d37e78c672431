"""A project on the disk, and when there is nothing to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.project import is_current, load, stamp_of
from reasonbook.compiler.render.resources import builtin_templates

ROOT = Path(__file__).parents[2]
SETTINGS = "[tool.reasonbook]\n"
SOURCE = """\
format: reasonbook/1
catalog: {module: runs, enum: RunReason, prefix: run.}
reasons:
  run.failed: {operator_label: Run failed, short_explanation: The run ended with an error.}
"""
MODULE = "generated/reasons/runs.py"
PO = "locales/de/LC_MESSAGES/reasons.po"
STAMP = ".reasonbook/stamp.json"


@pytest.fixture
def root(tmp_path):
    """Return a project with one source, one locale and a template of its own."""
    place = tmp_path / "project"
    put(place, "pyproject.toml", f'{SETTINGS}templates = "mine"\n')
    put(place, "reasons/runs.yaml", SOURCE)
    put(place, "mine/python/module.py.j2", builtin_templates()["python/module.py.j2"].text)
    (place / "locales" / "de").mkdir(parents=True)
    return place


def put(root, path, text):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())


def build(root):
    """Build the project in *root* as `generate` does, and leave the stamp."""
    workspace = load(root)
    assert workspace.findings == ()
    compilation = compile_project(
        Project(workspace.settings, workspace.sources, workspace.catalogues, workspace.templates)
    )
    assert compilation.diagnostics == ()
    for path, data in compilation.artifacts.items():
        put(root, path, data)
    put(root, STAMP, stamp_of(workspace, compilation.artifacts))
    return compilation.artifacts


def current(root, files=()):
    return is_current(load(root), files)


def found(root):
    return [(each.code, each.span.path, each.message) for each in load(root).findings]


def test_a_project_is_read_with_everything_that_a_build_depends_on(root):
    put(root, PO, "# nothing\n")
    (root / "locales" / "fr").mkdir()
    workspace = load(root)

    assert workspace.findings == ()
    assert workspace.root == root
    assert workspace.settings.templates == "mine"
    assert workspace.settings_file.path == "pyproject.toml"
    assert [each.path for each in workspace.sources] == ["reasons/runs.yaml"]
    assert workspace.catalogues["de"].text == "# nothing\n"
    assert workspace.catalogues["fr"] is None
    assert workspace.templates["python/module.py.j2"].path == "mine/python/module.py.j2"
    assert (
        workspace.templates["python/_bundle.py.j2"] == builtin_templates()["python/_bundle.py.j2"]
    )
    assert sorted(workspace.seen) == [
        PO,
        "locales/fr/LC_MESSAGES/reasons.po",
        "mine/python/module.py.j2",
        "pyproject.toml",
        "reasons/runs.yaml",
    ]
    assert workspace.seen["locales/fr/LC_MESSAGES/reasons.po"] is None
    assert sorted(workspace.texts) == [PO, "pyproject.toml", "reasons/runs.yaml"]


def test_a_folder_without_settings_is_a_finding(tmp_path):
    workspace = load(tmp_path)
    (finding,) = workspace.findings

    assert (finding.code, finding.span.path) == ("RB701", "pyproject.toml")
    assert finding.help == "run `reasonbook init`"
    assert (workspace.settings, workspace.settings_file) == (None, None)
    assert workspace.sources == ()
    assert workspace.texts == {}


def test_settings_that_are_wrong_are_findings_that_can_show_their_place(root):
    put(root, "pyproject.toml", "[tool.reasonbook]\nbundel = 1\n")
    workspace = load(root)

    assert [(each.code, each.span.line) for each in workspace.findings] == [("RB702", 2)]
    assert workspace.settings is None
    assert workspace.texts["pyproject.toml"].line(2) == "bundel = 1"
    assert (workspace.sources, workspace.catalogues) == ((), {})


def test_settings_that_are_not_utf_8_are_a_finding_and_nothing_else_is_read(root):
    put(root, "pyproject.toml", b"[tool.reasonbook]\nbundle = '\xff'\n")
    workspace = load(root)

    assert [(each.code, each.span.line) for each in workspace.findings] == [("RB101", 2)]
    assert workspace.settings is None
    assert list(workspace.seen) == ["pyproject.toml"]


def test_a_pattern_that_matches_nothing_is_a_finding_at_the_setting(root):
    put(root, "pyproject.toml", '[tool.reasonbook]\nsources = ["a/*.yaml", "b.yaml"]\n')
    (finding,) = load(root).findings

    assert (finding.code, finding.span.line) == ("RB704", 2)
    assert finding.message == "no file matches `a/*.yaml`, `b.yaml`"


def test_one_pattern_that_matches_is_enough(root):
    put(root, "pyproject.toml", '[tool.reasonbook]\nsources = ["a/*.yaml", "reasons/*"]\n')

    assert found(root) == []


def test_a_source_that_is_not_utf_8_is_a_finding_and_the_others_are_read(root):
    put(root, "reasons/a.yaml", b"format: \xff\n")
    workspace = load(root)

    assert found(root) == [("RB101", "reasons/a.yaml", "the byte 0xFF is not UTF-8")]
    assert [each.path for each in workspace.sources] == ["reasons/a.yaml", "reasons/runs.yaml"]
    assert workspace.texts["reasons/a.yaml"].text == "format: \ufffd\n"


def test_what_is_no_plain_file_is_a_finding_and_the_rest_is_read(root):
    os.mkfifo(root / "reasons" / "a.yaml")
    (root / "locales" / "fr" / "LC_MESSAGES" / "reasons.po").mkdir(parents=True)
    put(root, "secret.po", "x")
    (root / "locales" / "it" / "LC_MESSAGES").mkdir(parents=True)
    (root / "locales" / "it" / "LC_MESSAGES" / "reasons.po").symlink_to(root / "secret.po")
    put(root, PO, b"\xff")
    (root / "mine" / "more.j2").symlink_to(root / "secret.po")
    workspace = load(root)

    assert sorted(found(root)) == [
        ("RB101", PO, "the byte 0xFF is not UTF-8"),
        ("RB113", "locales/fr/LC_MESSAGES/reasons.po", _unreadable("is not a regular file")),
        ("RB113", "locales/it/LC_MESSAGES/reasons.po", _unreadable("is a symbolic link")),
        ("RB113", "mine/more.j2", _unreadable("is a symbolic link")),
        ("RB113", "reasons/a.yaml", _unreadable("is not a regular file")),
    ]
    assert [each.path for each in workspace.sources] == ["reasons/runs.yaml"]
    assert workspace.catalogues["de"].text == "\ufffd"
    assert "python/module.py.j2" in workspace.templates


def _unreadable(reason):
    return f"the file cannot be read: {reason}"


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("sources", "outside"),
        ("locales", "outside"),
        ("templates", "outside"),
    ],
)
def test_a_folder_that_leads_out_of_the_project_is_a_finding(root, setting, path):
    outside = root.parent / "elsewhere"
    put(outside, "a.yaml", SOURCE)
    put(outside, "a.j2", "x")
    (root / path).symlink_to(outside)
    value = '["outside/*.yaml"]' if setting == "sources" else '"outside"'
    put(root, "pyproject.toml", f"{SETTINGS}{setting} = {value}\n")

    assert found(root) == [("RB113", path, _unreadable("leads outside the project"))]


def test_locales_that_are_a_file_are_a_finding(root):
    shutil.rmtree(root / "locales")
    put(root, "locales", "x")
    ((code, path, _),) = found(root)

    assert (code, path) == ("RB113", "locales")
    assert load(root).catalogues == {}


def test_a_project_without_a_folder_of_locales_has_none(root):
    shutil.rmtree(root / "locales")

    assert found(root) == []
    assert load(root).catalogues == {}


def test_a_catalogue_in_the_wrong_place_is_a_warning(root):
    for path in ("locales/fr.po", "locales/es/reasons.po", "locales/de/LC_MESSAGES/other.po"):
        put(root, path, "")
    findings = [each for each in load(root).findings if each.code == "RB607"]

    assert [each.span.path for each in findings] == ["locales/es/reasons.po", "locales/fr.po"]
    assert "locales/<locale>/LC_MESSAGES/" in findings[0].help
    assert findings[0].severity == "warning"


def test_a_folder_without_templates_is_a_finding_at_the_setting(root):
    put(root, "pyproject.toml", '[tool.reasonbook]\ntemplates = "mein"\n')
    (finding,) = load(root).findings

    assert (finding.code, finding.span.line) == ("RB703", 2)
    assert finding.message == "the folder `mein` has no templates"


@pytest.mark.parametrize("folder", ["mine", "./mine", "mine/", "a/b", "my[1]*?", ".hidden"])
def test_templates_are_found_below_whatever_folder_they_are_in(root, folder):
    shutil.rmtree(root / "mine")
    put(root, "pyproject.toml", f'{SETTINGS}templates = "{folder}"\n')
    put(root / folder, "python/module.py.j2", "x")
    put(root / folder, "python/parts/one.j2", "y")
    put(root / folder, "python/notes.txt", "z")
    workspace = load(root)

    assert workspace.findings == ()
    own = {name for name, each in workspace.templates.items() if not each.is_builtin}
    assert own == {"python/module.py.j2", "python/parts/one.j2"}
    assert workspace.templates.keys() == builtin_templates().keys() | own
    assert workspace.templates["python/module.py.j2"].text == "x"


def test_nothing_is_current_before_the_first_build(root):
    assert not current(root)


def test_a_build_is_current_until_something_changes(root):
    artifacts = build(root)

    # The build has made the translators' file that the first look did not find.
    assert current(root)
    assert current(root, [MODULE, "generated/reasons/_bundle.py"])
    assert artifacts[PO] == (root / PO).read_bytes()


def test_a_second_build_is_current_too(root):
    build(root)
    build(root)

    assert current(root)


CHANGES = {
    "a setting": lambda root: put(root, "pyproject.toml", f'{SETTINGS}templates = "mine"\n#\n'),
    "a source": lambda root: put(root, "reasons/runs.yaml", f"{SOURCE}#\n"),
    "a source more": lambda root: put(root, "reasons/more.yaml", SOURCE),
    "a source less": lambda root: (root / "reasons/runs.yaml").unlink(),
    "a translation": lambda root: put(root, PO, (root / PO).read_text(encoding="utf-8") + "#\n"),
    "a catalogue less": lambda root: (root / PO).unlink(),
    "a locale more": lambda root: (root / "locales" / "fr").mkdir(),
    "a locale less": lambda root: shutil.rmtree(root / "locales" / "de"),
    "a template": lambda root: put(root, "mine/python/module.py.j2", "x"),
    "a template more": lambda root: put(root, "mine/python/_bundle.py.j2", "x"),
    "a template that nothing uses": lambda root: put(root, "mine/a.j2", "x"),
    "a template less": lambda root: (root / "mine/python/module.py.j2").unlink(),
    "a module": lambda root: put(root, MODULE, "x"),
    "texts": lambda root: put(root, "generated/reasons/_texts/runs.py", "x"),
    "texts less": lambda root: (root / "generated/reasons/_texts/runs.py").unlink(),
    "what is known of locales": lambda root: put(root, "generated/reasons/_locales.py", "x"),
    "a module less": lambda root: (root / MODULE).unlink(),
    "a module that is a folder": lambda root: ((root / MODULE).unlink(), (root / MODULE).mkdir()),
    "a compiled catalogue": lambda root: put(
        root, "generated/reasons/locale/de/LC_MESSAGES/reasons.mo", b"x"
    ),
    "a template for translators": lambda root: put(root, "locales/reasons.pot", "x"),
    "a schema less": lambda root: (root / "reasons/reasonbook.schema.json").unlink(),
    "a stamp less": lambda root: (root / STAMP).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_current_after_a_change_of(root, change):
    build(root)
    CHANGES[change](root)

    assert not current(root)


def test_nothing_is_current_with_a_file_that_the_build_did_not_make(root):
    build(root)

    for path in ("generated/reasons/old.py", "generated/reasons/_texts/old.py"):
        assert not current(root, [MODULE, path])


def test_a_file_that_says_the_same_again_is_current(root):
    build(root)
    for path in (MODULE, "reasons/runs.yaml", PO):
        put(root, path, (root / path).read_bytes())

    assert current(root)


@pytest.mark.parametrize(
    "stamp",
    [
        b"",
        b"null",
        b"1",
        b"[]",
        b"{",
        b"\xff",
        b"{}",
        b'{"key": "x"}',
        b'{"key": "x", "outputs": []}',
        b'{"key": "x", "outputs": null}',
        b'{"key": "x", "outputs": {"a": {}}}',
        b'{"key": "x", "outputs": {"\\ud800": "\\ud800"}}',
        b'{"key": 1e999, "outputs": {}}',
        b"[" * 100_000,
        b"9" * 10_000,
    ],
)
def test_a_stamp_that_says_nothing_is_no_stamp(root, stamp):
    build(root)
    put(root, STAMP, stamp)

    assert not current(root)


@pytest.mark.parametrize(
    "outputs",
    [{}, {"../secret": "0" * 64}, {"": "0" * 64}, {"/etc/passwd": "0" * 64}, {"a\0b": "0" * 64}],
)
def test_a_stamp_that_somebody_has_changed_is_not_trusted(root, outputs):
    build(root)
    stamp = json.loads((root / STAMP).read_bytes())
    put(root, STAMP, json.dumps({**stamp, "outputs": outputs}))

    assert not current(root)


@pytest.mark.parametrize("path", ["../secret", "", "/etc/passwd", "a\0b", "\ud800", "gone"])
def test_a_stamp_never_makes_a_build_look_where_it_may_not(root, path):
    put(root.parent, "secret", "x")
    workspace = load(root)
    put(root, STAMP, stamp_of(workspace, {path: b"x"}))

    assert not current(root)


def test_the_stamp_is_the_same_for_the_same_build(root):
    workspace = load(root)
    artifacts = {"b": b"1", "a": b"2"}

    assert stamp_of(workspace, artifacts) == stamp_of(load(root), dict(reversed(artifacts.items())))


# A copy of the compiler, so that a file of it can be changed.
CURRENT = """
import sys
from pathlib import Path
sys.path.insert(0, {site!r})
from reasonbook.compiler.project import is_current, load, stamp_of
root = Path({root!r})
workspace = load(root)
if {write!r}:
    (root / {stamp!r}).write_bytes(stamp_of(workspace, {{}}))
print(is_current(workspace, ()))
"""


@pytest.mark.slow
def test_nothing_is_current_after_a_change_of_the_compiler(root, tmp_path):
    site = tmp_path / "site"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator" / "reasonbook", site / "reasonbook", ignore=ignored)
    shutil.copytree(ROOT / "templates", site / "reasonbook" / "compiler" / "templates")
    (root / ".reasonbook").mkdir()

    def asked(*, write=False):
        given = {"site": str(site), "root": str(root), "write": write, "stamp": STAMP}
        program = CURRENT.format(**given)
        command = [sys.executable, "-I", "-B", "-c", program]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()

    module = site / "reasonbook" / "compiler" / "source.py"
    template = site / "reasonbook" / "compiler" / "templates" / "python" / "_bundle.py.j2"
    # An editor leaves such a link beside a file that is open in it.
    (site / "reasonbook" / ".#source.py").symlink_to("somebody@somewhere.1:2")

    assert asked(write=True) == "True"
    assert asked() == "True"

    before = module.stat()
    module.write_text(module.read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert asked() == "False"
    assert asked(write=True) == "True"

    template.write_text(template.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    assert asked() == "False"
    assert asked(write=True) == "True"

    (site / "reasonbook" / "more.py").write_text("", encoding="utf-8")
    assert asked() == "False"


def test_asking_whether_a_build_is_current_loads_nothing_heavy(root):
    build(root)
    program = (
        "import sys; from pathlib import Path\n"
        f"sys.path.insert(0, {str(ROOT / 'generator')!r})\n"
        "from reasonbook.compiler.project import is_current, load\n"
        f"print(is_current(load(Path({str(root)!r})), ()))\n"
        "print(sorted({'babel', 'click', 'jinja2', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    command = [sys.executable, "-I", "-B", "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, text=True)

    assert done.stdout.splitlines() == ["True", "[]"]
