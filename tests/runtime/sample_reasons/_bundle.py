from reasonbook.runtime import Bundle

BUNDLE = Bundle(
    name="sample_reasons",
    version="0.1.0",
    source_locale="en",
    locales=("ar", "de", "pt", "pt_BR", "zh_Hans"),
    package=__name__,
)
