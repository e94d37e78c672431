from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.cli.difference import compare_texts
from reasonbook.compiler.output import Change

NEW = """\
diff --git a/a/b.py b/a/b.py
new file mode 100644
--- /dev/null
+++ b/a/b.py
@@ -0,0 +1 @@
+x
"""
GONE = """\
diff --git a/a/b.py b/a/b.py
deleted file mode 100644
--- a/a/b.py
+++ /dev/null
@@ -1 +0,0 @@
-x
"""
CHANGED = """\
diff --git a/a/b.py b/a/b.py
--- a/a/b.py
+++ b/a/b.py
@@ -1 +1 @@
-x
+y
"""


def shown(old, new, path="a/b.py", kind="update"):
    return compare_texts(Change(path, kind), old=old, new=new)


def test_a_new_file_is_one_for_git():
    assert shown(b"", b"x\n", kind="create").text == NEW


def test_a_file_that_goes_is_one_for_git():
    assert shown(b"x\n", b"", kind="delete").text == GONE


def test_a_changed_file_shows_both_sides():
    assert shown(b"x\n", b"y\n").text == CHANGED


@pytest.mark.parametrize(("kind", "mode"), [("create", "new"), ("delete", "deleted")])
def test_an_empty_file_has_a_header_all_the_same(kind, mode):
    difference = shown(b"", b"", path="py.typed", kind=kind)

    assert difference.text == f"diff --git a/py.typed b/py.typed\n{mode} file mode 100644\n"
    assert difference.is_exact


@pytest.mark.parametrize(("old", "new"), [(b"\xde\x12", b"a"), (b"a", b"\xde\x12")])
def test_of_a_binary_file_only_the_difference_is_told(old, new):
    difference = shown(old, new, path="a.mo")

    assert difference.text == "Binary file a.mo differs (update)\n"
    assert not difference.is_exact


def test_a_last_line_without_an_end_is_marked():
    assert shown(b"a\nb", b"a\nc").text.endswith(
        " a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_lf_alone_ends_a_line(character):
    difference = shown(f"a{character}b\n".encode(), b"c\n")

    assert "@@ -1 +1 @@" in difference.text


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\xad", "\0", "\r"])
def test_what_a_terminal_must_not_get_is_escaped_and_told(character):
    difference = shown(f"a{character}b\n".encode(), b"c\n")

    assert f"-a\\u{{{ord(character):x}}}b\n" in difference.text
    assert not difference.is_exact


def test_a_runners_command_is_escaped():
    assert "##[" not in shown(b"", b"##[error]\n", kind="create").text


@pytest.mark.parametrize("text", ["\tb\n", "a\r\n", "\u05d0\u200d\n"])
def test_layout_stays_as_it_is(text):
    difference = shown(b"", text.encode(), kind="create")

    assert difference.text.endswith(f"+{text}")
    assert difference.is_exact


@pytest.mark.parametrize(
    ("path", "first", "name"),
    [
        ("a b.py", "a/a b.py b/a b.py", "b/a b.py\t"),
        ("größe.py", "a/größe.py b/größe.py", "b/größe.py"),
        ('a"b.py', r'"a/a\042b.py" "b/a\042b.py"', r'"b/a\042b.py"'),
        ("a\nb.py", r'"a/a\012b.py" "b/a\012b.py"', r'"b/a\012b.py"'),
        ("a\\b.py", r'"a/a\134b.py" "b/a\134b.py"', r'"b/a\134b.py"'),
    ],
)
def test_a_name_is_written_as_git_writes_it(path, first, name):
    lines = shown(b"x\n", b"y\n", path=path).text.split("\n")

    assert lines[0] == f"diff --git {first}"
    assert lines[2] == f"+++ {name}"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
@settings(max_examples=15, deadline=None)
@given(
    old=st.lists(st.sampled_from("abcd"), max_size=12),
    new=st.lists(st.sampled_from("abcd"), max_size=12),
    ends=st.tuples(st.sampled_from(["", "\n"]), st.sampled_from(["", "\n"])),
)
def test_git_makes_the_one_file_of_the_other(tmp_path_factory, old, new, ends):
    root = tmp_path_factory.mktemp("git")
    before, after = ("\n".join(each) + end for each, end in zip((old, new), ends, strict=True))
    if before == after:
        return
    (root / "a b.txt").write_bytes(before.encode())
    patch = shown(before.encode(), after.encode(), path="a b.txt").text
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "-"], cwd=root, input=patch.encode(), check=True
    )

    assert (root / "a b.txt").read_bytes() == after.encode()
