from xaso.kernel.certainty import Certainty


def test_only_what_was_read_is_verified() -> None:
    assert [grade for grade in Certainty if grade.is_verified] == [Certainty.A, Certainty.B]


def test_every_grade_says_in_words_how_sure_we_are() -> None:
    assert {str(grade): grade.label for grade in Certainty} == {
        "A": "đã đọc văn bản gốc",
        "B": "trích dẫn lại từ nguồn khác",
        "C": "theo tài liệu kỹ thuật",
        "R": "theo trí nhớ, chưa kiểm chứng",
        "D": "do phần mềm đề xuất",
    }
