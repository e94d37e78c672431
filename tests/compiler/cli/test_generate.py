from __future__ import annotations

import errno
import gc
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reasonbook.compiler.cli import generate as module

fcntl = pytest.importorskip("fcntl", reason="Windows has neither these locks nor pipes")

ROOT = Path(__file__).parents[3]
PO = "locales/de/LC_MESSAGES/shop_reasons.po"
BUNDLE = "generated/shop_reasons"
FILES = [
    "generated/shop_reasons/__init__.py",
    "generated/shop_reasons/_bundle.py",
    "generated/shop_reasons/_locales.py",
    "generated/shop_reasons/_texts/__init__.py",
    "generated/shop_reasons/_texts/payments.py",
    "generated/shop_reasons/catalog.json",
    "generated/shop_reasons/payments.py",
    "generated/shop_reasons/py.typed",
    "locales/shop_reasons.pot",
    "pyproject.toml",
    "reasons/payments.yaml",
    "reasons/reasonbook.schema.json",
]


def test_the_whole_bundle_is_made(project, reasonbook):
    done = reasonbook("generate")

    assert (done.code, done.out) == (0, "")
    assert list(project.tree()) == FILES
    assert done.err.splitlines() == [
        f"create {path}"
        for path in FILES
        if path not in {"pyproject.toml", "reasons/payments.yaml"}
    ]


@pytest.mark.usefixtures("project")
def test_chatter_can_be_left_out(reasonbook):
    assert reasonbook("generate", "--quiet").err == ""
    assert reasonbook("generate", "-q").err == ""
    assert reasonbook("generate", "--check", "-q").err == ""


@pytest.mark.usefixtures("built")
def test_the_bundle_gives_envelopes_in_both_languages(load_bundle):
    reason = load_bundle().PaymentReason.CARD_EXPIRED
    german = reason.envelope("de", context={"order_id": "A-7"})

    assert german.short_explanation == "Die Karte von A-7 gilt nicht mehr."
    assert reason.operator_label("fr") == "Card has expired"


def test_a_bundle_from_a_later_contract_says_so_before_it_fails_otherwise(built, load_bundle):
    text = (built.root / BUNDLE / "_bundle.py").read_text(encoding="utf-8")
    later = text.replace("require_contract(1,", "require_contract(99,")
    built.write(f"{BUNDLE}/_bundle.py", later.replace("    name=", "    news=1,\n    name="))

    with pytest.raises(ImportError, match="the bundle shop_reasons was generated for contract 99"):
        load_bundle()


def test_a_second_build_touches_nothing(built, reasonbook):
    reasonbook("generate")
    before = built.times()
    done = reasonbook("generate")

    assert (done.code, done.err) == (0, "Everything is up to date.\n")
    assert built.times() == before


def test_a_second_build_without_the_memory_of_the_first_touches_nothing_either(built, reasonbook):
    shutil.rmtree(built.root / ".reasonbook")
    before = built.times()
    done = reasonbook("generate")

    assert (done.code, done.err) == (0, "Everything is up to date.\n")
    assert {path: each for path, each in built.times().items() if path in before} == before


def test_a_project_elsewhere_is_built_as_one_here(built, reasonbook, tmp_path, monkeypatch):
    here = built.tree()
    copy = tmp_path / "ein Läden 漢"
    shutil.copytree(built.root, copy, ignore=shutil.ignore_patterns("generated", ".reasonbook"))
    link = tmp_path / "link"
    link.symlink_to(copy, target_is_directory=True)
    trees = []
    for start, folder in [(tmp_path, copy.name), (tmp_path, link), (copy, "."), (built.root, copy)]:
        monkeypatch.chdir(start)
        assert reasonbook("generate", "-C", folder).code == 0
        assert reasonbook("generate", "--check", "--project", folder).code == 0
        trees.append(type(built)(copy).tree())
        shutil.rmtree(copy / "generated")

    assert trees == [here] * 4


def test_a_build_works_from_below_the_project(built, reasonbook, monkeypatch):
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old")
    monkeypatch.chdir(built.root / "generated" / "shop_reasons")

    assert reasonbook("generate").code == 0
    assert "Card is too old" in built.read(f"{BUNDLE}/payments.py")
    assert not (built.root / BUNDLE / ".reasonbook").exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_a_build_leaves_the_collector_of_garbage_as_it_was(reasonbook, switch):
    switch()
    before = gc.isenabled()
    try:
        done = reasonbook("generate")
        after = gc.isenabled()
    finally:
        gc.enable()

    assert done.code == 0
    assert after is before


# What goes, and what stays


def test_both_modules_go_with_their_source(built, reasonbook, parcels):
    before = built.tree()
    built.write("reasons/parcels.yaml", parcels)
    reasonbook("generate")
    made = {f"{BUNDLE}/parcels.py", f"{BUNDLE}/_texts/parcels.py"}
    there = made <= built.tree().keys()
    (built.root / "reasons" / "parcels.yaml").unlink()
    checked = reasonbook("generate", "--check")
    done = reasonbook("generate")

    assert there
    assert checked.code == 1
    assert {each for each in done.err.splitlines() if each.startswith("delete")} == {
        f"delete {each}" for each in made
    }
    assert {path: each for path, each in built.tree().items() if path != PO} == {
        path: each for path, each in before.items() if path != PO
    }


def test_both_modules_go_when_their_name_is_another(built, reasonbook):
    built.change("reasons/payments.yaml", "module: payments", "module: money")
    done = reasonbook("generate")

    assert done.code == 0
    assert f"delete {BUNDLE}/payments.py\n" in done.err
    assert f"delete {BUNDLE}/_texts/payments.py\n" in done.err
    assert {f"{BUNDLE}/money.py", f"{BUNDLE}/_texts/money.py"} <= built.tree().keys()
    assert reasonbook("generate", "--check").code == 0


@pytest.mark.parametrize("path", ["_texts/__init__.py", "_texts/payments.py", "_locales.py"])
def test_a_module_that_is_missing_is_made_anew(built, reasonbook, path):
    before = built.tree()
    (built.root / BUNDLE / path).unlink()
    checked = reasonbook("generate", "--check")
    done = reasonbook("generate")

    assert (checked.code, done.code) == (1, 0)
    assert built.tree() == before


# A bundle as it was made when texts stood in the module of their enum.
OLD_MODULE = """\
# Generated by reasonbook. Do not edit it: edit its source and run `reasonbook generate`.
from reasonbook.runtime import Entry, Reason, bind
from ._bundle import BUNDLE
class PaymentReason(Reason):
    CARD_EXPIRED = "payment.card_expired"
def _entries(): return {}
bind(PaymentReason, BUNDLE, _entries)
"""
OLD_BUNDLE = """\
# Generated by reasonbook. Do not edit it: edit the sources and run `reasonbook generate`.
from reasonbook.runtime import Bundle
BUNDLE = Bundle(name="shop_reasons", version="1.1.0", source_locale="en", locales=("de",))
"""


def test_a_bundle_of_an_older_version_is_brought_up_to_date_by_one_build(
    built, reasonbook, load_bundle
):
    before = built.tree()
    shutil.rmtree(built.root / BUNDLE / "_texts")
    (built.root / BUNDLE / "_locales.py").unlink()
    built.write(f"{BUNDLE}/payments.py", OLD_MODULE)
    built.write(f"{BUNDLE}/gone.py", OLD_MODULE)
    built.write(f"{BUNDLE}/_bundle.py", OLD_BUNDLE)
    shutil.rmtree(built.root / ".reasonbook")
    done = reasonbook("generate")
    reason = load_bundle().PaymentReason.CARD_EXPIRED

    assert done.code == 0
    assert f"delete {BUNDLE}/gone.py\n" in done.err
    assert built.tree() == before
    assert reason.operator_label("de") == "Karte ist abgelaufen"
    assert reasonbook("generate", "--check").code == 0


def test_a_compiled_catalogue_goes_with_its_locale(built, reasonbook):
    shutil.rmtree(built.root / "locales" / "de")
    done = reasonbook("generate")

    assert done.code == 0
    assert f"delete {BUNDLE}/locale/de/LC_MESSAGES/shop_reasons.mo\n" in done.err
    assert not (built.root / BUNDLE / "locale").exists()
    assert reasonbook("generate", "--check").code == 0


def test_a_setting_that_loses_every_locale_is_refused(built, reasonbook):
    built.change("pyproject.toml", 'locales = "locales"', 'locales = "local"')
    before = built.tree()

    outcome = reasonbook("generate")

    assert outcome.code == 2
    assert "error[RB608]: `local` has no locales, and the bundle has de" in outcome.out
    assert "--> pyproject.toml:5:1" in outcome.out
    assert built.tree() == before


def test_files_of_others_in_the_bundle_stay(built, reasonbook):
    others = {
        f"{BUNDLE}/helpers.py": b"x = 1\n",
        f"{BUNDLE}/_texts/helpers.py": b"x = 1\n",
        f"{BUNDLE}/_texts/notes.txt": b"notes",
        f"{BUNDLE}/empty.py": b"",
        f"{BUNDLE}/data.bin": b"\0\1",
        f"{BUNDLE}/sub/notes.txt": b"notes",
        f"{BUNDLE}/locale/de/LC_MESSAGES/other.mo": b"other",
        f"{BUNDLE}/locale/notes.mo": b"other",
    }
    for path, data in others.items():
        built.write(path, data)
    (built.root / BUNDLE / "link.py").symlink_to("helpers.py")
    os.mkfifo(built.root / BUNDLE / "pipe.py")
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old")
    done = reasonbook("generate")

    assert done.code == 0
    assert "delete" not in done.err
    assert others.items() <= built.tree().items()
    assert (built.root / BUNDLE / "link.py").is_symlink()


@pytest.mark.parametrize(
    "path", ["payments.py", "_texts/payments.py", "_texts/__init__.py", "_locales.py"]
)
def test_a_module_of_somebody_else_is_not_overwritten(project, reasonbook, path):
    project.write(f"{BUNDLE}/{path}", "mine = True\n")
    before = project.tree()
    done = reasonbook("generate", "--format", "concise")

    assert done.code == 2
    assert done.out.startswith(f"{BUNDLE}/{path}:1:1: error[RB801] the file is there already")
    assert project.tree() == before
    assert reasonbook("generate", "--check").code == 2


def test_a_template_without_our_first_line_makes_modules_that_are_replaced(project, reasonbook):
    shutil.copytree(ROOT / "templates", project.root / "mine")
    text = project.read("mine/python/module.py.j2")
    line = next(each for each in text.splitlines() if each.startswith("# Generated by"))
    project.write("mine/python/module.py.j2", text.replace(line, "# Ours."))
    project.write("pyproject.toml", project.read("pyproject.toml") + 'templates = "mine"\n')
    first = reasonbook("generate")
    project.change("reasons/payments.yaml", "Card has expired", "Card is too old")
    second = reasonbook("generate")

    assert (first.code, second.code) == (0, 0)
    assert project.read(f"{BUNDLE}/payments.py").startswith("# Ours.\n")
    assert "Card is too old" in project.read(f"{BUNDLE}/payments.py")


@pytest.mark.parametrize("old", ["", "<<<<<<< HEAD\n# Generated by reasonbook from x\n=======\n"])
@pytest.mark.parametrize("path", ["payments.py", "_texts/payments.py", "_locales.py"])
def test_an_empty_or_conflicting_module_is_made_anew(built, reasonbook, old, path):
    before = built.tree()
    built.write(f"{BUNDLE}/{path}", old)

    assert reasonbook("generate").code == 0
    assert built.tree() == before


def test_a_pattern_in_the_name_of_the_output_means_itself(project, reasonbook):
    other = "old/shop_reasons/mine.py"
    project.write(other, "# Generated by reasonbook from elsewhere\n")
    project.change("pyproject.toml", '"generated"', '"[o]ld"')
    done = reasonbook("generate")

    assert done.code == 0
    assert other in project.tree()
    assert "[o]ld/shop_reasons/payments.py" in project.tree()
    assert reasonbook("generate", "--check").code == 0


# Findings


MISTAKES = [
    ("reasons/payments.yaml", "action_required", "act"),
    ("reasons/payments.yaml", "{order_id} is", "{order is"),
    ("reasons/payments.yaml", "format: reasonbook/1", "format: ["),
    (PO, 'msgstr "Karte', 'msgstr Karte"'),
    ("pyproject.toml", "bundle", "bundel"),
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_anywhere_writes_nothing_at_all(built, reasonbook, parcels, mistake):
    built.write("reasons/parcels.yaml", parcels)
    built.change(*mistake)
    before = built.times()
    done = reasonbook("generate")

    assert done.code == (2 if mistake[0] == "pyproject.toml" else 1)
    assert "error[RB" in done.out
    assert done.err == "Nothing was written.\n"
    assert built.times() == before


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_with_warnings_alone_files_are_written(built, reasonbook, threshold, code):
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old.")
    done = reasonbook("generate", "--fail-on", threshold)

    assert done.code == code
    assert "warning[RB404]" in done.out
    assert f"update {BUNDLE}/payments.py\n" in done.err
    assert "Card is too old." in built.read(f"{BUNDLE}/payments.py")


def test_a_warning_is_told_by_each_build(built, reasonbook):
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old.")
    reasonbook("generate")
    before = built.times()
    done = reasonbook("generate")

    assert done.code == 0
    assert "warning[RB404]" in done.out
    assert done.err == "Everything is up to date.\n"
    assert built.times() == before


def test_a_build_that_fails_is_not_clean_even_if_nothing_counts(built, reasonbook):
    built.change("reasons/payments.yaml", "action_required", "act")

    assert reasonbook("generate", "--fail-on", "never").code == 1


def test_a_folder_without_settings_stays_empty(folder, reasonbook):
    done = reasonbook("generate")

    assert done.code == 2
    assert "RB701" in done.out
    assert list(folder.root.iterdir()) == []


@pytest.mark.parametrize("path", [f"{BUNDLE}/payments.py", f"{BUNDLE}/_texts/payments.py", PO])
@pytest.mark.parametrize("command", [["generate"], ["generate", "--check"]])
def test_a_folder_in_the_place_of_a_file_is_told(project, reasonbook, path, command):
    (project.root / path).mkdir(parents=True)
    before = project.tree()
    done = reasonbook(*command, "--format", "concise")

    assert done.code == 2
    assert done.out.startswith(f"{path}:1:1: error[RB")
    assert project.tree() == before


def test_a_file_in_the_place_of_the_folder_of_the_texts_is_told(project, reasonbook):
    project.write(f"{BUNDLE}/_texts", "mine\n")
    before = project.tree()
    done = reasonbook("generate", "--format", "concise")

    assert done.code == 2
    assert done.out.startswith(f"{BUNDLE}/_texts/__init__.py:1:1: error[RB801]")
    assert project.tree() == before


def test_a_link_in_the_place_of_a_file_is_not_followed(built, reasonbook, tmp_path):
    other = tmp_path / "other"
    other.write_bytes(b"other")
    (built.root / BUNDLE / "catalog.json").unlink()
    (built.root / BUNDLE / "catalog.json").symlink_to(other)
    done = reasonbook("generate")

    assert done.code == 2
    assert "is a symbolic link" in done.out
    assert other.read_bytes() == b"other"


@pytest.mark.parametrize("path", ["generated", BUNDLE, f"{BUNDLE}/_texts"])
def test_a_bundle_that_leads_outside_is_refused(project, reasonbook, tmp_path, path):
    (tmp_path / "elsewhere").mkdir()
    (project.root / path).parent.mkdir(parents=True, exist_ok=True)
    (project.root / path).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    done = reasonbook("generate", "--format", "concise")

    assert done.code == 2
    assert "outside the project" in done.out
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_pipe_among_the_templates_does_not_stop_the_build_from_ending(built, reasonbook):
    built.write("pyproject.toml", built.read("pyproject.toml") + 'templates = "mine"\n')
    (built.root / "mine" / "python").mkdir(parents=True)
    os.mkfifo(built.root / "mine" / "python" / "module.py.j2")
    done = reasonbook("generate", "--format", "concise")

    assert done.code == 2
    assert "mine/python/module.py.j2:1:1: error[RB113]" in done.out


# Comparing


def test_a_comparison_of_a_built_project_is_clean(built, reasonbook):
    before = built.times()

    for options in (["--check"], ["--diff"], ["--check", "--diff"]):
        done = reasonbook("generate", *options)
        assert (done.code, done.out, done.err) == (0, "", "Everything is up to date.\n")
    assert built.times() == before


@pytest.mark.parametrize("options", [["--check"], ["--diff"], ["--check", "--diff"]])
def test_a_comparison_writes_nothing(project, reasonbook, options):
    before = project.times()
    done = reasonbook("generate", *options)

    assert done.code == 1
    assert project.times() == before
    assert not (project.root / ".reasonbook").exists()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("threshold", ["error", "warning", "never"])
def test_a_change_is_1_whatever_counts(reasonbook, threshold):
    assert reasonbook("generate", "--check", "--fail-on", threshold).code == 1
    assert reasonbook("generate", "--diff", "--fail-on", threshold).code == 1


def test_each_kind_of_change_is_a_finding(built, reasonbook):
    built.change(f"{BUNDLE}/payments.py", "Card has expired", "Card was stolen")
    (built.root / BUNDLE / "catalog.json").unlink()
    built.write(f"{BUNDLE}/old.py", "# Generated by reasonbook from old.yaml\n")
    done = reasonbook("generate", "--check", "--format", "concise")

    assert done.code == 1
    assert [line.removeprefix(f"{BUNDLE}/") for line in done.out.splitlines()] == [
        f"{place}:1:1: error[RB802] the file {said} (help: run `reasonbook generate`)"
        for place, said in [
            ("catalog.json", "is missing"),
            ("old.py", "belongs to no source any more"),
            ("payments.py", "is not up to date"),
        ]
    ]


def test_a_check_of_broken_sources_shows_the_mistake(built, reasonbook):
    built.change("reasons/payments.yaml", "action_required", "act")
    done = reasonbook("generate", "--check")

    assert done.code == 1
    assert "RB207" in done.out
    assert "RB802" not in done.out


def test_a_check_shows_warnings_beside_changes(built, reasonbook):
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old.")
    done = reasonbook("generate", "--check")

    assert done.code == 1
    assert "warning[RB404]" in done.out
    assert "error[RB802]" in done.out


def test_a_difference_comes_before_the_findings(built, reasonbook):
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old.")
    done = reasonbook("generate", "--diff", "--check")
    alone = reasonbook("generate", "--diff")

    first = f"{BUNDLE}/_texts/payments.py"
    assert done.out.startswith(f"diff --git a/{first} b/{first}\n")
    assert "error[RB802]" in done.out
    assert "error[RB802]" not in alone.out
    assert "warning[RB404]" in alone.out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("format_", ["json", "gitlab", "sarif"])
def test_a_difference_would_spoil_a_document(reasonbook, format_):
    done = reasonbook("generate", "--diff", "--format", format_)

    assert (done.code, done.out) == (2, "")
    assert "use one of them" in done.err


@pytest.mark.parametrize("program", ["git apply", "patch -p1 --quiet"])
def test_a_difference_can_be_applied(built, reasonbook, parcels, tmp_path, program):
    words = program.split()
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not here")
    built.write("reasons/parcels.yaml", parcels)
    built.change("reasons/payments.yaml", "Card has expired", "Karte “漢字” {order_id} is too old")
    built.write(f"{BUNDLE}/old.py", "# Generated by reasonbook from old.yaml\n")
    (built.root / BUNDLE / "py.typed").unlink()
    done = reasonbook("generate", "--diff")
    copy = tmp_path / "copy"
    shutil.copytree(built.root, copy)
    patch = "".join(
        line for line in done.out.splitlines(keepends=True) if not line.startswith("Binary file")
    )
    subprocess.run(words, cwd=copy, input=patch.encode(), check=True, stdout=subprocess.DEVNULL)
    reasonbook("generate")
    applied, wanted = type(built)(copy).tree(), built.tree()

    assert done.code == 1
    assert "Binary file" in done.out
    assert "cannot be applied as a patch" in done.err
    assert {path: each for path, each in applied.items() if not path.endswith(".mo")} == {
        path: each for path, each in wanted.items() if not path.endswith(".mo")
    }


@pytest.mark.usefixtures("project")
def test_a_difference_of_text_alone_has_no_reservation(reasonbook):
    done = reasonbook("generate", "--diff")

    assert (done.code, done.err) == (1, "")


# Others at work


def test_a_build_waits_for_another_and_gives_up(built, reasonbook, monkeypatch):
    monkeypatch.setattr(module, "_WAIT", 0.05)
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old")
    with (built.root / ".reasonbook" / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = built.tree()
        done = reasonbook("generate", "--format", "concise")

        assert done.code == 2
        assert done.out.startswith(".reasonbook/lock:1:1: error[RB801]")
        assert "held by another run" in done.out
        assert built.tree() == before
    assert reasonbook("generate").code == 0


def test_a_comparison_waits_for_nobody(built, reasonbook):
    with (built.root / ".reasonbook" / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert reasonbook("generate", "--check").code == 0


def test_what_killed_runs_have_left_is_removed(built, reasonbook):
    folders = [".reasonbook", BUNDLE, PO.rpartition("/")[0], "locales", "reasons"]
    left = [built.root / each / ".reasonbook-0123456789abcdef.tmp" for each in folders]
    for each in left:
        each.write_bytes(b"half")
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old")

    assert reasonbook("generate").code == 0
    assert [each for each in left if each.exists()] == []


def test_a_failing_disk_changes_nothing(built, reasonbook, monkeypatch):
    before = built.tree()
    built.change("reasons/payments.yaml", "Card has expired", "Card is too old")
    real = os.fsync

    def refuse(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    done = reasonbook("generate", "--format", "concise")
    monkeypatch.setattr(os, "fsync", real)

    assert done.code == 2
    assert "No space left on device" in done.out
    assert {path for path, each in built.tree().items() if before.get(path) != each} == {
        "reasons/payments.yaml"
    }
