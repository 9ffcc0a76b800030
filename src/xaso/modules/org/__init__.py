"""Org: who the commune is.

Purpose: the commune, its offices, villages, positions, officers, their roles, who stands in for
whom, the working calendar and the settings that law or practice leave open.
Words: cơ quan, phòng, thôn/bản, cán bộ, vị trí việc làm, ủy quyền, lịch làm việc.
Face: services, queries, access, measures.
Neighbours: none below; every module may ask it.
"""
