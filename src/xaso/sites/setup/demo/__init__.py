"""A synthetic year: invented people and their dossiers, made through the same services as real work.

Words: năm làm việc giả lập, dữ liệu trình diễn.
Face: `year.make_year`, used by the command `demo_year`.
Everything is drawn from one seed and counted from one day, so the same call makes the same year.
"""
