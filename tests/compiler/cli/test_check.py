from __future__ import annotations

import json

import pytest

from reasonbook.compiler.report import FORMATS


@pytest.fixture
def broken(project, reasonbook):
    """Return the command line in a project with one mistake."""
    project.change("reasons/payments.yaml", "action_required", "act")
    return reasonbook


@pytest.mark.usefixtures("project")
def test_a_right_project_is_told_so(reasonbook):
    done = reasonbook("check")

    assert (done.code, done.out, done.err) == (0, "", "All checks passed.\n")
    assert reasonbook("check", "-q").err == ""


def test_nothing_is_written(project, reasonbook):
    before = project.times()
    reasonbook("check")

    assert project.times() == before


def test_an_error_is_1(project, reasonbook):
    project.change("reasons/payments.yaml", "action_required", "act")
    done = reasonbook("check", "--format", "concise")

    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("reasons/payments.yaml:11:20: error[RB207]")


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_a_warning_counts_if_asked_to(project, reasonbook, threshold, code):
    project.change("reasons/payments.yaml", "Card has expired", "Card has expired.")
    done = reasonbook("check", "--fail-on", threshold)

    assert done.code == code
    assert "warning[RB404]" in done.out
    assert "All checks passed" not in done.err


def test_an_error_does_not_count_if_nothing_is_to(project, reasonbook):
    project.change("reasons/payments.yaml", "action_required", "act")
    done = reasonbook("check", "--fail-on", "never")

    assert done.code == 0
    assert "error[RB207]" in done.out


@pytest.mark.parametrize("threshold", ["error", "warning", "never"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[tool.reasonbook]", "[tool.reasonbook"),
        ("bundle =", "bundel ="),
        ('"shop_reasons"', '"Shop"'),
        ("reasons/*.yaml", "nowhere/*.yaml"),
    ],
)
def test_wrong_settings_are_2_whatever_counts(project, reasonbook, threshold, old, new):
    project.change("pyproject.toml", old, new)
    done = reasonbook("check", "--fail-on", threshold, "--project", ".")

    assert done.code == 2
    assert "error[RB70" in done.out


def test_a_source_that_is_a_link_is_2(project, reasonbook, tmp_path):
    (tmp_path / "secret").write_text("password: 1\n", encoding="utf-8")
    (project.root / "reasons" / "link.yaml").symlink_to(tmp_path / "secret")
    done = reasonbook("check")

    assert done.code == 2
    assert "error[RB113]" in done.out
    assert "password" not in done.out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_all_that_standard_output_gets(project, reasonbook, format_):
    project.change("reasons/payments.yaml", "action_required", "act")
    done = reasonbook("check", "--format", format_)

    assert (done.code, done.err) == (1, "")
    assert "RB207" in done.out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("format_", ["json", "gitlab", "sarif"])
def test_a_document_is_one_without_findings_too(reasonbook, format_):
    done = reasonbook("check", "--format", format_)

    assert done.code == 0
    json.loads(done.out)


@pytest.mark.parametrize(
    ("choice", "variable", "colour"),
    [
        ("auto", "OTHER", False),
        ("auto", "FORCE_COLOR", True),
        ("always", "OTHER", True),
        ("always", "NO_COLOR", True),
        ("never", "FORCE_COLOR", False),
    ],
)
def test_colour_comes_if_wanted(broken, monkeypatch, choice, variable, colour):
    monkeypatch.setenv(variable, "1")

    assert ("\x1b[" in broken("check", "--color", choice).out) is colour


@pytest.mark.usefixtures("project")
def test_the_last_build_answers_if_nothing_has_changed(reasonbook):
    reasonbook("generate")
    done = reasonbook("check")

    assert (done.code, done.out, done.err) == (0, "", "All checks passed.\n")


def test_every_file_is_looked_at_before_anything_stops(project, reasonbook, parcels):
    project.write("reasons/parcels.yaml", parcels.replace("escalate", "escalated"))
    project.change("reasons/payments.yaml", "action_required", "act")
    project.write("locales/de/LC_MESSAGES/shop_reasons.po", 'msgid "a\n')
    done = reasonbook("check", "--format", "json")
    paths = {each["path"] for each in json.loads(done.out)["findings"]}

    assert paths == {
        "locales/de/LC_MESSAGES/shop_reasons.po",
        "reasons/parcels.yaml",
        "reasons/payments.yaml",
    }
