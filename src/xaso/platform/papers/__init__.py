"""Papers: PDF by typst, Word by docxtpl, Excel and CSV, QR codes.

Purpose: from a template and plain data to a file that prints the same everywhere.
Words: template (mẫu), pack (bộ dữ liệu của xã; its `papers/` folder wins over the apps' `paper_templates/`).
Face: `services.pdf`, `services.word`, `tables.xlsx`, `tables.csv`, `tables.workbook`,
`filling.Filling`, `pictures.png_of`, `wordpdf.laying.pdf_of`, `qr.svg`, `qr.data_uri`;
for templates `paper_templates/base.typ`.
Neighbours: kernel only. Knows no dossier: modules make the data in their `papers.py`.
"""
