"""
Writing a project: the only package that changes its files.

Whatever happens (a crash, a full disk, a second run, an editor), each file holds either what it
held before or what it should hold now, and a call that returns has its bytes on the disk.
"""

from __future__ import annotations

from reasonbook.compiler.output.cache import store_stamp
from reasonbook.compiler.output.create import write_new
from reasonbook.compiler.output.errors import Conflict, LockTimeout, OutputError
from reasonbook.compiler.output.lock import locked
from reasonbook.compiler.output.plan import Change, Plan, plan_changes, write
from reasonbook.compiler.output.staging import sweep

__all__ = [
    "Change",
    "Conflict",
    "LockTimeout",
    "OutputError",
    "Plan",
    "locked",
    "plan_changes",
    "store_stamp",
    "sweep",
    "write",
    "write_new",
]
