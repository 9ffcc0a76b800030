"""Indicators: the plan measured by the work.

Purpose: figures by month kept up to date, the board, the page of a target, down to the records; reporting
windows closed with their records, proven and corrected beside.
Words: chỉ số, bảng điều hành, số liệu theo tháng, tử số, mẫu số, kỳ báo cáo, khóa kỳ, điều chỉnh.
Face: services, queries.
Neighbours: asks plan, and every measure in the registry; nobody below asks it.
"""
