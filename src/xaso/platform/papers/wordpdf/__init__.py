"""From a Word file to the same pages as PDF/A, without an office program: what is edited in Word shows.

Purpose: read a .docx into plain blocks (paragraphs, tables, pictures, pages) and lay them out by typst.
Words: block (khối), piece (mẩu chữ, hình), sheet (phần trang cùng khổ giấy).
Face: `reading.read_word`, `laying.pdf_of`; the blocks of `blocks` also draw a preview page.
Not carried over, and named in `Document.left_out`: drawn shapes, text boxes, charts and formulas of Word.
"""
