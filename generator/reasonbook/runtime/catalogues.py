"""
A bundle's catalogues: each file is opened when its locale is first asked for, and never again.

No lock is taken: what is made once is published by a single store into a dictionary, and of
threads that make it at the same time one wins. So no fork can leave a lock behind that is held.
"""

from __future__ import annotations

from errno import EMFILE, ENFILE

from reasonbook.runtime.files import PackageFiles
from reasonbook.runtime.mo import MoError, TextError, Whole
from reasonbook.runtime.mo_large import Large

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

    Damaged = Callable[[str, str, str | None], None]


# As large as that, a file is read and checked in a fraction of a millisecond.
_SMALL = 256 * 1024


class Catalogues:
    """
    The translations of one bundle, one generation of them.

    They lie in ``locale/<locale>/LC_MESSAGES/<bundle>.mo`` in the folder of *package*, an
    imported package or a module in it. Where that is no place in the file system, as in a zip
    archive, the package's loader is asked for them.

    *damaged* is called with the locale, what is wrong, and the context of a text that is not
    used or None for a file that is not: once for each. If it raises, it is called again.
    """

    __slots__ = ("_bundle", "_damaged", "_files", "_opened", "_reported")

    def __init__(self, *, bundle: str, package: str | PackageFiles, damaged: Damaged) -> None:
        """Remember where the files are; none is opened."""
        self._bundle = bundle
        self._damaged = damaged
        # Found now: whoever unloads the package later still has its members.
        self._files = package if isinstance(package, PackageFiles) else PackageFiles(package)
        self._opened: dict[str, _Catalogue] = {}
        self._reported: dict[tuple[str, str | None], object] = {}

    def find(
        self, locale: str, context: str, source: str, plural: str | None = None
    ) -> str | tuple[str, ...] | None:
        """
        Return what the catalogue of *locale* has for a text, None if it has nothing.

        With *plural* that is a tuple of all forms. Nothing is raised but what *damaged* raises.
        """
        singular = f"{context}\x04{source}"
        key = singular if plural is None else f"{singular}\0{plural}"
        try:
            opened = self._opened.get(locale) or self._open(locale)
            # No file that is UTF-8 has what a lone surrogate becomes.
            found = opened.find(key.encode(errors="surrogatepass"))
            return None if found is None else _decode(found, is_plural=plural is not None)
        except TextError as error:
            problem, what = str(error), context
        except Exception as error:  # noqa: BLE001  a lack of memory or of stack, too
            problem, what = _reason(error), None
            if _will_stay(error):
                self._opened[locale] = _Unusable(problem)
        self._report(locale, problem, what)
        return None

    def prepare(self, locale: str) -> None:
        """Open the catalogue of *locale* now, so that it is of the same time as others."""
        if locale not in self._opened:
            self.find(locale, "", "")

    def is_pending(self, locale: str) -> bool:
        """Tell whether the catalogue of *locale* could not be opened just now, and may be later."""
        return locale not in self._opened

    def renew(self, damaged: Damaged | None = None) -> Catalogues:
        """
        Return a new generation with nothing opened, which calls *damaged* or what this one does.

        This one stays as it is, and closes its files when nobody has it any more.
        """
        self._files.renew()
        return Catalogues(
            bundle=self._bundle, package=self._files, damaged=damaged or self._damaged
        )

    def _open(self, locale: str) -> _Catalogue:
        if not locale.replace("_", "").replace("-", "").isalnum():
            raise MoError("its locale is no language tag")
        found = self._files.open(f"locale/{locale}/LC_MESSAGES/{self._bundle}.mo")
        if found.size > _SMALL:
            return self._opened.setdefault(locale, Large(found))
        return self._opened.setdefault(locale, Whole(found.read_all()))

    def _report(self, locale: str, problem: str, context: str | None) -> None:
        mine = object()
        if self._reported.setdefault((locale, context), mine) is mine:
            try:
                self._damaged(locale, problem, context)
            except BaseException:
                del self._reported[locale, context]
                raise


class _Unusable:
    """What stands for a file that is not asked again."""

    __slots__ = ("_reason",)

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def find(self, key: bytes) -> NoReturn:
        del key
        raise MoError(self._reason)


if TYPE_CHECKING:
    _Catalogue = Whole | Large | _Unusable


def _decode(found: bytes, *, is_plural: bool) -> str | tuple[str, ...] | None:
    try:
        text = found.decode()
    except UnicodeDecodeError:
        raise TextError("it is not UTF-8") from None
    if is_plural:
        forms = tuple(text.split("\0"))
        return forms if all(forms) else None
    if "\0" in text:
        raise TextError("it has several forms")
    return text or None


def _reason(error: Exception) -> str:
    return (
        str(error) if isinstance(error, MoError) else f"it cannot be read ({type(error).__name__})"
    )


def _will_stay(error: Exception) -> bool:
    """Tell whether the next attempt would fail as well: not if too many files are open."""
    if isinstance(error, OSError):
        return error.errno not in (EMFILE, ENFILE)
    return isinstance(error, MoError)
