"""
What must hold whatever happens: every file is the old one or the new one, never between.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from itertools import count

import pytest

from reasonbook.compiler.output import OutputError, Plan, sweep, write, write_new

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals or limits")

OLD = {"a": b"old a", "b/c": b"old c", "gone/d": b"old d", "same": b"same"}
NEW = {"a": b"new a", "b/c": b"new c", "same": b"same", "x/y/z": b"new z"}
PLAN = Plan(NEW, ["gone/d"])


def files(root):
    return {
        place.relative_to(root).as_posix(): place.read_bytes()
        for place in sorted(root.rglob("*"))
        if not place.is_dir()
    }


def folders(root):
    return {place.relative_to(root).as_posix() for place in root.rglob("*") if place.is_dir()}


def start(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(script, *arguments):
    with start(script, *arguments) as process:
        output, problems = process.communicate(timeout=120)
    assert (process.returncode, problems) == (0, "")
    return output


# Every call of the operating system may fail


class Fault:
    """A call of the operating system that fails the *number*-th time; it counts renames, too."""

    def __init__(self, patch, name, number):
        self.left = number
        self.renames = 0
        self.real = {each: getattr(os, each) for each in {name, "replace"}}
        for each in self.real:
            patch.setattr(os, each, self.call(each, fails=each == name))

    def call(self, name, *, fails):
        def act(*args, **options):
            self.left -= fails
            if fails and self.left == 0:
                raise OSError(errno.EIO, "injected")
            result = self.real[name](*args, **options)
            self.renames += name == "replace"
            return result

        return act


def try_with_fault(act, name, number):
    """Return whether *act* came through, how many renames there were, and whether it was hit."""
    with pytest.MonkeyPatch.context() as patch:
        fault = Fault(patch, name, number)
        try:
            act()
        except OutputError:
            return False, fault.renames, True
        return True, fault.renames, fault.left <= 0


CALLS = [
    "open", "fdopen", "fstat", "fchmod", "write", "fsync", "close", "replace", "link",
    "mkdir", "rmdir", "unlink", "stat",
]  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_a_failing_call_leaves_all_old_files_or_a_mixture_that_the_next_run_completes(
    tmp_path, name
):
    for number in count(1):
        root = tmp_path / str(number)
        for path, data in OLD.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        before = folders(root)

        done, renames, hit = try_with_fault(lambda root=root: write(root, PLAN), name, number)

        found = files(root)
        assert all(data in {OLD.get(path), NEW.get(path)} for path, data in found.items())
        if done:
            assert found == NEW
        elif not renames:
            assert (found, folders(root)) == (OLD, before)
        again = write(root, PLAN)
        assert files(root) == NEW
        assert again == () or not done
        if not hit:
            break


@pytest.mark.parametrize("name", CALLS)
def test_a_failing_call_leaves_no_half_of_a_new_file(tmp_path, name):
    for number in count(1):
        root = tmp_path / str(number)
        root.mkdir()
        (root / "same").write_bytes(b"mine")

        done, _, hit = try_with_fault(lambda root=root: write_new(root, NEW), name, number)

        found = files(root)
        assert found.pop("same") == b"mine"
        assert all(data == NEW[path] for path, data in found.items() if ".tmp" not in path)
        if done:
            assert {path for path in found if ".tmp" not in path} == NEW.keys() - {"same"}
        if not hit:
            break


FULL = """
import resource, sys
from pathlib import Path
from reasonbook.compiler.output import OutputError, Plan, write

# Python ignores SIGXFSZ, so a write over the limit is a short one and the next one fails.
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, hard))
try:
    write(Path(sys.argv[1]), Plan({"a": b"new", "b": bytes(100_000), "new/c": b"new"}))
except OutputError as problem:
    print(problem)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""


def test_a_full_disk_leaves_the_old_files(tmp_path, fill, tree):
    fill({"a": b"old", "b": b"old"})

    output = run(FULL, tmp_path)

    assert output == "b: File too large\n"
    assert tree() == {"a": b"old", "b": b"old"}


# Several at once

COUNT = """
import sys
from contextlib import nullcontext
from pathlib import Path
from reasonbook.compiler.output import Plan, locked, write
from reasonbook.compiler.source import digest

root, alone = Path(sys.argv[1]), sys.argv[2] == "alone"
for _ in range(25):
    with locked(root, timeout=60) if alone else nullcontext():
        old = (root / "count").read_bytes()
        new = b"%06d\\n" % (int(old.split()[0]) + 1) * 10_000
        seen = {"count": digest(old)} if alone else {}
        write(root, Plan({"count": new, "folder/copy": new}, (), seen))
"""


def is_whole(data):
    return len(data) == 70_000 and len(set(data.split())) == 1


@pytest.mark.parametrize("way", ["alone", "together"])
def test_four_writers_lose_nothing_and_a_reader_sees_whole_files(tmp_path, fill, way):
    fill(dict.fromkeys(["count", "folder/copy"], b"000000\n" * 10_000))
    places = (tmp_path / "count", tmp_path / "folder/copy")

    writers = [start(COUNT, tmp_path, way) for _ in range(4)]
    reads = 0
    while any(each.poll() is None for each in writers):
        assert all(is_whole(place.read_bytes()) for place in places)
        reads += 1
    outcomes = [(each.communicate()[1], each.returncode) for each in writers]

    assert outcomes == [("", 0)] * 4
    assert reads > 20
    assert {path for path in files(tmp_path) if ".reasonbook/" not in path} == {
        "count",
        "folder/copy",
    }
    if way == "alone":
        assert [place.read_bytes()[:7] for place in places] == [b"000100\n"] * 2


# Killed at any moment

KILL = """
import json, os, random, signal, sys, time
from pathlib import Path
from reasonbook.compiler.output import Plan, locked, write

root, kills = Path(sys.argv[1]), int(sys.argv[2])
names = ["a", "b", "c", "d/e", "d/f", "g/h", "g/i/j"]
random.seed(kills)


def make(name, generation):
    return f"{name} {generation}\\n".encode() * 5000


def write_on(generation):
    while True:
        with locked(root, timeout=0):
            write(root, Plan({name: make(name, generation) for name in names}))
        generation += 1


def check(name):
    data = (root / name).read_bytes()
    generation = int(data.split(b"\\n", 1)[0].split()[1])
    return generation if data == make(name, generation) else None


write(root, Plan({name: make(name, 0) for name in names}))
start = time.perf_counter()
write(root, Plan({name: make(name, 1) for name in names}))
# A busy machine gives a writer more time, so that it gets as far.
most = 5 * (time.perf_counter() - start)
torn, mixed, moved, last = [], 0, 0, [0] * len(names)
for number in range(kills):
    process = os.fork()
    if not process:
        try:
            write_on(1000 * (number + 1))
        finally:
            os._exit(1)
    time.sleep(random.uniform(0, most))
    os.kill(process, signal.SIGKILL)
    status = os.waitpid(process, 0)[1]
    found = [check(name) for name in names]
    torn += [name for name, generation in zip(names, found) if generation is None]
    torn += [] if os.WIFSIGNALED(status) else [f"the writer failed: {status}"]
    mixed += len(set(found)) > 1
    moved += found != last
    last = found
print(json.dumps({"torn": torn, "mixed": mixed, "moved": moved}))
"""


@pytest.mark.parametrize("kills", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_a_writer_that_is_killed_leaves_whole_files_and_the_next_one_goes_on(tmp_path, kills):
    outcome = json.loads(run(KILL, tmp_path, kills))

    assert outcome["torn"] == []
    assert outcome["moved"] > kills // 10
    sweep(tmp_path, [".", "d", "g", "g/i", ".reasonbook"])
    assert list(tmp_path.rglob("*.tmp")) == []
