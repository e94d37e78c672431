from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def run_gettext() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """A function that runs a program of GNU gettext, and skips the test where there is none."""

    def run(
        program: str, *arguments: object, language: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        path = shutil.which(program)
        if path is None:
            pytest.skip(f"GNU gettext's {program} is not installed")
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": language}
        return subprocess.run(
            [path, *map(str, arguments)], capture_output=True, check=False, env=environment
        )

    return run
