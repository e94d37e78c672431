from __future__ import annotations

import json

import pytest

from reasonbook.compiler.catalog.schema import make_schema
from reasonbook.compiler.config import BUILT_IN_ACTIONABILITIES


@pytest.mark.usefixtures("folder")
def test_outside_of_a_project_it_is_the_general_one(reasonbook):
    done = reasonbook("schema")

    assert (done.code, done.err) == (0, "")
    assert done.out == make_schema(BUILT_IN_ACTIONABILITIES)


def test_in_a_project_it_is_the_one_beside_the_sources(project, reasonbook):
    project.write(
        "pyproject.toml",
        project.read("pyproject.toml")
        + "[tool.reasonbook.actionability]\nask_sales = {retryable = false, needs_human = true}\n",
    )
    reasonbook("generate")
    done = reasonbook("schema")
    reason = json.loads(done.out)["definitions"]["Reason"]

    assert done.code == 0
    assert done.out == project.read("reasons/reasonbook.schema.json")
    assert reason["properties"]["actionability"]["enum"] == [*BUILT_IN_ACTIONABILITIES, "ask_sales"]


def test_broken_sources_do_not_matter(project, reasonbook):
    project.write("reasons/payments.yaml", "a: [")

    assert reasonbook("schema").out == make_schema(BUILT_IN_ACTIONABILITIES)


@pytest.mark.parametrize("mistake", ["bundel = 1\n", "actionability = 1\n", "actionability = \n"])
def test_settings_with_a_mistake_are_not_left_out_in_silence(project, reasonbook, mistake):
    project.write("pyproject.toml", project.read("pyproject.toml") + mistake)
    done = reasonbook("schema")

    assert done.code == 2
    assert "error[RB70" in done.out
