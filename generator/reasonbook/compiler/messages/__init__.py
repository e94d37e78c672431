"""
Translators' files: templates, catalogues and compiled catalogues of messages.
"""
