"""Our words to outside formats: the text of a VietQR, the messages of a payment gateway.

The names of the gateway's fields are those seen in a published interface (onestop.md 10.5, grade C); what no
source tells (MaGiaoDich, KetQua, how an answer is signed) is ours and marked D in docs/legal-basis.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any

from vietnam_qr_pay import QRPay

from xaso.kernel.text import fold

from .ports import Answer, AnswerRefused, OrderRequest, Said

LONGEST_PURPOSE = 25
MOST_BODY = 16 * 1024
_BIN = re.compile(r"\d{6}", re.ASCII)
_ACCOUNT = re.compile(r"[0-9A-Za-z]{4,19}", re.ASCII)
_RESULTS = {"thanh-cong": Said.PAID, "that-bai": Said.FAILED, "cho": Said.WAITING}


def is_vietqr_account(bank: str, account: str) -> bool:
    """Whether a bank (six digits at NAPAS) and an account are of a shape that a VietQR takes."""
    return bool(_BIN.fullmatch(bank) and _ACCOUNT.fullmatch(account))


def vietqr_text(*, bank: str, account: str, amount: int, purpose: str) -> str:
    """The text of a VietQR that asks for ``amount`` đồng into an account, with its purpose filled in.

    ``bank`` is the six-digit number of the bank at NAPAS; the purpose is written without accents, 25 letters
    at most. Raises ValueError for a bank, an account or an amount that no bank would take.
    """
    if not is_vietqr_account(bank, account) or not 0 < amount < 10**13:
        raise ValueError("no bank, account or amount of a VietQR")
    plain = " ".join(re.sub(r"[^A-Za-z0-9 ]", " ", fold(purpose).upper()).split())[:LONGEST_PURPOSE].strip()
    code = QRPay.init_viet_qr(bank_bin=bank, bank_number=account, amount=str(amount), purpose=plain)
    return str(code.build())


def order_message(request: OrderRequest, *, unit: str, account: Mapping[str, str]) -> dict[str, Any]:
    """An order in the field names of the outside format (onestop.md 10.5, grade C)."""
    return {
        "MaGiaoDich": request.code,
        "MaHoSo": request.subject.removeprefix("dossier:"),
        "MaDonVi": unit,
        "PhiLePhi": [
            {
                "LoaiPhiLePhi": line.kind,
                "MaPhiLePhi": line.code,
                "TenPhiLePhi": line.name,
                "SoTien": line.amount,
            }
            for line in request.lines
        ],
        "TKThuHuong": account.get("number", ""),
        "MaNHThuHuong": account.get("bank", ""),
        "TenTKThuHuong": account.get("holder", ""),
        "NoiDungThanhToan": request.content,
        "HoTenNguoiNop": request.payer_name,
        "DSKhoanNop": [{"NoiDung": line.name, "SoTien": line.amount} for line in request.lines],
        "UrlQuayLai": request.return_url,
        "UrlTraLoi": request.answer_url,
    }


def answer_message(answer: Answer) -> bytes:
    """An answer as it travels; `answer_in` reads it back."""
    result = next(code for code, said in _RESULTS.items() if said is answer.said)
    data = {
        "MaGiaoDich": answer.code, "KetQua": result, "TrangThaiThanhToan": int(answer.said is Said.PAID),
        "SoTien": answer.amount, "MaThamChieu": answer.reference,
    }  # fmt: skip
    return json.dumps(data, sort_keys=True).encode()


def answer_in(body: bytes) -> Answer:
    """The answer in a message. Raises AnswerRefused when it has not its shape."""
    if len(body) > MOST_BODY:
        raise AnswerRefused
    try:
        data = json.loads(body)
        answer = Answer(
            code=str(data["MaGiaoDich"]), said=_RESULTS[data["KetQua"]],
            amount=int(data["SoTien"]), reference=str(data.get("MaThamChieu", "")),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise AnswerRefused from problem
    if not 0 < len(answer.code) <= 40 or len(answer.reference) > 80 or not 0 <= answer.amount < 10**13:
        raise AnswerRefused
    return answer


def sign(body: bytes, secret: str) -> str:
    """HMAC-SHA256 of a message, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def require_signed(body: bytes, signature: str, secret: str) -> None:
    """Raise AnswerRefused unless ``signature`` is made with the secret; an empty one signs nothing."""
    if not secret or not hmac.compare_digest(
        sign(body, secret).encode(), signature.encode("utf-8", "replace")
    ):
        raise AnswerRefused
