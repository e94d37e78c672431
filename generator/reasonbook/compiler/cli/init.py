"""
`reasonbook init`: the first catalogue of a project.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from reasonbook.compiler.cli.console import report, say
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.cli.options import Reporting
from reasonbook.compiler.config import SETTINGS_FILE, Settings, read_settings
from reasonbook.compiler.diagnostics import Diagnostic, error
from reasonbook.compiler.inputs import decode, find_sources, read_optional
from reasonbook.compiler.output import Plan, write, write_new
from reasonbook.compiler.output.staging import make_folders
from reasonbook.compiler.source import SourceFile, Span, digest

_MAX_BYTES = 16 * 1024 * 1024

_EPILOG = """\b
Examples:
  reasonbook init
  reasonbook init --bundle shop_reasons
"""

_SETTINGS = """\
[tool.reasonbook]
bundle = {bundle}
version = "0.1.0"
sources = ["reasons/*.yaml"]
locales = "locales"
output = "generated"
"""

_SOURCE = """\
# yaml-language-server: $schema=./{schema}
format: reasonbook/1

catalog:
  module: payments
  enum: PaymentReason
  prefix: payment.
  description: Why a payment did not go through.

defaults:
  actionability: retryable_transient

placeholders:
  order_id: {{type: string, example: A-1042, description: Number of the order}}

next_steps:
  retry_later:
    kind: wait
    label: Wait a few minutes and try again.

reasons:
  payment.provider_timed_out:
    operator_label: Payment provider timed out
    short_explanation: The provider did not answer in time for order {{order_id}}.
    placeholders:
      order_id: {{}}
    next_steps: [retry_later]
    translator_note: The provider is the company that carries out payments.

  payment.card_expired:
    operator_label: Card has expired
    short_explanation: The card was refused because it is no longer valid.
    actionability: action_required
    next_steps:
      - {{id: ask_for_card, kind: instruction, label: Ask the customer for another card.}}
"""

_NEXT = """\
Next:
  reasonbook locale add de     start a translation
  reasonbook generate          build the bundle"""

_SAMPLE = "reasons/payments.yaml"


@dataclass(frozen=True, slots=True)
class _Found:
    """
    The settings file as it is, and as it has to be.

    *settings* are those that are in force then, None where there are some with a mistake.
    """

    old: bytes | None
    new: bytes
    settings: Settings | None


@click.command("init", epilog=_EPILOG)
@click.argument(
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
)
@click.option("--bundle", default=None, help="Name of the bundle.  [default: from the folder]")
def command(*, folder: Path, bundle: str | None) -> ExitCode:
    """
    Set up a catalogue in FOLDER, the current one by default.

    Settings are added to pyproject.toml, or in a new one; files that are there stay as they are.
    """
    # Unlike a path's own method, this one does not mind links that go round in circles.
    root = Path(os.path.realpath(folder))
    name = _bundle_name(root) if bundle is None else bundle
    objection = _object_to(name)
    if objection:
        raise click.BadParameter(f"`{name}` cannot be it: {objection}", param_hint="--bundle")
    return init(root=root, bundle=name)


def init(*, root: Path, bundle: str) -> ExitCode:
    """Create what a project in *root* needs that is not there yet."""
    found = _read(root, _settings(bundle))
    if isinstance(found, Diagnostic):
        return report([found], {}, Reporting())
    files = _samples(root, found)
    if found.old is None:
        files[SETTINGS_FILE] = found.new
    with ExitStack() as undo:
        make_folders(root, undo)
        kept = write_new(root, files)
        undo.pop_all()
    if found.old is not None and found.old != found.new:
        # The last of all: from now on it is a project.
        write(root, Plan({SETTINGS_FILE: found.new}, seen={SETTINGS_FILE: digest(found.old)}))
        say(f"added [tool.reasonbook] to {SETTINGS_FILE}")
    elif found.old is not None:
        say(f"kept {SETTINGS_FILE}")
    for path in sorted(files):
        say(f"kept {path}" if path in kept else f"created {path}")
    say(_NEXT)
    return ExitCode.CLEAN


def _read(root: Path, table: str) -> _Found | Diagnostic:
    """Return the settings, *table* added if there are none; a finding if it cannot be added."""
    data = read_optional(root, SETTINGS_FILE, limit=_MAX_BYTES)
    if data is None:
        data, old = b"", None
    else:
        old = data
    source, faults = decode(SETTINGS_FILE, data)
    if faults:
        return faults[0]
    settings, found = read_settings(source)
    if settings is not None or any(each.code != "RB701" for each in found):
        return _Found(old, data, settings)
    new = data + _appendix(data, table)
    settings, found = read_settings(decode(SETTINGS_FILE, new)[0])
    if settings is None:
        message = f"[tool.reasonbook] cannot be added: {found[0].message}"
        return error("RB701", message, Span(SETTINGS_FILE), "add it yourself")
    return _Found(old, new, settings)


def _appendix(data: bytes, table: str) -> bytes:
    """Return what adds *table* to the end of *data*, with line ends like those there."""
    end = "\r\n" if b"\r\n" in data else "\n"
    gap = "" if not data else end if data.endswith(b"\n") else end * 2
    return (gap + table.replace("\n", end)).encode()


def _samples(root: Path, found: _Found) -> dict[str, bytes]:
    """Return a first source by path, with its schema; none where there are sources already."""
    settings = found.settings
    if settings is None or not any(_selects(each, _SAMPLE) for each in settings.sources):
        return {}
    if root.exists() and set(find_sources(root, settings.sources)) - {_SAMPLE}:
        return {}
    # Only here: the models take a while to load.
    from reasonbook.compiler.catalog.schema import SCHEMA_FILE, make_schema  # noqa: PLC0415  see above

    schema = make_schema(settings.actionabilities, settings.surfaces).encode()
    return {
        _SAMPLE: _SOURCE.format(schema=SCHEMA_FILE).encode(),
        str(PurePosixPath(_SAMPLE).with_name(SCHEMA_FILE)): schema,
    }


def _selects(pattern: str, path: str) -> bool:
    same_depth = len(PurePosixPath(pattern).parts) == len(PurePosixPath(path).parts)
    return same_depth and PurePosixPath(path).match(pattern)


def _bundle_name(folder: Path) -> str:
    """Return a bundle's name after *folder*'s, `reasons` where that makes none."""
    plain = folder.name.lower()
    words = re.findall(r"[a-z0-9]+", plain) if plain.isascii() else []
    name = "_".join([*words, "reasons"] if words[-1:] != ["reasons"] else words)
    return "reasons" if _object_to(name) else name


def _object_to(bundle: str) -> str:
    """Return what the settings have against *bundle* as a name, "" for nothing."""
    settings, found = read_settings(SourceFile(SETTINGS_FILE, _settings(bundle)))
    return "" if settings is not None else found[0].message


def _settings(bundle: str) -> str:
    # JSON's strings are TOML's, but for characters that are in no name anyway.
    return _SETTINGS.format(bundle=json.dumps(bundle, ensure_ascii=False))
