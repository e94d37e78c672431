r"""
A ``.po`` file has a plural rule that is not known for its language.

``Plural-Forms`` says which form is for which number. It is compared and never evaluated: it may
be the rule of CLDR or one that gettext's tools write for the language, with any blanks and
parentheses. The help names the header to write.

Wrong (pl.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

Right (pl.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"
"""  # noqa: E501  an expression stands on one line

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB609"

RULE = Rule(CODE, "po-plural-forms", __doc__)
