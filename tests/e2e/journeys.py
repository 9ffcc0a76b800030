"""What a person fills in to register a birth, page by page."""

from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.hands import Hands


def register_birth(page: Page, hands: Hands, code: str, photo: Path) -> str:
    """Walk from the start page to the receipt; return the dossier's code."""
    page.goto(f"/nop-ho-so/{code}/")
    hands.press("Bắt đầu")
    hands.choose("who", "toi")
    hands.press("Tiếp tục")
    answer_questions(hands)
    send_paper(hands, photo)
    hands.tick("id_agreed")
    hands.press("Nộp hồ sơ")
    return page.url.rstrip("/").split("/")[-2]


def answer_questions(hands: Hands) -> None:
    """Every page of the form, for a child born at the health station to married parents."""
    hands.choose("applicant_address-place", "xa")
    hands.choose("relation", "mother")
    hands.press("Tiếp tục")
    hands.choose("special_case", "none")
    hands.press("Tiếp tục")
    _child(hands)
    _birth_place(hands)
    _parent(hands, "mother", "Giàng Thị Say", "099190000901", "1990")
    hands.choose("father_stated", "married")
    hands.press("Tiếp tục")
    _parent(hands, "father", "Vàng A Dình", "099088000904", "1988")
    hands.choose("birth_paper_kind", "certificate")
    hands.press("Tiếp tục")


def finish_questions(hands: Hands) -> None:
    """The pages after those on papers: nobody acts for another, the words are true."""
    hands.press("Tiếp tục")
    hands.type("copies", "2")
    hands.tick("truthful")
    hands.press("Tiếp tục")


def send_paper(hands: Hands, photo: Path) -> None:
    """From the last questions over the list of papers to the check."""
    finish_questions(hands)
    hands.follow("Giấy chứng sinh hoặc giấy thay thế")
    hands.attach("tep", photo)
    hands.press("Tải lên")
    hands.follow("Về danh sách giấy tờ")
    hands.press("Tiếp tục")


def _child(hands: Hands) -> None:
    hands.type("child_name", "Vàng Thị Mây")
    hands.choose("child_gender", "female")
    for part, text in (("ngay", "5"), ("thang", "10"), ("nam", "2025")):
        hands.type(f"birth_date-{part}", text)
    hands.pick("child_ethnicity", "Mông")
    hands.choose("child_nationality", "vn")
    hands.press("Tiếp tục")


def _birth_place(hands: Hands) -> None:
    hands.choose("birth_place_kind", "health_facility")
    hands.type("birth_facility", "Trạm y tế xã")
    for box in ("birth_address", "hometown"):
        hands.choose(f"{box}-place", "xa")
    hands.press("Tiếp tục")


def _parent(hands: Hands, who: str, name: str, number: str, born: str) -> None:
    hands.type(f"{who}-name", name)
    for part, text in (("ngay", "20"), ("thang", "5"), ("nam", born)):
        hands.type(f"{who}-date_of_birth-{part}", text)
    hands.type(f"{who}-id_number", number)
    hands.choose(f"{who}-address-place", "xa")
    hands.pick(f"{who}_ethnicity", "Mông")
    hands.choose(f"{who}_nationality", "vn")
    hands.press("Tiếp tục")
