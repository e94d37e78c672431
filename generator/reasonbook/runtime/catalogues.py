"""
A bundle's catalogues: each file is read when its locale is first asked for, and never again.
"""

from __future__ import annotations

import os
import sys
from stat import S_ISREG

from reasonbook.runtime.mo import MAX_BYTES, MoError, key, parse_mo
from reasonbook.runtime.values import exact_text
from reasonbook.runtime.warn import warn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.runtime.entries import Text


class Catalogues:
    """
    The translations of one bundle.

    They lie in ``locale/<locale>/LC_MESSAGES/<bundle>.mo`` in the folder of *package*, an
    imported package or a module in it. Where that is no place in the file system, as in a zip
    archive, the package's loader is asked for them.
    """

    __slots__ = ("_bundle", "_file", "_loaded", "_package", "_refused")

    def __init__(self, *, bundle: str, package: str) -> None:
        """Remember where the files are; none is opened."""
        self._bundle = bundle
        self._package = package
        # Taken now: whoever unloads the package later still has its members.
        self._file = exact_text(getattr(sys.modules.get(package), "__file__", None))
        self._loaded: dict[str, dict[str, str]] = {}
        self._refused: dict[tuple[str, str], object] = {}

    def translation(self, locale: str, text: Text) -> str | None:
        """Return what the catalogue of *locale* has for *text*, None if it has nothing."""
        return self._translations(locale).get(key(text.context, text.source))

    def refuse(self, locale: str, text: Text) -> None:
        """Warn, once, that the text *locale* has for *text* cannot be used."""
        mine = object()
        if self._refused.setdefault((locale, text.context), mine) is mine:
            warn(
                "a text is not used: its braces or placeholders are wrong",
                bundle=self._bundle,
                locale=locale,
                context=text.context,
            )

    def _translations(self, locale: str) -> Mapping[str, str]:
        found = self._loaded.get(locale)
        if found is not None:
            return found
        problem = ""
        try:
            read = parse_mo(self._read(f"locale/{locale}/LC_MESSAGES/{self._bundle}.mo"))
        except MoError as error:
            read, problem = {}, str(error)
        except Exception as error:  # noqa: BLE001  the loader may be anyone's
            read, problem = {}, f"it cannot be read ({type(error).__name__})"
        # Of threads that come first at the same time, one publishes, and that one warns.
        found = self._loaded.setdefault(locale, read)
        if problem and found is read:
            warn(f"a catalogue is not used: {problem}", bundle=self._bundle, locale=locale)
        return found

    def _read(self, path: str) -> bytes:
        """Return the file at *path* in the package, at most one byte more than is allowed."""
        if self._file is None:
            return self._from_loader(path)
        place = os.path.join(os.path.dirname(self._file), *path.split("/"))  # noqa: PTH118, PTH120  pathlib imports re
        try:
            status = os.stat(place)  # noqa: PTH116  pathlib imports re
        except OSError:
            return self._from_loader(path)
        # A pipe would block for ever, a folder has no bytes.
        if not S_ISREG(status.st_mode):
            raise MoError("it is no regular file")
        with open(place, "rb") as stream:  # noqa: PTH123  pathlib imports re
            return stream.read(MAX_BYTES + 1)

    def _from_loader(self, path: str) -> bytes:
        from pkgutil import get_data  # noqa: PLC0415  most bundles are plain files

        data = get_data(self._package, path)
        if data is None:
            raise MoError("the package's loader has no files")
        return data
