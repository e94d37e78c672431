"""
The grammar of a text: characters, ``{{`` and ``}}`` for braces, bare ``{name}`` placeholders.

There is nothing else: no attributes, indexes, conversions, format specifications. A text is
parsed once into pieces that are joined with values, so no value is ever parsed, and no text
of a translation ever becomes a format string.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container


class Template:
    """
    A parsed text.

    *literals* are the pieces before, between and after the placeholders *names*: one more.
    """

    __slots__ = ("literals", "names")

    def __init__(self, literals: tuple[str, ...], names: tuple[str, ...]) -> None:
        """Make a template of one literal more than there are names."""
        self.literals = literals
        self.names = names


def literal(text: str) -> Template:
    """Return the template that is *text* itself, braces and all."""
    return Template((text,), ())


def parse(text: str, placeholders: Container[str]) -> Template | None:
    """
    Return *text* in pieces; None if it is no text of the grammar with these *placeholders*.

    The time it takes is linear in the length of *text*.
    """
    if "{" not in text and "}" not in text:
        return literal(text)
    literals: list[str] = []
    names: list[str] = []
    piece: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        if character not in "{}":
            piece.append(character)
            at += 1
        elif text.startswith(character, at + 1):
            piece.append(character)
            at += 2
        else:
            end = text.find("}", at + 1) if character == "{" else -1
            name = text[at + 1 : end]
            if end < 0 or name not in placeholders:
                return None
            literals.append("".join(piece))
            names.append(name)
            piece.clear()
            at = end + 1
    return Template((*literals, "".join(piece)), tuple(names))


def render(template: Template, write: Callable[[str], str | None]) -> str:
    """Return the text with the values that *write* has; a name without one stays in braces."""
    pieces = [template.literals[0]]
    for name, following in zip(template.names, template.literals[1:], strict=True):
        value = write(name)
        pieces += ("{" + name + "}" if value is None else value, following)
    return "".join(pieces)
