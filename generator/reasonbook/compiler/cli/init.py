"""
`reasonbook init`: the first catalogue of a project.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from reasonbook.compiler.catalog.schema import SCHEMA_FILE, make_schema
from reasonbook.compiler.cli.console import say
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.config import BUILT_IN_ACTIONABILITIES, SETTINGS_FILE, read_settings
from reasonbook.compiler.inputs import decode, read_optional
from reasonbook.compiler.output import Plan, write, write_new
from reasonbook.compiler.source import digest

_MAX_BYTES = 16 * 1024 * 1024
_BUNDLE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)

_EPILOG = """\b
Examples:
  reasonbook init
  reasonbook init --bundle shop_reasons
"""

_SETTINGS = """\
[tool.reasonbook]
bundle = "{bundle}"
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
    name = _bundle_name(folder) if bundle is None else bundle
    if _BUNDLE.fullmatch(name) is None:
        raise click.BadParameter(
            f"`{name}` is no package name: lower case letters, digits and single `_`",
            param_hint="--bundle",
        )
    return init(root=folder, bundle=name)


def init(*, root: Path, bundle: str) -> ExitCode:
    """Create what a project in *root* needs that is not there yet."""
    root.mkdir(parents=True, exist_ok=True)
    code = _add_settings(root, _SETTINGS.format(bundle=bundle))
    if code is not ExitCode.CLEAN:
        return code
    files = {
        "reasons/payments.yaml": _SOURCE.format(schema=SCHEMA_FILE).encode(),
        f"reasons/{SCHEMA_FILE}": make_schema(BUILT_IN_ACTIONABILITIES).encode(),
    }
    kept = write_new(root, files)
    for path in files:
        say(f"kept {path}" if path in kept else f"created {path}")
    say(_NEXT)
    return ExitCode.CLEAN


def _add_settings(root: Path, table: str) -> ExitCode:
    """Write the settings: a new file, or a table at the end of the one that is there."""
    data = read_optional(root, SETTINGS_FILE, limit=_MAX_BYTES)
    if data is None:
        write_new(root, {SETTINGS_FILE: table.encode()})
        say(f"created {SETTINGS_FILE}")
        return ExitCode.CLEAN
    source, faults = decode(SETTINGS_FILE, data)
    settings, found = read_settings(source)
    if settings is not None or "[tool.reasonbook" in source.text:
        say(f"kept {SETTINGS_FILE}")
        return ExitCode.CLEAN
    if faults or "this is not TOML" in found[0].message:
        say(f"{SETTINGS_FILE} cannot be extended: {(*faults, *found)[0].message}")
        return ExitCode.FAILED
    end = "" if not data or data.endswith(b"\n") else "\n"
    extended = data + f"{end}\n{table}".encode()
    write(root, Plan({SETTINGS_FILE: extended}, seen={SETTINGS_FILE: digest(data)}))
    say(f"added [tool.reasonbook] to {SETTINGS_FILE}")
    return ExitCode.CLEAN


def _bundle_name(folder: Path) -> str:
    words = re.findall(r"[a-z0-9]+", folder.resolve().name.lower())
    name = "_".join([*words, "reasons"])
    return name if _BUNDLE.fullmatch(name) else "reasons"
