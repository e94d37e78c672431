"""Every way in which a template could make another program of an enum's texts: all refused."""

from __future__ import annotations

import re

import pytest

NAME = "_texts/runs"
LABEL = '"Run failed"'
WAIT = '            STEPS["next_step.wait"](),\n'
ENTRY = "    # run.lost\n    lambda: Entry("
PARAMS = 'params=("run_id",)'
DAY = 'Placeholder("day", "date")'
SIZE = 'Placeholder("size", "enum", required=False, values=CHOICES["run.slow/placeholder.size"]())'
TOKEN = 'Placeholder("token", "string", privacy="secret")'
ONE, OTHER = '"One file waits."', '"{files} files, {ratio}."'
FORMS = re.compile(r"short_explanation=Plural\(\n *\"files\",\n *npgettext_noop\(")
TESTS = re.compile(r" *\"tests\": pgettext_noop\(.*?\),\n", re.DOTALL)
ANY_REASON = re.compile(r"    # run\.(?:idle|lost)\n    lambda: Entry\(.*?\n    \),\n", re.DOTALL)
BADGE = re.compile(r"            \"badge\": Surface\(.*?\n            \),\n", re.DOTALL)
ENTRIES = "ENTRIES: tuple[Callable[[], Entry], ...] = ("
STEPS = "STEPS: dict[str, Callable[[], Step]] = {"
CHOICES = "CHOICES: dict[str, Callable[[], dict[str, Text]]] = {"

# What was changed, and how: a part of the module and what a bad template would make of it.
TEXTS = {
    "raw quotes": (LABEL, '"Run "failed""'),
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
    "a text and one more": (LABEL, f'{LABEL}, "more"'),
    "none for a text": (LABEL, "None"),
    "another context": ('"run.lost#operator_label"', '"run.lose#operator_label"'),
    "contexts swapped": ('"run.lost#operator_label"', '"run.lost#short_explanation"'),
    "a text of another function": ("operator_label=pgettext_noop(", "operator_label=print("),
    "a text of no function": (
        re.compile(r"pgettext_noop\(\s*\"run.lost#operator_label\",\s*(\"Run lost\"),\s*\)"),
        '"Run lost"',
    ),
}
PLURALS = {
    "the form for one left out": (ONE, '""'),
    "the form for one in other words": (ONE, '"One file is waiting."'),
    "the other form in other words": (OTHER, '"{files} files"'),
    "forms swapped": (f"{ONE},\n                        {OTHER}", f"{OTHER}, {ONE}"),
    "the same form twice": (ONE, OTHER),
    "a form less": (f"                        {OTHER},\n", ""),
    "a form more": (OTHER, f'{OTHER}, "more"'),
    "a form as an f-string": (OTHER, f"f{OTHER}"),
    "a form in bytes": (ONE, f"b{ONE}"),
    "a form outside ASCII": (ONE, '"One file waits\u2026"'),
    "another placeholder decides": (FORMS, 'short_explanation=Plural("ratio", npgettext_noop('),
    "nothing decides": (FORMS, "short_explanation=Plural(None, npgettext_noop("),
    "what decides by keyword": (FORMS, 'short_explanation=Plural(by="files", *npgettext_noop('),
    "a plural as a tuple": (FORMS, 'short_explanation=("files", npgettext_noop('),
    "a plural of singular texts": (FORMS, 'short_explanation=Plural("files", pgettext_noop('),
    "a plural without a context": (FORMS, 'short_explanation=Plural("files", ngettext('),
    "a plural of a plural": (FORMS, 'short_explanation=Plural("files", Plural('),
    "another context": ('"run.slow@mail#short_explanation"', '"run.slow#short_explanation"'),
    "a context less": ('                        "run.slow@mail#short_explanation",\n', ""),
}
VALUES = {
    "another text": ('"the tests"', '"tests"'),
    "a text outside ASCII": ('"the tests"', '"the te\u017fts"'),
    "another value": ('"tests": pgettext', '"test": pgettext'),
    "a value as an f-string": ('"tests": pgettext', 'f"tests": pgettext'),
    "a value by name": ('"tests": pgettext', "tests: pgettext"),
    "a value less": (TESTS, ""),
    "a value more": (
        '        "build": pget',
        '        "x": pgettext_noop("x", "x"),\n"build": pget',
    ),
    "a value twice": ('"build": pget', '"build": pgettext_noop("x", "x"),\n"build": pget'),
    "values from elsewhere": ('"build": pget', '**{"x": "y"}, "build": pget'),
    "sets from elsewhere": (CHOICES, f"{CHOICES}**{{}},"),
    "another context": ('"placeholder.stage#tests"', '"placeholder.stage#build"'),
    "another set": ('"placeholder.stage": lambda', '"placeholder.stages": lambda'),
    "a set that is made at once": ('"placeholder.stage": lambda:', '"placeholder.stage":'),
    "a set with a parameter": ('"placeholder.stage": lambda:', '"placeholder.stage": lambda x:'),
    "the wrong set": (SIZE, SIZE.replace("run.slow/placeholder.size", "placeholder.stage")),
    "a set by name": (SIZE, SIZE.replace("CHOICES[", "CHOICES.get(").replace("]()", ")()")),
    "a set that is not made": (SIZE, SIZE.replace("()", "")),
    "no set": (SIZE, SIZE.replace(', values=CHOICES["run.slow/placeholder.size"]()', "")),
    "a set in its place": (SIZE, SIZE.replace('CHOICES["run.slow/placeholder.size"]()', "{}")),
    "sets for something else": (CHOICES, CHOICES.replace("CHOICES", "STAGES")),
    "sets of another type": (CHOICES, CHOICES.replace("Text", "str")),
    "sets without a type": (CHOICES, "CHOICES = {"),
}
STEP_SABOTAGES = {
    "another step": (WAIT, WAIT.replace("wait", "retry")),
    "a step twice": (WAIT, WAIT * 2),
    "a step less": (WAIT, ""),
    "a step by index": (WAIT, "            STEPS[0](),\n"),
    "a step that is not made": (WAIT, WAIT.replace("()", "")),
    "a step with an argument": (WAIT, WAIT.replace("()", "(print())")),
    "a step with a keyword": (WAIT, WAIT.replace("()", "(x=1)")),
    "a step of other steps": (WAIT, WAIT.replace("STEPS", "CHOICES")),
    "steps as a list": (re.compile(r"next_steps=\(.*?\n        \)", re.DOTALL), "next_steps=[]"),
    "another id": ('id="retry"', 'id="retries"'),
    "another kind": ('kind="contact"', 'kind="link"'),
    "another url": ('url="https://example.com/{run_id}"', 'url="https://example.org/{run_id}"'),
    "another action": ('action="runs.retry"', 'action="runs.stop"'),
    "another target": ('target="#ops"', 'target="#dev"'),
    "a target more": ('kind="wait",', 'kind="wait", target="#ops",'),
    "a list for a tuple": (PARAMS, 'params=["run_id"]'),
    "a text for a tuple": (PARAMS, 'params=("run_id")'),
    "a label as the text": (re.compile(r"label=pgettext_noop\(\s*.*\s*.*\s*\),"), 'label="Stop",'),
    "a step that is made at once": ('"next_step.wait": lambda: Step(', '"next_step.wait": Step('),
    "a step by another name": ('"next_step.wait": lambda', '"next_step.waits": lambda'),
    "a default in a lambda": ('"next_step.wait": lambda:', '"next_step.wait": lambda x=print():'),
    "a star in a lambda": ('"next_step.wait": lambda:', '"next_step.wait": lambda *x:'),
    "a function for a lambda": ('"next_step.wait": lambda: Step(', '"next_step.wait": dict('),
    "steps of another type": (STEPS, STEPS.replace("Step]", "Entry]")),
    "steps from elsewhere": (STEPS, f"{STEPS}**{{}},"),
}
FACTS = {
    "a starred keyword": ("severity=", "**{}, severity="),
    "a keyword more": ("retry_after=30", "retry_after=30, x=1"),
    "a keyword less": ("        retry_after=30,\n", ""),
    "another keyword": ("retry_after=30", "retry_later=30"),
    "keywords in another order": (
        'severity="critical",\n        docs_url="https://example.com/docs",',
        'docs_url="https://example.com/docs",\n        severity="critical",',
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
    "another severity": ('severity="critical"', 'severity="info"'),
    "another actionability": ('actionability="retryable_after_fix"', 'actionability="escalate"'),
    "another label of the code": ('label="RUN-1"', 'label="RUN-2"'),
    "another page": ("https://example.com/docs", "https://example.org/docs"),
}
PLACEHOLDERS = {
    "another type": ('"attempts", "integer"', '"attempts", "string"'),
    "another name": (DAY, DAY.replace("day", "date")),
    "a name as an f-string": (DAY, DAY.replace('"day"', 'f"day"')),
    "one less": (f"            {DAY},\n", ""),
    "one twice": (DAY, f"{DAY}, {DAY}"),
    "one more": (DAY, f'{DAY}, Placeholder("x", "string")'),
    "another order": (
        f'{DAY},\n            Placeholder("hour", "time")',
        f'Placeholder("hour", "time"), {DAY}',
    ),
    "a tuple": (DAY, '("day", "date")'),
    "a list of them": (
        re.compile(r"placeholders=\((.*?)\n        \)", re.DOTALL),
        "placeholders=[]",
    ),
    "less privacy": (TOKEN, TOKEN.replace('"secret"', '"public"')),
    "no privacy": (TOKEN, TOKEN.replace(', privacy="secret"', "")),
    "more privacy": (DAY, DAY.replace(")", ', privacy="secret")')),
    "privacy by position": (TOKEN, TOKEN.replace("privacy=", "True, ")),
    "optional": (DAY, DAY.replace(")", ", required=False)")),
    "required": (SIZE, SIZE.replace(" required=False,", "")),
    "required by number": (SIZE, SIZE.replace("required=False", "required=0")),
    "values of a text": (DAY, DAY.replace(")", ', values=CHOICES["placeholder.stage"]())')),
    "starred keywords": (DAY, DAY.replace(")", ", **{})")),
}
SURFACES = {
    "another surface": ('"badge": Surface(', '"banner": Surface('),
    "a surface less": (BADGE, ""),
    "a surface twice": ('"badge": Surface(', '"badge": Surface(),\n"badge": Surface('),
    "a surface for all": ('"badge": Surface(', '**{}, "badge": Surface('),
    "a surface of nothing": (BADGE, '"badge": Surface(),\n'),
    "a dictionary for a surface": ('"badge": Surface(', '"badge": dict('),
    "surfaces behind a choice": ("surfaces={", "surfaces=None or {"),
    "a text of another field": (
        re.compile(r"operator_label(?==pgettext_noop\(\s*\"run.slow@badge#)"),
        "short_explanation",
    ),
    "a text of the reason": ('"run.slow@badge#operator_label"', '"run.slow#operator_label"'),
    "another text": ('"Slow on {hosts}"', '"Slow"'),
}
MODULE = {
    "a reason that is made at once": (ENTRY, ENTRY.replace("lambda: ", "")),
    "a reason with a parameter": (ENTRY, ENTRY.replace("lambda:", "lambda x:")),
    "a reason with a default": (ENTRY, ENTRY.replace("lambda:", "lambda x=print():")),
    "a reason behind a call": (ENTRY, ENTRY.replace("Entry(", "print() or Entry(")),
    "something else than a reason": (ENTRY, ENTRY.replace("Entry(", "dict(")),
    "a reason with an argument": (ENTRY, f"{ENTRY}1, "),
    "reasons of another type": (ENTRIES, ENTRIES.replace("Entry]", "Step]")),
    "reasons without a type": (ENTRIES, "ENTRIES = ("),
    "reasons behind a choice": (ENTRIES, ENTRIES.replace("(", "() or (")),
    "reasons and more": (ENTRIES, f"{ENTRIES}*(),"),
    "reasons for something else": (ENTRIES, ENTRIES.replace("ENTRIES", "ENTRY")),
    "an import": ("TYPE_CHECKING = False\n", "import os\nTYPE_CHECKING = False\n"),
    "an import less": ("    Surface,\n", ""),
    "an import under another name": ("    Surface,\n", "    Step as Surface,\n"),
    "an import from elsewhere": ("from reasonbook.runtime", "from reasonbook.evil"),
    "imports for all": ("TYPE_CHECKING = False", "TYPE_CHECKING = True"),
    "a type more": ("import Text", "import Text, Bundle"),
    "a type less": ("\n    from reasonbook.runtime import Text\n", ""),
    "a statement at the end": (re.compile(r"\)\n\Z"), ")\nprint()\n"),
    "an export": (ENTRIES, f"__all__ = ['ENTRIES']\n{ENTRIES}"),
    "a change of the entries": (re.compile(r"\)\n\Z"), ")\nENTRIES += (print,)\n"),
}
SABOTAGES = {
    f"{part}: {each}": change
    for part, changes in (
        ("texts", TEXTS),
        ("plurals", PLURALS),
        ("values", VALUES),
        ("steps", STEP_SABOTAGES),
        ("facts", FACTS),
        ("placeholders", PLACEHOLDERS),
        ("surfaces", SURFACES),
        ("module", MODULE),
    )
    for each, change in changes.items()
}


@pytest.mark.parametrize("sabotage", SABOTAGES)
def test_a_module_with_texts_is_refused_with(sabotage, refuse):
    refuse(NAME, *SABOTAGES[sabotage])


def test_reasons_in_another_order_are_refused(modules, check):
    idle, lost = ANY_REASON.findall(modules[NAME])
    (finding,) = check(NAME, modules[NAME].replace(idle + lost, lost + idle))

    assert finding.message == "expected 'run.idle#operator_label', found 'run.lost#operator_label'"


def test_a_reason_dropped_is_refused(modules, check):
    _, lost = ANY_REASON.findall(modules[NAME])
    (finding,) = check(NAME, modules[NAME].replace(lost, ""))

    assert finding.message == "expected 'run.lost#operator_label', found 'run.slow#operator_label'"


def test_texts_swapped_are_refused(modules, check):
    swapped = modules[NAME].replace(LABEL, "<>").replace('"Run lost"', LABEL)
    swapped = swapped.replace("<>", '"Run lost"')
    (finding,) = check(NAME, swapped)

    assert finding.code == "RB503"
    assert finding.message == "expected 'Run failed', found 'Run lost'"
    assert swapped.split("\n")[finding.span.line - 1].strip() == '"Run lost",'
    assert finding.span.column == 13
