"""Digital signatures on PDF files, read back: which are there, whose, and whether the file is still ours.

Purpose: take a PDF back from a signing tool and know that it is the same document, and who signed it.
Words: signature (chữ ký số), signer (người ký, by the certificate), certificate (chứng thư).
Face: `documents.ready_to_sign`, `documents.check_same`, `documents.signatures`.
Neighbours: kernel only; pyHanko reads and checks. The house signs nothing: it holds no key. Not looked at:
whether a certificate comes from a provider the law recognises, or was revoked; no list of either is kept.
"""
