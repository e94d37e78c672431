"""
The tree in which CLDR puts locales: what a tag stands for, and from whom a locale inherits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.core import get_global

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNKNOWN_SCRIPT = "Zzzz"


@dataclass(frozen=True, order=True, slots=True)
class Node:
    """
    A locale with its script, which is always there, and its region or "".

    So ``zh``, ``zh_Hans`` and ``cmn`` are one node, ``zh_TW`` and ``zh_Hant_TW`` another.
    """

    language: str
    script: str
    region: str = ""


def find_node(tag: str) -> Node:
    """Return what *tag*, with underscores, stands for: language, script and region of it."""
    language, script, region = _split(tag)
    return make_node(language, script, region)


def make_node(language: str, script: str = "", region: str = "") -> Node:
    """
    Return the node of a language, in CLDR's names, with the script that is meant.

    A name that stands for a variety of another language (``sh`` for ``sr_Latn``, ``prs`` for
    ``fa_AF``) stands for it in every region.
    """
    alias: str | None = get_global("language_aliases").get(language)
    if alias is not None:
        language, implied, fixed = _split(alias)
        region = fixed or region
        script = script or implied
        if fixed:
            script = script or _likely(language, region).script
    script = script or _likely(language, region).script
    return Node(language, script, _current_region(language, script, region))


def likely_region(node: Node) -> str:
    """Return where most readers of the language and the script of *node* are."""
    likely: Mapping[str, str] = get_global("likely_subtags")
    found = likely.get(f"{node.language}_{node.script}")
    if found is None and _likely(node.language, "").script == node.script:
        found = likely.get(node.language)
    return _split(found)[2] if found else ""


def ancestors(node: Node) -> Iterator[Node]:
    """Yield *node* and all that it inherits from, the nearest first, without CLDR's root."""
    inherited: Node | None = node
    while inherited is not None:
        yield inherited
        inherited = _parent(inherited)


def _parent(node: Node) -> Node | None:
    """Return what *node* inherits from; nothing is inherited from another script."""
    exception = exceptions().get(node)
    if exception is not None:
        return exception
    return Node(node.language, node.script) if node.region else None


@cache
def exceptions() -> Mapping[Node, Node]:
    """Return the nodes that do not inherit from themselves without the region."""
    listed: Mapping[str, str] = get_global("parent_exceptions")
    return {find_node(child): find_node(parent) for child, parent in listed.items()}


def _likely(language: str, region: str) -> Node:
    likely: Mapping[str, str] = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language)
    return Node(*_split(found)) if found else Node(language, _UNKNOWN_SCRIPT)


def _current_region(language: str, script: str, region: str) -> str:
    """Return what a region is called today; where it was divided, the part of the language."""
    parts: list[str] = get_global("territory_aliases").get(region, [region])
    usual = likely_region(Node(language, script))
    return usual if usual in parts else parts[0]


def _split(tag: str) -> tuple[str, str, str]:
    language, *others = tag.split("_")
    script = others.pop(0) if others and len(others[0]) == len(_UNKNOWN_SCRIPT) else ""
    return language, script, others[0] if others else ""
