from reasonbook.runtime import Bundle, LocaleData

LOCALES = {
    "ar": LocaleData(chain=("ar",)),
    "de": LocaleData(
        chain=("de",),
        plural=(("one", ((("i", 0, True, ((1, 1),)), ("v", 0, True, ((0, 0),))),)),),
        number=(",", ".", "-", 3, 3),
        percent=("", "\xa0%"),
        lists=("{0} und {1}", "{0}, {1}", "{0}, {1}", "{0} und {1}"),
    ),
    "en": LocaleData(
        plural=(("one", ((("i", 0, True, ((1, 1),)), ("v", 0, True, ((0, 0),))),)),),
        lists=("{0} and {1}", "{0}, {1}", "{0}, {1}", "{0}, and {1}"),
    ),
    "pt": LocaleData(chain=("pt",)),
    "pt_BR": LocaleData(chain=("pt_BR", "pt")),
    "zh_Hans": LocaleData(chain=("zh_Hans",)),
}
NEGOTIATION = {"zh": "zh_Hans", "zh-tw": None}

BUNDLE = Bundle(
    name="sample_reasons",
    version="0.1.0",
    source_locale="en",
    locales=("ar", "de", "pt", "pt_BR", "zh_Hans"),
    surfaces=("badge",),
    load_locales=lambda: (LOCALES, NEGOTIATION),
    package=__name__,
)
