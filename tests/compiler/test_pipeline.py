"""The compiler: texts in, files and findings out."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reasonbook.compiler.config import Actionability, Settings
from reasonbook.compiler.pipeline import (
    Project,
    bundle_folder,
    catalogue_path,
    compile_project,
)
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile

ROOT = Path(__file__).parents[2]
PO = "locales/de/LC_MESSAGES/reasons.po"
RUNS = """\
format: reasonbook/1
catalog: {module: runs, enum: RunReason, prefix: run.}
next_steps:
  wait: {kind: wait, label: Wait for it.}
reasons:
  run.failed:
    operator_label: Run failed
    short_explanation: The run ended with an error.
    next_steps: [wait]
"""
JOBS = """\
format: reasonbook/1
catalog: {module: jobs, enum: JobReason, prefix: job.}
reasons:
  job.lost: {operator_label: Job lost, short_explanation: Nobody knows.}
"""


def project(**changes):
    given = {
        "settings": Settings(),
        "sources": [SourceFile("reasons/runs.yaml", RUNS)],
        "catalogues": {},
        "templates": builtin_templates(),
    }
    return Project(**(given | changes))


def compiled(**changes):
    return compile_project(project(**changes))


def po_of(compilation, tag="de"):
    path = f"locales/{tag}/LC_MESSAGES/reasons.po"
    return SourceFile(path, compilation.artifacts[path].decode())


def codes(compilation):
    return [each.code for each in compilation.diagnostics]


def test_a_project_gives_all_of_its_files_and_no_finding():
    compilation = compiled(catalogues={"de": None})

    assert compilation.diagnostics == ()
    assert sorted(compilation.artifacts) == [
        "generated/reasons/__init__.py",
        "generated/reasons/_bundle.py",
        "generated/reasons/_locales.py",
        "generated/reasons/_texts/__init__.py",
        "generated/reasons/_texts/runs.py",
        "generated/reasons/catalog.json",
        "generated/reasons/locale/de/LC_MESSAGES/reasons.mo",
        "generated/reasons/py.typed",
        "generated/reasons/runs.py",
        PO,
        "locales/reasons.pot",
        "reasons/reasonbook.schema.json",
    ]
    assert compilation.catalogue.locales == ("de",)
    assert list(compilation.translations) == ["de"]


def test_the_settings_say_where_files_go():
    settings = Settings(bundle="shop", output="src/made", locales="po")
    compilation = compiled(settings=settings, catalogues={"de": None})
    places = {"/".join(path.split("/")[:2]) for path in compilation.artifacts}

    assert bundle_folder(settings) == "src/made/shop"
    assert catalogue_path(settings, "de") == "po/de/LC_MESSAGES/shop.po"
    assert places == {"src/made", "po/de", "po/shop.pot", "reasons/reasonbook.schema.json"}


def test_a_project_without_sources_gives_an_empty_bundle():
    compilation = compiled(sources=[], catalogues={"de": None})

    assert compilation.diagnostics == ()
    assert compilation.catalogue.enums == ()
    assert "reasons/reasonbook.schema.json" not in compilation.artifacts
    assert [path for path in compilation.artifacts if path.endswith(".py")] == [
        "generated/reasons/__init__.py",
        "generated/reasons/_bundle.py",
        "generated/reasons/_locales.py",
        "generated/reasons/_texts/__init__.py",
    ]
    assert (
        b'__all__ = ["BUNDLE", "negotiate", "occurrence", "reason", "reload", "resolve"]\n'
        in compilation.artifacts["generated/reasons/__init__.py"]
    )


def test_the_schema_lies_in_each_folder_with_sources():
    sources = [
        SourceFile("a/runs.yaml", RUNS),
        SourceFile("a/b/jobs.yaml", JOBS),
        SourceFile("more.yaml", JOBS.replace("job", "more").replace("Job", "More")),
    ]
    settings = Settings(actionability={"call_us": Actionability(retryable=False, needs_human=True)})
    artifacts = compiled(sources=sources, settings=settings).artifacts
    schemas = {path: data for path, data in artifacts.items() if path.endswith("schema.json")}

    assert sorted(schemas) == [
        "a/b/reasonbook.schema.json",
        "a/reasonbook.schema.json",
        "reasonbook.schema.json",
    ]
    assert len(set(schemas.values())) == 1
    assert b'"call_us"' in schemas["reasonbook.schema.json"]


def test_the_same_project_gives_the_same_bytes():
    given = {"sources": [SourceFile("a.yaml", RUNS), SourceFile("b.yaml", JOBS)]}

    assert compiled(**given) == compiled(**given)


def test_the_order_of_sources_and_locales_makes_no_difference():
    sources = [SourceFile("a.yaml", RUNS), SourceFile("b.yaml", JOBS)]
    forwards = compiled(sources=sources, catalogues={"de": None, "fr": None})
    backwards = compiled(sources=sources[::-1], catalogues={"fr": None, "de": None})

    assert backwards == forwards
    assert list(backwards.artifacts) == list(forwards.artifacts)


def test_another_locale_changes_no_file_of_the_locales_that_are_there():
    one = compiled(catalogues={"de": None}).artifacts
    two = compiled(catalogues={"de": None, "fr": None}).artifacts

    assert {path for path in one if one[path] != two[path]} == {
        "generated/reasons/_bundle.py",
        "generated/reasons/_locales.py",
        "generated/reasons/catalog.json",
    }


def test_every_source_and_every_catalogue_is_looked_at_before_an_error_stops_the_build():
    compilation = compiled(
        sources=[SourceFile("a.yaml", "format: [\n"), SourceFile("b.yaml", "format: x\n")],
        catalogues={"de": SourceFile(PO, "nonsense\n"), "xx": None, "fr": SourceFile("f", "#\nx")},
    )
    paths = {each.span.path for each in compilation.diagnostics}

    assert paths == {"a.yaml", "b.yaml", PO, "locales/xx", "f"}
    assert compilation.artifacts == {}
    assert compilation.catalogue is None
    assert compilation.translations == {}
    assert set(compilation.sources) == {"a.yaml", "b.yaml", PO, "f"}


def test_a_broken_catalogue_stops_everything():
    catalogues = {"de": SourceFile(PO, 'msgid "a\n'), "fr": None}
    compilation = compiled(catalogues=catalogues)

    assert codes(compilation) == ["RB601"]
    assert compilation.artifacts == {}


def test_findings_are_sorted_by_place_and_stand_there_once():
    source = RUNS.replace("Run failed", '"\\x01 {x}"')
    compilation = compiled(sources=[SourceFile("z.yaml", source), SourceFile("a.yaml", source)])
    places = [(each.span, each.code, each.message) for each in compilation.diagnostics]

    assert places == sorted(set(places))
    assert {each.span.path for each in compilation.diagnostics} == {"a.yaml", "z.yaml"}


def test_a_warning_stops_nothing():
    source = RUNS.replace("Run failed", "Run failed.")
    compilation = compiled(sources=[SourceFile("a.yaml", source)])

    assert codes(compilation) == ["RB404"]
    assert "generated/reasons/runs.py" in compilation.artifacts


@pytest.mark.parametrize(
    ("tag", "said", "help_"),
    [
        ("xx", "`xx` is no locale that CLDR knows", "a locale is called like `de`"),
        ("de_XX", "`de_XX` is no locale that CLDR knows", "known: de, de_AT, de_BE, de_CH"),
        ("german", "`german` is no locale that CLDR knows", "a locale is called like `de`"),
        ("de-AT", "the locale `de-AT` is spelt `de_AT`", "rename the folder to `de_AT`"),
        ("pt_br", "the locale `pt_br` is spelt `pt_BR`", "rename the folder to `pt_BR`"),
        ("DE", "the locale `DE` is spelt `de`", "rename the folder to `de`"),
        ("zh-hant", "the locale `zh-hant` is spelt `zh_Hant`", "rename the folder to `zh_Hant`"),
        ("iw", "`iw` is no locale that CLDR knows", "a locale is called like `de`"),
        ("LC_MESSAGES", "`LC_MESSAGES` is no locale that CLDR knows", "a locale is called like"),
        ("d\u202ee", "`d\u202ee` is no locale that CLDR knows", "a locale is called like"),
    ],
)
def test_a_folder_that_is_called_like_no_locale_stops_the_build(tag, said, help_):
    compilation = compiled(catalogues={tag: SourceFile("x.po", "never read")})
    (finding,) = compilation.diagnostics

    assert (finding.code, finding.message) == ("RB605", said)
    assert finding.help.startswith(help_)
    assert finding.span.path == f"locales/{tag}"
    assert finding.severity == "error"
    assert compilation.artifacts == {}


@pytest.mark.parametrize(("source", "tag"), [("en", "en"), ("pt_BR", "pt_BR"), ("pt-BR", "pt_BR")])
def test_the_folder_of_the_source_locale_is_not_read(source, tag):
    settings = Settings(source_locale=source)
    catalogues = {tag: SourceFile("x.po", "never read"), "de": None}
    compilation = compiled(settings=settings, catalogues=catalogues)
    (finding,) = compilation.diagnostics

    assert (finding.code, finding.severity) == ("RB605", "warning")
    assert finding.message == f"`{tag}` is the source locale: its texts stand in the sources"
    assert compilation.catalogue.locales == ("de",)
    assert f"locales/{tag}/LC_MESSAGES/reasons.po" not in compilation.artifacts


@pytest.mark.parametrize(
    ("hyphens", "folder"),
    [
        ("pt-BR", "pt_BR"),
        ("zh-Hant", "zh_Hant"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("es-419", "es_419"),
    ],
)
def test_a_source_locale_is_the_same_in_either_spelling(hyphens, folder):
    one, other = (
        compiled(settings=Settings(source_locale=each), catalogues={"de": None, "pt": None})
        for each in (hyphens, folder)
    )

    assert one == other
    assert one.diagnostics == ()
    assert one.catalogue.source_locale == folder
    module = one.artifacts["generated/reasons/_bundle.py"]
    assert f'source_locale="{folder}"'.encode() in module
    assert f'    "{folder}": LocaleData('.encode() in one.artifacts["generated/reasons/_locales.py"]


def test_a_source_locale_that_nobody_speaks_stops_the_build():
    settings = Settings(source_locale="xx")
    compilation = compiled(settings=settings, catalogues={"de": None})
    (finding,) = compilation.diagnostics

    assert (finding.code, finding.message) == ("RB703", "`xx` is no locale that CLDR knows")
    assert finding.span.path == "pyproject.toml"
    assert compilation.artifacts == {}


def test_a_locale_without_a_file_gets_one_and_nothing_is_translated():
    compilation = compiled(catalogues={"de": None})

    assert (
        b'msgctxt "run.failed#operator_label"\nmsgid "Run failed"\nmsgstr ""'
        in (compilation.artifacts[PO])
    )
    assert (
        b"Run failed"
        not in compilation.artifacts["generated/reasons/locale/de/LC_MESSAGES/reasons.mo"]
    )


def test_a_second_build_changes_nothing():
    first = compiled(catalogues={"de": None})
    second = compiled(catalogues={"de": po_of(first)})

    assert second.artifacts == first.artifacts


def test_a_catalogue_that_says_the_same_already_keeps_its_own_layout():
    po = po_of(compiled(catalogues={"de": None}))
    wrapped = po.text.replace('msgid "Run failed"', 'msgid ""\n"Run "\n"failed"')
    compilation = compiled(catalogues={"de": replace(po, text=wrapped)})

    assert compilation.artifacts[PO].decode() == wrapped
    assert wrapped != po.text


def test_a_catalogue_that_is_out_of_date_is_written_anew():
    po = po_of(compiled(catalogues={"de": None}))
    wrapped = po.text.replace('msgid "Run failed"', 'msgid ""\n"Run "\n"broke"').replace(
        'broke"\nmsgstr ""', 'broke"\nmsgstr "Lauf kaputt"'
    )
    compilation = compiled(catalogues={"de": replace(po, text=wrapped)})
    text = compilation.artifacts[PO].decode()

    assert '#, fuzzy, max-length:60\n#| msgid "Run broke"\n' in text.replace(
        '#| msgctxt "run.failed#operator_label"\n', ""
    )
    assert (
        b"Lauf" not in compilation.artifacts["generated/reasons/locale/de/LC_MESSAGES/reasons.mo"]
    )


def test_a_translation_reaches_the_compiled_catalogue_and_no_other_message_does():
    po = po_of(compiled(catalogues={"de": None}))
    text = po.text.replace('msgid "Run failed"\nmsgstr ""', 'msgid "Run failed"\nmsgstr "Kaputt"')
    text += '\nmsgctxt "run.gone#operator_label"\nmsgid "Gone"\nmsgstr "Weg"\n'
    compilation = compiled(catalogues={"de": replace(po, text=text)})
    mo = compilation.artifacts["generated/reasons/locale/de/LC_MESSAGES/reasons.mo"]

    assert b"Kaputt" in mo
    assert b"Weg" not in mo
    assert b'#~ msgstr "Weg"' in compilation.artifacts[PO]


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("module", "runs"),
        ("texts", "_texts/runs"),
        ("_locales", "_locales"),
        ("_texts", "_texts/__init__"),
    ],
)
def test_the_sources_of_findings_are_there_rendered_ones_too(template, made):
    templates = dict(builtin_templates())
    module = templates[f"python/{template}.py.j2"]
    templates[f"python/{template}.py.j2"] = replace(module, text=module.text + "print()\n")
    compilation = compiled(templates=templates, catalogues={"de": None})

    assert codes(compilation) == ["RB502"]
    assert compilation.sources[f"generated/reasons/{made}.py"].text.endswith("print()\n")
    assert compilation.artifacts == {}
    assert compilation.catalogue is not None


def test_nothing_is_written_when_extraction_differs():
    templates = dict(builtin_templates())
    template = templates["python/text.py.j2"]
    text = template.text.replace("# Translators:", "# For translators:")
    templates["python/text.py.j2"] = replace(template, text=text)
    compilation = compiled(templates=templates)

    assert set(codes(compilation)) == {"RB504"}
    assert compilation.artifacts == {}


def test_two_files_may_share_a_step_and_translators_see_it_once():
    second = JOBS.replace(
        "reasons:", "next_steps:\n  wait: {kind: wait, label: Wait for it.}\nreasons:"
    )
    second = second.replace("Nobody knows.", "Nobody knows., next_steps: [wait]")
    compilation = compiled(sources=[SourceFile("a.yaml", RUNS), SourceFile("b.yaml", second)])
    template = compilation.artifacts["locales/reasons.pot"].decode()

    assert compilation.diagnostics == ()
    assert template.count('msgctxt "next_step.wait#label"') == 1


# The same under every hash seed, in any place, with any settings of the machine.
HASHES = """
import hashlib, sys
sys.path.insert(0, {generator!r})
from reasonbook.compiler.config import Settings
from reasonbook.compiler.pipeline import Project, compile_project
from reasonbook.compiler.render.resources import builtin_templates
from reasonbook.compiler.source import SourceFile
sources = [SourceFile("a.yaml", {runs!r}), SourceFile("b.yaml", {jobs!r})]
project = Project(Settings(), sources, {{"de": None, "fr": None}}, builtin_templates())
made = compile_project(project).artifacts
print(hashlib.sha256(repr(list(made.items())).encode()).hexdigest())
"""


@pytest.mark.slow
def test_the_bytes_depend_on_no_hash_seed_place_language_or_time_zone(tmp_path):
    program = HASHES.format(generator=str(ROOT / "generator"), runs=RUNS, jobs=JOBS)
    found = {
        subprocess.run(
            [sys.executable, "-B", "-c", program],
            env={"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone, "PYTHONUTF8": utf8},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed, language, zone, utf8 in (
            ("0", "C", "UTC", "0"),
            ("1", "tr_TR.UTF-8", "Asia/Kolkata", "1"),
            ("2", "de_DE.ISO-8859-1", "America/St_Johns", "0"),
        )
    }

    assert len(found) == 1
    assert len(found.pop().strip()) == 64


def test_the_json_file_is_that_of_the_catalogue():
    compilation = compiled(catalogues={"de": None, "pt_BR": None})
    found = json.loads(compilation.artifacts["generated/reasons/catalog.json"])

    assert found["locales"] == list(compilation.catalogue.locales) == ["de", "pt_BR"]
    assert found["enums"][0]["reasons"][0]["code"] == "run.failed"
