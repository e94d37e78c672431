r"""
A message of a ``.po`` file has more or fewer plural forms than its language.

Each message with a plural has as many ``msgstr`` as the header's ``nplurals`` says. A file
without a ``Plural-Forms`` header gets one with a form for each category of CLDR.

Wrong (de.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

    msgctxt "run.failed#short_explanation"
    msgid "{n} run failed."
    msgid_plural "{n} runs failed."
    msgstr[0] "{n} Lauf ist gescheitert."

Right (de.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

    msgctxt "run.failed#short_explanation"
    msgid "{n} run failed."
    msgid_plural "{n} runs failed."
    msgstr[0] "{n} Lauf ist gescheitert."
    msgstr[1] "{n} Läufe sind gescheitert."
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB610"

RULE = Rule(CODE, "po-plural-count", __doc__)
