"""The packages that the tests of types are about, generated once for all of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reasonbook.compiler.config import Limits, Settings
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
OUR_BUNDLE = "operation_reasons"
# Texts and names here are meant to be strange, not to be well written.
LIMITS = Limits(
    operator_label=4096,
    short_explanation=4096,
    operator_label_placeholders=True,
    operator_label_full_stop=True,
)
# Names that sort in more ways than one, and names that are as long as names can be.
MODULES = ["m", "mb_c", "m2", "m10", "m01", "m_1", "ma", "a0z1", "a00", "x" * 40]
HUNDRED = range(100)


def small(name):
    enum = name.replace("_", "").title() if name != "mb_c" else "MBC"
    return f"format: reasonbook/1\ncatalog: {{module: {name}, enum: {enum}}}\nreasons: {{}}\n"


def hundred():
    reasons = (
        f"  job.failed_{each}: {{operator_label: Job failed, short_explanation: It failed.}}\n"
        for each in HUNDRED
    )
    return (
        "format: reasonbook/1\n"
        "catalog: {module: jobs, enum: JobReason, prefix: job.}\n"
        f"reasons:\n{''.join(reasons)}"
    )


def match(name, members, verdicts):
    cases = (
        f"        case JobReason.FAILED_{each}:\n            return {each}\n" for each in members
    )
    return (
        f"def {name}(each: JobReason) -> int:\n    match each:\n{''.join(cases)}"
        f"        case _:\n            assert_never(each){verdicts}\n\n\n"
        f"def {name}_of_an_occurrence(each: Occurrence[JobReason]) -> int:\n"
        f"    return {name}(each.reason)\n\n\n"
    )


def usage_of_hundred():
    verdicts = "  # no: mypy(arg-type) pyright(reportArgumentType)"
    return (
        "from typing import assert_never\n\n"
        "from hundred_reasons import JobReason\n"
        "from reasonbook import Occurrence\n\n\n"
        f"{match('complete', HUNDRED, '')}"
        f"{match('without_the_first', HUNDRED[1:], verdicts)}"
        f"{match('without_the_last', HUNDRED[:-1], verdicts)}"
    ).rstrip("\n") + "\n"


def stored(*names):
    return [SourceFile(each, (HERE / each).read_text(encoding="utf-8")) for each in names]


SOURCES = {
    "full_reasons": stored("full.yaml", "values.yaml"),
    "hostile_reasons": stored("full.yaml", "hostile.yaml", "names.yaml"),
    "empty_reasons": [],
    "many_reasons": [SourceFile(f"{each}.yaml", small(each)) for each in MODULES],
    "hundred_reasons": [SourceFile("jobs.yaml", hundred())],
}
PACKAGES = [OUR_BUNDLE, *SOURCES]


@pytest.fixture(scope="session", params=PACKAGES)
def package(request):
    return request.param


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a folder with our bundle, those made of `SOURCES`, and programs that use them."""
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generated" / OUR_BUNDLE, folder / OUR_BUNDLE, ignore=ignored)
    for usage in HERE.glob("usage*.py"):
        shutil.copy(usage, folder)
    (folder / "usage_hundred.py").write_text(usage_of_hundred(), encoding="utf-8")
    for name, sources in SOURCES.items():
        settings = Settings(bundle=name, surfaces=("badge", "notification"), limits=LIMITS)
        compilation = compile_project(Project(settings, sources, {"de": None}, builtin_templates()))
        assert compilation.diagnostics == ()
        for path, data in compilation.artifacts.items():
            if path.startswith("generated/"):
                place = folder / path.removeprefix("generated/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
    return folder
