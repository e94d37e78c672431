"""A small project on the disk, and the command line run in this process."""

from __future__ import annotations

import importlib
import shutil
import sys
from dataclasses import dataclass

import pytest

from reasonbook.compiler.cli import run

SETTINGS = """\
[tool.reasonbook]
bundle = "shop_reasons"
version = "1.2.0"
sources = ["reasons/*.yaml"]
locales = "locales"
output = "generated"
"""

PAYMENTS = """\
format: reasonbook/1
catalog:
  module: payments
  enum: PaymentReason
  prefix: payment.
  description: Why a payment did not go through.
reasons:
  payment.card_expired:
    operator_label: Card has expired
    short_explanation: The card of order {order_id} is no longer valid.
    actionability: action_required
    placeholders:
      order_id: {type: string, example: A-1042, description: Number of the order}
    next_steps:
      - {id: ask, kind: instruction, label: Ask the customer for another card.}
"""

PARCELS = """\
format: reasonbook/1
catalog: {module: parcels, enum: ParcelReason, prefix: parcel.}
reasons:
  parcel.lost:
    operator_label: Parcel is lost
    short_explanation: Nobody knows where the parcel is.
    actionability: escalate
"""

TRANSLATIONS = {
    "Card has expired": "Karte ist abgelaufen",
    "The card of order {order_id} is no longer valid.": "Die Karte von {order_id} gilt nicht mehr.",
    "Ask the customer for another card.": "Bitten Sie den Kunden um eine andere Karte.",
}


@dataclass(frozen=True)
class Outcome:
    """What a run came to; it compares with its exit code."""

    code: int
    out: str
    err: str


class Folder:
    """A folder that a test fills and looks into."""

    def __init__(self, root):
        self.root = root

    def write(self, path, content):
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def read(self, path):
        return (self.root / path).read_bytes().decode()

    def change(self, path, old, new):
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def translate(self, tag="de", bundle="shop_reasons", translations=TRANSLATIONS):
        """Fill in *translations* as a translator would."""
        path = f"locales/{tag}/LC_MESSAGES/{bundle}.po"
        for text, translation in translations.items():
            self.change(
                path, f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{translation}"'
            )

    def tree(self):
        """Return the bytes of every file by path, without the cache."""
        return {
            path: place.read_bytes()
            for path, place in self._places()
            if not path.startswith(".reasonbook/")
        }

    def times(self):
        """Return when every file was changed, the cache's too."""
        return {path: place.stat().st_mtime_ns for path, place in self._places()}

    def _places(self):
        return [
            (place.relative_to(self.root).as_posix(), place)
            for place in sorted(self.root.rglob("*"))
            if place.is_file()
        ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder called `shop`, which is the current one."""
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(root)
    return Folder(root)


@pytest.fixture
def project(folder):
    """Return a project with one source and no locale, not built yet."""
    folder.write("pyproject.toml", SETTINGS)
    folder.write("reasons/payments.yaml", PAYMENTS)
    return folder


@pytest.fixture(scope="session")
def master(tmp_path_factory):
    """Return a project that is built, with a German translation; for copies alone."""
    made = Folder(tmp_path_factory.mktemp("master"))
    made.write("pyproject.toml", SETTINGS)
    made.write("reasons/payments.yaml", PAYMENTS)
    assert run(["locale", "add", "de", "-q", "-C", str(made.root)]) == 0
    made.translate()
    assert run(["generate", "-q", "-C", str(made.root)]) == 0
    return made.root


@pytest.fixture
def built(folder, master):
    """Return a project that is built, with a German translation."""
    shutil.copytree(master, folder.root, dirs_exist_ok=True)
    return folder


@pytest.fixture
def load_bundle(folder, monkeypatch):
    """Return a function that imports the test's bundle, which is forgotten afterwards."""
    monkeypatch.syspath_prepend(folder.root / "generated")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield lambda: importlib.import_module("shop_reasons")
    for name in [each for each in sys.modules if each.partition(".")[0] == "shop_reasons"]:
        del sys.modules[name]


@pytest.fixture
def parcels():
    """Return the text of a second source."""
    return PARCELS


@pytest.fixture
def reasonbook(capsys, monkeypatch):
    """Return a function that runs the command line and returns what it wrote."""
    for name in ("CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "REASONBOOK_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def act(*arguments):
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        written = capsys.readouterr()
        return Outcome(code, written.out, written.err)

    return act
