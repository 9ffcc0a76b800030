"""Search that does not mind accents, tone placement or one slip of the finger.

Purpose: find things by the words people use, best first, the same on SQLite and PostgreSQL.
Words: corpus (tập tìm kiếm: procedures, …), entry (mục), passage (the title or one line of the other words),
vocabulary (từ vựng of a corpus, for slips of the finger).
Face: `services.index`, `services.put`, `services.remove`, `queries.find`.
Neighbours: kernel only. What a key means is the business of who indexed it.
"""
