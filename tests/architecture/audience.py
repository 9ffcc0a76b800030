"""Who may open what: every address of the program, by name, with the people it is for.

`PAGES` is the table. An address that is not in it, or a line without its address, fails test_audience.py; so
does anybody who gets in without being named, and anybody named who does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.architecture.world import World

ANONYMOUS = "anonymous"
CITIZEN = "citizen"
"""The one whose dossiers, drafts, files, notices and jobs the world holds."""
STRANGER = "stranger"
"""Another citizen."""
RECEIVER, SPECIALIST, UNIT_HEAD = "receiver", "specialist", "unit_head"
"""Those at work on the world's dossiers."""
OTHER_SPECIALIST, OTHER_HEAD = "other_specialist", "other_head"
"""The same roles in an office the dossiers never reach."""
LEADER, CENTRE_HEAD, CLERK = "leader", "centre_head", "clerk"
PLAN_OWNER, CONTROL_OFFICER, SYSADMIN = "plan_owner", "control_officer", "sysadmin"

Group = frozenset[str]

NOBODY: Group = frozenset()
CITIZENS: Group = frozenset({CITIZEN, STRANGER})
OWNER: Group = frozenset({CITIZEN})
OFFICERS: Group = frozenset(
    {
        RECEIVER, SPECIALIST, UNIT_HEAD, OTHER_SPECIALIST, OTHER_HEAD, LEADER, CENTRE_HEAD, CLERK,
        PLAN_OWNER, CONTROL_OFFICER, SYSADMIN,
    }
)  # fmt: skip
SIGNED_IN: Group = CITIZENS | OFFICERS
EVERYONE: Group = SIGNED_IN | {ANONYMOUS}
WORKERS: Group = OFFICERS - {SYSADMIN}
"""Officers who have anything to do with dossiers."""
SEE_ALL: Group = frozenset({RECEIVER, CENTRE_HEAD, LEADER})
ON_THE_CASE: Group = SEE_ALL | {SPECIALIST, UNIT_HEAD}
"""Who may see the world's dossiers."""
ISSUERS: Group = ON_THE_CASE | {CLERK}
"""Who may see a dossier that has been through all its steps."""
CONSULTED: Group = ON_THE_CASE | {OTHER_HEAD}
"""The head of the office asked for its opinion on the world's dossier too."""
COUNTER: Group = frozenset({RECEIVER})
ASSIGNERS: Group = frozenset({UNIT_HEAD, OTHER_HEAD, LEADER, CENTRE_HEAD})
STEERING: Group = frozenset({UNIT_HEAD, OTHER_HEAD, LEADER, PLAN_OWNER})

CLOSERS: Group = frozenset({LEADER, UNIT_HEAD, PLAN_OWNER})
"""Who closes a reporting window, and decides on another's correction; the cast's unit head keeps the plan."""

ON_THE_TASK: Group = frozenset({LEADER, PLAN_OWNER, UNIT_HEAD, OTHER_HEAD, OTHER_SPECIALIST})
"""Who may see the world's task: leaders, keepers of the plan (the cast's head of office is one), its lead."""
KEEPERS: Group = frozenset({PLAN_OWNER, UNIT_HEAD})
"""Who keeps the plan; the cast's head of office does."""
REPORT_FOCAL: Group = frozenset({PLAN_OWNER, UNIT_HEAD})
"""Plan owners of the office that merges the world's report."""
REPORT_READERS: Group = WORKERS
"""Every office of the cast owns a target, so each has a part; outsiders are tried in the module's tests."""

Kwargs = Callable[[World], Mapping[str, Any]]


def _none(world: World) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Page:
    """For whom an address is, and how to ask for it in the world of the test.

    `to`: the people let in. `kwargs`: what its pattern needs. `method`, `data`, `headers`: what is sent.
    `answers`: the answers that mean "let in" (a redirect always does, unless it leads to a sign-in).
    """

    to: Group
    kwargs: Kwargs = _none
    query: str = ""
    method: str = "GET"
    data: Callable[[World], Any] | None = None
    is_json: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[int] = frozenset({200})


def _draft(world: World) -> Mapping[str, Any]:
    return {"draft_id": world.draft.public_id}


def _section(world: World) -> Mapping[str, Any]:
    return _draft(world) | {"section_code": "home"}


def _draft_paper(world: World) -> Mapping[str, Any]:
    return _draft(world) | {"field_code": "house_paper"}


def _procedure(world: World) -> Mapping[str, Any]:
    return {"code": world.procedure}


def _handled(world: World) -> Mapping[str, Any]:
    return {"code": world.handled.code}


def _handled_paper(world: World) -> Mapping[str, Any]:
    return _handled(world) | {"paper_id": world.paper.pk}


def _lacking(world: World) -> Mapping[str, Any]:
    return {"code": world.lacking.code}


def _request(world: World) -> Mapping[str, Any]:
    return _lacking(world) | {"number": 1}


def _put_off(world: World) -> Mapping[str, Any]:
    return _handled(world) | {"number": 1}


def _of_handled(part: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: _handled(world) | {"number": getattr(world, part).pk}


def _refused(world: World) -> Mapping[str, Any]:
    return {"code": world.refused.code}


def _returned(world: World) -> Mapping[str, Any]:
    return {"code": world.returned.code}


def _window(world: World) -> Mapping[str, Any]:
    return {"code": world.frozen.closing.window}


def _frozen(world: World, span: str = "period") -> Mapping[str, Any]:
    same = {"measure": world.frozen.measure, "target": "", "span": span}
    return _window(world) | {"number": world.frozen.closing.figures.get(**same).pk}


def _adjustment(world: World) -> Mapping[str, Any]:
    return _frozen(world) | {"adjustment": 1}


def _index(world: World) -> Mapping[str, Any]:
    return {"code": world.index}


def _leaf(world: World) -> Mapping[str, Any]:
    return _index(world) | {"leaf": world.score.leaf}


def _filing(world: World) -> Mapping[str, Any]:
    return {"procedure": world.procedure, "answers": {}, "papers": {}}


def _tracking(world: World) -> Mapping[str, Any]:
    return {"code": world.handled.code, "second_fact": (world.citizen.id_number or "")[-4:]}


def _typed(world: World) -> Mapping[str, Any]:
    return {"number": world.typed.pk}


def _task(world: World) -> Mapping[str, Any]:
    return {"code": world.task.code}


def _line(world: World) -> Mapping[str, Any]:
    return {"code": world.money.line.code}


def _entry(world: World) -> Mapping[str, Any]:
    return _line(world) | {"key": world.money.pk}


def _report(world: World) -> Mapping[str, Any]:
    return {"code": world.report.code}


def _template(world: World) -> Mapping[str, Any]:
    return {"kind": world.template.kind, "profile": world.template.profile}


def _reading(world: World) -> Mapping[str, Any]:
    return {"reading_id": world.reading.public_id}


def _version(world: World) -> Mapping[str, Any]:
    return {"plan": world.plan, "number": 1}


def _post(to: Group, kwargs: Kwargs = _none) -> Page:
    return Page(to, kwargs, method="POST")


def _alike(space: str, names: str, to: Group, kwargs: Kwargs = _none) -> dict[str, Page]:
    return {f"{space}:{name}": Page(to, kwargs) for name in names.split()}


PAGES: dict[str, Page] = {
    # the portal
    "portal:home": Page(EVERYONE),
    "portal:help": Page(EVERYONE),
    "portal:about": Page(EVERYONE),
    "portal:promises": Page(EVERYONE),
    "portal:promises_data": Page(EVERYONE, lambda world: {"kind": "json"}),
    "portal:promise": Page(EVERYONE, lambda world: {"code": world.target}),
    "portal:health": Page(EVERYONE, query="cho=web"),
    "portal:robots": Page(EVERYONE),
    # signing in and one's own account
    "identity:sign_in": Page(EVERYONE),
    "identity:code": Page(EVERYONE),
    "identity:sign_out": Page(EVERYONE),
    "identity:password": Page(SIGNED_IN),
    "identity:officer_sign_in": Page(EVERYONE),
    "identity:officer_code": Page(EVERYONE),
    "identity:officer_password": Page(SIGNED_IN),
    "identity:officer_totp": Page(OFFICERS),
    "identity:officer_recovery": Page(OFFICERS),
    "notices:inbox": Page(SIGNED_IN),
    "notices:read": _post(OWNER, lambda world: {"notice_id": world.notice.pk}),
    "notices:read_all": _post(SIGNED_IN),
    "jobs:board": Page(frozenset({SYSADMIN})),
    "jobs:progress": Page(OWNER, lambda world: {"job_id": world.job.pk}),
    "jobs:retry": _post(frozenset({SYSADMIN}), lambda world: {"job_id": world.dead_job.pk}),
    # people
    "citizens:register": Page(EVERYONE),
    "citizens:account": Page(CITIZENS),
    "citizens:contact": Page(CITIZENS),
    "citizens:desk_people": Page(COUNTER | {CENTRE_HEAD}),
    "citizens:desk_password": Page(
        COUNTER | {CENTRE_HEAD}, lambda world: {"public_id": world.citizen.public_id}
    ),
    "procedures:list": Page(EVERYONE),
    "procedures:detail": Page(EVERYONE, _procedure),
    "procedures:print": Page(EVERYONE, _procedure),
    "dossiers:track": Page(EVERYONE),
    # filing
    "dossiers:start": Page(EVERYONE, _procedure),
    "dossiers:draft": Page(OWNER, _draft),
    "dossiers:draft_party": Page(OWNER, _draft),
    "dossiers:draft_other": Page(OWNER, _draft),
    "dossiers:draft_section": Page(OWNER, _section),
    "dossiers:draft_papers": Page(OWNER, _draft),
    "dossiers:draft_paper": Page(OWNER, _draft_paper),
    "dossiers:draft_check": Page(OWNER, _draft),
    "dossiers:draft_discard": Page(OWNER, _draft),
    # one's own dossiers
    "dossiers:mine": Page(CITIZENS),
    "dossiers:mine_detail": Page(OWNER, _handled),
    **_alike("dossiers", "filed filing_note qr receipt", OWNER, _handled),
    "dossiers:paper": Page(OWNER, _handled_paper),
    "dossiers:withdraw": Page(OWNER, _handled),
    "dossiers:supplement": Page(OWNER, _lacking),
    "dossiers:supplement_pdf": Page(OWNER, _request),
    "dossiers:apology": Page(OWNER, _put_off),
    "dossiers:refusal": Page(OWNER, _refused),
    "dossiers:stop_notice": Page(OWNER, lambda world: {"code": world.withdrawn.code}),
    "dossiers:result": Page(OWNER, _returned),
    # let in, and told that the days to rate are over: the world's dossier was returned long ago
    "surveys:rate": Page(OWNER, _returned, answers=frozenset({409})),
    "surveys:invitation": Page(OWNER, _returned),
    # the desk
    "desk:today": Page(OFFICERS),
    "dossiers_desk:list": Page(WORKERS),
    "dossiers_desk:bulk_assign": Page(ASSIGNERS),
    "dossiers_desk:export": Page(WORKERS, lambda world: {"kind": "csv"}),
    **_alike("dossiers_desk", "record receipt control", CONSULTED, _handled),
    "dossiers_desk:paper": Page(CONSULTED, _handled_paper),
    "dossiers_desk:action": Page(
        frozenset({SPECIALIST}), lambda world: _handled(world) | {"deed": "propose"}
    ),
    "dossiers_desk:supplement_pdf": Page(ON_THE_CASE, _request),
    "dossiers_desk:apology": Page(CONSULTED, _put_off),
    "dossiers_desk:refusal": Page(SEE_ALL, _refused),
    "dossiers_desk:opinions": Page(WORKERS),
    **_alike("dossiers_desk", "opinion opinion_file", CONSULTED, _of_handled("opinion")),
    **_alike("dossiers_desk", "verification verification_file", CONSULTED, _of_handled("verification")),
    "dossiers_desk:stop_notice": Page(ON_THE_CASE, lambda world: {"code": world.withdrawn.code}),
    "dossiers_desk:register": Page(SEE_ALL),
    "dossiers_desk:register_file": Page(
        SEE_ALL,
        lambda world: {"kind": "xlsx"},
        answers=frozenset({302}),  # no days named: to the page that asks
    ),
    "dossiers_desk:register_made": Page(NOBODY, lambda world: {"file_id": world.paper.file_id}),
    "dossiers_desk:result_file": Page(ISSUERS, _returned),
    **_alike("dossiers_desk", "inbox counter paper_book find_people find_procedures", COUNTER),
    "procedures_desk:list": Page(OFFICERS),
    "procedures_desk:record": Page(OFFICERS, _procedure),
    "procedures_desk:compare": Page(OFFICERS, _procedure),
    "procedures_desk:version_new": Page(frozenset({CONTROL_OFFICER, CENTRE_HEAD, SYSADMIN}), _procedure),
    # figures typed in with evidence
    "typed:list": Page(WORKERS),
    "typed:target": Page(STEERING, lambda world: {"code": world.typed.target_code}),
    "typed:enter": Page(
        frozenset({LEADER, UNIT_HEAD, PLAN_OWNER}), lambda world: {"code": world.typed.target_code}
    ),
    "typed:record": Page(STEERING, _typed),
    "typed:evidence": Page(STEERING, _typed),
    "typed:change": Page(frozenset({UNIT_HEAD}), lambda world: {"number": world.typed_draft.pk}),
    "typed:act": Page(
        STEERING,
        lambda world: _typed(world) | {"deed": "duyet"},
        method="POST",
        answers=frozenset({403, 409}),  # who sees it may not approve it, or is told that it has moved on
    ),
    # reporting windows
    "closings:list": Page(STEERING),
    "closings:window": Page(STEERING, _window),
    "closings:close": Page(CLOSERS, lambda world: {"code": "2026-03"}, method="POST"),
    "closings:proof": Page(STEERING, _window),
    "closings:prove": Page(CLOSERS, _window, method="POST"),
    "closings:export": Page(STEERING, lambda world: _window(world) | {"kind": "json"}),
    "closings:figure": Page(STEERING, _frozen),
    "closings:adjust": Page(CLOSERS, lambda world: _frozen(world, span="cumulative")),
    "closings:evidence": Page(STEERING, _adjustment),
    "closings:approve": Page(CLOSERS, _adjustment, method="POST", answers=frozenset({409})),
    "closings:refuse": Page(CLOSERS, _adjustment, method="POST", answers=frozenset({422})),
    "steering:frozen_records": Page(STEERING, _frozen),
    # the plan: its readings and versions
    "plan_reading:home": Page(STEERING),
    "plan_reading:upload": Page(KEEPERS),
    **_alike("plan_reading", "reading items unnamed findings source", STEERING, _reading),
    **_alike("plan_reading", "tasks activities result file", STEERING, _reading),
    **_alike("plan_reading", "confirm in_force reopen drop", KEEPERS, _reading),
    **_alike("plan_reading", "item finding activity", STEERING, lambda world: _reading(world) | {"order": 1}),
    **_alike("plan_reading", "versions compare", STEERING, lambda world: {"plan": world.plan}),
    **_alike("plan_reading", "version version_json", STEERING, _version),
    "plan_reading:many": Page(KEEPERS, _reading, method="POST", answers=frozenset({422})),
    "plan_reading:many_activities": Page(KEEPERS, _reading, method="POST", answers=frozenset({422})),
    # tasks and money of the plan
    "tasks_desk:list": Page(WORKERS),
    "tasks_desk:export": Page(WORKERS, lambda world: {"kind": "csv"}),
    "tasks_desk:give": Page(ASSIGNERS | {PLAN_OWNER}),
    "tasks_desk:record": Page(ON_THE_TASK, _task),
    "tasks_desk:product": Page(ON_THE_TASK, lambda world: _task(world) | {"number": 1}),
    "tasks_desk:action": Page(frozenset({LEADER}), lambda world: _task(world) | {"deed": "xac-nhan"}),
    **_alike("tasks", "overview week activities", STEERING),
    "tasks:export": Page(STEERING, lambda world: {"kind": "csv"}),
    "tasks:follow": Page(KEEPERS),
    "tasks:name_lead": Page(KEEPERS, lambda world: {"code": "HD-04"}),
    "money:overview": Page(STEERING),
    "money:export": Page(STEERING, lambda world: {"kind": "csv"}),
    "money:line": Page(STEERING, _line),
    "money:enter": Page(KEEPERS, _line),
    "money:strike": Page(KEEPERS, _entry),
    "money:paper": Page(STEERING, _entry),
    # the leaders' board
    **_alike("steering", "board board_print", STEERING),
    "steering:board_export": Page(STEERING, lambda world: {"kind": "csv"}),
    "steering:target": Page(STEERING, lambda world: {"code": world.target}),
    "steering:note": Page(
        STEERING, lambda world: {"code": world.target}, method="POST", answers=frozenset({422})
    ),
    "steering:note_strike": Page(
        STEERING,
        lambda world: {"number": world.note.pk},
        method="POST",
        answers=frozenset({403}),  # another's note may be read, not struck
    ),
    "steering:records": Page(STEERING, lambda world: {"measure": world.measure}),
    "steering:records_export": Page(STEERING, lambda world: {"measure": world.measure, "kind": "csv"}),
    # sets of criteria
    "scores:list": Page(STEERING),
    "scores:index": Page(STEERING, _index),
    "scores:export": Page(STEERING, lambda world: _index(world) | {"kind": "csv"}),
    "scores:simulator": Page(STEERING, _index),
    "scores:leaf": Page(STEERING, _leaf),
    "scores:evidence": Page(STEERING, lambda world: {"number": world.score.pk}),
    "scores:declare": Page(
        frozenset({UNIT_HEAD, PLAN_OWNER}), lambda world: _leaf(world) | {"deed": "tu-cham"}, query="ky=2026"
    ),
    "scores:official": Page(frozenset({LEADER, UNIT_HEAD, PLAN_OWNER}), _index),
    # periodic reports; every office of the cast has a part in the world's report
    "reports:list": Page(WORKERS),
    "reports:open": Page(frozenset({PLAN_OWNER, UNIT_HEAD})),
    "reports:record": Page(REPORT_READERS, _report),
    "reports:paper": Page(REPORT_READERS, _report),
    "reports:file": Page(REPORT_READERS, lambda world: _report(world) | {"kind": "pdf"}),
    "reports:part": Page(REPORT_READERS, lambda world: _report(world) | {"number": world.part.pk}),
    "reports:merge": Page(REPORT_FOCAL, lambda world: _report(world) | {"heading": "iv"}),
    "reports:act": Page(REPORT_FOCAL, lambda world: _report(world) | {"deed": "dung"}),
    "reports:templates": Page(STEERING),
    "reports:template": Page(STEERING, _template),
    "reports:template_file": Page(STEERING, lambda world: _template(world) | {"number": 0}),
    "reports:template_trial": Page(STEERING, _template),
    "reports:template_words": Page(STEERING),
    "reports:template_withdraw": _post(
        frozenset({PLAN_OWNER, UNIT_HEAD}),
        lambda world: _template(world) | {"number": world.template.number},
    ),
}
