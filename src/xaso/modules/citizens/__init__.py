"""Citizens: the people and organizations the commune serves.

Purpose: one record a person, their account, their address and who may see them.
Words: người dân, tổ chức, người đại diện.
Face: services, queries, access.
Neighbours: asks org for villages.
"""
