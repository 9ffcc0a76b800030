"""What an officer can do to a dossier: each action of `access` with its address, its form and its service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm

from xaso.kernel.clock import local_date
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar

from .. import access, queries, rules
from ..forms import desk as forms
from ..forms.desk_asking import AttachForm, ConsultForm, VerifyForm
from ..models import Dossier, Paper, Result
from ..services import consulting, ending, extending, handling, intake, on_the_spot, outputs, resolving
from ..services import supplementing as supplements
from ..services.papers import PaperIn
from ..services.routing import Medium, medium_of
from ..services.timing import allowed_supplements, supplement_days
from .desk_uploads import Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Scene:
    """Who does it, to which dossier, when."""

    dossier: Dossier
    officer: Officer
    at: datetime


@dataclass(frozen=True, slots=True)
class Doing:
    """A scene with what was typed and sent: all a service is told."""

    scene: Scene
    form: Any
    uploads: Uploads

    @property
    def told(self) -> dict[str, Any]:
        """What nearly every service takes."""
        scene, seen = self.scene, self.form.cleaned_data["seen"]
        return {"dossier": scene.dossier, "by": scene.officer, "at": scene.at, "seen": seen}


FormOf = Callable[[Scene], dict[str, Any]]


def _nothing(scene: Scene) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One action: how it is called, asked and done. `asks` gives the form what it needs besides the data."""

    code: str
    slug: str
    title: str
    button: str
    form: type[forms.DeedForm]
    run: Callable[[Doing], object]
    done: str
    intro: str = ""
    asks: FormOf = _nothing
    kind: str = ""
    template: str = "action"
    files: tuple[str, ...] = ()
    many_files: str = ""
    shows_dossier: bool = False

    def make_form(self, scene: Scene, data: Any = None, files: Any = None) -> BaseForm:
        """The form, empty or with what was sent; `seen` starts as the revision on the screen."""
        given = self.asks(scene)
        start = {"seen": scene.dossier.revision, **given.pop("initial", {})}
        return self.form(data, files, initial=start, **given)


def _to_next(scene: Scene) -> dict[str, Any]:
    people = queries.who_may_hold_next(scene.dossier, at=scene.at)
    return {"people": people, "may_wait": len(people) > 1, "initial": _usual(scene, people)}


def _to_assign(scene: Scene) -> dict[str, Any]:
    if access.can(scene.officer, scene.dossier, "distribute"):
        people = queries.who_may_hold_next(scene.dossier, at=scene.at)
    else:
        people = queries.who_may_hold(scene.dossier, at=scene.at)
    return {"people": people, "with_medium": False, "initial": _usual(scene, people)}


def _to_colleague(scene: Scene) -> dict[str, Any]:
    able = queries.who_may_hold(scene.dossier, at=scene.at)
    people = [one for one in able if one.pk != scene.dossier.holder_id]
    return {"people": people, "initial": _usual(scene, people)}


def _usual(scene: Scene, people: list[Officer]) -> dict[str, Any]:
    start: dict[str, Any] = {"medium": medium_of(scene.dossier).value}
    return {**start, "to": str(people[0].pk)} if len(people) == 1 else start


def _lacks(scene: Scene) -> dict[str, Any]:
    """The published papers; where an exception is needed, a box for its reason, or why another must ask."""
    dossier = scene.dossier
    why = rules.supplement_needs_leader(
        asked_before=dossier.supplement_count,
        allowed=allowed_supplements(),
        on=local_date(scene.at),
        received_at=dossier.received_at,
        days=supplement_days(),
        calendar=calendar(),
    )
    components = list(dossier.version.components.order_by("order"))
    if why and not access.may_except(scene.officer):
        return {"components": components, "blocked": f"{why} {intake.ASK_LEADER}"}
    return {"components": components, "with_exception": why}


def _whether_extended(scene: Scene) -> dict[str, Any]:
    return {"blocked": extending.why_not(scene.dossier, scene.at)}


def _others(scene: Scene) -> dict[str, Any]:
    """Every other office with a head who can answer here; two working days to answer unless told."""
    answering = {one.unit_id for one in org.officers_with_role(Role.UNIT_HEAD)}
    units = [one for one in org.units() if one.pk in answering and one.pk != scene.dossier.unit_id]
    return {"choices": units, "initial": {"due_on": calendar().add_workdays(local_date(scene.at), 2)}}


def _stages(scene: Scene) -> dict[str, Any]:
    found = queries.spot(scene.officer, scene.dossier, at=scene.at)
    start = {"outcome": Result.Outcome.GRANTED.value, "issued_on": local_date(scene.at)}
    return {"kinds": found.kinds, "stages": found.stages, "initial": start}


def _last_result(scene: Scene) -> dict[str, Any]:
    result = Result.objects.filter(dossier=scene.dossier).first()
    start = {"outcome": result.outcome, "summary": result.summary} if result else {}
    return {"initial": start or {"outcome": Result.Outcome.GRANTED.value}}


def _today(scene: Scene) -> dict[str, Any]:
    return {"initial": {"issued_on": local_date(scene.at)}}


def _paper_of_step(scene: Scene) -> dict[str, Any]:
    return {"paper": scene.dossier.step.output if scene.dossier.step else ""}


def _today_here(scene: Scene) -> dict[str, Any]:
    return {"initial": {"happened_on": local_date(scene.at)}}


def _as_it_came(scene: Scene) -> dict[str, Any]:
    """The way it came is the way back, when the result is a file; else whoever it is comes to the counter."""
    has_file = Result.objects.filter(dossier=scene.dossier, file__isnull=False).exists()
    is_online = scene.dossier.channel == Dossier.Channel.ONLINE and has_file
    way = Result.Return.ONLINE if is_online else Result.Return.COUNTER
    return {"initial": {"channel": way.value, "who": forms.ReturnForm.SELF}}


def _note(doing: Doing) -> str:
    return str(doing.form.cleaned_data["note"])


def _reason(doing: Doing) -> str:
    return str(doing.form.cleaned_data["reason"])


def _supplement(doing: Doing) -> object:
    items = [intake.Lack(*lack) for lack in doing.form.lacks()]
    exception = doing.form.cleaned_data.get("exception", "")
    return intake.request_supplement(items=items, exception=exception, **doing.told)


def _assign(doing: Doing) -> object:
    return handling.assign(to=doing.form.officer(), note=_note(doing), **doing.told)


def _forward(doing: Doing) -> object:
    medium = Medium(doing.form.cleaned_data["medium"])
    return handling.forward(to=doing.form.officer(), medium=medium, note=_note(doing), **doing.told)


def _hand_over(doing: Doing) -> object:
    medium = Medium(doing.form.cleaned_data["medium"])
    return handling.hand_over(to=doing.form.officer(), medium=medium, note=_note(doing), **doing.told)


def _propose(doing: Doing) -> object:
    data = doing.form.cleaned_data
    return resolving.propose_result(
        outcome=data["outcome"], summary=data["summary"], upload=doing.uploads.one("upload"), **doing.told
    )


def _issue(doing: Doing) -> object:
    data = doing.form.cleaned_data
    return resolving.issue(
        number=data["number"], issued_on=data["issued_on"], upload=doing.uploads.one("upload"), **doing.told
    )


def _return(doing: Doing) -> object:
    to = doing.form.returned_to(doing.scene.dossier.submitter.full_name)
    return ending.return_result(channel=doing.form.cleaned_data["channel"], returned_to=to, **doing.told)


def _provide(doing: Doing) -> object:
    told = doing.told
    told.pop("seen")
    papers = [
        PaperIn(name=one.name or "", medium=Paper.Medium.COPY, upload=one)
        for one in doing.uploads.all("uploads")
    ]
    return supplements.provide_supplement(reply=doing.form.cleaned_data["reply"], uploads=papers, **told)


def _extend(doing: Doing) -> object:
    day = doing.form.cleaned_data["new_due_on"]
    return extending.extend(reason=_reason(doing), new_due_on=day, **doing.told)


def _spot(doing: Doing) -> object:
    said = {name: value for name, value in doing.form.cleaned_data.items() if name not in ("seen", "upload")}
    told = on_the_spot.Told(**said, upload=doing.uploads.one("upload"))
    return on_the_spot.go_on_the_spot(told=told, **doing.told)


def _consult(doing: Doing) -> object:
    units, agencies = doing.form.asked()
    data = doing.form.cleaned_data
    return consulting.ask_opinions(
        units=units, agencies=agencies, question=data["question"], due_on=data["due_on"], **doing.told
    )


def _verify(doing: Doing) -> object:
    said = {
        name: doing.form.cleaned_data[name] for name in ("place", "participants", "content", "conclusion")
    }
    return consulting.record_verification(
        happened_at=doing.form.moment(), upload=doing.uploads.one("upload"), **said, **doing.told
    )


def _attach(doing: Doing) -> object:
    return outputs.attach_paper(upload=doing.uploads.one("upload"), **doing.told)


def _withdraw(doing: Doing) -> object:
    told = doing.told
    told.pop("seen")
    return ending.withdraw(reason=_reason(doing), **told)


DEEDS: tuple[Deed, ...] = (
    Deed(
        "accept", "tiep-nhan", "Tiếp nhận hồ sơ", "Tiếp nhận", forms.TakingForm,
        lambda doing: intake.accept(**doing.told), "Đã tiếp nhận hồ sơ.",
        "Xem đủ tờ khai và giấy tờ bên dưới rồi hãy tiếp nhận. Hạn trả bắt đầu tính từ lúc bấm nút.",
        shows_dossier=True,
    ),
    Deed(
        "approve", "duyet", "Duyệt kết quả", "Duyệt", forms.NoteForm,
        lambda doing: resolving.approve(note=_note(doing), **doing.told), "Đã duyệt kết quả.",
        template="approve", shows_dossier=True,
    ),
    Deed(
        "issue", "cap-so", "Cấp số, hoàn thành kết quả", "Cấp số, hoàn thành", forms.IssueForm, _issue,
        "Đã cấp số; kết quả chờ trả cho bà con.", asks=_today, template="issue", files=("upload",),
    ),
    Deed(
        "return", "tra-ket-qua", "Trả kết quả", "Trả kết quả", forms.ReturnForm, _return,
        "Đã ghi nhận trả kết quả.", asks=_as_it_came, template="return",
    ),
    Deed(
        "propose", "trinh-ket-qua", "Trình kết quả", "Trình kết quả", forms.ProposeForm, _propose,
        "Đã trình kết quả lên bước sau.", asks=_last_result, template="propose", files=("upload",),
    ),
    Deed(
        "forward", "chuyen-buoc", "Chuyển bước sau", "Chuyển", forms.ToOfficerForm, _forward,
        "Đã chuyển hồ sơ sang bước sau.", asks=_to_next,
    ),
    Deed(
        "provide", "nhan-bo-sung", "Nhận giấy tờ bổ sung tại quầy", "Ghi nhận bổ sung", forms.ProvideForm,
        _provide, "Đã ghi nhận giấy tờ bổ sung; hạn trả chạy lại.", template="provide", files=("uploads",),
        many_files="uploads",
    ),
    Deed(
        "take", "nhan-xu-ly", "Nhận xử lý hồ sơ", "Nhận xử lý", forms.TakingForm,
        lambda doing: handling.take(**doing.told), "Hồ sơ này nay do bạn xử lý.", shows_dossier=True,
    ),
    Deed(
        "distribute", "phan-cong", "Phân công người thụ lý", "Phân công", forms.ToOfficerForm, _assign,
        "Đã phân công.", asks=_to_assign,
    ),
    Deed(
        "spot", "tai-cho", "Làm tại chỗ (4 tại chỗ)", "Làm các việc của tôi", forms.SpotForm, _spot,
        "Đã làm xong những việc của bạn; hồ sơ ở bước tiếp theo.",
        "Một lần bấm làm hết những bước đang đến lượt bạn, rồi dừng ở việc của người khác.",
        asks=_stages, template="spot", files=("upload",),
    ),
    Deed(
        "reassign", "giao-nguoi-khac", "Giao cho người khác", "Giao", forms.ToOfficerForm, _assign,
        "Đã giao hồ sơ cho người khác.", asks=_to_assign,
    ),
    Deed(
        "supplement", "yeu-cau-bo-sung", "Yêu cầu bổ sung (Mẫu 02)", "Gửi yêu cầu bổ sung", forms.LackForm,
        _supplement, "Đã gửi yêu cầu bổ sung; hạn trả tạm dừng.",
        "Ghi hết những gì còn thiếu hoặc sai trong một lần. Bà con đọc đúng những dòng này.",
        asks=_lacks, template="supplement",
    ),
    Deed(
        "send_back", "chuyen-tra", "Chuyển trả bước trước", "Chuyển trả", forms.SendBackForm,
        lambda doing: handling.send_back(note=_note(doing), **doing.told), "Đã chuyển trả bước trước.",
    ),
    Deed(
        "hand_over", "ban-giao", "Bàn giao cho đồng nghiệp", "Bàn giao", forms.ToOfficerForm, _hand_over,
        "Đã bàn giao hồ sơ.", asks=_to_colleague,
    ),
    Deed(
        "consult", "lay-y-kien", "Lấy ý kiến", "Gửi câu hỏi", ConsultForm, _consult,
        "Đã hỏi; mỗi nơi có hạn trả lời riêng.",
        "Hỏi nhiều nơi cùng lúc. Không trả lời không phải là đồng ý; hạn trả cho bà con không lùi.",
        asks=_others,
    ),
    Deed(
        "verify", "xac-minh", "Biên bản xác minh", "Ghi biên bản", VerifyForm, _verify,
        "Đã ghi biên bản xác minh.", asks=_today_here, files=("upload",),
    ),
    Deed(
        "attach", "dinh-giay", "Đính giấy của bước", "Đính giấy", AttachForm, _attach,
        "Đã đính giấy vào hồ sơ.", asks=_paper_of_step, files=("upload",),
    ),
    Deed(
        "extend", "hen-lai", "Xin lỗi, hẹn lại ngày trả (Mẫu 04)", "Xin lỗi và hẹn lại", forms.ExtendForm,
        _extend, "Đã hẹn lại ngày trả; đã báo bà con và người tiếp nhận.",
        "Chỉ được hẹn lại một lần. Bà con nhận lời xin lỗi, lý do và ngày hẹn mới.",
        asks=_whether_extended,
    ),
    Deed(
        "refuse", "tu-choi", "Từ chối tiếp nhận (Mẫu 03)", "Từ chối tiếp nhận", forms.ReasonForm,
        lambda doing: intake.refuse(reason=_reason(doing), **doing.told),
        "Đã từ chối tiếp nhận và báo cho người nộp.",
        "Từ chối xong thì hồ sơ kết thúc, không mở lại được. Nếu chỉ thiếu giấy tờ, hãy yêu cầu bổ sung.",
        kind="warning",
    ),
    Deed(
        "withdraw", "rut-ho-so", "Ghi nhận người nộp rút hồ sơ", "Ghi nhận rút hồ sơ", forms.ReasonForm,
        _withdraw, "Đã ghi nhận rút hồ sơ.",
        "Chỉ làm khi chính người nộp đề nghị. Rút xong thì hồ sơ kết thúc.", kind="warning",
    ),
    Deed(
        "stop", "dung-giai-quyet", "Dừng giải quyết hồ sơ", "Dừng giải quyết", forms.ReasonForm,
        lambda doing: ending.stop(reason=_reason(doing), **doing.told), "Đã dừng giải quyết hồ sơ.",
        "Dừng xong thì hồ sơ kết thúc, không mở lại được.", kind="warning",
    ),
)  # fmt: skip
BY_CODE = {deed.code: deed for deed in DEEDS}
BY_SLUG = {deed.slug: deed for deed in DEEDS}


class DeedConverter:
    """In addresses an action is named in Vietnamese; in code by the word of `access`."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        """The action's code. ValueError, which means no such page, for any other word."""
        deed = BY_SLUG.get(value)
        if deed is None:
            raise ValueError(value)
        return deed.code

    def to_url(self, value: str) -> str:
        """The word in the address."""
        return BY_CODE[value].slug
