"""Api: what other programs meet, under /api/v1/.

Purpose: read the catalogue, file, upload, track, own dossiers, officers' lists; described by OpenAPI 3.1.
Words: giao diện lập trình, mã truy cập, mã chống gửi hai lần.
Face: none; composition only. Every decision is a module's.
Neighbours: asks procedures, dossiers, citizens, org; journal for the access log; identity for tokens.
"""
