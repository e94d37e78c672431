"""
Import a package, and call each of its functions with the examples of its catalogue.

It writes how many reasons there were. Whatever does not fit raises.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from reasonbook import strict
from reasonbook.runtime.wire import decode

# What stands for a placeholder without an example, as the source language writes it.
EXAMPLES = {
    "string": "text",
    "integer": 2,
    "number": 1.5,
    "percent": 0.25,
    "currency": "12.50 EUR",
    "date": "2026-11-25",
    "time": "13:30",
    "datetime": "2026-11-25T13:30:00+01:00",
    "duration": "PT1H30M",
    "list": ["one", "two"],
}


def example(placeholder):
    kind, written = placeholder["type"], placeholder["example"]
    if written is None:
        written = placeholder["values"][0]["value"] if kind == "enum" else EXAMPLES[kind]
    if kind == "currency":
        amount, code = written.split()
        return decode({"type": kind, "amount": amount, "code": code})
    if kind in ("date", "time", "datetime", "duration"):
        return decode({"type": kind, "value": written})
    return written


def call(module, reason):
    function = getattr(module, reason["function"])
    given = {each["name"]: example(each) for each in reason["placeholders"]}
    required = {each["name"] for each in reason["placeholders"] if each["required"]}
    for values in (given, {name: given[name] for name in required}):
        occurrence = function(**values)
        assert occurrence.code == reason["code"]
        for locale in (None, "de", "ja", "nonsense"):
            for surface in (None, "detail", *bundle.BUNDLE.surfaces):
                envelope = occurrence.envelope(locale, surface)
                assert envelope.internal_code == reason["code"]
                envelope.to_json()
                occurrence.reason.envelope(locale, surface).to_json()


bundle = importlib.import_module(sys.argv[1])
catalogue = json.loads(Path(bundle.__file__).with_name("catalog.json").read_bytes())
reasons = [
    (importlib.import_module(f"{bundle.__name__}.{enum['module']}"), reason)
    for enum in catalogue["enums"]
    for reason in enum["reasons"]
]
# Values of the wrong type, and surfaces that are not there, raise here.
with strict():
    for module, reason in reasons:
        call(module, reason)
sys.stdout.write(f"{len(reasons)} reasons\n")
