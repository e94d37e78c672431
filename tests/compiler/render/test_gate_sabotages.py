"""Every way in which a template could make another program of a module, and each is refused."""

from __future__ import annotations

import ast
import re
from dataclasses import replace

import pytest

from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.render.program import module_program
from reasonbook.compiler.source import SourceFile

LABEL = '"Run failed"'
DOC = "'Why a run \"ended\".'"
RETURN = "    return {\n"
BIND = "bind(RunReason, BUNDLE, _entries)"
MEMBER = '    LOST = "run.lost"\n'
IMPORT = "from ._bundle import BUNDLE\n"
IDLE = re.compile(r"        RunReason\.IDLE: Entry\(.*?\n        \),\n", re.DOTALL)
LOST = re.compile(r"        RunReason\.LOST: Entry\(.*?\n        \),\n", re.DOTALL)

# What was changed, and how: a part of the module and what a bad template would make of it.
SABOTAGES = {
    "raw quotes": (DOC, '"Why a run "ended"."'),
    "a text left out": (LABEL, '""'),
    "a text in other words": (LABEL, '"Run  failed"'),
    "a text as json writes an astral character": (LABEL, '"Run failed\\ud83d\\ude00"'),
    "a text as html": (LABEL, '"Run failed&#34;"'),
    "a raw text": (r'\u2014 the log says why.",', r'\\u2014 the log says why.",'),
    "a text with a character outside ASCII": (r"\u2014 the log", "— the log"),
    "an f-string": (LABEL, 'f"Run failed"'),
    "an f-string with a call": (LABEL, 'f"{print()}"'),
    "bytes": (LABEL, 'b"Run failed"'),
    "texts added together": (LABEL, '"Run " + "failed"'),
    "a text and a format": (LABEL, '"Run %s" % "failed"'),
    "a text behind a call": (LABEL, 'str("Run failed")'),
    "a method of a text": (LABEL, '"run failed".capitalize()'),
    "an assignment in an expression": (LABEL, '(x := "Run failed")'),
    "a choice": (LABEL, '"Run failed" if True else ""'),
    "a lambda": (LABEL, '(lambda: "Run failed")()'),
    "a starred argument": (LABEL, '*("Run failed",)'),
    "a starred keyword": ("severity=", "**{}, severity="),
    "a keyword more": ("retry_after=30", "retry_after=30, x=1"),
    "a keyword less": ("            retry_after=30,\n", ""),
    "another keyword": ("retry_after=30", "retry_later=30"),
    "keywords in another order": (
        'severity="critical",\n            docs_url="https://example.com/docs",',
        'docs_url="https://example.com/docs",\n            severity="critical",',
    ),
    "one for true": ("show_no_action_needed=True", "show_no_action_needed=1"),
    "zero for false": ("show_no_action_needed=False", "show_no_action_needed=0"),
    "a float": ("retry_after=30", "retry_after=30.0"),
    "a negative number": ("retry_after=30", "retry_after=-30"),
    "a text for a number": ("retry_after=30", 'retry_after="30"'),
    "none for a number": ("retry_after=30", "retry_after=None"),
    "a huge number": ("retry_after=30", f"retry_after=0x{'F' * 5_000}"),
    "a complex number": ("retry_after=30", "retry_after=30j"),
    "an ellipsis": ("retry_after=30", "retry_after=..."),
    "another code": (MEMBER, '    LOST = "run.gone"\n'),
    "another member": (MEMBER, '    GONE = "run.lost"\n'),
    "a member less": (MEMBER, ""),
    "a member more": (MEMBER, f'{MEMBER}    MORE = "run.more"\n'),
    "an attribute of the class": (MEMBER, f"{MEMBER}    _ignore_ = []\n"),
    "two names for a member": (MEMBER, '    LOST = GONE = "run.lost"\n'),
    "an annotated member": (MEMBER, '    LOST: str = "run.lost"\n'),
    "a method of the class": (MEMBER, f"{MEMBER}    def _missing_(cls): return cls.LOST\n"),
    "a text as a value": (MEMBER, '    LOST = str("run.lost")\n'),
    "another base class": ("RunReason(Reason)", "RunReason(str)"),
    "a base class more": ("RunReason(Reason)", "RunReason(Reason, str)"),
    "no base class": ("RunReason(Reason)", "RunReason"),
    "a metaclass": ("RunReason(Reason)", "RunReason(Reason, metaclass=type)"),
    "a decorator of the class": ("class RunReason", "@print\nclass RunReason"),
    "a decorator of the function": ("def _entries", "@print\ndef _entries"),
    "a parameter": ("def _entries()", "def _entries(x)"),
    "a parameter with a default": ("def _entries()", "def _entries(x=print())"),
    "a keyword parameter with a default": ("def _entries()", "def _entries(*, x=print())"),
    "parameters by star": ("def _entries()", "def _entries(*x, **y)"),
    "another annotation": ("dict[RunReason, Entry]", "dict[print(), Entry]"),
    "no annotation": (" -> dict[RunReason, Entry]", ""),
    "an asynchronous function": ("def _entries", "async def _entries"),
    "an import": (IMPORT, f"{IMPORT}import os\n"),
    "an import from elsewhere": (IMPORT, "from ._bundle import BUNDLE, sys\n"),
    "an import of all": (IMPORT, "from ._bundle import *\n"),
    "an import under another name": (IMPORT, "from ._bundle import BUNDLE as bind\n"),
    "an import from above": (IMPORT, "from .._bundle import BUNDLE\n"),
    "an import from another module": ("from reasonbook.runtime", "from reasonbook.evil"),
    "an import less": ("from __future__ import annotations\n", ""),
    "a statement behind a semicolon": (BIND, f"{BIND}; print()"),
    "a statement at the end": (BIND, f"{BIND}\nprint()"),
    "a statement at the start": (IMPORT, f"print()\n{IMPORT}"),
    "a statement in the function": (RETURN, f"    print()\n{RETURN}"),
    "nothing bound": (BIND, ""),
    "something else bound": (BIND, "bind(RunReason, BUNDLE, dict)"),
    "bound twice": (BIND, f"{BIND}\n{BIND}"),
    "a loop": (BIND, f"for _ in (1,):\n    {BIND}"),
    "a condition": (BIND, f"if True:\n    {BIND}"),
    "an attempt": (BIND, f"try:\n    {BIND}\nfinally:\n    pass"),
    "a global statement": (RETURN, f"    global x\n{RETURN}"),
    "an awaited value": (BIND, f"[{BIND} async for x in y]"),
    "a yield": ("    return {\n", "    yield {\n"),
    "a deletion": (BIND, f"{BIND}\ndel BUNDLE"),
    "another context": ('"run.lost#operator_label"', '"run.lose#operator_label"'),
    "contexts swapped": ('"run.lost#operator_label"', '"run.lost#short_explanation"'),
    "another step": ('steps["next_step.wait"],\n', 'steps["next_step.retry"],\n'),
    "a step twice": ('steps["next_step.wait"],\n', 'steps["next_step.wait"],' * 2 + "\n"),
    "a step by index": ('steps["next_step.wait"],\n', "steps[0],\n"),
    "a list for a tuple": ('params=("run_id",)', 'params=["run_id"]'),
    "a text for a tuple": ('params=("run_id",)', 'params=("run_id")'),
    "a placeholder of another type": ('"attempts": "integer"', '"attempts": "string"'),
    "a dictionary within a dictionary": ('"attempts": "integer"', '**{"attempts": "integer"}'),
    "a name outside ASCII": (MEMBER, '    LO\u017fT = "run.lost"\n'),
    "an export more": ('__all__ = ["RunReason"]', '__all__ = ["RunReason", "bind"]'),
    "exports as a tuple": ('__all__ = ["RunReason"]', '__all__ = ("RunReason",)'),
    "a type for a class": ("class RunReason(Reason):", "class RunReason[T](Reason):"),
    "a docstring as an f-string": (DOC, 'f"{print()}"'),
    "a docstring as bytes": (DOC, 'b"Why"'),
    "a second docstring above the first import": (
        "from __future__ import annotations\n",
        '"more"\nfrom __future__ import annotations\n',
    ),
    "another future": ("import annotations", "import annotations, barry_as_FLUFL"),
}
# How a template may quote a text that it did not put through `py`.
STYLES = {
    '"@"': True,
    "'@'": True,
    '"""@"""': True,
    "'''@'''": True,
    'r"@"': True,
    'r"""@"""': True,
    '"" "@"': True,
    'f"@"': False,
    'b"@"': False,
    '"%s" % "@"': False,
    "@": False,
    '# @\n"Run lost"': False,
    '"Run lost"  # @': False,
}


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_a_module_is_refused_with(module, check, sabotage, change):
    changed = change(module, *SABOTAGES[sabotage])
    (finding,) = check(changed)

    assert changed != module
    assert finding.code in ("RB502", "RB503")
    assert finding.message.isprintable()
    assert len(finding.message) < 200
    assert finding.span.path == "generated/reasons/runs.py"


def test_reasons_in_another_order_are_refused(module, check):
    idle, lost = IDLE.search(module)[0], LOST.search(module)[0]
    (finding,) = check(module.replace(idle, "@").replace(lost, idle).replace("@", lost))

    assert finding.message == "expected 'IDLE', found 'LOST'"


def test_a_reason_dropped_is_refused(module, check):
    (finding,) = check(LOST.sub("", module))

    assert finding.message == "Attribute 'LOST' is missing"


def test_texts_swapped_are_refused(module, check):
    swapped = module.replace(LABEL, "@").replace('"Run lost"', LABEL).replace("@", '"Run lost"')
    (finding,) = check(swapped)

    assert finding.code == "RB503"
    assert finding.message == "expected 'Run failed', found 'Run lost'"
    assert swapped.split("\n")[finding.span.line - 1].strip() == '"Run lost",'
    assert finding.span.column == 17


@pytest.fixture(scope="module")
def small(compile_):
    head = "format: reasonbook/1\ncatalog: {module: m, enum: E, prefix: run.}\nreasons:\n"
    reason = "  run.lost: {operator_label: Run lost, short_explanation: Nobody knows.}\n"
    return compile_({"reasons/a.yaml": head + reason})


@pytest.mark.parametrize("style", STYLES)
def test_a_hostile_text_in_wrong_quotes_is_exact_or_refused(small, hostile, style, change):
    (enum,) = small.catalogue.enums
    module = small.artifacts["generated/reasons/m.py"].decode()
    exact = 0
    for text in {each for each in hostile if len(each) < 60}:
        reason = replace(enum.reasons[0], operator_label=text)
        program = module_program(replace(enum, reasons=(reason,)))
        rendered = change(module, '"Run lost"', style.replace("@", text))
        if not check_module(SourceFile("x.py", rendered), program):
            exact += 1
            entry = ast.parse(rendered).body[-2].body[-1].value.values[0]
            assert entry.keywords[0].value.args[1].value == text

    assert (exact > 0) is STYLES[style]
