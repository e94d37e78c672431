r"""
A ``.po`` file says that it is in another encoding than UTF-8.

Wrong (de.po)::

    msgid ""
    msgstr "Content-Type: text/plain; charset=ISO-8859-1\n"

Right (de.po)::

    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\n"
"""

from __future__ import annotations

from reasonbook.compiler.rules.rule import Rule

CODE = "RB602"

RULE = Rule(CODE, "po-charset", __doc__)
