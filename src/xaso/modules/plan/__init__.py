"""Plan: what the commune promised.

Purpose: the plan, its sections, its targets with yearly thresholds, owner, basis and measure;
    its text read in, ruled on by people and put in force, version after version;
    recurring activities that open as tasks with one lead, their products and time; the plan's money.
Words: kế hoạch, chỉ tiêu, ngưỡng, đơn vị phụ trách, hoạt động, nhiệm vụ, sản phẩm, gia hạn, kinh phí.
Face: services, queries, access, events, measures.
Neighbours: asks org for owners; indicators asks it.
"""
