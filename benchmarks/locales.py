"""
Fifty locales as an application with many readers has them.
"""

from __future__ import annotations

SOURCE = "en"
_TRANSLATED = (
    "af ar az bg bn ca cs da de el es es_419 et eu fa fi fr ga gl he hi hr hu hy id is it ja "
    "ka kk ko lt lv nb nl pl pt_BR pt_PT ro ru sk sl sv th tr uk vi zh_Hans zh_Hant"
)
TRANSLATED = tuple(_TRANSLATED.split())
LOCALES = (SOURCE, *TRANSLATED)
