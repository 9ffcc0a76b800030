"""The kernel: plain ideas every part shares, in plain Python.

Purpose: time, working days, deadlines, periods, money, text, codes, refusals.
Words:   Refusal, Clock, WorkCalendar, Span, Deadline, Period, Dong, Page, Certainty.
Face:    import the module that holds the idea, e.g. ``from xaso.kernel.periods import Period``.
Below:   nothing. No Django, no settings, no nouns of government; only ``clock`` reads the clock.
"""
