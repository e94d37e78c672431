r"""
A ``.po`` file says that it is in another language than its folder.

Its texts would be shown to readers of the folder's language.

Wrong (de.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language: fr\n"

Right (de.po)::

    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language: de\n"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB606"

RULE = Rule(CODE, "po-language", __doc__)
