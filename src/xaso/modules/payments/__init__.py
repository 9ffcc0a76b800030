"""Payments: fees and charges, what is owed, what was paid, and the receipt for it.

Purpose: from a fee table with its legal basis to a bill, a payment made once, an e-receipt, a cash shift.
Words: phí, lệ phí, biểu thu, khoản thu, biên lai điện tử, ca thu, hoàn trả, đối soát.
Face: services, queries, events, access, measures; a bill is known by its code and a plain subject.
Neighbours: asks org; dossiers ask it and listen to it; it knows nothing of dossiers.
"""
