from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reasonbook.compiler.output import LockTimeout, OutputError, locked

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes or flock")

HOLD = """
import sys, time
from pathlib import Path
from reasonbook.compiler.output import locked

with locked(Path(sys.argv[1]), timeout=0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_lock_is_a_file_that_git_ignores_and_that_stays(tmp_path, tree):
    with locked(tmp_path, timeout=0):
        held = tree()

    assert held == tree()
    assert held == {
        ".reasonbook": None,
        ".reasonbook/.gitignore": b"*\n",
        ".reasonbook/lock": b"",
    }


def test_a_second_lock_times_out(tmp_path):
    start = time.monotonic()

    with (
        locked(tmp_path, timeout=0),
        pytest.raises(LockTimeout) as caught,
        locked(tmp_path, timeout=0.1),
    ):
        pytest.fail("both have the lock")

    assert time.monotonic() - start >= 0.1
    assert caught.value.path == ".reasonbook/lock"
    assert caught.value.reason == "is held by another run, for more than 0.1 seconds"


def test_a_lock_is_waited_for(tmp_path):
    events = []
    held = threading.Event()

    def hold():
        with locked(tmp_path, timeout=0):
            held.set()
            time.sleep(0.1)
            events.append("released")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    with locked(tmp_path, timeout=10):
        events.append("acquired")
    thread.join()

    assert events == ["released", "acquired"]


def test_the_lock_is_released_when_the_block_fails(tmp_path):
    with pytest.raises(KeyError), locked(tmp_path, timeout=0):
        raise KeyError

    with locked(tmp_path, timeout=0):
        assert (tmp_path / ".reasonbook/lock").exists()


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LockTimeout), locked(tmp_path, timeout=0):
            pytest.fail("both have the lock")
        process.kill()

    with locked(tmp_path, timeout=5):
        assert process.returncode != 0


@posix
@pytest.mark.parametrize("replaced", [False, True])
def test_a_lock_file_that_was_deleted_meanwhile_locks_nobody_out(tmp_path, monkeypatch, replaced):
    import fcntl

    place = tmp_path / ".reasonbook/lock"
    calls, real_flock = [], fcntl.flock

    def delete_it_first(descriptor, operation):
        real_flock(descriptor, operation)
        calls.append(descriptor)
        if len(calls) == 1:
            place.unlink()
            if replaced:
                place.touch()

    monkeypatch.setattr(fcntl, "flock", delete_it_first)

    with locked(tmp_path, timeout=5), pytest.raises(LockTimeout), locked(tmp_path, timeout=0):
        pytest.fail("both have the lock")
    assert len(calls) == 2


@posix
@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_lock_that_is_no_regular_file_is_refused(tmp_path, kind):
    place = tmp_path / ".reasonbook/lock"
    place.parent.mkdir()
    make = {
        "folder": place.mkdir,
        "link": lambda: place.symlink_to("../victim"),
        "pipe": lambda: os.mkfifo(place),
    }
    make[kind]()

    with pytest.raises(OutputError, match=r"^\.reasonbook/lock: is "), locked(tmp_path, timeout=0):
        pytest.fail("there is no lock")
    assert not (tmp_path / "victim").exists()


@posix
def test_a_cache_folder_that_leads_outside_is_refused(tmp_path):
    (tmp_path / "project").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "project/.reasonbook").symlink_to("../outside")

    with (
        pytest.raises(OutputError, match="leads outside the project"),
        locked(tmp_path / "project", timeout=0),
    ):
        pytest.fail("there is no lock")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_file_in_the_way_of_the_folder_is_an_error(tmp_path, fill):
    fill({".reasonbook": b""})

    with (
        pytest.raises(OutputError, match=r"^\.reasonbook/\.gitignore: Not a directory$"),
        locked(tmp_path, timeout=0),
    ):
        pytest.fail("there is no lock")


@posix
@pytest.mark.parametrize(("module", "function"), [("os", "open"), ("fcntl", "flock")])
def test_a_file_system_that_cannot_lock_is_an_error_at_once(
    tmp_path, monkeypatch, module, function
):
    with locked(tmp_path, timeout=0):
        pass

    def refuse(*_args):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(sys.modules[module], function, refuse)

    with (
        pytest.raises(OutputError, match=r"^\.reasonbook/lock: Read-only file system$"),
        locked(tmp_path, timeout=60),
    ):
        pytest.fail("there is no lock")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux's /proc")
def test_waiting_leaves_no_file_open(tmp_path):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    before = count()
    with (
        locked(tmp_path, timeout=0),
        pytest.raises(LockTimeout),
        locked(tmp_path, timeout=0.05),
    ):
        pytest.fail("both have the lock")

    assert count() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_project_that_may_not_be_written_has_no_lock(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="Permission denied"), locked(tmp_path, timeout=0):
            pytest.fail("there is no lock")
    finally:
        tmp_path.chmod(0o755)
