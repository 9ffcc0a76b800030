"""The words spoken to banks and gateways."""

import json

import pytest
from vietnam_qr_pay import QRPay

from xaso.modules.payments import gateway
from xaso.modules.payments.ports import Answer, AnswerRefused, Said

SENT = gateway.answer_message(Answer(code="G1", said=Said.PAID, amount=8000, reference="R9"))


def test_a_vietqr_says_account_amount_and_purpose_to_any_banking_app() -> None:
    text = gateway.vietqr_text(
        bank="970499", account="1900200300400", amount=8000, purpose="PL261124Đ0001 khai sinh"
    )

    read = QRPay(text)
    assert read.is_valid
    assert (read.consumer.bank_bin, read.consumer.bank_number) == ("970499", "1900200300400")
    assert (read.amount, read.additional_data.purpose) == ("8000", "PL261124D0001 KHAI SINH")
    assert (read.init_method, read.currency, read.nation) == ("12", "704", "VN")
    assert text.isascii()


def test_a_long_purpose_is_cut_at_what_banks_carry() -> None:
    text = gateway.vietqr_text(bank="970499", account="1900", amount=1, purpose="A" * 40)

    assert QRPay(text).additional_data.purpose == "A" * 25


@pytest.mark.parametrize(
    ("bank", "account", "amount"),
    [
        ("97049", "1900", 1),
        ("970499", "19", 1),
        ("970499", "1900 200", 1),
        ("970499", "1900", 0),
        ("", "", 5),
    ],
)
def test_what_no_bank_takes_makes_no_vietqr(bank: str, account: str, amount: int) -> None:
    with pytest.raises(ValueError, match="VietQR"):
        gateway.vietqr_text(bank=bank, account=account, amount=amount, purpose="x")


@pytest.mark.parametrize("said", list(Said))
def test_an_answer_is_read_as_it_was_written(said: Said) -> None:
    answer = Answer(code="G1", said=said, amount=0, reference="")

    assert gateway.answer_in(gateway.answer_message(answer)) == answer


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"\xff\xfe", b"[" * 20_000, json.dumps({"MaGiaoDich": "G1"}).encode(),
        SENT.replace(b"8000", b"-1"), SENT.replace(b"G1", b""), SENT.replace(b"thanh-cong", b"khac"),
        b" " * 20_000 + SENT, SENT.replace(b'"thanh-cong"', b"[]"),
    ],
)  # fmt: skip
def test_what_has_not_the_shape_of_an_answer_is_refused(body: bytes) -> None:
    with pytest.raises(AnswerRefused):
        gateway.answer_in(body)


@pytest.mark.parametrize(
    ("signature", "secret"), [("", "k"), ("é", "k"), ("0" * 64, "k"), (gateway.sign(b"x", ""), "")]
)
def test_only_the_holder_of_the_secret_signs(signature: str, secret: str) -> None:
    with pytest.raises(AnswerRefused):
        gateway.require_signed(b"x", signature, secret)


def test_the_true_signature_passes() -> None:
    gateway.require_signed(b"x", gateway.sign(b"x", "k"), "k")
