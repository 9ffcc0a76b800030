"""Surveys: what people say of the service.

Purpose: the three-level rating after a result is returned, optional and confidential.
Words: khảo sát hài lòng, mức đánh giá.
Face: services, queries, measures.
Neighbours: asks dossiers; indicators asks it.
"""
