from __future__ import annotations

from reasonbook.compiler.catalog.uses import Uses, iterate_uses_of

TEXT = """
defaults: {next_steps: [open, wait]}
next_steps:
  open: {kind: link, label: "Open {a} and {a}.", url: "/{b}/{a}"}
  wait: {kind: wait, label: {plural: n, one: Wait., other: "Wait {n}."}}
reasons:
  run.a:
    operator_label: Run {a}
    short_explanation: {plural: n, one: "One {b}.", other: "{n} {b}."}
    surfaces: {mail: {operator_label: "{c}", short_explanation: "{d}"}}
    placeholders:
      {a: {type: string}, b: {type: string, privacy: secret}, n: {type: integer},
       c: {type: string}, d: {type: string}, e: {type: string}}
    next_steps:
      - open
      - {id: again, kind: action, label: "{e}", action: run.again, params: [e, b]}
  run.b:
    operator_label: A
    short_explanation: B
    placeholders: {a: {type: string}, b: {type: string}, n: {type: integer}}
"""


def told(uses):
    return [(each.name, each.way, each.step) for each in uses]


def test_what_a_reason_writes_out_takes_what_stands_in_it(document):
    uses = Uses(document(TEXT))

    assert told(uses.own("run.a")) == [
        ("a", "text", ""),
        *(("n", "number", ""), ("b", "text", ""), ("n", "text", ""), ("b", "text", "")),
        *(("c", "text", ""), ("d", "text", "")),
        *(("e", "text", ""), ("e", "params", ""), ("b", "params", "")),
    ]
    assert told(uses.own("run.b")) == []


def test_a_shared_step_takes_each_once_in_each_way(document):
    uses = Uses(document(TEXT))

    assert told(uses.by_shared("run.a")) == [
        *(("a", "text", "open"), ("b", "url", "open"), ("a", "url", "open")),
    ]
    assert [name for name, *_ in told(uses.all("run.b"))] == ["a", "b", "a", "n", "n"]


def test_a_use_knows_its_place_and_who_takes_it(document):
    found = document(TEXT)
    file, uses = found.tree.file, Uses(found)

    def written(use):
        span = use.span(found)
        return use.taker, file.line(span.line)[span.column - 1 : span.end_column - 1]

    own = [written(each) for each in uses.own("run.a")]

    assert own[:3] == [("this text", "{a}"), ("this text", "n"), ("this text", "{b}")]
    assert own[-1] == ("this action", "b")
    assert [written(each) for each in uses.by_shared("run.a")][1] == ("the step `open`", "open")
    assert {written(each) for each in uses.by_shared("run.b")} == {
        ("the step `open`", "run.b"),
        ("the step `wait`", "run.b"),
    }
    assert [written(each) for each in uses.shared["open"]][2:] == [
        *(("this address", "{b}"), ("this address", "{a}")),
    ]


def test_uses_of_some_placeholders_are_found_in_every_reason(document):
    found = iterate_uses_of(document(TEXT), lambda each: each.privacy == "secret")

    assert told(found) == [
        *(("b", "text", ""), ("b", "text", ""), ("b", "params", ""), ("b", "url", "open")),
    ]
