from __future__ import annotations

import errno
import importlib
import os
import shutil
import subprocess
import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo as write_babel_mo

from reasonbook.compiler.messages.mo import write_mo
from reasonbook.runtime.catalogues import Catalogues
from reasonbook.runtime.mo import MAX_BYTES

ROWS = [
    ("a#b\x04A", "Ä"),
    ("a#c\x04Two", "Zwei ❤"),
    ("a#n\x04{n} thing\x00{n} things", "{n} Ding\x00{n} Dinge"),
]
LARGE = [(f"run.r{at:05d}#label\x04Text number {at}", f"Text Nummer {at}") for at in range(5000)]


def compiled(rows):
    return write_mo([*rows, *ROWS], locale="de")


both = pytest.mark.parametrize("rows", [[], LARGE], ids=["small", "large"])


class Site:
    """A package without modules, its catalogues, and what was said of them."""

    def __init__(self, folder):
        self.folder = folder
        self.reports = []

    def place(self, locale="de"):
        place = self.folder / "locale" / locale / "LC_MESSAGES" / "elsewhere.mo"
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def catalogues(self, data=None):
        if data is not None:
            self.place().write_bytes(data)
        return Catalogues(bundle="elsewhere", package="elsewhere", damaged=self.damaged)

    def damaged(self, *report):
        self.reports.append(report)


@pytest.fixture
def site(tmp_path, monkeypatch):
    folder = tmp_path / "site" / "elsewhere"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder.parent)
    importlib.import_module("elsewhere")
    yield Site(folder)
    sys.modules.pop("elsewhere", None)


@both
def test_a_text_and_all_forms_of_a_plural_are_found(site, rows):
    catalogues = site.catalogues(compiled(rows))

    assert catalogues.find("de", "a#b", "A") == "Ä"
    assert catalogues.find("de", "a#c", "Two") == "Zwei ❤"
    assert catalogues.find("de", "a#n", "{n} thing", "{n} things") == ("{n} Ding", "{n} Dinge")
    assert site.reports == []


@both
def test_what_is_not_there_is_none_and_no_damage(site, rows):
    catalogues = site.catalogues(compiled([*rows, ("a#e\x04E", ""), ("a#p\x04P\0Ps", "x\0")]))

    assert catalogues.find("de", "a#b", "Another") is None
    assert catalogues.find("de", "a#x", "A") is None
    assert catalogues.find("de", "a#e", "E") is None
    assert catalogues.find("de", "a#p", "P", "Ps") is None
    assert catalogues.find("de", "a#n", "{n} thing") is None
    assert catalogues.find("de", "a#b", "A", "As") is None
    assert catalogues.find("de", "a#b", "\ud800") is None
    assert site.reports == []


@both
def test_a_catalogue_is_opened_when_first_asked_for_and_only_then(site, rows):
    catalogues = site.catalogues(compiled(rows))
    shutil.copytree(site.place().parents[1], site.place("ar").parents[1], dirs_exist_ok=True)
    shutil.rmtree(site.place("ar").parents[1])

    assert catalogues.find("de", "a#b", "A") == "Ä"

    shutil.rmtree(site.place().parents[1])
    assert catalogues.find("de", "a#c", "Two") == "Zwei ❤"
    assert catalogues.find("ar", "a#b", "A") is None


@both
def test_a_new_generation_has_the_new_file_and_the_old_one_keeps_its_own(site, rows):
    old = site.catalogues(compiled(rows))
    assert old.find("de", "a#b", "A") == "Ä"
    site.folder.joinpath("new.mo").write_bytes(write_mo([("a#b\x04A", "Neu")], locale="de"))
    site.folder.joinpath("new.mo").replace(site.place())
    new = old.renew()

    assert new.find("de", "a#b", "A") == "Neu"
    assert old.find("de", "a#c", "Two") == "Zwei ❤"
    assert new.find("de", "a#c", "Two") is None
    assert site.reports == []


def test_a_new_generation_reports_anew(site):
    catalogues = site.catalogues(b"junk" * 10)
    assert catalogues.find("de", "a#b", "A") is None

    assert catalogues.renew().find("de", "a#b", "A") is None
    assert len(site.reports) == 2


def test_the_files_are_found_after_the_package_was_unloaded(site):
    catalogues = site.catalogues(compiled([]))
    del sys.modules["elsewhere"]

    assert catalogues.find("de", "a#b", "A") == "Ä"
    assert catalogues.renew().find("de", "a#b", "A") == "Ä"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is shorter than its header"),
        (b"junk" * 100, "the file does not begin as a catalogue does"),
        (compiled([])[:-1], "a string lies outside of the file or has no end"),
        (compiled(LARGE)[:300_000], "a string lies outside of the file or has no end"),
        (bytes(MAX_BYTES + 1), "the file is over 32 MiB"),
    ],
    ids=["empty", "junk", "cut", "cut large", "too large"],
)
def test_a_damaged_file_gives_nothing_and_one_report(site, data, words):
    catalogues = site.catalogues(data)

    assert {catalogues.find("de", "a#b", str(at)) for at in range(10)} == {None}
    assert site.reports == [("de", words, None)]


def test_a_missing_file_gives_nothing_and_one_report_for_each_locale(site):
    catalogues = site.catalogues()

    for locale in ("de", "pt_BR", "de", "pt_BR"):
        assert catalogues.find(locale, "a#b", "A") is None
    assert site.reports == [
        (locale, "it cannot be read (FileNotFoundError)", None) for locale in ("de", "pt_BR")
    ]


@pytest.mark.parametrize(
    "make",
    [os.mkdir, getattr(os, "mkfifo", os.mkdir), lambda place: place.symlink_to("..")],
    ids=["folder", "pipe", "link to a folder"],
)
def test_what_is_no_file_gives_nothing_and_one_report(site, make):
    make(site.place())
    catalogues = site.catalogues()

    assert catalogues.find("de", "a#b", "A") is None
    assert catalogues.find("de", "a#c", "Two") is None
    [(locale, problem, context)] = site.reports
    assert (locale, context) == ("de", None)
    assert problem.endswith(("it is no regular file", "(PermissionError)"))


def test_a_link_to_itself_gives_nothing_and_one_report(site):
    site.place().symlink_to(site.place())

    assert site.catalogues().find("de", "a#b", "A") is None
    assert site.reports == [("de", "it cannot be read (OSError)", None)]


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs users as POSIX has them")
def test_a_file_that_may_not_be_read_gives_nothing_and_one_report(site):
    catalogues = site.catalogues(compiled([]))
    site.place().chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # nothing is forbidden to root
    try:
        found = [catalogues.find("de", "a#b", "A") for _ in range(2)]
    finally:
        os.seteuid(user)

    assert found == [None, None]
    words = "it cannot be read (PermissionError)"
    assert site.reports == [("de", words, None)]


@pytest.mark.parametrize("locale", ["..", "../de", "de/..", "/de", "de\0", "", ".", "C:", "\\de"])
def test_a_locale_that_is_no_tag_is_never_part_of_a_path(site, locale):
    assert site.catalogues(compiled([])).find(locale, "a#b", "A") is None
    assert site.reports == [(locale, "its locale is no language tag", None)]


@both
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("eins\0viele", "it has several forms"),
        ("x" * 65_537, "it is over 64 KiB"),
        ("\udcff", "it is not UTF-8"),
    ],
)
def test_a_text_that_cannot_be_used_is_reported_once_and_the_others_are_found(
    site, mo, rows, text, words
):
    damaged = ("a#a\x04A", text.encode(errors="surrogateescape"))
    catalogues = site.catalogues(mo([damaged, *ROWS, *rows]))

    assert catalogues.find("de", "a#a", "A") is None
    assert catalogues.find("de", "a#a", "A") is None
    assert catalogues.find("de", "a#b", "A") == "Ä"
    assert site.reports == [("de", words, "a#a")]


def test_a_report_that_raises_is_made_again(site):
    site.place().write_bytes(b"")
    catalogues = Catalogues(bundle="elsewhere", package="elsewhere", damaged=raise_words)

    for _ in range(2):
        with pytest.raises(RuntimeError, match="shorter"):
            catalogues.find("de", "a#b", "A")


def raise_words(locale, problem, context):
    raise RuntimeError(locale, problem, context)


def test_a_large_file_that_babel_has_sorted_by_its_texts_is_found(site):
    catalog = Catalog(locale="de")
    for at in range(5000):
        catalog.add(f"Text number {at * 7919 % 5000}", f"Text {at}", context=f"run.r{at:05d}#label")
    stream = BytesIO()
    write_babel_mo(stream, catalog)
    catalogues = site.catalogues(stream.getvalue())

    assert len(stream.getvalue()) > 256 * 1024
    for at in range(5000):
        source = f"Text number {at * 7919 % 5000}"
        assert catalogues.find("de", f"run.r{at:05d}#label", source) == f"Text {at}"
    assert catalogues.find("de", "run.r00000#label", "Text number 1") is None
    assert site.reports == []


@pytest.mark.tools
@pytest.mark.parametrize("order", ["little", "big"])
@both
def test_what_msgfmt_has_compiled_with_its_hash_table_is_found(site, tmp_path, rows, order):
    program = shutil.which("msgfmt")
    if program is None:
        pytest.skip("GNU gettext's msgfmt is not installed")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = []
    for key, text in [*rows, *ROWS[:2]]:
        context, source = key.split("\x04")
        entries.append(f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{text}"\n')
    (tmp_path / "de.po").write_text("\n".join([header, *entries]), encoding="utf-8")
    subprocess.run(
        [program, f"--endianness={order}", "-o", site.place(), tmp_path / "de.po"], check=True
    )
    catalogues = site.catalogues()

    assert catalogues.find("de", "a#c", "Two") == "Zwei ❤"
    for key, text in rows:
        assert catalogues.find("de", *key.split("\x04")) == text
        assert catalogues.find("de", *key.upper().split("\x04")) is None
    assert site.reports == []


@both
def test_a_package_in_a_zip_archive_has_its_translations(site, tmp_path, monkeypatch, rows):
    site.catalogues(compiled(rows))
    archive = shutil.make_archive(str(tmp_path / "archive"), "zip", site.folder.parent)
    del sys.modules["elsewhere"]
    shutil.rmtree(site.folder)
    monkeypatch.syspath_prepend(archive)
    zipped = importlib.import_module("elsewhere")
    catalogues = site.catalogues()

    assert archive in zipped.__file__
    assert catalogues.find("de", "a#b", "A") == "Ä"
    assert catalogues.find("de", "a#b", "B") is None
    assert site.reports == []
    assert catalogues.find("pt", "a#b", "A") is None
    assert site.reports == [("pt", "it cannot be read (OSError)", None)]


def test_a_new_generation_has_what_is_in_the_new_archive(site, tmp_path, monkeypatch):
    site.catalogues(compiled([]))
    archive = shutil.make_archive(str(tmp_path / "archive"), "zip", site.folder.parent)
    del sys.modules["elsewhere"]
    monkeypatch.syspath_prepend(archive)
    importlib.import_module("elsewhere")
    old = site.catalogues()
    site.place().write_bytes(write_mo([("a#b\x04A", "Neu" * 1000)], locale="de"))
    site.folder.joinpath("__init__.py").write_text("# longer than it was\n" * 100)
    shutil.make_archive(str(tmp_path / "archive"), "zip", site.folder.parent)

    assert old.renew().find("de", "a#b", "A") == "Neu" * 1000
    assert site.reports == []


class Loader:
    """Makes empty packages."""

    def create_module(self, _spec):
        return None

    def exec_module(self, module):
        pass


class LoaderOfFiles(Loader):
    """Has what a function gives for any file."""

    def __init__(self, read):
        self.get_data = read

    def invalidate_caches(self):
        raise RuntimeError


@pytest.fixture
def load_from(monkeypatch):
    """Return a function that imports an empty package from a loader and gives its catalogues."""

    def load(loader):
        spec = ModuleSpec("elsewhere", loader, origin="nowhere/elsewhere.py", is_package=True)
        spec.has_location = hasattr(loader, "get_data")
        module = module_from_spec(spec)
        module.__file__ = "nowhere/elsewhere.py"
        monkeypatch.setitem(sys.modules, "elsewhere", module)
        reports = []
        made = Catalogues(
            bundle="elsewhere", package="elsewhere", damaged=lambda *each: reports.append(each)
        )
        return made, reports

    return load


def test_a_loader_with_files_is_asked_for_them_once(load_from):
    paths = []

    def read(path):
        paths.append(path.replace("\\", "/"))
        return compiled([])

    catalogues, reports = load_from(LoaderOfFiles(read))

    assert catalogues.find("de", "a#b", "A") == "Ä"
    assert catalogues.find("de", "a#c", "Two") == "Zwei ❤"
    assert paths == ["nowhere/locale/de/LC_MESSAGES/elsewhere.mo"]
    assert catalogues.renew().find("de", "a#b", "A") == "Ä"
    assert reports == []


def test_a_loader_without_files_gives_nothing(load_from):
    catalogues, reports = load_from(Loader())

    assert catalogues.find("de", "a#b", "A") is None
    assert catalogues.renew().find("de", "a#b", "A") is None
    assert reports[0][1] == "the loader of its package has no files"


@pytest.mark.parametrize("given", [None, 10**12, "text", bytearray(compiled([]))])
def test_a_loader_that_gives_no_bytes_gives_nothing(load_from, given):
    catalogues, reports = load_from(LoaderOfFiles(lambda _: given))

    assert catalogues.find("de", "a#b", "A") is None
    assert reports[0][1] == "the loader of its package gave no bytes"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("secret"), "the loader of its package raised RuntimeError"),
        (PermissionError("secret"), "it cannot be read (PermissionError)"),
    ],
)
def test_a_loader_that_raises_anything_gives_nothing_and_is_not_asked_again(
    load_from, error, words
):
    paths = []

    def read(path):
        paths.append(path)
        raise error

    catalogues, reports = load_from(LoaderOfFiles(read))

    assert catalogues.find("de", "a#b", "A") is None
    assert catalogues.find("de", "a#c", "Two") is None
    assert reports == [("de", words, None)]
    assert len(paths) == 1


@pytest.mark.parametrize("error", [OSError(errno.EMFILE, "x"), MemoryError(), RecursionError()])
def test_what_may_pass_is_reported_once_and_tried_again(load_from, error):
    answers = [error, error, None]

    def read(_):
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return compiled([])

    catalogues, reports = load_from(LoaderOfFiles(read))

    assert [catalogues.find("de", "a#b", "A") for _ in range(4)] == [None, None, "Ä", "Ä"]
    words = f"it cannot be read ({type(error).__name__})"
    assert reports == [("de", words, None)]


def test_of_two_that_open_at_the_same_time_one_publishes(load_from):
    calls = []

    def read(path):
        calls.append(path)
        if len(calls) == 1:
            assert catalogues.find("de", "a#b", "A") == "Ä"
            return b"junk"
        return compiled([])

    catalogues, _ = load_from(LoaderOfFiles(read))
    catalogues.find("de", "a#b", "A")

    assert len(calls) == 2


@pytest.mark.parametrize("package", ["", "no.such.package", "sys"])
def test_a_bundle_without_files_has_no_translations(package):
    reports = []
    catalogues = Catalogues(bundle="b", package=package, damaged=lambda *each: reports.append(each))

    assert catalogues.find("de", "a#b", "A") is None
    assert reports == [("de", "its package is not imported from files", None)]
