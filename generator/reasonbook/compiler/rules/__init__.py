"""
The rules, one module each, and the check of a project's sources.

The table is written out: what is not in it is not a rule. Codes are never reused.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import MAX_FINDINGS
from reasonbook.compiler.rules import (
    anchor,
    bad_setting,
    bidi_character,
    cannot_write,
    changed_meanwhile,
    code_collision,
    code_prefix,
    comment_in_text,
    control_character,
    duplicate_key,
    edge_whitespace,
    example_type,
    explanation_too_long,
    extraction,
    file_too_large,
    format_version,
    label_full_stop,
    label_lines,
    label_placeholders,
    label_too_long,
    lost_locales,
    malformed_code,
    malformed_name,
    malformed_placeholder,
    member_collision,
    merge_key,
    missing_key,
    module_content,
    module_shape,
    name_collision,
    no_sources,
    not_allowed,
    not_utf_8,
    out_of_date,
    out_of_range,
    po_charset,
    po_control_character,
    po_duplicate,
    po_language,
    po_plural_count,
    po_plural_forms,
    po_syntax,
    repeated_step,
    reserved_name,
    settings_file,
    several_documents,
    step_collision,
    step_fields,
    stray_catalogue,
    tag,
    template,
    text_too_long,
    too_deep,
    too_many_reasons,
    undeclared_placeholder,
    unknown_actionability,
    unknown_key,
    unknown_locale,
    unknown_setting,
    unknown_step,
    unreadable_file,
    unsafe_url,
    untyped_placeholder,
    unused_step,
    unused_template,
    wrong_type,
    yaml_syntax,
)
from reasonbook.compiler.rules.rule import Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reasonbook.compiler.diagnostics import Diagnostic

__all__ = ["RULES", "Rule", "Subject", "check"]

_TABLE = (
    not_utf_8.RULE,
    yaml_syntax.RULE,
    duplicate_key.RULE,
    anchor.RULE,
    merge_key.RULE,
    tag.RULE,
    several_documents.RULE,
    control_character.RULE,
    bidi_character.RULE,
    too_deep.RULE,
    file_too_large.RULE,
    too_many_reasons.RULE,
    unreadable_file.RULE,
    unknown_key.RULE,
    missing_key.RULE,
    wrong_type.RULE,
    not_allowed.RULE,
    format_version.RULE,
    out_of_range.RULE,
    unknown_actionability.RULE,
    malformed_name.RULE,
    malformed_code.RULE,
    code_prefix.RULE,
    reserved_name.RULE,
    member_collision.RULE,
    code_collision.RULE,
    name_collision.RULE,
    step_collision.RULE,
    label_lines.RULE,
    label_too_long.RULE,
    label_placeholders.RULE,
    label_full_stop.RULE,
    explanation_too_long.RULE,
    text_too_long.RULE,
    malformed_placeholder.RULE,
    undeclared_placeholder.RULE,
    edge_whitespace.RULE,
    untyped_placeholder.RULE,
    example_type.RULE,
    comment_in_text.RULE,
    unknown_step.RULE,
    repeated_step.RULE,
    step_fields.RULE,
    unsafe_url.RULE,
    unused_step.RULE,
    template.RULE,
    module_shape.RULE,
    module_content.RULE,
    extraction.RULE,
    unused_template.RULE,
    po_syntax.RULE,
    po_charset.RULE,
    po_duplicate.RULE,
    po_control_character.RULE,
    unknown_locale.RULE,
    po_language.RULE,
    stray_catalogue.RULE,
    lost_locales.RULE,
    po_plural_forms.RULE,
    po_plural_count.RULE,
    settings_file.RULE,
    unknown_setting.RULE,
    bad_setting.RULE,
    no_sources.RULE,
    cannot_write.RULE,
    out_of_date.RULE,
    changed_meanwhile.RULE,
)

RULES: Mapping[str, Rule] = {rule.code: rule for rule in _TABLE}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the findings of every rule about the sources of *subject*."""
    for rule in _TABLE:
        if rule.check is not None:
            yield from islice(rule.check(subject), MAX_FINDINGS)
