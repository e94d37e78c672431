"""
`reasonbook rules`: what is checked, and why.
"""

from __future__ import annotations

import click

from reasonbook.compiler.cli.console import write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.diagnostics import did_you_mean
from reasonbook.compiler.rules import RULES

_EPILOG = """\b
Examples:
  reasonbook rules
  reasonbook rules RB103
"""


@click.command("rules", epilog=_EPILOG)
@click.argument("code", required=False, metavar="[CODE]")
def command(*, code: str | None) -> ExitCode:
    """List every rule, or print the page of the rule CODE."""
    return rules(code=code)


def rules(*, code: str | None) -> ExitCode:
    """Print the table of rules, or the page of the rule *code*."""
    if code is None:
        for rule in RULES.values():
            write_out(f"{rule.code}  {rule.name:24}{rule.page.strip().splitlines()[0]}\n")
        return ExitCode.CLEAN
    found = RULES.get(code.upper())
    if found is None:
        help_text = did_you_mean(code.upper(), RULES) or "`reasonbook rules` lists them all"
        raise click.BadParameter(f"there is no rule `{code}`: {help_text}", param_hint="CODE")
    write_out(f"{found.code} ({found.name})\n\n{found.page.strip()}\n")
    return ExitCode.CLEAN
