from __future__ import annotations

import json
import stat
import tomllib

import pytest

TABLE = """\
[tool.reasonbook]
bundle = "shop_reasons"
version = "0.1.0"
sources = ["reasons/*.yaml"]
locales = "locales"
output = "generated"
"""
MADE = ["pyproject.toml", "reasons/payments.yaml", "reasons/reasonbook.schema.json"]


def settings(folder):
    return tomllib.loads(folder.read("pyproject.toml"))["tool"]["reasonbook"]


def test_an_empty_folder_becomes_a_project(folder, reasonbook):
    done = reasonbook("init")

    assert (done.code, done.out) == (0, "")
    assert list(folder.tree()) == MADE
    assert folder.read("pyproject.toml") == TABLE
    assert done.err.splitlines()[:3] == [f"created {path}" for path in MADE]
    assert "reasonbook locale add de" in done.err
    assert "reasonbook generate" in done.err


def test_all_of_the_first_five_minutes_succeeds(folder, reasonbook, load_bundle):
    steps = [
        ["init"],
        ["locale", "add", "de"],
        ["generate"],
        ["check"],
        ["generate", "--check"],
        ["list", "--json"],
        ["explain", "payment.card_expired", "--locale", "de"],
    ]
    done = [reasonbook(*each) for each in steps]
    translation = {"Card has expired": "Karte ist abgelaufen"}
    folder.translate(bundle="shop_reasons", translations=translation)
    done.append(reasonbook("generate"))
    reason = load_bundle().PaymentReason.CARD_EXPIRED

    assert [each.code for each in done] == [0] * 8
    assert [each["code"] for each in json.loads(done[5].out)["reasons"]] == [
        "payment.provider_timed_out",
        "payment.card_expired",
    ]
    assert reason.envelope("en").operator_label == "Card has expired"
    assert reason.envelope("de").operator_label == "Karte ist abgelaufen"
    assert reason.envelope("de").locale == "de"


def test_the_sample_needs_no_change_but_what_a_build_makes(folder, reasonbook):
    reasonbook("init")
    before = folder.tree()
    reasonbook("generate")

    assert {path: folder.tree()[path] for path in before} == before


def test_a_second_time_changes_nothing(folder, reasonbook):
    reasonbook("init")
    before = folder.times()
    done = reasonbook("init")

    assert done.code == 0
    assert folder.times() == before
    assert done.err.splitlines()[:3] == [f"kept {path}" for path in MADE]


@pytest.mark.parametrize(
    ("old", "gap"),
    [
        ('[project]\nname = "shop"\n', "\n"),
        ('[project]\nname = "shop"', "\n\n"),
        ("# Only a comment\n", "\n"),
        ("# Only a comment", "\n\n"),
        ("[tool.ruff]\nline-length = 100\n\n# the end\n", "\n"),
        ("", ""),
        ("tool.ruff.line-length = 100\n", "\n"),
    ],
)
def test_a_table_is_added_below_what_is_there(folder, reasonbook, old, gap):
    folder.write("pyproject.toml", old)
    done = reasonbook("init")

    assert done.code == 0
    assert folder.read("pyproject.toml") == old + gap + TABLE
    assert "added [tool.reasonbook] to pyproject.toml" in done.err
    assert reasonbook("generate").code == 0


@pytest.mark.parametrize("end", ["", "\r\n"])
def test_line_ends_are_those_of_the_file(folder, reasonbook, end):
    old = f'[project]\r\nname = "shop"{end}'
    folder.write("pyproject.toml", old)
    done = reasonbook("init")
    new = folder.read("pyproject.toml")

    assert done.code == 0
    assert new.startswith(old)
    assert new.count("\n") == new.count("\r\n")
    assert settings(folder)["bundle"] == "shop_reasons"


def test_a_byte_order_mark_stays(folder, reasonbook):
    folder.write("pyproject.toml", b"\xef\xbb\xbf# a\n")
    done = reasonbook("init")

    assert done.code == 0
    assert folder.read("pyproject.toml") == "\ufeff# a\n\n" + TABLE


@pytest.mark.parametrize(
    "old",
    [
        '[tool.reasonbook]\nbundle = "mine"\n',
        'tool.reasonbook.bundle = "mine"\n',
        '[tool]\nreasonbook = {bundle = "mine"}\n',
        '[tool."reasonbook"]\nbundle = "mine"\n',
    ],
)
def test_settings_that_are_there_stay(folder, reasonbook, old):
    folder.write("pyproject.toml", old)
    done = reasonbook("init", "--bundle", "other")

    assert done.code == 0
    assert folder.read("pyproject.toml") == old
    assert "kept pyproject.toml" in done.err
    assert list(folder.tree()) == MADE


@pytest.mark.parametrize(
    "old",
    ["[tool.reasonbook]\nbundel = 1\n", "[tool]\nreasonbook = {bundle = 3}\n"],
)
def test_settings_with_a_mistake_stay_too(folder, reasonbook, old):
    folder.write("pyproject.toml", old)
    done = reasonbook("init")

    assert done.code == 0
    assert folder.tree() == {"pyproject.toml": old.encode()}


def test_no_sample_is_put_beside_sources(project, reasonbook):
    project.write("reasons/other.yaml", project.read("reasons/payments.yaml"))
    (project.root / "reasons/payments.yaml").unlink()
    before = project.tree()
    done = reasonbook("init")

    assert done.code == 0
    assert project.tree() == before


@pytest.mark.parametrize(
    "pattern", ["*.yaml", "texts/*.yaml", "reasons/**/*.yaml", "reasons/*.yml"]
)
def test_no_sample_is_put_where_no_setting_finds_it(folder, reasonbook, pattern):
    old = f'[tool.reasonbook]\nsources = ["{pattern}"]\n'
    folder.write("pyproject.toml", old)
    done = reasonbook("init")

    assert done.code == 0
    assert folder.tree() == {"pyproject.toml": old.encode()}


def test_the_schema_knows_the_actionabilities_of_settings_that_are_there(folder, reasonbook):
    folder.write(
        "pyproject.toml",
        "[tool.reasonbook.actionability]\nask_sales = {retryable = false, needs_human = true}\n",
    )
    done = reasonbook("init")

    assert done.code == 0
    assert "ask_sales" in folder.read("reasons/reasonbook.schema.json")


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("[project\n", "this is not TOML"),
        ("tool = 3\n", "[tool.reasonbook] cannot be added"),
        ("[tool]\nreasonbook = 3\n", "[tool.reasonbook] cannot be added"),
        ("[[tool]]\nname = 1\n", "[tool.reasonbook] cannot be added"),
        ("[[tool.reasonbook]]\nbundle = 'a'\n", "[tool.reasonbook] cannot be added"),
        ("tool = {ruff = {}}\n", "[tool.reasonbook] cannot be added"),
        (b"name = '\xff'\n", "not UTF-8"),
        ("name = 1\n".encode("utf-16"), "UTF-16"),
        ("a = " + "[" * 5000 + "]" * 5000 + "\n", "nested too deeply"),
    ],
)
def test_a_file_that_cannot_take_a_table_stops_everything(folder, reasonbook, old, said):
    folder.write("pyproject.toml", old)
    before = folder.tree()
    done = reasonbook("init")

    assert done.code == 2
    assert said in done.out
    assert folder.tree() == before


def test_a_symbolic_link_is_not_written_through(folder, reasonbook, tmp_path):
    other = tmp_path / "other.toml"
    other.write_bytes(b"# other\n")
    (folder.root / "pyproject.toml").symlink_to(other)
    done = reasonbook("init")

    assert done.code == 2
    assert "pyproject.toml" in done.out
    assert "symbolic link" in done.out
    assert other.read_bytes() == b"# other\n"
    assert sorted(each.name for each in folder.root.iterdir()) == ["pyproject.toml"]


def test_permissions_of_the_file_stay(folder, reasonbook):
    folder.write("pyproject.toml", "# mine\n")
    (folder.root / "pyproject.toml").chmod(0o440)
    done = reasonbook("init")

    assert done.code == 0
    assert stat.S_IMODE((folder.root / "pyproject.toml").stat().st_mode) == 0o440


def test_nothing_is_made_where_a_file_stands_in_the_way(folder, reasonbook):
    folder.write("reasons", "a file")
    done = reasonbook("init")

    assert done.code == 2
    assert "error[RB" in done.out
    assert folder.tree() == {"reasons": b"a file"}


@pytest.mark.parametrize(
    "name",
    ["Shop", "shop-reasons", "2024", "a__b", "_a", "", "größe", "class", "json", "a" * 64, 'a" #'],
)
def test_a_bundle_that_is_no_package_name_is_wrong_use(folder, reasonbook, name):
    done = reasonbook("init", "--bundle", name)

    assert (done.code, done.out) == (2, "")
    assert "--bundle" in done.err
    assert f"`{name}` cannot be it" in done.err
    assert folder.tree() == {}


def test_a_bundle_is_called_as_asked(folder, reasonbook):
    done = reasonbook("init", "--bundle", "other_reasons")

    assert done.code == 0
    assert settings(folder)["bundle"] == "other_reasons"


@pytest.mark.parametrize(
    ("name", "bundle"),
    [
        ("shop", "shop_reasons"),
        ("My Shop", "my_shop_reasons"),
        ("my-shop.git", "my_shop_git_reasons"),
        ("reasons", "reasons"),
        ("shop_reasons", "shop_reasons"),
        ("2024-shop", "reasons"),
        ("größe", "reasons"),
        ("---", "reasons"),
        ("a" * 80, "reasons"),
    ],
)
def test_a_bundle_is_called_after_its_folder(tmp_path, reasonbook, name, bundle):
    done = reasonbook("init", tmp_path / "deep" / name)
    text = (tmp_path / "deep" / name / "pyproject.toml").read_text(encoding="utf-8")

    assert done.code == 0
    assert tomllib.loads(text)["tool"]["reasonbook"]["bundle"] == bundle


def test_a_file_is_no_folder(folder, reasonbook):
    folder.write("a", "")
    done = reasonbook("init", "a")

    assert done.code == 2
    assert "is a file" in done.err


def test_a_link_to_itself_is_no_folder(folder, reasonbook):
    (folder.root / "loop").symlink_to("loop")
    done = reasonbook("init", "loop")

    assert done.code == 2
    assert "is a symbolic link" in done.out
    assert [each.name for each in folder.root.iterdir()] == ["loop"]


def test_a_link_to_a_folder_that_is_not_there_yet_is_followed(folder, reasonbook):
    (folder.root / "link").symlink_to("new")

    assert reasonbook("init", "link").code == 0
    assert 'bundle = "new_reasons"' in folder.read("new/pyproject.toml")
