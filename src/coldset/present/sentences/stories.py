"""A hypothesis told in time order, by somebody who accuses nobody.

Where it began, each step with its window, what would have had to fail, which control that is not
on record would have stopped it, what follows if it is so, and whose telling it needs.
"""

from collections.abc import Collection, Iterable

from coldset.core.acts import HazardIdentified, LotArrived
from coldset.core.state import State
from coldset.core.words import Id
from coldset.inquiry.story import Explanation, LeftOut, Origin, Passage, Story
from coldset.present.sentences import about_stories as words
from coldset.present.sentences.failures import enumerated, failed
from coldset.present.sentences.filling import HAZARDS, filled, said
from coldset.present.sentences.names import (
    NAMED_MAX,
    by_role,
    counted,
    entries,
    entry,
    listed,
    number,
    people,
    person,
    quoted,
)
from coldset.present.sentences.sources import came_from
from coldset.present.sentences.tale import Tale
from coldset.present.sentences.times import Clock


def tale_of(explanation: Explanation, state: State, zone: str) -> Tale:
    """The record to tell a find's stories from, with times beside the day of the find."""
    plain = Tale(state, Clock(zone))
    find = plain.events.get(explanation.find)
    return Tale(state, Clock(zone, None if find is None else find.earliest_ms))


def story_sentences(story: Story, tale: Tale, find: Id = "") -> tuple[str, ...]:
    """One story, told in time order, a sentence or two for each step.

    Args:
        story: the hypothesis.
        tale: the record to tell it from (`tale_of`).
        find: the event of the find, which says what kind of hazard it was; a live round without.
    """
    hazard = hazard_found(tale, find)
    return (
        _begun(story, tale, hazard),
        *(sentence for passage in story.passages for sentence in _passed(passage, tale)),
        *cost_sentences(story),
        *_left_out(story, tale, hazard),
        *_predicted(story, tale),
        *accounts_needed(story.accounts),
        *_grounds(story),
    )


def hazard_found(tale: Tale, find: Id) -> str:
    """What was found, in words."""
    event = tale.events.get(find)
    act = event.act if event is not None else None
    return HAZARDS[act.hazard] if isinstance(act, HazardIdentified) else HAZARDS["live"]


def _begun(story: Story, tale: Tale, hazard: str) -> str:
    origin = story.origin
    unchecked = LeftOut(code="lot-unchecked", about=origin.thing) in story.left_out
    is_open = origin.kind == "lot" and unchecked
    sentence = words.UNCHECKED_LOT if is_open else words.ORIGINS[origin.kind]
    if origin.kind == "unrecorded" and origin.event:
        sentence = words.UNRECORDED_ENTRY
    return filled(sentence, {"hazard": hazard, **_origin_facts(origin, tale)})


def origin_named(origin: Origin, tale: Tale) -> str:
    """Where a story begins, in a few words."""
    return filled(words.ORIGINS_SHORT[origin.kind], _origin_facts(origin, tale))


def _origin_facts(origin: Origin, tale: Tale) -> dict[str, str]:
    facts = {
        "thing": tale.named(origin.thing),
        "cited": tale.cited(origin.event),
        "when": tale.when(origin.event),
    }
    event = tale.events.get(origin.event)
    act = event.act if event is not None else None
    if isinstance(act, LotArrived):
        facts |= {"source": came_from(act.source), "claimed": _claimed(act)}
    return facts


_CLAIMED = {
    "dummy": "said to be dummies",
    "blank": "said to be blanks",
    "live": "said to be live rounds",
    "unknown": "of which nobody said what they are",
}


def _claimed(act: LotArrived) -> str:
    return f'labelled "{act.label}"' if act.label else _CLAIMED[act.claimed]


def _passed(passage: Passage, tale: Tale) -> Iterable[str]:
    into = tale.named(passage.into)
    if not passage.off_record:
        facts = {"into": into, "when": tale.when(passage.event), "cited": tale.cited(passage.event)}
        yield filled(words.PASSAGES[passage.how], facts)
        return
    watchers = listed(person(one) for one in passage.watched_by)
    facts = {
        "into": into,
        "windows": listed((f"some time {tale.clock.span(*one)}" for one in passage.windows), "or"),
        "could": _could(passage),
        "watchers": watchers,
    }
    is_watched = bool(passage.watched_by)
    if passage.how == "fired":
        yield filled(words.PULLED, facts)
    elif passage.how == "pocketed":
        yield filled(words.POCKETED_WATCHED if is_watched else words.POCKETED, facts)
    else:
        yield filled(words.PUT_WATCHED if is_watched else words.PUT_UNWATCHED, facts)
    if passage.account:
        yield filled(words.BY_ACCOUNT, {"account": quoted(passage.account)})
    yield from _custody(passage, tale)


def _could(passage: Passage) -> str:
    if passage.could is None:
        return words.COULD["anybody"]
    could = passage.could
    case = "nobody" if not could else "few" if len(could) <= NAMED_MAX else "many"
    facts = {"n": number(len(could)), "people": people(could, "or"), "roles": by_role(could)}
    return filled(words.COULD[case], facts)


def _custody(passage: Passage, tale: Tale) -> Iterable[str]:
    """Who had the thing on the record while it can have been done, each of them."""
    holders = dict.fromkeys(one.holder for one in tale.stays(passage.into, passage.windows))
    into = tale.named(passage.into)
    if len(holders) > 1:
        told = [
            filled(words.HELD_BY[_kind(holder, tale)], {"holder": tale.named(holder)})
            for holder in holders
        ]
        yield said(words.WITH_SEVERAL, into=into, holders=", then ".join(told))
    for holder in holders if len(holders) == 1 else ():
        yield said(words.WITH[_kind(holder, tale)], into=into, holder=tale.named(holder))


def _kind(holder: Id, tale: Tale) -> str:
    if holder in tale.state.people:
        return "person"
    return "place" if holder in tale.state.places else "thing"


def cost_sentences(story: Story) -> tuple[str, ...]:
    """What a story takes: which controls would have had to fail, and how many unrecorded acts."""
    controls = sorted(failure for failure in story.failures if failure.kind != "act")
    acts = sum(passage.off_record for passage in story.passages)
    case = {(False, False): "nothing", (True, False): "controls", (False, True): "acts"}.get(
        (bool(controls), bool(acts)), "both"
    )
    facts = {
        "controls": counted(len(controls), "recorded control", "recorded controls"),
        "acts": counted(acts, "act that nothing shows", "acts that nothing shows"),
        "failures": enumerated(failed(one) for one in controls),
    }
    told = (filled(words.COSTS[case], facts),)
    if story.cost == len(controls) + acts:
        return told
    return (*told, filled(words.WEIGHED, {"cost": number(story.cost)}))


def _left_out(story: Story, tale: Tale, hazard: str) -> Iterable[str]:
    """The first control that is not on record, the others in a list, then what is said only."""
    by_code: dict[str, list[LeftOut]] = {}
    for one in story.left_out:
        by_code.setdefault(one.code, []).append(one)
    said_only = by_code.pop("said-only", [])
    controls = [_control(ones, story, tale, hazard) for ones in by_code.values()]
    if controls:
        yield filled(words.WOULD_HAVE, {"control": controls[0]})
    if controls[1:]:
        yield filled(words.ALSO_LEFT_OUT, {"controls": "; ".join(controls[1:])})
    if said_only:
        said_ids = dict.fromkeys(one.about for one in said_only)
        named = {story.origin.event, *(passage.event for passage in story.passages)} - {""}
        told = words.ALL_SAID if named <= set(said_ids) else words.SAID_ONLY
        yield filled(told, {"entries": entries(said_ids)})


def _control(ones: list[LeftOut], story: Story, tale: Tale, hazard: str) -> str:
    code = ones[0].code
    if code == "nobody-searched" and story.origin.kind == "unrecorded":
        return words.SEARCHED_NOBODY
    about = listed((tale.named(name) for name in dict.fromkeys(o.about for o in ones)), "or")
    return filled(words.LEFT_OUT[code], {"about": about, "hazard": hazard})


def _predicted(story: Story, tale: Tale) -> Iterable[str]:
    told = [
        filled(
            words.PREDICTIONS[one.code],
            {"about": tale.named(one.about), "at": tale.named(one.at)},
        )
        for one in story.predicts
    ]
    if told:
        yield filled(words.PREDICTED, {"predictions": "; ".join(told)})


MINUTE_MS = 60_000
HOUR_MIN = 60


def _grounds(story: Story) -> Iterable[str]:
    """Why it stands where it does among those that take as much; nothing where nothing counts."""
    grounds, told = story.grounds, []
    if grounds.left_out:
        left = counted(grounds.left_out, "control is", "controls are")
        told.append(filled(words.LEFT_OUT_GROUND, {"n": left}))
    if grounds.window_ms:
        told.append(filled(words.WINDOW_GROUND, {"hours": _length(grounds.window_ms)}))
    if grounds.people:
        had = counted(grounds.people, "person", "people")
        told.append(filled(words.PEOPLE_GROUND, {"n": had}))
    elif grounds.people is None:
        told.append(words.ANYBODY_GROUND)
    if grounds.looks:
        looks = counted(grounds.looks, "separate look or control", "separate looks or controls")
        told.append(filled(words.LOOKS_GROUND, {"n": looks}))
    if told:
        yield filled(words.GROUNDS, {"grounds": "; ".join(told)})


def _length(ms: int) -> str:
    minutes = ms // MINUTE_MS
    if minutes < HOUR_MIN:
        return counted(minutes, "minute", "minutes")
    return counted(minutes // HOUR_MIN, "full hour", "full hours")


def accounts_needed(accounts: Collection[str]) -> tuple[str, ...]:
    """Whose tellings have to be true; nothing where none is needed."""
    if not accounts:
        return ()
    told = listed(quoted(account) for account in accounts)
    return (filled(words.ACCOUNTS[len(accounts) > 1], {"accounts": told}),)


def step_named(passage: Passage, tale: Tale) -> str:
    """A step in a few words, with its entry and who says so, for a list."""
    return _step(passage, tale, tale.cited(passage.event))


def _step(passage: Passage, tale: Tale, cited: str) -> str:
    facts = {"into": tale.named(passage.into), "cited": cited}
    if passage.how == "fired" and passage.off_record:
        return filled(words.PULLED_SHORT, facts)
    return filled(words.STEPS.get(passage.how, "{into}"), facts)


def steps_named(story: Story, tale: Tale) -> tuple[str, ...]:
    """The steps of a story, each in a few words with its entry only."""
    return tuple(_step(passage, tale, entry(passage.event)) for passage in story.passages)


def route_named(story: Story, tale: Tale) -> str:
    """A story in one line: from where, and by which steps."""
    begun = filled(words.FROM[story.origin.kind], {"thing": tale.named(story.origin.thing)})
    return ", then ".join([begun, *steps_named(story, tale)])
