"""A route in the words of BPMN 2.0 (OMG formal/2011-01-03): for papers of ISO 9001 and for drawing tools.

One pool, a lane for each holder, a task for each step, a gateway after each step that may send back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree as ET

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
OURS = "urn:xaso:quy-trinh"
for prefix, space in (("bpmn", MODEL), ("bpmndi", DI), ("dc", DC), ("di", LINES)):
    ET.register_namespace(prefix, space)

LANE_HEIGHT, TASK_HEIGHT, GAP, LABEL, POOL_LEFT = 150, 80, 60, 30, 40
SIZES = {
    "startEvent": (36, 36),
    "userTask": (140, TASK_HEIGHT),
    "exclusiveGateway": (50, 50),
    "endEvent": (36, 36),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A step as BPMN needs it: its holder names the lane, `about` tells time and what must be there."""

    name: str
    holder: str
    about: str
    may_return: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """A thing of the flow and where it is drawn."""

    key: str
    kind: str
    name: str
    lane: str
    left: int
    width: int
    height: int
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class _Flow:
    """An arrow from a node to a node; `back` goes under the lane."""

    key: str
    source: _Node
    target: _Node
    name: str = ""
    back: bool = False


@dataclass
class _Picture:
    """All that is drawn, from left to right."""

    nodes: list[_Node] = field(default_factory=list)
    flows: list[_Flow] = field(default_factory=list)
    lanes: list[str] = field(default_factory=list)
    right: int = POOL_LEFT + LABEL * 2

    def put(self, kind: str, key: str, name: str, lane: str, task: Task | None = None) -> _Node:
        """Draw a node right of the last one."""
        if lane not in self.lanes:
            self.lanes.append(lane)
        node = _Node(key, kind, name, lane, self.right + GAP, *SIZES[kind], task)
        self.right = node.left + node.width
        self.nodes.append(node)
        return node

    def middle(self, node: _Node) -> int:
        """How far down the middle of its lane is."""
        return GAP + LANE_HEIGHT * self.lanes.index(node.lane) + LANE_HEIGHT // 2


def bpmn(code: str, name: str, about: str, tasks: Sequence[Task]) -> bytes:
    """The route as a BPMN 2.0 file with its drawing, UTF-8. The tasks are in order; there is at least one."""
    picture = _drawn(tasks)
    root = ET.Element(_model("definitions"), {"id": f"dinh-nghia-{code}", "targetNamespace": OURS})
    whole = ET.SubElement(root, _model("collaboration"), {"id": f"so-do-{code}"})
    ET.SubElement(
        whole, _model("participant"), {"id": f"be-{code}", "name": name, "processRef": f"quy-trinh-{code}"}
    )
    process = ET.SubElement(
        root, _model("process"), {"id": f"quy-trinh-{code}", "name": name, "isExecutable": "false"}
    )
    ET.SubElement(process, _model("documentation")).text = about
    _write_lanes(process, picture)
    for node in picture.nodes:
        _write_node(process, node, picture.flows)
    for flow in picture.flows:
        ends = {"sourceRef": flow.source.key, "targetRef": flow.target.key}
        ET.SubElement(process, _model("sequenceFlow"), {"id": flow.key, "name": flow.name, **ends})
    _write_drawing(root, code, picture)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _model(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _drawn(tasks: Sequence[Task]) -> _Picture:
    picture = _Picture()
    picture.put("startEvent", "bat-dau", "Người dân nộp hồ sơ", tasks[0].holder)
    before: _Node | None = None
    returns: list[tuple[_Node, _Node]] = []
    for number, task in enumerate(tasks, 1):
        node = picture.put("userTask", f"buoc-{number}", task.name, task.holder, task)
        if task.may_return and before is not None:
            gate = picture.put("exclusiveGateway", f"cong-{number}", "Đạt?", task.holder)
            returns.append((gate, before))
        before = node
    picture.put("endEvent", "ket-thuc", "Kết thúc", tasks[-1].holder)
    for number, (source, target) in enumerate(pairwise(picture.nodes), 1):
        passed = "Đạt" if source.kind == "exclusiveGateway" else ""
        picture.flows.append(_Flow(f"di-{number}", source, target, passed))
    for number, (source, target) in enumerate(returns, 1):
        picture.flows.append(_Flow(f"tra-{number}", source, target, "Chuyển trả", back=True))
    return picture


def _write_lanes(process: ET.Element, picture: _Picture) -> None:
    lanes = ET.SubElement(process, _model("laneSet"), {"id": "cac-lan"})
    for number, holder in enumerate(picture.lanes, 1):
        lane = ET.SubElement(lanes, _model("lane"), {"id": f"lan-{number}", "name": holder})
        for node in picture.nodes:
            if node.lane == holder:
                ET.SubElement(lane, _model("flowNodeRef")).text = node.key


def _write_node(process: ET.Element, node: _Node, flows: Sequence[_Flow]) -> None:
    element = ET.SubElement(process, _model(node.kind), {"id": node.key, "name": node.name})
    if node.task is not None:
        ET.SubElement(element, _model("documentation")).text = node.task.about
    for flow in flows:
        if flow.target is node:
            ET.SubElement(element, _model("incoming")).text = flow.key
    for flow in flows:
        if flow.source is node:
            ET.SubElement(element, _model("outgoing")).text = flow.key
    if node.task is not None:
        owner = {"id": f"nguoi-giu-{node.key}", "name": node.task.holder}
        ET.SubElement(element, _model("potentialOwner"), owner)


def _write_drawing(root: ET.Element, code: str, picture: _Picture) -> None:
    diagram = ET.SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "ban-ve"})
    plane = ET.SubElement(diagram, f"{{{DI}}}BPMNPlane", {"id": "mat-ve", "bpmnElement": f"so-do-{code}"})
    width = picture.right + GAP - POOL_LEFT
    _shape(plane, f"be-{code}", (POOL_LEFT, GAP, width, LANE_HEIGHT * len(picture.lanes)), flat=True)
    for number, _ in enumerate(picture.lanes):
        box = (POOL_LEFT + LABEL, GAP + LANE_HEIGHT * number, width - LABEL, LANE_HEIGHT)
        _shape(plane, f"lan-{number + 1}", box, flat=True)
    for node in picture.nodes:
        top = picture.middle(node) - node.height // 2
        _shape(plane, node.key, (node.left, top, node.width, node.height))
    for flow in picture.flows:
        edge = ET.SubElement(plane, f"{{{DI}}}BPMNEdge", {"id": f"ve-{flow.key}", "bpmnElement": flow.key})
        for across, down in _path(flow, picture):
            ET.SubElement(edge, f"{{{LINES}}}waypoint", {"x": str(across), "y": str(down)})


def _shape(plane: ET.Element, key: str, box: tuple[int, int, int, int], *, flat: bool = False) -> None:
    lying = {"isHorizontal": "true"} if flat else {}
    shape = ET.SubElement(plane, f"{{{DI}}}BPMNShape", {"id": f"ve-{key}", "bpmnElement": key, **lying})
    sides = zip(("x", "y", "width", "height"), map(str, box), strict=True)
    ET.SubElement(shape, f"{{{DC}}}Bounds", dict(sides))


def _path(flow: _Flow, picture: _Picture) -> list[tuple[int, int]]:
    source, target = flow.source, flow.target
    start, end = picture.middle(source), picture.middle(target)
    if flow.back:
        below = max(start, end) + TASK_HEIGHT // 2 + 20
        across, to = source.left + source.width // 2, target.left + target.width // 2
        down = start + source.height // 2, end + target.height // 2
        return [(across, down[0]), (across, below), (to, below), (to, down[1])]
    right = source.left + source.width
    if start == end:
        return [(right, start), (target.left, end)]
    turn = (right + target.left) // 2
    return [(right, start), (turn, start), (turn, end), (target.left, end)]
