"""Plan: what the commune promised.

Purpose: the plan, its sections, its targets with yearly thresholds, owner, basis and measure;
    its text read in, ruled on by people and put in force, version after version.
Words: kế hoạch, chỉ tiêu, ngưỡng, đơn vị phụ trách.
Face: services, queries.
Neighbours: asks org for owners; indicators asks it.
"""
