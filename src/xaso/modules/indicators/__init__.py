"""Indicators: the plan measured by the work.

Purpose: figures by month kept up to date, the board, the page of a target, down to the records.
Words: chỉ số, bảng điều hành, số liệu theo tháng, tử số, mẫu số.
Face: services, queries.
Neighbours: asks plan, and every measure in the registry; nobody below asks it.
"""
