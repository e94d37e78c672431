"""What other processes, threads and programs can do to a catalogue that is in use."""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Barrier, Thread

import pytest

from reasonbook.compiler.messages.mo import write_mo
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.files import File
from reasonbook.runtime.mo import MAX_BYTES, MoError

COUNT = 10_000
OPEN = Path("/proc/self/fd")
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
linux = pytest.mark.skipif(not OPEN.is_dir(), reason="reads /proc")

# What each program below begins with: how many of the texts are right, missing, or wrong.
PROGRAM = """
import sys
import lasting
from reasonbook.runtime.catalogues import Catalogues

reports = []
catalogues = Catalogues(
    bundle="lasting", package="lasting", damaged=lambda *each: reports.append(each)
)

def ask(catalogues, places, locale="de"):
    counts = {"right": 0, "missing": 0, "wrong": 0}
    for at in places:
        found = catalogues.find(locale, f"run.r{at:05d}#label", f"Text {at}")
        if found is None:
            counts["missing"] += 1
        else:
            counts["right" if found in (f"Alt {at}", f"Neu {at}") else "wrong"] += 1
    return counts
"""
LOOP = """
import json
import os
import random

total = {"right": 0, "missing": 0, "wrong": 0}
generations = 0
print("ready", flush=True)
while not os.path.exists("stop"):
    catalogues = catalogues.renew()
    generations += 1
    for _ in range(20):
        for name, count in ask(catalogues, random.sample(range(10_000), 20)).items():
            total[name] += count
print(json.dumps({**total, "reports": len(reports), "generations": generations}))
"""


def large(word, count=COUNT):
    rows = [(f"run.r{at:05d}#label\x04Text {at}", f"{word} {at}") for at in range(count)]
    return write_mo(rows, locale="de")


OLD = large("Alt")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return where the catalogue of an importable package lies; the current folder is its own."""
    place = tmp_path / "lasting" / "locale" / "de" / "LC_MESSAGES" / "lasting.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(OLD)
    (tmp_path / "lasting" / "__init__.py").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("lasting")
    yield place
    sys.modules.pop("lasting", None)


@pytest.fixture
def catalogues(place):
    assert place.stat().st_size > 256 * 1024
    return Catalogues(bundle="lasting", package="lasting", damaged=print)


def start(program, *, is_measured=False):
    env = dict(os.environ)
    if is_measured:
        # To note which lines are run changes what they cost.
        env = {name: value for name, value in env.items() if not name.startswith("COVERAGE")}
    path = [str(Path.cwd()), *filter(None, [env.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM + program],
        env={**env, "PYTHONPATH": os.pathsep.join(path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(program, **options):
    """Return what a program prints; it must end well and say nothing else."""
    process = start(program, **options)
    out, error = process.communicate(timeout=120)
    assert (process.returncode, error) == (0, "")
    return out.splitlines()


def right(catalogues, at):
    return catalogues.find("de", f"run.r{at:05d}#label", f"Text {at}") == f"Alt {at}"


def rewrite(place, data):
    """Change the file in place, as a tool does that does not know better."""
    with place.open("r+b") as stream:
        stream.truncate(0)
        stream.write(data)


def overwrite(place, data):
    with place.open("r+b") as stream:
        stream.write(data)


def replace(place, data):
    place.with_suffix(".new").write_bytes(data)
    place.with_suffix(".new").replace(place)


ACTIONS = {
    "truncated to nothing": lambda place: os.truncate(place, 0),
    "truncated to half": lambda place: os.truncate(place, len(OLD) // 2),
    "truncated within its tables": lambda place: os.truncate(place, 20_000),
    "overwritten with garbage": lambda place: overwrite(place, os.urandom(len(OLD))),
    "overwritten with nulls": lambda place: overwrite(place, bytes(len(OLD))),
    "written anew with fewer entries": lambda place: rewrite(place, large("Neu", 6000)),
    "overwritten with more entries": lambda place: overwrite(place, large("Neu", 12_000)),
    "replaced": lambda place: replace(place, large("Neu")),
    "removed": lambda place: place.unlink(),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_file_that_changes_gives_the_old_text_or_nothing(place, catalogues, action):
    assert right(catalogues, 1)
    keeps = action in {"replaced", "removed"}

    ACTIONS[action](place)
    found = {right(catalogues, at) for at in range(0, COUNT, 7)}
    assert found == {keeps}


@pytest.mark.slow
@posix
@pytest.mark.parametrize("action", ACTIONS)
def test_a_process_lives_while_its_file_is_changed(place, action):
    process = start(LOOP)
    assert process.stdout.readline() == "ready\n"
    for _ in range(15):
        time.sleep(0.02)
        ACTIONS[action](place)
        time.sleep(0.02)
        replace(place, OLD)
    Path("stop").touch()
    out, error = process.communicate(timeout=60)
    counts = json.loads(out)

    assert (process.returncode, error) == (0, "")
    assert counts["wrong"] == 0
    assert counts["right"] > 1000
    assert counts["missing"] > 0 or action == "replaced"
    assert counts["reports"] <= counts["generations"]


def test_a_file_that_changes_is_reported_once_and_is_not_asked_again(place):
    reports = []
    catalogues = Catalogues(
        bundle="lasting", package="lasting", damaged=lambda *each: reports.append(each)
    )
    assert right(catalogues, 1)
    rewrite(place, large("Neu"))
    assert not right(catalogues, 1)
    rewrite(place, OLD)

    assert not any(right(catalogues, at) for at in range(100))
    words = "the file was changed while it was in use"
    assert reports == [("de", words, None)]
    assert right(catalogues.renew(), 1)


def test_a_small_file_is_in_memory(place):
    place.write_bytes(large("Alt", 100))
    catalogues = Catalogues(bundle="lasting", package="lasting", damaged=print)
    assert right(catalogues, 1)

    os.truncate(place, 0)
    assert right(catalogues, 2)


def count_open():
    """Return how many catalogues this process has open."""
    gc.collect()
    links = [str(each.readlink()) for each in OPEN.iterdir() if each.is_symlink()]
    return sum("lasting" in link for link in links)


@linux
@pytest.mark.slow
def test_generations_close_their_files(place):
    catalogues = Catalogues(bundle="lasting", package="lasting", damaged=print)
    for at in range(1000):
        assert right(catalogues, at)
        catalogues = catalogues.renew()

    assert count_open() == 0
    assert right(catalogues, 1)
    assert count_open() == 1
    place.unlink()
    assert count_open() == 1
    del catalogues
    assert count_open() == 0


@linux
def test_a_file_that_cannot_be_used_is_closed(place):
    place.write_bytes(bytes(300_000))
    catalogues = Catalogues(bundle="lasting", package="lasting", damaged=lambda *_: None)

    assert not right(catalogues, 1)
    place.unlink()
    place.mkdir()
    assert not right(catalogues.renew(), 1)
    assert count_open() == 0


@posix
def test_a_file_whose_number_somebody_else_has_got_is_not_read_and_not_closed(place, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"x" * len(OLD))
    file = File(str(place))
    number = file._number
    os.close(number)
    taken = os.open(other, os.O_RDONLY)
    if taken != number:
        os.dup2(taken, number)
        os.close(taken)

    with pytest.raises(MoError, match="changed"):
        file.check()
    del file
    assert os.read(number, 1) == b"x"
    os.close(number)


@posix
@pytest.mark.usefixtures("place")
def test_a_file_whose_number_is_closed_gives_nothing():
    reports = []
    catalogues = Catalogues(
        bundle="lasting", package="lasting", damaged=lambda *each: reports.append(each)
    )
    assert right(catalogues, 1)
    os.close(catalogues._opened["de"]._file._number)

    assert not right(catalogues, 2)
    assert "(OSError)" in reports[0][1]


def test_a_program_that_is_started_does_not_get_the_file(place):
    assert not os.get_inheritable(File(str(place))._number)


@pytest.mark.parametrize("count", [100, COUNT])
def test_threads_that_open_at_once_all_find_their_texts(place, count):
    place.write_bytes(large("Alt", count))
    many = 16
    barrier = Barrier(many)
    found = []

    def ask(catalogues, first):
        barrier.wait()
        found.extend(right(catalogues, at) for at in range(first, count, many * 3))

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            shared = Catalogues(bundle="lasting", package="lasting", damaged=print)
            threads = [Thread(target=ask, args=(shared, first)) for first in range(many)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(interval)

    assert set(found) == {True}


def test_threads_that_meet_a_damaged_file_at_once_report_it_once(place):
    place.write_bytes(b"junk")
    many = 16
    barrier = Barrier(many)
    reports = []
    shared = Catalogues(
        bundle="lasting", package="lasting", damaged=lambda *each: reports.append(each)
    )

    def ask():
        barrier.wait()
        right(shared, 1)

    threads = [Thread(target=ask) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(reports) == 1


@posix
@pytest.mark.usefixtures("place")
@pytest.mark.slow
def test_parent_and_children_find_their_texts_in_one_open_file():
    done = run("""
import os
assert ask(catalogues, range(10))["right"] == 10
children = []
for first in range(4):
    child = os.fork()
    if not child:
        counts = ask(catalogues, range(first, 10_000, 5))
        del catalogues
        os._exit(0 if counts["right"] == 2000 else 1)
    children.append(child)
assert ask(catalogues, range(10_000))["right"] == 10_000
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
""")

    assert done == ["[0, 0, 0, 0]"]


@pytest.mark.usefixtures("place")
@pytest.mark.slow
def test_processes_that_are_spawned_find_their_texts():
    Path("work.py").write_text(
        PROGRAM + "def work(first):\n    return ask(catalogues, range(first, 10_000, 100))['right']"
    )
    done = run("""
import multiprocessing
import work
if __name__ == "__main__":
    assert work.work(0) == 100
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(sum(pool.map(work.work, range(4))))
""")

    assert done == ["400"]


@pytest.mark.usefixtures("place")
def test_an_interpreter_ends_without_a_word_while_a_file_is_open():
    assert run(
        "import builtins; builtins.kept = catalogues; print(ask(catalogues, [1])['right'])"
    ) == ["1"]


@posix
@pytest.mark.usefixtures("place")
def test_when_too_many_files_are_open_the_next_attempt_may_succeed():
    done = run("""
import os
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
taken = []
try:
    while True:
        taken.append(os.open(os.devnull, os.O_RDONLY))
except OSError:
    pass
print(ask(catalogues, [1, 2])["missing"], len(reports))
for each in taken:
    os.close(each)
print(ask(catalogues, [1, 2])["right"], len(reports))
""")

    assert done == ["2 1", "2 1"]


@pytest.mark.parametrize("count", [100, COUNT])
def test_a_platform_without_positioned_reads_has_the_file_in_memory(place, count):
    place.write_bytes(large("Alt", count))
    done = run(f"""
import os
for name in [name for name in sys.modules if name.startswith("reasonbook")]:
    del sys.modules[name]
if hasattr(os, "pread"):
    del os.pread
from reasonbook.runtime.catalogues import Catalogues
catalogues = Catalogues(bundle="lasting", package="lasting", damaged=print)
print(ask(catalogues, range({count}))["right"])
os.truncate(lasting.__path__[0] + "/locale/de/LC_MESSAGES/lasting.mo", 0)
print(ask(catalogues, range({count}))["right"])
""")

    assert done == [str(count)] * 2


def test_a_file_over_the_limit_is_not_read(place):
    os.truncate(place, MAX_BYTES + 1)

    with pytest.raises(MoError, match="32 MiB"):
        File(str(place)).read_all()


@pytest.mark.slow
@linux
def test_fifty_large_locales_take_next_to_no_memory(place):
    for at in range(50):
        other = place.parents[2] / f"l{at}" / "LC_MESSAGES" / "lasting.mo"
        other.parent.mkdir(parents=True)
        other.hardlink_to(place)
    done = run(
        """
def private():
    with open("/proc/self/smaps_rollup") as stream:
        return sum(int(line.split()[1]) for line in stream if line.startswith("Private_"))

ask(catalogues, [1])
before = private()
counts = [ask(catalogues, range(at, 10_000, 1000), f"l{at}")["right"] for at in range(50)]
first = private() - before
for at in range(50):
    ask(catalogues, range(0, 10_000, 17), f"l{at}")
print(sum(counts), first, private() - before)
""",
        is_measured=True,
    )
    found, first, later = map(int, done[0].split())

    assert found == 500
    assert first < 1024  # KiB
    assert later < 2048
