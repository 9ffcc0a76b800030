"""Checks of sentences: several values for one subject, sentences cut off, goals without a value, drafts left
behind, slips.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, Target
from xaso.modules.plan.reading.sentences import sentences
from xaso.modules.plan.reading.words.plain import fold

_CUT_SHARE = re.compile(
    r"(?:\btại|\bở|\bcho|\bcủa|\bvới|\bđối với|\btrong số)\s+\d+(?:[.,]\d+)?\s*%\s*[.;]?\s*$", re.IGNORECASE
)
_CUT_WORD = re.compile(
    r"(?:^|\s)(?:và|của|cho|để|nhằm|với|các|những|hoặc|(?<!tồn\s)(?<!hiện\s)(?<!thực\s)tại"
    r"|(?<!mặt\s)(?<!công\s)(?<!cân\s)(?<!đồng\s)(?<!văn\s)bằng|tối thiểu|ít nhất|không quá|đến năm"
    r"|đối với|thông qua|bao gồm|trong đó|(?<!đầu\s)vào|(?<!kèm\s)(?<!tiếp\s)theo)\s*[.;]?\s*$",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\s*[a-zđ][).]\s")
_STRIVES = re.compile(r"^\W*phấn\s+đấu(?=\s+\w+\s+\w+\s+\w+)", re.IGNORECASE)
_PREDICATE = re.compile(
    r"(?<!\w)(?:đạt|được|hoàn\s+thành|có|trở\s+thành|là|nằm|xếp|đứng|đưa|giữ|tăng|giảm|duy\s+trì|nâng"
    r"|xây\s+dựng|không|thuộc|vượt|cải\s+thiện|ở|lọt|vào|thực\s+hiện|tạo|bảo\s+đảm|đảm\s+bảo"
    r"|hình\s+thành|cao\s+hơn|tốt|đi)(?!\w)",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"(?:đạt|tối\s+thiểu|ít\s+nhất|trên|dưới|không\s+quá|là|tăng|giảm"
    r"|từ)\s*[:]?\s*(?:[.…_]\s{0,3}){1,60}\s*(?:%|điểm|phần\s+trăm)|(?:…|\.{3,40}|_{2,40})\s*%"
    r"|(?:đạt|tối\s+thiểu|ít\s+nhất)\s*[.;](?=\s|$)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"so\s+với\s+(?:cùng\s+kỳ\s+)?(?:năm\s+(?:20\d\d|trước)|hiện\s+nay)", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:tăng|giảm|cắt\s+giảm)\b", re.IGNORECASE)
_SAYS_BASE = re.compile(r"\([^)]*\d|\btừ\s+\d|\bcòn\s+[^,;.]{0,20}\d", re.IGNORECASE)
_DRAFT = re.compile(
    r"\((?:[^()]*?)(?:chưa\s+(?:có|đưa|khảo\s+sát|thống\s+nhất|rõ|xác\s+định|chốt)|bổ\s+sung\s+sau|hỏi\s+lại\s+\w+"
    r"|cần\s+rà\s+soát|cần\s+xem\s+lại|xem\s+lại|xin\s+ý\s+kiến\s+(?:anh|chị|thêm)"
    r"|đề\s+nghị\s+\w+\s+bổ\s+sung"
    r"|sẽ\s+bổ\s+sung|tạm\s+tính|ghi\s+chú\s+nội\s+bộ|TODO|\?\?)[^()]*\)|\b(?:TODO|XXX)\b"
    r"|\[(?:[^\[\]]*)(?:bổ\s+sung|điền|cần|kiểm\s+tra)[^\[\]]*\]|\?\?\?",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"(?<![\w-])(?P<word>[^\W\d_]+\s+[^\W\d_]+|[^\W\d_]{2,})\s+(?P=word)(?![\w-])", re.IGNORECASE
)
# Syllables at the end of one word and the start of the next: "hành vi vi phạm", "giao thông thông suốt".
_MAY_MEET_WORDS = (
    "song công số xã hội chính sự tế hóa năm dân ngày người nhà ngành nơi luôn dần từ đều mãi thường xanh "
    "đời sớm lâu hành vụ quản lý quan hàng vi thành hợp ban bộ thông định thực tư cấp thể trường tiếp phòng "
    "học pháp thống hiện khu tâm bản thu sản giáo động tin chứng sinh đối thời tiêu nhiệm cách khoa nhân "
    "chung chiến vân"
)
_MAY_MEET = frozenset(_MAY_MEET_WORDS.split())
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnptiuoy])?"
)


_MANY_TASKS, _FEW_WORDS = 5, 5


def ambiguous_values(context: Context) -> Iterator[Finding]:
    """Several values that "correspond" to one subject only."""
    for target in context.reading.targets:
        if isinstance(target.value, tuple) and not _follow_their_figures(context, target):
            found = re.search(r"(?:tối thiểu |ít nhất )?(?:tương ứng|lần lượt).*", target.quote)
            quote = found.group() if found else target.quote
            yield finding(
                "giá trị mơ hồ",
                "cao",
                [target.line],
                quote,
                f"Có {len(target.value)} mức nhưng chỉ một chủ thể. Người xác nhận chọn mức "
                f"đúng; phần mềm không tự chọn.",
            )


def _follow_their_figures(context: Context, target: Target) -> bool:
    """Whether the values go with the figures just said: "lên 58%, … lên 29% (tăng lần lượt 3% và 2,5%)"."""
    same = [one for one in context.reading.targets if one.line == target.line and one is not target]
    values = target.value if isinstance(target.value, tuple) else ()
    return sum(one.unit == target.unit for one in same) >= len(values)


def cut_sentences(context: Context) -> Iterator[Finding]:
    """A sentence that stops at "tại 30%" or at a joining word."""
    texts = list(context.texts)
    for (line, text), (_, following) in zip(texts, [*texts[1:], (0, "")], strict=False):
        stripped = text.strip()
        if len(stripped) < 25 or stripped.isupper():
            continue
        goes_on = following.lstrip()[:1].islower() and not _LETTERED.match(following)
        found = _CUT_SHARE.search(stripped) or (None if goes_on else _CUT_WORD.search(stripped))
        if found:
            quote = stripped[max(0, found.start() - 60) :]
            yield finding(
                "câu cụt", "cao", [line], quote, "Câu dừng giữa chừng. Hỏi nơi soạn thảo phần còn thiếu."
            )


def cut_tasks(context: Context) -> Iterator[Finding]:
    """A task of a few words that alone among its like has no full stop: "Triển khai hệ thống"."""
    tasks = [task for task in context.reading.tasks if task.text.strip()]
    open_ended = [task for task in tasks if task.text.rstrip()[-1].isalnum()]
    for task in open_ended if len(tasks) >= _MANY_TASKS and len(open_ended) * 5 <= len(tasks) else ():
        if len(task.text.split()) <= _FEW_WORDS:
            yield finding(
                "câu cụt",
                "trung bình",
                [task.line],
                task.text,
                "Câu rất ngắn và không có dấu kết câu. Hỏi nơi soạn thảo phần còn thiếu.",
            )


def goal_without_value(context: Context) -> Iterator[Finding]:
    """ "Phấn đấu …" that says neither a level nor a rank, and figures left as dots."""
    for line, text in context.texts:
        for found in _NO_VALUE.finditer(text):
            yield finding(
                "mục tiêu thiếu giá trị",
                "cao",
                [line],
                text[max(0, found.start() - 80) : found.end() + 20],
                "Mức để trống. Xin con số trước khi ban hành.",
            )
        if "hấn đấu" in text:
            yield from _strives_for_nothing(line, text)


def _strives_for_nothing(line: int, text: str) -> Iterator[Finding]:
    for start, end in sentences(text):
        sentence = text[start:end]
        found = _STRIVES.search(sentence)
        if (
            found
            and not any(char.isdigit() for char in sentence)
            and not _PREDICATE.search(sentence[found.end() :])
        ):
            yield finding(
                "mục tiêu thiếu giá trị",
                "trung bình",
                [line],
                sentence,
                "Câu phấn đấu không nêu mức hay thứ hạng. Bổ sung mức để đo được.",
            )


def no_baseline(context: Context) -> Iterator[Finding]:
    """A plan none of whose targets says where things stand today."""
    if not context.reading.targets and not context.reading.indicator_rows:
        return
    columns = any(column.meaning == "baseline" for table in context.tables for column in table.columns)
    said = any(
        re.search(
            r"(?:hiện\s+nay|thời\s+gian\s+qua|(?<!cấp\s)(?<!lập\s)(?<!trồng\s)\bmới\s+đạt|hiện\s+tại|hiện\s+đạt|so\s+với\s+(?:năm|mức)"
            r"|từ\s+\d[^.;]{0,40}\s+(?:lên|xuống|còn)\s+\D{0,12}\d|năm\s+20\d\d\s+(?:đạt|là"
            r"|mới)\s+\d[^.;]{0,60}\(|thực\s+trạng|kết\s+quả\s+năm"
            r"|\(\s*(?:năm\s+)?20\d\d[^)\d]{0,20}\d)",
            text,
            re.IGNORECASE,
        )
        and any(char.isdigit() for char in text)
        for _, text in context.texts
    )
    status = any(item.role == "status" and re.search(r"\d\s*%", item.body) for item in context.items)
    if not columns and not said and not status:
        yield finding(
            "thiếu số gốc",
            "trung bình",
            [],
            "",
            "Không chỉ tiêu nào ghi số hiện trạng. Nhập số gốc khi xác nhận để đo được mức tăng.",
        )


def no_baseline_of_change(context: Context) -> Iterator[Finding]:
    """ "Giảm 10% so với năm 2025" that does not say how many there were in 2025; all of them told once."""
    changes = [
        target
        for target in context.reading.targets
        if (found := _AGAINST.search(target.quote))
        and _MOVES.search(target.quote)
        and not _SAYS_BASE.search(_said_around(context, target, found))
    ]
    if changes:
        yield finding(
            "thiếu số gốc",
            "trung bình",
            [target.line for target in changes],
            changes[0].quote,
            f"{len(changes)} mức tăng, giảm so với một năm mà không ghi số của năm ấy. "
            "Nhập số gốc khi xác nhận.",
        )


def _said_around(context: Context, target: Target, found: re.Match[str]) -> str:
    """What stands in the text right after the words of comparison."""
    text = next((text for line, text in context.texts if line == target.line and target.quote in text), "")
    at = text.find(target.quote)
    return text[: at + found.start()][-80:] + text[at + found.end() :][:60]


def draft_notes(context: Context) -> Iterator[Finding]:
    """A note of the drafters left in the text."""
    for line, text in context.texts:
        for found in _DRAFT.finditer(text):
            yield finding(
                "ghi chú nháp còn lại",
                "trung bình",
                [line],
                found.group(),
                "Ghi chú nội bộ còn trong văn bản. Bỏ trước khi ban hành.",
            )


def open_quotes(context: Context) -> Iterator[Finding]:
    """A quotation mark that is not closed."""
    for line, text in context.texts:
        if text.count("“") > text.count("”"):
            at = text.rfind("“") if text.count("”") == 0 else text.find("“")
            yield finding(
                "dấu ngoặc kép không đóng",
                "thấp",
                [line],
                text[at : at + 60],
                "Có dấu mở ngoặc kép mà không có dấu đóng.",
            )


def slips(context: Context) -> Iterator[Finding]:
    """Words written twice and words run together."""
    places: list[tuple[int, str]] = []
    for line, text in context.texts:
        places += [(line, found.group()) for found in _TWICE.finditer(text) if _is_slip(found)]
        places += [
            (line, word)
            for word in re.findall(r"(?<![\w-])[a-zà-ỹđ]{5,}(?![\w-])", text)
            if _run_together(word)
        ]
    if places:
        words = "; ".join(f"“{word}”" for word, _ in Counter(word for _, word in places).most_common(8))
        yield finding(
            "lỗi chính tả/lặp/thiếu chữ",
            "thấp",
            [line for line, _ in places],
            words,
            f"{len(places)} chỗ lặp chữ hoặc dính chữ. Sửa trước khi ban hành.",
        )


def _is_slip(found: re.Match[str]) -> bool:
    """Whether words stand twice by mistake; "cán bộ Bộ phận" is a word and a name."""
    word, again = found["word"], found.group()[len(found["word"]) :].strip()
    if word[0].islower() and again[0].isupper():
        return False
    parts = word.lower().split()
    return (len(parts) == 2 and parts[0] != parts[1]) or (len(parts) == 1 and parts[0] not in _MAY_MEET)


def _run_together(word: str) -> bool:
    """Whether a word with Vietnamese marks is no syllable: two words without a space."""
    return not word.isascii() and word.islower() and _SYLLABLE.fullmatch(fold(word)) is None and len(word) > 5


CHECKS = (
    ambiguous_values,
    cut_sentences,
    cut_tasks,
    goal_without_value,
    no_baseline,
    no_baseline_of_change,
    draft_notes,
    open_quotes,
    slips,
)
