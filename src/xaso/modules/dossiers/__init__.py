"""Dossiers: one-stop case handling from filing to the result in the person's hand.

Purpose: drafts, dossiers, papers, the route and its clocks, supplements, results, hand-overs.
Words: hồ sơ, tiếp nhận, bổ sung, thụ lý, trình duyệt, luân chuyển, trả kết quả, rút hồ sơ.
Face: services, queries, events, access, measures.
Neighbours: asks procedures, citizens, org; announces to surveys, indicators and whoever listens.
"""
