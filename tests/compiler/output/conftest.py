from __future__ import annotations

import pytest


@pytest.fixture
def fill(tmp_path):
    """Write files, contents by path, into the test's folder."""

    def write_all(files):
        for path, data in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    return write_all


@pytest.fixture
def tree(tmp_path):
    """Return what the test's folder holds: bytes by path, None for a folder."""

    def read_all():
        return {
            place.relative_to(tmp_path).as_posix(): None if place.is_dir() else place.read_bytes()
            for place in sorted(tmp_path.rglob("*"))
        }

    return read_all
