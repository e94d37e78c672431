"""
`reasonbook rules`: what is checked, and why.
"""

from __future__ import annotations

import click

from reasonbook.compiler.cli.console import write_out
from reasonbook.compiler.cli.exits import ExitCode
from reasonbook.compiler.diagnostics import did_you_mean

_EPILOG = """\b
Examples:
  reasonbook rules
  reasonbook rules RB103
  reasonbook rules duplicate-key
"""


@click.command("rules", epilog=_EPILOG)
@click.argument("code", required=False, metavar="[CODE]")
def command(*, code: str | None) -> ExitCode:
    """List every rule, or print the page of the rule CODE, which may also be its name."""
    return rules(code=code)


def rules(*, code: str | None) -> ExitCode:
    """Print the table of rules, or the page of the rule *code*."""
    # Only here: they refer to the models of sources, which take a while to load.
    from reasonbook.compiler.rules import RULES  # noqa: PLC0415  see above

    if code is None:
        width = max(len(rule.name) for rule in RULES.values())
        write_out(
            "".join(
                f"{rule.code}  {rule.name:{width}}  {rule.page.strip().splitlines()[0]}\n"
                for rule in RULES.values()
            )
        )
        return ExitCode.CLEAN
    by_name = {rule.name: rule for rule in RULES.values()}
    found = RULES.get(code.upper()) or by_name.get(code.lower())
    if found is None:
        # Not the nearest code: the one beside it says something else.
        help_text = did_you_mean(code, by_name) or "`reasonbook rules` lists them all"
        raise click.BadParameter(f"there is no rule `{code}`: {help_text}", param_hint="CODE")
    write_out(f"{found.code} ({found.name})\n\n{found.page.strip()}\n")
    return ExitCode.CLEAN
