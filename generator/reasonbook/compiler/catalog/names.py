"""
What names look like, and which ones Python has taken.

The patterns are the common subset of Python's and of JSON Schema's (ECMA-262) regular
expressions, so that the reader and editors agree.
"""

from __future__ import annotations

import keyword
import re
from enum import Enum, StrEnum

_WORDS = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"

CODE = rf"{_WORDS}([.]{_WORDS})+"
"""A code: words in lower case, at least two parts with dots between them."""

MAX_CODE = 63
"""Characters of a code or a name; the limit of google.rpc.ErrorInfo.reason (AIP-193)."""

PREFIX = rf"({_WORDS}[.])+"
NAME = r"[a-z][a-z0-9_]*"
STEP_ID = _WORDS
MODULE_NAME = _WORDS
ENUM_NAME = r"[A-Z][A-Za-z0-9]*"
MEMBER_NAME = r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"
TAG = r"[a-z0-9]+([._:-][a-z0-9]+)*"
SURFACE = _WORDS
VALUE = r"[a-z0-9]+([_.-][a-z0-9]+)*"

_CODE = re.compile(CODE, re.ASCII)
_NAME = re.compile(NAME, re.ASCII)

# Names that Windows keeps for devices, whatever stands behind the dot.
_DEVICES = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)

MODULE_GLOBALS = frozenset(
    {
        "BUNDLE",
        "Callable",
        "Decimal",
        "Entry",
        "Items",
        "Literal",
        "Money",
        "Occurrence",
        "Reason",
    }
)
"""Names that a generated module uses for itself, and that a member or an enum could have."""

# What a function of a generated module may not be called: names that its annotations use.
_TAKEN_FUNCTIONS = frozenset(
    {
        "annotations",
        "bind",
        "bool",
        "date",
        "datetime",
        "dict",
        "float",
        "int",
        "list",
        "npgettext_noop",
        "pgettext_noop",
        "str",
        "time",
        "timedelta",
        "tuple",
    }
)

BUNDLE_GLOBALS = frozenset(
    {"BUNDLE", "locale", "negotiate", "occurrence", "reason", "reload", "resolve"}
)
"""Names that a bundle's package uses for itself."""

# Attributes of the base class of every generated enum; a test compares them with the runtime.
REASON_ATTRIBUTES = frozenset(
    {
        "actionability",
        "default_message",
        "envelope",
        "next_steps",
        "occurrence",
        "operator_label",
        "short_explanation",
    }
)

_RESERVED_MEMBERS = (
    frozenset(dir(Enum))
    | frozenset(dir(StrEnum))
    | frozenset(dir(str))
    | frozenset({"mro", "name", "value"})
) | (frozenset(keyword.kwlist) | MODULE_GLOBALS | REASON_ATTRIBUTES)


def is_code(text: str) -> bool:
    """Tell whether *text* has the form of a code, however long it is."""
    return _CODE.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Tell whether a text can take a placeholder that is called *text*."""
    return _NAME.fullmatch(text) is not None


def derive_member(code: str, prefix: str) -> str:
    """Return the member name of *code*: without *prefix*, upper case, ``_`` for ``.``."""
    return code.removeprefix(prefix).upper().replace(".", "_")


def derive_function(member: str) -> str:
    """
    Return the name of the function of *member*: in lower case.

    One that Python or the module has taken gets a ``_`` behind it (PEP 8). No member ends so,
    and none differs from another in case alone, so functions never collide.
    """
    name = member.lower()
    return f"{name}_" if keyword.iskeyword(name) or name in _TAKEN_FUNCTIONS else name


def is_reserved_member(name: str) -> bool:
    """Tell whether a member cannot be called *name*: Python or the module uses it."""
    return name in _RESERVED_MEMBERS


def is_reserved_module(name: str) -> bool:
    """Tell whether a module of a bundle cannot be called *name*."""
    return keyword.iskeyword(name) or name in BUNDLE_GLOBALS or name in _DEVICES


def is_reserved_enum(name: str) -> bool:
    """Tell whether an enum cannot be called *name*."""
    return keyword.iskeyword(name) or name in MODULE_GLOBALS


def is_reserved_placeholder(name: str) -> bool:
    """Tell whether a placeholder cannot be called *name*: it is a parameter of a function."""
    return keyword.iskeyword(name)
