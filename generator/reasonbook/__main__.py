"""
The command `reasonbook`, and `python -m reasonbook`.

An application has the runtime without the compiler's dependencies: the command is there all
the same, and says what is missing.
"""

from __future__ import annotations

import sys

_NEEDED = frozenset({"babel", "click", "jinja2", "pydantic", "yaml"})
_ADVICE = "the command needs more than the runtime: pip install 'reasonbook[compiler]'"


def main() -> int:
    """Run the command with the process's arguments; return its exit code."""
    try:
        from reasonbook.compiler.cli import run  # noqa: PLC0415  its absence is handled here

        return run(sys.argv[1:])
    except ModuleNotFoundError as problem:
        missing = (problem.name or "").partition(".")[0]
        if missing not in _NEEDED:
            raise
        sys.stderr.write(f"reasonbook: there is no module `{missing}`; {_ADVICE}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
