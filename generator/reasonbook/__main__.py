"""
The command `reasonbook`, and `python -m reasonbook`.

An application has the runtime without the compiler's dependencies: the command is there all
the same, and says what is missing.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_ADVICE = "the command needs more than the runtime: pip install 'reasonbook[compiler]'"
_FAILED = 2
_INTERRUPTED = 130


def main() -> int:
    """Run the command with the process's arguments; return its exit code."""
    try:
        from reasonbook.compiler.cli import run  # noqa: PLC0415  its absence is handled here

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # While modules are loaded; afterwards `run` has its own answer.
        return _INTERRUPTED
    except ImportError as problem:
        name = (problem.name or "").partition(".")[0]
        if name == "reasonbook" or name in sys.stdlib_module_names:
            raise
        # It may be full, or closed: then it is None.
        with suppress(OSError, AttributeError):
            sys.stderr.write(f"reasonbook: {problem}; {_ADVICE}\n")
        return _FAILED


if __name__ == "__main__":
    sys.exit(main())
