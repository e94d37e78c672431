"""Every way in which a template could make another program of an enum's module: all refused."""

from __future__ import annotations

import re

import pytest

NAME = "runs"
DOC = "'Why a run \"ended\".'"
RETURN = "    return ENTRIES\n"
BIND = "bind(RunReason, BUNDLE, _entries)"
MEMBER = '    LOST = "run.lost"\n'
IMPORT = "from ._bundle import BUNDLE\n"
LOAD = "    from ._texts.runs import ENTRIES\n"
RETURNS = ") -> Occurrence[RunReason]:"
LOST = "def lost() -> Occurrence[RunReason]:"
MADE = "return Occurrence(RunReason.LOST, ())"
STAGE = 'stage: Literal["build", "tests"]'
SIZE = '    size: Literal["small", "big"] | None = None,\n'
HOSTS = "hosts: list[str] | tuple[str, ...]"
VALUES = "        (run_id, attempts),\n"
ITEMS = "Items(hosts)"
FUNCTION = re.compile(r"def lost\(\).*?\n\n\n", re.DOTALL)
IDLE = re.compile(r"def idle\(.*?\n\n\n", re.DOTALL)

# What was changed, and how: a part of the module and what a bad template would make of it.
CLASS = {
    "raw quotes": (DOC, '"Why a run "ended"."'),
    "another code": (MEMBER, '    LOST = "run.gone"\n'),
    "a code as an f-string": (MEMBER, '    LOST = f"run.lost"\n'),
    "a code in bytes": (MEMBER, '    LOST = b"run.lost"\n'),
    "another member": (MEMBER, '    GONE = "run.lost"\n'),
    "a member less": (MEMBER, ""),
    "a member more": (MEMBER, f'{MEMBER}    MORE = "run.more"\n'),
    "a member twice": (MEMBER, MEMBER * 2),
    "an attribute of the class": (MEMBER, f"{MEMBER}    _ignore_ = []\n"),
    "two names for a member": (MEMBER, '    LOST = GONE = "run.lost"\n'),
    "an annotated member": (MEMBER, '    LOST: str = "run.lost"\n'),
    "a method of the class": (MEMBER, f"{MEMBER}    def _missing_(cls): return cls.LOST\n"),
    "a text as a value": (MEMBER, '    LOST = str("run.lost")\n'),
    "a name outside ASCII": (MEMBER, '    LO\u017fT = "run.lost"\n'),
    "another base class": ("RunReason(Reason)", "RunReason(str)"),
    "a base class more": ("RunReason(Reason)", "RunReason(Reason, str)"),
    "no base class": ("RunReason(Reason)", "RunReason"),
    "a metaclass": ("RunReason(Reason)", "RunReason(Reason, metaclass=type)"),
    "a decorator of the class": ("class RunReason", "@print\nclass RunReason"),
    "a type for a class": ("class RunReason(Reason):", "class RunReason[T](Reason):"),
    "a docstring as an f-string": (DOC, 'f"{print()}"'),
    "a docstring as bytes": (DOC, 'b"Why"'),
}
PARAMETERS = {
    "another type": ("files: int,", "files: str,"),
    "a type as a text": ("files: int,", 'files: "int",'),
    "a type with a call": ("files: int,", "files: print(),"),
    "a wider type": ("files: int,", "files: int | str,"),
    "a narrower type": ("ratio: float | Decimal,", "ratio: float,"),
    "types in another order": ("ratio: float | Decimal,", "ratio: Decimal | float,"),
    "no type": ("files: int,", "files,"),
    "a type that may be none": ("files: int,", "files: int | None,"),
    "a type that may not be none": (SIZE, SIZE.replace(" | None", "")),
    "an optional type": (
        SIZE,
        SIZE.replace("Literal[", "Optional[Literal[").replace(" | None", "]"),
    ),
    "items of another type": (HOSTS, "hosts: list[int] | tuple[str, ...]"),
    "items of no type": (HOSTS, "hosts: list | tuple[str, ...]"),
    "a tuple of one": (HOSTS, "hosts: list[str] | tuple[str]"),
    "a tuple with a text for dots": (HOSTS, 'hosts: list[str] | tuple[str, "..."]'),
    "a list alone": (HOSTS, "hosts: list[str]"),
    "a value more": (STAGE, 'stage: Literal["build", "tests", "x"]'),
    "a value less": (STAGE, 'stage: Literal["build"]'),
    "another value": (STAGE, 'stage: Literal["built", "tests"]'),
    "values in another order": (STAGE, 'stage: Literal["tests", "build"]'),
    "values as a union": (STAGE, 'stage: Literal["build"] | Literal["tests"]'),
    "a value in bytes": (STAGE, 'stage: Literal[b"build", "tests"]'),
    "a value as an f-string": (STAGE, 'stage: Literal[f"build", "tests"]'),
    "a value as a name": (STAGE, 'stage: Literal[build, "tests"]'),
    "a value that is none": (STAGE, 'stage: Literal["build", "tests", None]'),
    "any text for a value": (STAGE, "stage: str"),
    "the values of another placeholder": (STAGE, 'stage: Literal["post", "bike"]'),
    "a default": ("files: int,", "files: int = 0,"),
    "a default that is none": ("files: int,", "files: int = None,"),
    "no default": (SIZE, SIZE.replace(" = None", "")),
    "another default": (SIZE, SIZE.replace("= None", '= "small"')),
    "a default that is called": (SIZE, SIZE.replace("= None", "= print()")),
    "a default that is false": (SIZE, SIZE.replace("= None", "= False")),
    "a default that is dots": (SIZE, SIZE.replace("= None", "= ...")),
    "another parameter": ("files: int,", "file: int,"),
    "a parameter less": ("    day: date,\n", ""),
    "a parameter more": ("    day: date,\n", "    day: date,\n    x: str = '',\n"),
    "a parameter twice": ("    day: date,\n", "    day: date,\n" * 2),
    "parameters in another order": ("day: date,\n    hour: time,", "hour: time,\n    day: date,"),
    "names swapped": ("day: date,\n    hour: time,", "hour: date,\n    day: time,"),
    "parameters by position": ("    *,\n    run_id: str,\n)", "    run_id: str,\n)"),
    "parameters by position alone": ("    *,\n    run_id: str,\n)", "    run_id: str,\n    /,\n)"),
    "parameters by star": ("    *,\n    files", "    *args,\n    files"),
    "parameters of any name": ("    token: str,\n", "    token: str,\n    **more: str,\n"),
    "a parameter where there is none": (LOST, LOST.replace("()", "(x=print())")),
    "a keyword parameter where there is none": (LOST, LOST.replace("()", "(*, x=print())")),
    "any parameters where there are none": (LOST, LOST.replace("()", "(*x, **y)")),
    "a parameter outside ASCII": ("    day: date,\n", "    \u00aaday: date,\n"),
}
FUNCTIONS = {
    "another result": (RETURNS, ") -> Occurrence[Reason]:"),
    "a result without a type": (RETURNS, ") -> Occurrence:"),
    "a result as a text": (RETURNS, ') -> "Occurrence[RunReason]":'),
    "no result": (RETURNS, "):"),
    "another function": ("def lost(", "def gone("),
    "a function for a class": ("def lost(", "def RunReason("),
    "a function less": (FUNCTION, ""),
    "a function more": (LOST, f"def more() -> None: pass\n\n\n{LOST}"),
    "a decorator of a function": (LOST, f"@print\n{LOST}"),
    "an asynchronous function": (LOST, f"async {LOST}"),
    "a class for a function": (LOST, "class lost:"),
    "a function in an expression": (FUNCTION, "lost = lambda: Occurrence(RunReason.LOST, ())\n"),
    "a type for a function": (LOST, LOST.replace("lost(", "lost[T](")),
    "a docstring that does something": (f"{LOST}\n", f"{LOST}\n    f'{{print()}}'\n"),
    "another reason": (MADE, "return Occurrence(RunReason.IDLE, ())"),
    "a reason by its name": (MADE, 'return Occurrence(RunReason["LOST"], ())'),
    "a reason by its code": (MADE, 'return Occurrence("run.lost", ())'),
    "a reason of another enum": (MADE, "return Occurrence(Reason.LOST, ())"),
    "a method of a reason": (MADE, "return Occurrence(RunReason.LOST.upper(), ())"),
    "nothing returned": (MADE, "Occurrence(RunReason.LOST, ())"),
    "none returned": (MADE, "return None"),
    "a yield": (MADE, "yield Occurrence(RunReason.LOST, ())"),
    "a raise": (MADE, "raise Occurrence(RunReason.LOST, ())"),
    "a value for a name": (MADE, "return (x := Occurrence(RunReason.LOST, ()))"),
    "something else returned": (MADE, "return bind(RunReason.LOST, ())"),
    "an attribute of what is returned": (MADE, f"{MADE}.reason"),
    "two values returned": (MADE, f"{MADE}, 1"),
    "another keyword": (MADE, "return Occurrence(RunReason.LOST, params=())"),
    "an argument more": (MADE, "return Occurrence(RunReason.LOST, (), ())"),
    "an argument less": (MADE, "return Occurrence(RunReason.LOST)"),
    "starred arguments": (MADE, "return Occurrence(*(RunReason.LOST, ()))"),
    "starred keywords": (MADE, "return Occurrence(RunReason.LOST, (), **{})"),
    "a value where there is none": (MADE, "return Occurrence(RunReason.LOST, (1,))"),
    "values in another order": (VALUES, "        (attempts, run_id),\n"),
    "a value less": (VALUES, "        (run_id,),\n"),
    "a value more": (VALUES, "        (run_id, attempts, run_id),\n"),
    "a value twice": (VALUES, "        (run_id, run_id),\n"),
    "a value that is none": (VALUES, "        (run_id, None),\n"),
    "a value as a text": (VALUES, '        (run_id, "attempts"),\n'),
    "a value that is changed": (VALUES, "        (run_id, attempts + 1),\n"),
    "a value that is called": (VALUES, "        (run_id, int(attempts)),\n"),
    "a value behind a star": (VALUES, "        (run_id, *attempts),\n"),
    "values as a list": (VALUES, "        [run_id, attempts],\n"),
    "values by name": (VALUES, '        {"run_id": run_id, "attempts": attempts},\n'),
    "values without their brackets": (VALUES, "        run_id, attempts,\n"),
    "one value without its comma": ("(run_id,)", "(run_id)"),
    "a list that is not copied": (ITEMS, "hosts"),
    "another copy of a list": (ITEMS, "tuple(hosts)"),
    "a copy of something else": (ITEMS, "Items(files)"),
    "a copy with more": (ITEMS, "Items(hosts, stage)"),
    "a copy of what is no list": (VALUES, "        (run_id, Items(attempts)),\n"),
    "a statement in a function": (f"    {MADE}", f"    print()\n    {MADE}"),
    "a statement behind the result": (f"    {MADE}", f"    {MADE}\n    print()"),
    "a condition in a function": (f"    {MADE}", f"    if True:\n        {MADE}"),
    "a function in a function": (f"    {MADE}", f"    def f(): pass\n    {MADE}"),
    "a global statement": (f"    {MADE}", f"    global x\n    {MADE}"),
    "an import in a function": (f"    {MADE}", f"    import os\n    {MADE}"),
}
ENTRIES = {
    "a decorator": ("def _entries", "@print\ndef _entries"),
    "a parameter": ("def _entries()", "def _entries(x)"),
    "a parameter with a default": ("def _entries()", "def _entries(x=print())"),
    "an asynchronous function": ("def _entries", "async def _entries"),
    "another annotation": ("tuple[Callable[[], Entry], ...]", "tuple[print(), ...]"),
    "an annotation of what is made": ("Callable[[], Entry]", "Callable[..., Entry]"),
    "an annotation as a text": ("Callable[[], Entry]", '"Callable[[], Entry]"'),
    "no annotation": (" -> tuple[Callable[[], Entry], ...]", ""),
    "texts from another module": (LOAD, "    from ._texts.jobs import ENTRIES\n"),
    "texts from another package": (LOAD, "    from .texts.runs import ENTRIES\n"),
    "texts from above": (LOAD, "    from .._texts.runs import ENTRIES\n"),
    "texts from anywhere": (LOAD, "    from _texts.runs import ENTRIES\n"),
    "other texts": (LOAD, "    from ._texts.runs import STEPS as ENTRIES\n"),
    "texts and more": (LOAD, "    from ._texts.runs import ENTRIES, STEPS\n"),
    "no texts": (LOAD, ""),
    "texts at every import": (f"{LOAD}\n{RETURN}", f"\n{RETURN}"),
    "part of the texts": (RETURN, "    return ENTRIES[:1]\n"),
    "texts backwards": (RETURN, "    return ENTRIES[::-1]\n"),
    "a tuple of texts": (RETURN, "    return (ENTRIES,)\n"),
    "a yield of texts": (RETURN, "    yield ENTRIES\n"),
    "a statement": (RETURN, f"    print()\n{RETURN}"),
}
MODULE = {
    "an import": (IMPORT, f"{IMPORT}import os\n"),
    "an import from elsewhere": (IMPORT, "from ._bundle import BUNDLE, sys\n"),
    "an import of all": (IMPORT, "from ._bundle import *\n"),
    "an import under another name": (IMPORT, "from ._bundle import BUNDLE as bind\n"),
    "an import from above": (IMPORT, "from .._bundle import BUNDLE\n"),
    "an import from another module": ("from reasonbook.runtime", "from reasonbook.evil"),
    "an import less": ("from __future__ import annotations\n", ""),
    "a name less": ("import Items, Occurrence,", "import Occurrence,"),
    "names in another order": ("import Items, Occurrence,", "import Occurrence, Items,"),
    "another future": ("import annotations", "import annotations, barry_as_FLUFL"),
    "a second docstring above the first import": (
        "from __future__ import annotations\n",
        '"more"\nfrom __future__ import annotations\n',
    ),
    "imports for all": ("TYPE_CHECKING = False", "TYPE_CHECKING = True"),
    "imports by number": ("TYPE_CHECKING = False", "TYPE_CHECKING = 0"),
    "imports by the real name": (
        "TYPE_CHECKING = False",
        "from typing import TYPE_CHECKING",
    ),
    "another condition": ("if TYPE_CHECKING:", "if not TYPE_CHECKING:"),
    "something else for the rest": ("\n__all__", "\nelse:\n    print()\n\n__all__"),
    "a type from elsewhere": ("from decimal import", "from os import"),
    "a type more": ("from decimal import Decimal", "from decimal import Decimal, Context"),
    "a type under another name": ("import Decimal", "import Context as Decimal"),
    "a type less": ("    from decimal import Decimal\n", ""),
    "an import for checkers": ("if TYPE_CHECKING:\n", "if TYPE_CHECKING:\n    import os\n"),
    "a statement for checkers": ("if TYPE_CHECKING:\n", "if TYPE_CHECKING:\n    print()\n"),
    "an export more": ('__all__ = ["RunReason", ', '__all__ = ["RunReason", "bind", '),
    "an export less": ('__all__ = ["RunReason", ', "__all__ = ["),
    "exports in another order": ('["RunReason", "failed", ', '["failed", "RunReason", '),
    "exports as a tuple": (re.compile(r"__all__ = \[(.*)\]"), "__all__ = ()"),
    "exports with more": ("\n\n\nclass", "\n__all__ += ['bind']\n\n\nclass"),
    "a statement behind a semicolon": (BIND, f"{BIND}; print()"),
    "a statement at the end": (BIND, f"{BIND}\nprint()"),
    "a statement at the start": (IMPORT, f"print()\n{IMPORT}"),
    "nothing bound": (BIND, ""),
    "something else bound": (BIND, "bind(RunReason, BUNDLE, dict)"),
    "entries bound": (BIND, "bind(RunReason, BUNDLE, _entries())"),
    "bound twice": (BIND, f"{BIND}\n{BIND}"),
    "bound to a name": (BIND, f"x = {BIND}"),
    "a loop": (BIND, f"for _ in (1,):\n    {BIND}"),
    "a condition": (BIND, f"if True:\n    {BIND}"),
    "an attempt": (BIND, f"try:\n    {BIND}\nfinally:\n    pass"),
    "an awaited value": (BIND, f"[{BIND} async for x in y]"),
    "a deletion": (BIND, f"{BIND}\ndel BUNDLE"),
}
SABOTAGES = {
    f"{part}: {each}": change
    for part, changes in (
        ("class", CLASS),
        ("parameters", PARAMETERS),
        ("functions", FUNCTIONS),
        ("entries", ENTRIES),
        ("module", MODULE),
    )
    for each, change in changes.items()
}


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_a_module_is_refused_with(sabotage, refuse):
    refuse(NAME, *SABOTAGES[sabotage])


def test_members_in_another_order_are_refused(modules, check, change):
    member = '    IDLE = "run.idle"\n'
    swapped = change(change(modules[NAME], member, "@"), MEMBER, member).replace("@", MEMBER)
    (finding,) = check(NAME, swapped)

    assert finding.message == "expected 'IDLE', found 'LOST'"


def test_functions_in_another_order_are_refused(modules, check, change):
    idle, lost = IDLE.search(modules[NAME])[0], FUNCTION.search(modules[NAME])[0]
    (finding,) = check(NAME, change(change(modules[NAME], lost, ""), idle, lost + idle))

    assert finding.message == "expected 'idle', found 'lost'"


def test_a_function_with_the_name_of_another_is_refused(modules, check, change):
    swapped = change(change(modules[NAME], "def lost(", "def @("), "def idle(", "def lost(")
    (finding,) = check(NAME, swapped.replace("def @(", "def idle("))

    assert finding.message == "expected 'idle', found 'lost'"


def test_reasons_swapped_in_functions_are_refused(modules, check, change):
    swapped = change(modules[NAME], "        RunReason.FAILED,\n", "        RunReason.IDLE,\n")
    (finding,) = check(NAME, swapped)

    assert finding.message == "expected 'FAILED', found 'IDLE'"
    assert swapped.split("\n")[finding.span.line - 1].strip() == "RunReason.IDLE,"
    assert finding.span.column == 9


def test_a_value_of_a_type_in_other_words_is_a_fault_of_content(modules, check, change):
    changed = change(modules[NAME], STAGE, 'stage: Literal["built", "tests"]')
    (finding,) = check(NAME, changed)

    assert (finding.code, finding.message) == ("RB503", "expected 'build', found 'built'")
    assert changed.split("\n")[finding.span.line - 1].strip().startswith("stage:")
