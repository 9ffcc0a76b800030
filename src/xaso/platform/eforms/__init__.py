"""E-forms as data: a definition becomes fields, conditions, rules and answers.

Purpose: a form is a JSON document, versioned by validity; this package reads it, asks its questions, reads
and checks the answers, and shows them back. It has no tables: whoever asks keeps the answers.
Words: form (biểu mẫu), section (phần, one page), field (ô), answer (lời khai), rule (điều kiện của tờ khai).
Face: `definition.parse`, `answers`, `prefilling.prefill`, `display.summary`, `schema`, `sources.register`,
the macro `eforms/section.html`.
Neighbours: kernel only.
"""
