from __future__ import annotations

import pytest

PO = "locales/{0}/LC_MESSAGES/shop_reasons.po"
MO = "generated/shop_reasons/locale/{0}/LC_MESSAGES/shop_reasons.mo"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("pt-br", "pt_BR"),
        ("pt_BR", "pt_BR"),
        ("zh-hant", "zh_Hant"),
        ("zh_Hant_HK", "zh_Hant_HK"),
        ("es-419", "es_419"),
    ],
)
def test_a_locale_gets_its_catalogues(project, reasonbook, tag, name):
    done = reasonbook("locale", "add", tag)

    assert (done.code, done.out) == (0, "")
    assert f"create {PO.format(name)}\n" in done.err
    assert f"create {MO.format(name)}\n" in done.err
    assert f"Language: {name}" in project.read(PO.format(name))
    assert reasonbook("generate", "--check").code == 0


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("nonsense", "it looks like `de`"),
        ("xx", "it looks like `de`"),
        ("", "it looks like `de`"),
        ("../../x", "it looks like `de`"),
        ("de/../../x", "it looks like `de`"),
        ("de.UTF-8", "it looks like `de`"),
        ("de_DE@euro", "known are `de`, `de_AT`"),
        ("de_XX", "known are `de`, `de_AT`"),
        ("fr-Latn-DE", "` and "),
        ("iw", "it looks like `de`"),
    ],
)
def test_what_is_no_locale_is_refused(project, reasonbook, tag, said):
    before = project.tree()
    done = reasonbook("locale", "add", tag)

    assert (done.code, done.out) == (2, "")
    assert f"`{tag}` is no locale of CLDR" in done.err
    assert said in done.err
    assert project.tree() == before


def test_a_locale_that_is_there_stays_as_it_is(built, reasonbook):
    before = built.times()
    done = reasonbook("locale", "add", "DE")

    assert (done.code, done.out, done.err) == (0, "", "`de` is there already: German\n")
    assert built.times() == before
    assert reasonbook("locale", "add", "de", "--quiet").err == ""


@pytest.mark.parametrize(
    ("source", "tag"), [("en", "en"), ("en", "EN"), ("pt-BR", "pt_BR"), ("pt_BR", "pt-BR")]
)
def test_the_source_locale_is_no_translation(project, reasonbook, source, tag):
    project.write("pyproject.toml", f'{project.read("pyproject.toml")}source_locale = "{source}"\n')
    before = project.tree()
    done = reasonbook("locale", "add", tag)

    assert done.code == 2
    assert "is the source locale" in done.err
    assert project.tree() == before


def test_an_empty_folder_of_a_locale_is_filled(project, reasonbook):
    (project.root / "locales" / "de").mkdir(parents=True)
    done = reasonbook("locale", "add", "de")

    assert done.code == 0
    assert PO.format("de") in project.tree()


def test_a_broken_source_stops_it(project, reasonbook):
    project.change("reasons/payments.yaml", "format: reasonbook/1", "format: reasonbook/9")
    before = project.tree()
    done = reasonbook("locale", "add", "de", "--format", "concise")

    assert done.code == 1
    assert "error[RB" in done.out
    assert "Nothing was written." in done.err
    assert project.tree() == before


def test_a_folder_without_settings_is_refused(folder, reasonbook):
    done = reasonbook("locale", "add", "de", "--format", "concise")

    assert done.code == 2
    assert done.out.startswith("pyproject.toml:1:1: error[RB701]")
    assert list(folder.root.iterdir()) == []
