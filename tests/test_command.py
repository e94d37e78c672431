"""
The command as a process: what a shell, a terminal, a disk and other processes do to it.

To stop a run at an exact moment, or to have somebody else write at that moment, a run gets a
`sitecustomize` whose audit hook (PEP 578) sees each call of the operating system.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from reasonbook.compiler.cli import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and /dev/full")

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "reasonbook"]
LOCALES = "locales/de/LC_MESSAGES"
SOURCE = "reasons/payments.yaml"
HEAVY = {"babel", "jinja2", "markupsafe", "pydantic", "pydantic_core", "yaml"}
DECIDE_ABOUT_OUTPUT = (
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "NO_COLOR",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "PYTHONUNBUFFERED",
    "REASONBOOK_DEBUG",
    "TERM",
)


@pytest.fixture(scope="module")
def bytecode(tmp_path_factory):
    """Return a folder for compiled modules: so each process starts as an installed one does."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a project with a German translation that is built; for copies alone."""
    root = tmp_path_factory.mktemp("built") / "shop"
    assert run(["init", str(root)]) == 0
    assert run(["locale", "add", "de", "-q", "-C", str(root)]) == 0
    source = root / SOURCE
    change(source, "Card has expired", "Größe “漢字” 😀 has expired")
    assert run(["generate", "-q", "-C", str(root)]) == 0
    return root


@pytest.fixture
def project(built, tmp_path):
    """Return a built project in a folder of its own."""
    return Path(shutil.copytree(built, tmp_path / "shop"))


@pytest.fixture
def start(project, bytecode):
    """Return a function that starts the command in the project."""

    def act(*arguments, env=(), wrapper=(), **options):
        kept = {name: each for name, each in os.environ.items() if name not in DECIDE_ABOUT_OUTPUT}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": project, **options}
        return subprocess.Popen(
            [*wrapper, *COMMAND, *arguments],
            env={**kept, "PYTHONPYCACHEPREFIX": str(bytecode), **dict(env)},
            stdin=subprocess.DEVNULL,
            **options,
        )

    return act


@pytest.fixture
def act(start):
    """Return a function that runs the command and returns its exit code and what it wrote."""

    def finish(*arguments, **options):
        with start(*arguments, **options) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    return finish


@pytest.fixture
def hook(tmp_path):
    """Return a function that makes an environment in which *body* sees every event."""

    def environment(body):
        folder = tmp_path / "hook"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(
            "import os, signal, sys\n"
            "count = 0\n"
            "busy = False\n"
            "def hook(event, args):\n"
            "    global busy, count\n"
            "    if busy:\n"
            "        return\n"
            "    busy = True\n"
            "    try:\n"
            "        see(event, args)\n"
            "    finally:\n"
            "        busy = False\n"
            f"{textwrap.dedent(body)}\n"
            "sys.addaudithook(hook)\n",
            encoding="utf-8",
        )
        before = os.environ.get("PYTHONPATH")
        return {
            "PYTHONPATH": os.pathsep.join([str(folder), *([before] if before else [])]),
            # Python writes and renames files of its own, which no test is about.
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    return environment


def change(place, old, new):
    text = place.read_bytes().decode()
    assert old in text
    place.write_bytes(text.replace(old, new).encode())


def tree(root):
    """Return the bytes of every file by path, but for the cache."""
    return {
        place.relative_to(root).as_posix(): place.read_bytes()
        for place in sorted(root.rglob("*"))
        if place.is_file() and ".reasonbook" not in place.relative_to(root).parts
    }


def temporaries(root):
    return [place for place in root.rglob(".reasonbook-*") if place.is_file()]


def rebuilt(root):
    """Return what a build of the project's own files makes where nothing disturbs it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(root, Path(folder) / "shop")
        shutil.rmtree(copy / ".reasonbook", ignore_errors=True)
        for each in temporaries(copy):
            each.unlink()
        assert run(["generate", "-q", "-C", str(copy)]) == 0
        return tree(copy)


# Exit codes and streams


def test_the_module_and_the_script_are_one(act, project):
    script = Path(sys.executable).with_name("reasonbook")
    by_module = act("--version")
    by_script = subprocess.run([script, "--version"], cwd=project, capture_output=True, check=True)

    assert by_module[0] == 0
    assert by_module[1:] == (by_script.stdout, by_script.stderr)


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (["check"], 0, b"", b"All checks passed.\n"),
        (["generate", "--check", "--quiet"], 0, b"", b""),
        (["bogus"], 2, b"", b"No such command"),
        (["check", "-C", "reasons"], 2, b"error[RB701]", b""),
    ],
)
def test_findings_and_chatter_keep_apart(act, arguments, code, out, err):
    done = act(*arguments)

    assert done[0] == code
    assert out in done[1] if out else done[1] == b""
    assert err in done[2] if err else done[2] == b""


def test_a_finding_is_1(act, project):
    change(project / SOURCE, "action_required", "act")
    code, out, err = act("check")

    assert (code, err) == (1, b"")
    assert b"error[RB207]" in out


@pytest.mark.parametrize(
    ("env", "terminal", "colour"),
    [
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False, True),
    ],
)
def test_a_terminal_gets_colours_unless_somebody_objects(act, project, env, terminal, colour):
    change(project / SOURCE, "action_required", "act")
    if not terminal:
        assert (b"\x1b[" in act("check", env=env)[1]) is colour
        return
    ours, theirs = os.openpty()
    code, _, err = act("check", env=env, stdout=theirs)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)

    assert (code, err) == (1, b"")
    assert b"RB207" in shown
    assert (b"\x1b[" in shown) is colour


def shell(redirection):
    """Return a wrapper that runs what follows with a stream redirected."""
    return ["sh", "-c", f'exec "$0" "$@" {redirection}']


@pytest.mark.parametrize(
    ("arguments", "redirection"),
    [
        (["rules"], ">/dev/full"),
        (["rules"], ">&-"),
        (["--help"], ">/dev/full"),
        (["check", "-C", "reasons"], ">/dev/full"),
    ],
)
def test_output_that_cannot_be_written_is_2_and_one_line(act, arguments, redirection):
    code, _, err = act(*arguments, wrapper=shell(redirection))

    assert code == 2
    assert len(err.splitlines()) == 1
    assert err.startswith(b"reasonbook: ")


def test_nothing_to_write_needs_no_output(act):
    assert act("check", wrapper=shell(">&-"))[0] == 0


@pytest.mark.parametrize(
    ("redirection", "arguments", "code"),
    [("2>/dev/full", ["check"], 0), ("2>&-", ["check"], 0), ("2>/dev/full", ["bogus"], 2)],
)
def test_chatter_that_cannot_be_written_changes_no_exit_code(act, redirection, arguments, code):
    assert act(*arguments, wrapper=shell(redirection)) == (code, b"", b"")


def test_a_build_is_whole_even_if_nobody_can_be_told(act, project):
    change(project / SOURCE, "operator_label: Größe", "operator_label: Länge")
    change(project / SOURCE, "has expired", "has expired.")
    code, _, err = act("generate", wrapper=shell(">/dev/full 2>&1"))

    assert (code, err) == (2, b"")
    assert tree(project) == rebuilt(project)


@pytest.mark.parametrize("arguments", [["rules"], ["--help"]])
def test_a_reader_who_leaves_is_no_reason_to_complain(act, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    code, _, err = act(*arguments, stdout=writer)
    os.close(writer)

    assert (code, err) == (2, b"")


def test_the_first_line_can_be_had_alone(act):
    code, out, err = act("rules", wrapper=["sh", "-c", '"$0" "$@" | head -n 1'])

    assert (code, err) == (0, b"")
    assert out.startswith(b"RB101 ")
    assert out.count(b"\n") == 1


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash_takes_the_completion(act):
    script = 'eval "$("$@")" && complete -p reasonbook'
    code, out, _ = act(
        wrapper=["bash", "-c", script, "-"], env={"_REASONBOOK_COMPLETE": "bash_source"}
    )

    assert code == 0
    assert out == b"complete -o nosort -F _reasonbook_completion reasonbook\n"


# Encodings


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
        pytest.param(
            {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"}, "latin-1", marks=pytest.mark.slow
        ),
        pytest.param({"PYTHONIOENCODING": "cp1252"}, "cp1252", marks=pytest.mark.slow),
    ],
)
def test_an_encoding_of_the_terminal_changes_no_file_and_no_value(act, project, env, encoding):
    change(project / SOURCE, "has expired", "ist zu groß geworden.")
    code, out, err = act("generate", "--format", "json", "-q", env=env)

    assert (code, err) == (0, b"")
    assert [each["code"] for each in json.loads(out.decode(encoding))["findings"]] == ["RB404"]
    assert tree(project) == rebuilt(project)


def test_json_stays_json_where_ascii_is_all_there_is(act):
    code, out, err = act("list", "--json", env={"PYTHONIOENCODING": "ascii"})
    labels = [each["operator_label"] for each in json.loads(out.decode("ascii"))["reasons"]]

    assert (code, err) == (0, b"")
    assert labels[1] == "Größe “漢字” 😀 has expired"


def test_no_file_is_opened_in_the_encoding_of_the_machine(act, project):
    change(project / SOURCE, "has expired", "is too old")
    env = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    code, _, err = act("generate", "-q", env=env)

    assert (code, err) == (0, b"")


# A tree that may not be written


def obey_permissions():
    """Have the superuser of Linux bound by permissions, after the next exec."""
    capbset_drop, dac_override, dac_read_search = 24, 1, 2
    for each in (dac_override, dac_read_search):
        ctypes.CDLL(None).prctl(capbset_drop, each, 0, 0, 0)


@pytest.fixture
def bound(project):
    """Lock the project; return the options of a process that cannot write to it."""
    options = {"preexec_fn": obey_permissions} if os.geteuid() == 0 else {}
    places = [project, *project.rglob("*")]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    tried = subprocess.run(["touch", project / "a"], capture_output=True, check=False, **options)
    if tried.returncode == 0:
        pytest.skip("root may write everywhere, and this system cannot take that away")
    yield options
    for place in places:
        place.chmod(0o755)


def test_what_only_reads_works_where_nothing_can_be_written(act, project, bound):
    before = tree(project)

    assert act("generate", "--check", **bound)[0] == 0
    assert act("generate", **bound)[0] == 0
    assert act("explain", "payment.card_expired", **bound)[0] == 0
    assert tree(project) == before


def test_a_build_where_nothing_can_be_written_is_2_and_a_finding(act, project, bound):
    (project / SOURCE).chmod(0o644)
    change(project / SOURCE, "has expired", "is too old")

    code, out, err = act("generate", "--format", "concise", **bound)

    assert (code, err) == (2, b"")
    assert b"error[RB801] the file cannot be used: Permission denied" in out


WRITES = """
def see(event, args):
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        forbidden = ".reasonbook" in str(args[0]) or "shop" in str(args[0])
    else:
        forbidden = event in {
            "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "os.link", "os.symlink",
            "os.truncate", "os.utime", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp",
        } and "shop" in str(args)
    if forbidden:
        os.write(2, f"{event} {args}\\n".encode())
        os._exit(99)
"""


@pytest.mark.parametrize("arguments", [["check"], ["generate", "--check"], ["generate", "--diff"]])
def test_a_comparison_does_not_so_much_as_try_to_write(act, project, hook, arguments):
    change(project / SOURCE, "has expired", "is too old")
    shutil.rmtree(project / ".reasonbook")
    code, _, err = act(*arguments, "-q", env=hook(WRITES))

    assert (code, err) == (0 if arguments == ["check"] else 1, b"")
    assert not (project / ".reasonbook").exists()


# Start-up


MODULES = """
import contextlib, io, sys
from reasonbook.compiler.cli import run
for arguments in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = run(arguments.split())
    print(code, *{name.partition(".")[0] for name in sys.modules})
"""


def loaded_by(project, *commands):
    """Return for each of *commands* the modules that are there after it, in one process."""
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *commands], cwd=project, capture_output=True, check=True
    )
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    assert [line[0] for line in lines] == ["0"] * len(commands)
    return {command: set(line) for command, line in zip(commands, lines, strict=True)}


def test_who_has_nothing_to_do_waits_for_nothing_heavy(project):
    assert run(["generate", "-q", "-C", str(project)]) == 0
    loaded = loaded_by(
        project,
        "--version",
        "--help",
        "generate --help",
        "generate --check",
        "generate",
        "check",
    )

    assert all("click" in each for each in loaded.values())
    assert {command: each & HEAVY for command, each in loaded.items() if each & HEAVY} == {}


def test_who_has_something_to_do_loads_it(project):
    change(project / SOURCE, "has expired", "is too old")

    assert loaded_by(project, "generate")["generate"] >= HEAVY


MISSING = """
def see(event, args):
    if event == "import" and args[0] == {name!r}:
        raise {error}
"""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("click", ["--version"]),
        ("pydantic", ["schema"]),
        ("markupsafe", ["list"]),
    ],
)
def test_what_is_not_installed_is_2_and_says_what_to_install(act, project, hook, name, arguments):
    (project / ".reasonbook" / "stamp.json").unlink()
    error = f"ModuleNotFoundError('No module named {name}', name={name!r})"
    code, out, err = act(*arguments, env=hook(MISSING.format(name=name, error=error)))

    assert (code, out) == (2, b"")
    assert err.decode() == (
        f"reasonbook: No module named {name}; "
        "the command needs more than the runtime: pip install 'reasonbook[compiler]'\n"
    )


def test_what_is_too_old_says_so_too(act, hook):
    error = "ImportError(\"cannot import name 'x' from 'click'\", name='click')"
    code, _, err = act("check", env=hook(MISSING.format(name="click", error=error)))

    assert code == 2
    assert err.startswith(b"reasonbook: cannot import name 'x' from 'click'; ")


def test_advice_that_cannot_be_written_is_2_as_well(act, hook):
    error = "ModuleNotFoundError('No', name='click')"
    env = hook(MISSING.format(name="click", error=error))

    assert act("check", env=env, wrapper=shell("2>&-"))[0] == 2


def test_a_part_of_python_that_is_missing_is_not_ours_to_explain(act, hook):
    error = "ModuleNotFoundError('No module named difflib', name='difflib')"
    code, _, err = act("check", env=hook(MISSING.format(name="difflib", error=error)))

    assert code == 1
    assert b"Traceback" in err


# Interrupts


# A job that a shell has started in the background ignores interrupts, and so do its children.
INTERRUPT_IMPORT = """
signal.signal(signal.SIGINT, signal.default_int_handler)
def see(event, args):
    if event == "import" and args[0] == "click":
        os.kill(os.getpid(), signal.SIGINT)
"""
INTERRUPT_STAGING = """
signal.signal(signal.SIGINT, signal.default_int_handler)
def see(event, args):
    if event == "open" and ".reasonbook-" in str(args[0]) and args[2] & os.O_CREAT:
        os.kill(os.getpid(), signal.SIGINT)
"""


def test_an_interrupt_while_modules_are_loaded_is_130_and_quiet(act, hook):
    assert act("check", env=hook(INTERRUPT_IMPORT)) == (130, b"", b"")


def test_an_interrupt_while_files_are_written_leaves_the_old_ones(act, project, hook):
    change(project / SOURCE, "has expired", "is too old")
    before = tree(project)
    code, out, err = act("generate", env=hook(INTERRUPT_STAGING))

    assert (code, out, err) == (130, b"", b"interrupted\n")
    assert tree(project) == before
    assert temporaries(project) == []


# Others at work


KILL = """
def see(event, args):
    global count
    if event == "os.rename":
        count += 1
        if count == {number}:
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("number", [1, pytest.param(5, marks=pytest.mark.slow)])
def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_ends_it(
    act, project, hook, number
):
    change(project / SOURCE, "has expired", "is too old")
    before, after = tree(project), rebuilt(project)
    code, _, _ = act("generate", env=hook(KILL.format(number=number)))
    between = {path: each for path, each in tree(project).items() if not path.endswith(".tmp")}

    assert code == -signal.SIGKILL
    assert temporaries(project) != []
    assert all(each in {before.get(path), after[path]} for path, each in between.items())
    assert run(["generate", "-q", "-C", str(project)]) == 0
    assert tree(project) == after
    assert temporaries(project) == []


SAVE = """
def see(event, args):
    global count
    staged = event == "open" and ".reasonbook-" in str(args[0]) and args[2] & os.O_CREAT
    if staged and "{folder}" in str(args[0]):
        count += 1
        if count <= {times}:
            with open("{path}", encoding="utf-8", newline="") as file:
                text = file.read()
            place = text.index('msgid "Payment provider timed out"')
            place = text.index('msgstr "', place) + len('msgstr "')
            text = f"{{text[:place]}}{{count}}{{text[place:]}}"
            with open("{path}", "w", encoding="utf-8", newline="") as file:
                file.write(text)
"""


def translation(project):
    po = (project / LOCALES / "shop_reasons.po").read_text(encoding="utf-8")
    return po.partition('msgid "Payment provider timed out"\nmsgstr "')[2].partition('"')[0]


def test_what_a_translator_saves_while_a_build_runs_is_kept(act, project, hook):
    change(project / SOURCE, "has expired", "is too old")
    save = SAVE.format(folder=LOCALES, path=f"{LOCALES}/shop_reasons.po", times=1)
    code, out, _ = act("generate", env=hook(save))

    assert (code, out) == (0, b"")
    assert translation(project) == "1"
    assert tree(project) == rebuilt(project)


@pytest.mark.slow
def test_a_translator_who_never_stops_saving_wins(act, project, hook):
    change(project / SOURCE, "has expired", "is too old")
    before = tree(project)
    save = SAVE.format(folder=LOCALES, path=f"{LOCALES}/shop_reasons.po", times=9)
    code, out, err = act("generate", "--format", "concise", env=hook(save))
    after = tree(project)

    assert (code, err) == (2, b"")
    assert out.startswith(f"{LOCALES}/shop_reasons.po:1:1: error[RB803] the file was ".encode())
    assert translation(project) == "321"
    assert {path for path in after if after[path] != before.get(path)} == {
        f"{LOCALES}/shop_reasons.po"
    }
    assert temporaries(project) == []


CREATE = """
def see(event, args):
    global count
    if event == "open" and ".reasonbook-" in str(args[0]) and not count:
        count = 1
        os.makedirs("locales/fr/LC_MESSAGES", exist_ok=True)
        with open("locales/de/LC_MESSAGES/shop_reasons.po", encoding="utf-8") as file:
            text = file.read()
        text = text.replace('timed out"\\nmsgstr ""', 'timed out"\\nmsgstr "Bonjour"')
        with open("locales/fr/LC_MESSAGES/shop_reasons.po", "w", encoding="utf-8") as file:
            file.write(text.replace("Language: de", "Language: fr"))
"""


def test_a_catalogue_that_comes_while_its_locale_is_added_is_kept(act, project, hook):
    code, out, _ = act("locale", "add", "fr", env=hook(CREATE))
    po = (project / "locales/fr/LC_MESSAGES/shop_reasons.po").read_text(encoding="utf-8")

    assert (code, out) == (0, b"")
    assert 'msgstr "Bonjour"' in po
    assert tree(project) == rebuilt(project)


@pytest.mark.slow
def test_eight_builds_at_once_make_what_one_makes(start, project):
    change(project / SOURCE, "has expired", "is too old")
    after = rebuilt(project)
    builds = [start("generate") for _ in range(8)]
    ends = [(each.communicate(timeout=120), each.returncode) for each in builds]

    assert [code for _, code in ends] == [0] * 8
    assert sum(b"update " in err for (_, err), _ in ends) == 1
    assert tree(project) == after
    assert temporaries(project) == []


def test_what_is_made_may_be_read_by_all(project):
    change(project / SOURCE, "has expired", "is too old")
    shutil.rmtree(project / "generated")
    before = os.umask(0o022)
    try:
        assert run(["generate", "-q", "-C", str(project)]) == 0
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(each.stat().st_mode) for each in (project / "generated").rglob("*.*")}

    assert modes == {0o644}
