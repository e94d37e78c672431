"""
Make the environment of the benchmarks: this checkout, type checkers, every peer that installs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
NEEDS = {"PyICU": "a C++ compiler, pkg-config and ICU's headers (Debian: pkg-config, libicu-dev)"}


def main() -> None:
    """Make or complete the environment in the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.absolute()
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True, symlinks=sys.platform != "win32")
    # pip learnt to read dependency groups in 25.1.
    ours = (["--upgrade", "pip>=25.1"], ["--editable", ".[compiler,format]"], ["--group", "type"])
    for wanted in ours:
        problem = install(python, *wanted)
        if problem:
            sys.exit(f"cannot install {wanted[-1]}: {problem}")
    for peer in peers():
        if install(python, peer):
            print(f"left out: {peer} cannot be installed here{needs(peer)}")


def peers() -> list[str]:
    """Return the requirements, one a peer."""
    lines = (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def install(python: Path, *wanted: str) -> str:
    """Install what is *wanted* and return "", else the last line of what pip says."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command = [*pip, "install", *wanted]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or ["pip says nothing"])[-1]


def needs(peer: str) -> str:
    """Say what *peer* needs besides pip, where that is known."""
    name = peer.partition("==")[0]
    return f"; it needs {NEEDS[name]}" if name in NEEDS else ""


if __name__ == "__main__":
    main()
