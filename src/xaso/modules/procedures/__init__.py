"""Procedures: what people may ask of the commune, and how it is done.

Purpose: the versioned catalogue of administrative procedures with papers, time, fee, e-form,
route and how sure we are of each; life events; search words.
Words: thủ tục hành chính, thành phần hồ sơ, quy trình, lĩnh vực, sự kiện đời sống.
Face: services, queries, measures.
Neighbours: asks org for units; dossiers and surveys ask it.
"""
