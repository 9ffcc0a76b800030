"""Scoring: a set of criteria as a tree, and the points that facts earn in it. Plain Python (ADR 7).

One engine for every set the commune is scored by: service quality (766), reform, digital transformation, the
yearly ranking of offices. ``tree`` is the set, ``rules`` what a leaf earns, ``facts`` what is known of it,
``result`` the sums, ``reading`` the set from a pack's JSON, ``gains`` what one more finished record is worth.
"""
