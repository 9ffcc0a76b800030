"""A route as a BPMN 2.0 file: what the standard asks of its structure."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from xaso.modules.procedures.gateway import DC, DI, LINES, MODEL, Task, bpmn

TASKS = [
    Task("Tiếp nhận", "Tiếp nhận hồ sơ, Trung tâm", "Thời gian: 4 giờ.", may_return=False),
    Task("Thẩm tra <đất & nhà>", "Chuyên viên, Phòng Kinh tế", "Thời gian: 112 giờ.", may_return=True),
    Task("Ký", "Lãnh đạo, UBND", "Thời gian: 16 giờ.", may_return=True),
    Task("Trả", "Trả kết quả, Trung tâm", "không tính giờ.", may_return=False),
]
ORDER = ["documentation", "incoming", "outgoing", "potentialOwner"]


@pytest.fixture
def root() -> ET.Element:
    return ET.fromstring(bpmn("dat-dai", "Quy trình đất đai", "Lần 2.", TASKS))


def named(root: ET.Element, name: str, space: str = MODEL) -> list[ET.Element]:
    return list(root.iter(f"{{{space}}}{name}"))


def nodes(root: ET.Element) -> Iterator[ET.Element]:
    for kind in ("startEvent", "userTask", "exclusiveGateway", "endEvent"):
        yield from named(root, kind)


def test_every_reference_leads_to_an_element_of_the_right_kind(root: ET.Element) -> None:
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    places = {node.get("id") for node in nodes(root)}
    flows = {flow.get("id"): flow for flow in named(root, "sequenceFlow")}

    assert len(ids) == len(set(ids))
    for flow in flows.values():
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= places
    for node in nodes(root):
        assert all(flows[str(one.text)].get("targetRef") == node.get("id") for one in named(node, "incoming"))
        assert all(flows[str(one.text)].get("sourceRef") == node.get("id") for one in named(node, "outgoing"))
    assert {one.text for one in named(root, "flowNodeRef")} == places != set()
    process = named(root, "process")[0].get("id")
    assert named(root, "participant")[0].get("processRef") == process


def test_one_way_leads_from_the_start_through_all_steps_to_the_end(root: ET.Element) -> None:
    ways = {
        flow.get("sourceRef"): flow.get("targetRef")
        for flow in named(root, "sequenceFlow")
        if flow.get("name") != "Chuyển trả"
    }
    names = {node.get("id"): node.get("name") for node in nodes(root)}

    here, passed = named(root, "startEvent")[0].get("id"), []
    while here in ways:
        here = ways[here]
        passed.append(names[here])

    tasks = [name for name in passed if name != "Đạt?"]
    assert tasks == ["Tiếp nhận", "Thẩm tra <đất & nhà>", "Ký", "Trả", "Kết thúc"]
    assert here == named(root, "endEvent")[0].get("id")


def test_a_step_that_may_send_back_has_a_gateway_to_the_step_before(root: ET.Element) -> None:
    back = {
        (flow.get("sourceRef"), flow.get("targetRef"))
        for flow in named(root, "sequenceFlow")
        if flow.get("name") == "Chuyển trả"
    }

    assert back == {("cong-2", "buoc-1"), ("cong-3", "buoc-2")}
    assert len(named(root, "exclusiveGateway")) == 2


def test_each_holder_has_a_lane_and_each_task_says_its_time(root: ET.Element) -> None:
    lanes = [lane.get("name") for lane in named(root, "lane")]
    tasks = named(root, "userTask")

    assert lanes == [task.holder for task in TASKS]
    assert [named(task, "documentation")[0].text for task in tasks] == [task.about for task in TASKS]
    assert [named(task, "potentialOwner")[0].get("name") for task in tasks] == lanes


def test_children_stand_in_the_order_of_the_schema(root: ET.Element) -> None:
    for node in nodes(root):
        kinds = [ORDER.index(child.tag.split("}")[1]) for child in node]
        assert kinds == sorted(kinds)
    process = [child.tag.split("}")[1] for child in named(root, "process")[0]]
    assert process[:2] == ["documentation", "laneSet"]
    assert [child.tag.split("}")[1] for child in root] == ["collaboration", "process", "BPMNDiagram"]


def test_everything_is_drawn_inside_the_pool_and_arrows_end_at_their_nodes(root: ET.Element) -> None:
    boxes = {}
    for shape in named(root, "BPMNShape", DI):
        bounds = named(shape, "Bounds", DC)[0]
        left, top, width, height = (int(str(bounds.get(side))) for side in ("x", "y", "width", "height"))
        boxes[shape.get("bpmnElement")] = (left, top, left + width, top + height)
    pool = boxes[named(root, "participant")[0].get("id")]

    assert all(
        pool[0] <= box[0] and pool[1] <= box[1] and box[2] <= pool[2] and box[3] <= pool[3]
        for box in boxes.values()
    )
    flows = {flow.get("id"): flow for flow in named(root, "sequenceFlow")}
    edges = {edge.get("bpmnElement"): edge for edge in named(root, "BPMNEdge", DI)}
    assert set(edges) == set(flows)
    assert {node.get("id") for node in nodes(root)} <= set(boxes)
    for key, edge in edges.items():
        points = [(int(str(p.get("x"))), int(str(p.get("y")))) for p in named(edge, "waypoint", LINES)]
        for end, name in ((points[0], "sourceRef"), (points[-1], "targetRef")):
            left, top, right, bottom = boxes[flows[key].get(name)]
            assert (min(max(end[0], left), right), min(max(end[1], top), bottom)) == end
