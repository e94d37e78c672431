from __future__ import annotations

from reasonbook.compiler.output import store_stamp


def test_a_stamp_lies_in_a_folder_that_git_ignores(tmp_path, tree):
    store_stamp(tmp_path, b"{}")

    assert tree() == {
        ".reasonbook": None,
        ".reasonbook/.gitignore": b"*\n",
        ".reasonbook/stamp.json": b"{}",
    }


def test_a_stamp_replaces_the_last_one_and_leaves_the_rest(tmp_path, fill, tree):
    fill({".reasonbook/.gitignore": b"mine", ".reasonbook/other": b""})

    store_stamp(tmp_path, b"1")
    store_stamp(tmp_path, b"2")

    assert tree() == {
        ".reasonbook": None,
        ".reasonbook/.gitignore": b"mine",
        ".reasonbook/other": b"",
        ".reasonbook/stamp.json": b"2",
    }


def test_a_stamp_that_cannot_be_stored_is_no_error(tmp_path, fill, tree):
    fill({".reasonbook": b"a file in the way"})

    store_stamp(tmp_path, b"{}")

    assert tree() == {".reasonbook": b"a file in the way"}
