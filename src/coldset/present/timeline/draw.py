"""A timeline as an SVG document, with a sentence for whoever cannot see it."""

from collections import Counter

from coldset.present.timeline.ink.document import document_of
from coldset.present.timeline.layout.sheet import sheet_of
from coldset.present.timeline.picture import Timeline
from coldset.present.timeline.wording import name, names


def draw_timeline(picture: Timeline) -> str:
    """The picture as an SVG document; the same bytes for the same picture."""
    title = f"{picture.title}: timeline of custody, {picture.subtitle}"
    return document_of(sheet_of(picture), title, described(picture))


def described(picture: Timeline) -> str:
    """What the picture shows, in sentences."""
    told = [
        (
            f"A timeline with {len(picture.lanes)} holders as lanes "
            f"({names(lane.id for lane in picture.lanes)}) and {len(picture.lines)} things as "
            f"lines ({names(line.thing for line in picture.lines)})."
        )
    ]
    words = Counter(flag.word for flag in picture.flags)
    if words:
        answers = ", ".join(f"{n} {word}" for word, n in sorted(words.items()))
        told.append(f"Answers at the gate: {answers}.")
    finds = [mark for mark in picture.marks if mark.kind == "find"]
    if finds:
        where = ", ".join(f"{mark.label} at {name(mark.thing or mark.lane)}" for mark in finds)
        told.append(f"Found: {where}.")
    accidents = sum(mark.kind == "accident" for mark in picture.marks)
    if accidents:
        told.append(f"Shots that nobody planned: {accidents}.")
    return " ".join([*told, *picture.captions])
