# ruff: noqa: INP001 - a script, no package
"""The picture for whoever reads the engine: the record as a graph through time, with its cut sets.

Spots are lanes, nodes are circles at their moment with the weight of their lightest cut set, edges
carry the failures that they add. Below stand whole families of cut sets, lightest first.
"""

from dataclasses import dataclass

from derived import Part, chamber_of, derived
from paper import Paper
from record import Record, clock

from coldset.margin.build.builder import Builder
from coldset.margin.failures import Failure
from coldset.margin.figures import figure
from coldset.margin.graph import ENTRY, Node, Spot
from coldset.present.timeline.layout.room import Box, Room, text_box

LEFT, TOP, LANE = 128.0, 124.0, 58.0
BARE, WIDE = 76.0, 128.0
RADIUS, CODE = 11.0, 11.0
ROW = CODE * 1.35
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8, 0.86)
"""Where along an edge its failures may stand, best first."""

LANES = (
    Spot("hub", "workshop"),
    Spot("hub", "truck"),
    Spot("in", "armorer"),
    Spot("in", "first-ad"),
    Spot("lot", "box"),
    Spot("in", "box"),
    Spot("lot", "six"),
    Spot("chamber", "revolver-cylinder", 1),
    Spot("hub", "stage"),
)
"""From the top, so that edges cross as little as they can."""

TITLE = "The worked example as a graph through time"
SUBTITLE = (
    "Hazard: live. A circle is a node, a square a hub, with the weight of its lightest cut set.",
    "An edge adds the failures on it; dotted: kept. Only edges by which the cut sets below arose.",
)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands: nodes by number, the families below, and the names' codes."""

    part: Part
    at: dict[int, Point]
    families: tuple[int, ...]
    codes: dict[Failure, str]
    width: float
    bottom: float


def draw_through_time(record: Record) -> str:
    """The picture of the whole record, of those edges by which the families shown were derived."""
    builder = record.outlook(record.events[-1].earliest_ms).views[0].builder
    plan = _planned(builder)
    most = max(len(builder.canvas.families[number]) for number in plan.families)
    names_top = plan.bottom + 52 + ROW * most + 44
    height = names_top + ROW * 1.2 * -(-len(plan.codes) // 3) + 34
    paper = Paper(plan.width, height, TITLE, _described(builder, plan))
    paper.text((24, 38), TITLE, 21, "ink strong")
    paper.lines((24, 58), SUBTITLE, 12, "muted")
    _draw_lanes(paper, plan)
    for number in plan.families:
        x, y = plan.at[number]
        paper.line((x, y), (x, plan.bottom + 14), "rule")
    _draw_edges(paper, plan)
    for number in plan.part.nodes:
        _draw_node(paper, builder, plan, number)
    for number in plan.families:
        _draw_family(paper, builder, plan, number)
    _draw_names(paper, builder, plan, names_top)
    return paper.document()


def _described(builder: Builder, plan: Plan) -> str:
    told = []
    for number in plan.families:
        margin, solo = _figures(builder, number)
        spot = _spot_named(plan.part.nodes[number].spot)
        told.append(f"{clock(plan.part.ends[number])}, {spot}: margin {margin}, solo {solo}.")
    return " ".join(told)


def _planned(builder: Builder) -> Plan:
    graph = builder.canvas.graph
    chambers = graph.history[chamber_of(builder)]
    shown = next(n for n in chambers if any(e.how == "checked" for e in graph.nodes[n].edges))
    box = graph.history[Spot("lot", "box")]
    families = (*box, *(number for number in chambers if number >= shown))
    part = derived(builder, families)
    at, width = _places(part, families)
    return Plan(part, at, families, _codes(part), width, TOP + LANE * len(LANES))


def _places(part: Part, families: tuple[int, ...]) -> tuple[dict[int, Point], float]:
    """Each node in its lane, moments side by side; what follows within one moment stands right."""
    sources: dict[int, set[int]] = {}
    for number, edge in part.edges:
        sources.setdefault(number, set()).add(edge.source)
    slots: list[set[int]] = []
    before_ms = -1
    for number in sorted(part.nodes, key=lambda one: (part.ends[one], one)):
        is_later = part.ends[number] != before_ms or bool(slots[-1] & sources.get(number, set()))
        if is_later:
            slots.append(set())
        slots[-1].add(number)
        before_ms = part.ends[number]
    at: dict[int, Point] = {}
    x = LEFT
    for slot in slots:
        width = max(_width(part.nodes[one]) if one in families else BARE for one in slot)
        for number in slot:
            lane = LANES.index(part.nodes[number].spot)
            at[number] = (x + width / 2, TOP + LANE * (lane + 0.5))
        x += width
    return at, x + 24


def _width(node: Node) -> float:
    """How much paper the family of a node takes."""
    return WIDE if node.spot.kind == "chamber" else BARE


def _codes(part: Part) -> dict[Failure, str]:
    """A short code for every name in the picture: the start of its kind, and a number."""
    named = {failure for _, edge in part.edges for failure in edge.failures}
    codes: dict[Failure, str] = {}
    for failure in sorted(named):
        kind = failure.kind[:2]
        codes[failure] = f"{kind}{sum(code.startswith(kind) for code in codes.values()) + 1}"
    return codes


def _draw_lanes(paper: Paper, plan: Plan) -> None:
    for row, spot in enumerate(LANES):
        y = TOP + LANE * row
        if row % 2 == 0:
            paper.box((0, y), (plan.width, LANE), "band")
        kind = "chamber 1 to 6" if spot.kind == "chamber" else spot.kind
        paper.text((24, y + LANE / 2 - 2), kind, 10.5, "muted code")
        paper.text((24, y + LANE / 2 + 12), spot.id, 12, "ink strong")
    moments: dict[int, list[float]] = {}
    for number, (x, _) in plan.at.items():
        moments.setdefault(plan.part.ends[number], []).append(x)
    for at_ms, across in moments.items():
        middle, when = (min(across) + max(across)) / 2, clock(at_ms)
        paper.text((middle, TOP - 24), when[:3], 10.5, "muted", "middle")
        paper.text((middle, TOP - 10), when[4:], 11.5, "ink strong", "middle")


def _draw_edges(paper: Paper, plan: Plan) -> None:
    """Every edge, with its failures where there is room for them."""
    room = Room(Box(0, TOP, plan.width, plan.bottom))
    for x, y in plan.at.values():
        room.take(Box(x - RADIUS - 2, y - RADIUS - 2, x + RADIUS + 2, y + RADIUS + 2))
    entries = [(end, edge.how) for end, edge in plan.part.edges if edge.source == ENTRY]
    for number, how in entries:
        x, y = _entry(plan.at[number])
        paper.path(_curve((x, y), plan.at[number]), "edge")
        paper.text((x - 2, y - 3), how, 9.5, "muted code")
        room.take(text_box(how, 9.5, x - 2, y - 3))
    among = [(end, edge) for end, edge in plan.part.edges if edge.source != ENTRY]
    for number, edge in among:
        css = "edge kept" if edge.how == "kept" else "edge"
        paper.path(_curve(plan.at[edge.source], plan.at[number]), css)
    for number, edge in among:
        words = " ".join(sorted(plan.codes[one] for one in edge.failures))
        x, y = _free(room, words, plan.at[edge.source], plan.at[number])
        paper.text((x, y + 4), words, CODE, "code code-name halo", "middle")


def _entry(end: Point) -> Point:
    """Where an edge without a source begins on paper."""
    return end[0] - 34, end[1] - 17


def _free(room: Room, words: str, start: Point, end: Point) -> Point:
    """Where along an edge there is room for words: above it where it runs level."""
    rise = 10.0 if start[1] == end[1] else 0.0
    points = [_on_curve(start, end, along) for along in ALONG]
    points = [(x, y - rise) for x, y in points]
    boxes = [text_box(words, CODE, x, y + 4, "middle") for x, y in points]
    found = room.first_free(boxes)
    return points[0] if found is None else points[boxes.index(found)]


def _controls(start: Point, end: Point) -> tuple[Point, Point]:
    reach = max(24.0, (end[0] - start[0]) * 0.5)
    return (start[0] + reach, start[1]), (end[0] - reach, end[1])


def _curve(start: Point, end: Point) -> str:
    one, two = _controls(start, end)
    return (
        f"M{start[0]:.1f} {start[1]:.1f} C{one[0]:.1f} {one[1]:.1f} "
        f"{two[0]:.1f} {two[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    )


def _on_curve(start: Point, end: Point, t: float) -> Point:
    one, two = _controls(start, end)
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    points = (start, one, two, end)
    return (
        sum(share * point[0] for share, point in zip(shares, points, strict=True)),
        sum(share * point[1] for share, point in zip(shares, points, strict=True)),
    )


def _draw_node(paper: Paper, builder: Builder, plan: Plan, number: int) -> None:
    """A node as a circle with the weight of its lightest cut set; a square for a hub."""
    x, y = plan.at[number]
    node = plan.part.nodes[number]
    family = builder.canvas.families[number]
    told = f"node {number}: {_spot_named(node.spot)}, {clock(plan.part.ends[number])}"
    paper.group("", told)
    if node.spot.kind == "hub":
        paper.box((x - RADIUS, y - RADIUS), (RADIUS * 2, RADIUS * 2), "hub")
    else:
        paper.circle((x, y), RADIUS, "node")
    least = min(builder.weigh(one) for one in family)
    paper.text((x, y + 4.2), str(least), 11.5, "ink strong", "middle")
    paper.ungroup()


def _spot_named(spot: Spot) -> str:
    return "chambers 1 to 6" if spot.kind == "chamber" else f"{spot.kind} {spot.id}"


def _figures(builder: Builder, number: int) -> tuple[int | None, int | None]:
    family = builder.canvas.families[number]
    found = figure("live", family, builder.canvas.acts, builder.terms.weights)
    return found.margin, found.solo


def _draw_family(paper: Paper, builder: Builder, plan: Plan, number: int) -> None:
    """All cut sets of a node, each with its weight, below the node."""
    x = plan.at[number][0]
    margin, solo = _figures(builder, number)
    paper.text((x, plan.bottom + 32), f"{margin} / {solo}", 15, "ink strong", "middle")
    told = sorted(
        (builder.weigh(one), " ".join(sorted(plan.codes[failure] for failure in one)) or "\u2205")
        for one in builder.canvas.families[number]
    )
    width = _width(plan.part.nodes[number])
    for row, (weight, words) in enumerate(told):
        at = (x - width / 2 + 6, plan.bottom + 54 + ROW * row)
        paper.text(at, str(weight), CODE, "code ink strong")
        paper.text((at[0] + 12, at[1]), words, CODE, "code code-name")


def _draw_names(paper: Paper, builder: Builder, plan: Plan, top: float) -> None:
    """What each code stands for: a control as the engine names it, an act by what, and when."""
    paper.line((24, top - 26), (plan.width - 24, top - 26), "rule")
    each = -(-len(plan.codes) // 3)
    for index, (failure, code) in enumerate(plan.codes.items()):
        x = 24 + (plan.width - 48) / 3 * (index // each)
        y = top + ROW * 1.2 * (index % each)
        inner = ", ".join(part for part in (failure.who, _what(builder, failure)) if part)
        paper.text((x, y), code, CODE, "code code-name")
        paper.text((x + 36, y), f"{failure.kind}({inner})", CODE, "code ink")


def _what(builder: Builder, failure: Failure) -> str:
    """Which one of its kind a failure is; an act by what it went into, and its window."""
    act = builder.canvas.acts.get(failure)
    if act is None:
        return failure.what
    start, end = clock(act.start_ms), clock(act.until(builder.walk.clock_ms or 0).end_ms)
    until = end[4:] if end[:3] == start[:3] else end
    return f"{failure.what.partition('@')[0]}, {start}\u2013{until}"
