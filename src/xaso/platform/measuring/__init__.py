"""Measures: a figure is two sets of records, the part and the whole.

Purpose: one function answers the value, the months, the split, and the records behind them.
Words:   Share, Count, Figure, Measure, Split, registry; the period comes from the kernel.
Face:    ``figures`` (Share, Count, Figure, PERCENT, COUNT), ``registry`` (measure, registry, Split),
         ``evaluation`` (evaluate, daily, sets, split, records, combine).
Below:   the kernel. It knows no module: each module's ``measures.py`` is found when the program starts.
"""
