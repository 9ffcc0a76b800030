"""Plan: what the commune promised.

Purpose: the plan, its sections, its targets with yearly thresholds, owner, basis and measure.
Words: kế hoạch, chỉ tiêu, ngưỡng, đơn vị phụ trách.
Face: services, queries.
Neighbours: asks org for owners; indicators asks it.
"""
