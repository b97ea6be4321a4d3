"""A story is told in time order, with its windows and barriers, and accuses nobody."""

from collections.abc import Callable, Iterable

import msgspec
import pytest

from coldset.core.acts import (
    HazardIdentified,
    LotArrived,
    PersonEntered,
    RoundsLoaded,
    WeaponArrived,
)
from coldset.core.acts.base import Act
from coldset.core.events import Event, Source
from coldset.core.fold import fold
from coldset.core.state import State
from coldset.inquiry.story import Explanation, LeftOut, Origin, Passage, Prediction, Story
from coldset.inquiry.together import Together, explain_together
from coldset.margin.failures import Failure
from coldset.present.sentences import about_stories as words
from coldset.present.sentences.pages import grouped, page, together_sentences
from coldset.present.sentences.stories import story_sentences, tale_of

Golden = Callable[[str, Iterable[str]], None]
ZONE = "America/Denver"
AT = 1_634_846_700_000
MINUTE = 60_000


def event(name: str, minute: int, act: Act, said_by: str = "") -> Event:
    at_ms = AT + minute * MINUTE
    source = Source(kind="statement", who=said_by, sure="read") if said_by else Source()
    return Event(
        id=name,
        act=act,
        earliest_ms=at_ms,
        latest_ms=at_ms,
        recorded_ms=at_ms,
        recorder="production",
        by="armorer",
        place="stage",
        source=source,
    )


LABEL = "box 45 dummies"


@pytest.fixture(scope="module")
def state() -> State:
    lot = LotArrived(
        lot="dummies-45", source="supplier-main", claimed="dummy", holder="armorer", label=LABEL
    )
    gun = WeaponArrived(weapon="revolver-main", weapon_class="functional", holder="armorer",
                        chambers=6)  # fmt: skip
    events = [
        event("cr-1", -300, PersonEntered(person="armorer")),
        event("cr-2", -240, lot),
        event("cr-3", -240, gun),
        event("cr-4", -60, RoundsLoaded(weapon="revolver-main", lot="dummies-45", n=6), "armorer"),
        event("cr-9", 0, HazardIdentified(hazard="live", at="revolver-main")),
    ]
    return fold((one, one.earliest_ms) for one in events)


LOT = Origin(kind="lot", thing="dummies-45", event="cr-2")
NOBODY = Origin(kind="unrecorded", thing="stage")
LOADED = Passage(how="loaded", into="revolver-main", event="cr-4")
PUT_IN = Passage(
    how="exposed",
    into="revolver-main",
    place="stage",
    windows=((AT - 95 * MINUTE, AT - 55 * MINUTE), (AT - 20 * MINUTE, AT - 10 * MINUTE)),
    could=("armorer", "director", "first-ad", "performer-a", "performer-b"),
)


def story(origin: Origin, *passages: Passage, **changes: object) -> Story:
    plain = Story(
        origin=origin,
        passages=passages,
        failures=frozenset(),
        cost=sum(passage.off_record for passage in passages),
        left_out=(),
        predicts=(),
    )
    return msgspec.structs.replace(plain, **changes)


def explained(*stories: Story, complete_to: int = 1) -> Explanation:
    return Explanation(find="cr-9", thing="revolver-main", stories=stories, complete_to=complete_to)


def told(one: Story, state: State) -> tuple[str, ...]:
    return story_sentences(one, tale_of(explained(), state, ZONE), "cr-9")


FROM_THE_BOX = story(
    LOT,
    LOADED,
    left_out=(
        LeftOut(code="lot-unchecked", about="dummies-45"),
        LeftOut(code="loading-unwitnessed", about="revolver-main", event="cr-4"),
        LeftOut(code="said-only", about="cr-4", event="cr-4"),
    ),
    predicts=(
        Prediction(code="more-in-lot", about="dummies-45"),
        Prediction(code="same-make", about="dummies-45"),
    ),
    accounts=("five-before-lunch",),
)


def test_a_lot_is_followed_from_where_it_came_to_where_it_was_loaded(state: State) -> None:
    assert "\n".join(told(FROM_THE_BOX, state)) == (
        'It came with the lot "dummies 45" from the main supplier, labelled "box 45 dummies", '
        "at 10:05 (entry CR-2); nobody recorded a check of that lot that can show a live round.\n"
        "It was loaded into the main revolver at 13:05 (entry CR-4, by a statement of the "
        "armorer).\n"
        "Nothing on the record speaks against it.\n"
        'Not on record, and it would have stopped or shown this: a check of "dummies 45", round '
        "by round, that can show a live round.\n"
        "Also not on record: a second person at the loading of the main revolver.\n"
        "Not on the crew's own record: entry CR-4.\n"
        'If so, this can be looked for: other rounds of "dummies 45" may be such as well; the '
        'round found is of the same make as what came with "dummies 45".\n'
        'It needs the account "five before lunch" to be true.'
    )


def test_an_act_that_nothing_shows_has_its_windows_and_a_count_of_people(state: State) -> None:
    sentences = told(story(NOBODY, PUT_IN), state)
    assert sentences[:4] == (
        "It was a round that nobody recorded, at the stage.",
        (
            "Somebody put it into the main revolver unseen, some time from 12:30 to 13:10 or some "
            "time from 13:45 to 13:55; nobody was watching; at most five people recorded on the "
            "property could have (the armorer, the director, the first AD and two performers)."
        ),
        "By the record the main revolver was then with the armorer.",
        "For this, one act that nothing shows would have had to happen.",
    )


def test_what_would_have_had_to_fail_is_named_as_controls(state: State) -> None:
    failures = frozenset({Failure("watch", "armorer", "stage#2"), Failure("lock", "", "safe")})
    watched = msgspec.structs.replace(PUT_IN, watched_by=("armorer",), could=None)
    sentences = told(story(NOBODY, watched, failures=failures, cost=3), state)
    assert "past the watch of the armorer; nobody recorded who was on the property" in sentences[1]
    assert sentences[3] == (
        "For this, one act that nothing shows would have had to happen, and two recorded controls "
        "to fail: the lock of the safe did not hold; the armorer's watch at the stage did not "
        "catch it."
    )


def test_weights_of_the_policy_are_said_where_they_change_the_count(state: State) -> None:
    sentences = told(story(NOBODY, PUT_IN, cost=4), state)
    assert "By the weights of the policy that counts as four." in sentences


def test_out_of_a_persons_kit_names_whose_kit_but_nobody_as_having_done_it(state: State) -> None:
    kit = Origin(kind="person", thing="armorer", event="cr-1")
    pocketed = msgspec.structs.replace(PUT_IN, how="pocketed", could=("armorer",))
    sentences = told(story(kit, pocketed), state)
    assert sentences[0] == "It came in the pockets or kit of the armorer at 09:05 (entry CR-1)."
    assert sentences[1].startswith("It went into the main revolver unseen, out of the pockets")


@pytest.mark.parametrize("code", sorted(words.LEFT_OUT))
def test_every_control_left_out_can_be_told(code: str, state: State) -> None:
    left = msgspec.convert({"code": code, "about": "cr-4"}, LeftOut)
    sentences = told(story(LOT, LOADED, left_out=(left,)), state)
    assert any("ot on" in sentence for sentence in sentences)


def test_the_tables_have_every_code() -> None:
    def codes(struct: type[msgspec.Struct], name: str) -> set[str]:
        kinds = {field.name: field.type for field in msgspec.structs.fields(struct)}
        return set(msgspec.inspect.type_info(kinds[name]).values)  # type: ignore[attr-defined]  # a literal

    assert set(words.LEFT_OUT) == codes(LeftOut, "code")
    assert set(words.PREDICTIONS) == codes(Prediction, "code")
    assert set(words.ORIGINS) == set(words.ORIGINS_SHORT) == codes(Origin, "kind")
    assert set(words.FROM) == codes(Origin, "kind")
    assert {*words.PASSAGES, "exposed", "pocketed"} == codes(Passage, "how")


def test_stories_that_begin_alike_are_folded_with_their_differing_steps(state: State) -> None:
    other = msgspec.structs.replace(LOADED, event="cr-5")
    groups = grouped(
        explained(FROM_THE_BOX, story(LOT, other), story(LOT), story(NOBODY, PUT_IN)),
        tale_of(explained(), state, ZONE),
    )
    assert len(groups) == 2
    assert groups[0][-1] == (
        "Two more stories are folded into this one; they differ in one or more of these steps: "
        "loaded into the main revolver (entry CR-5)."
    )


def test_a_page_says_how_many_there_are_what_ties_and_where_it_stops(state: State) -> None:
    tied = explained(FROM_THE_BOX, story(Origin(kind="weapon", thing="revolver-main")))
    sentences = page(tied, state, ZONE)
    assert sentences[0] == (
        "Two stories explain how a live round can have come into the main revolver (entry CR-9); "
        "those that begin alike and take as much are told together, which makes two beginnings."
    )
    assert "takes no more than one failed control or unrecorded act is here" in sentences[1]
    assert "not a probability" in sentences[2]
    assert sentences[3] == (
        "Two stories stand first together: neither count nor grounds tell them apart."
    )
    assert "the count does not tell these apart" in sentences[4]
    assert "\n".join(sentences).count("not a probability") == 1


def test_no_story_is_said_as_that(state: State) -> None:
    assert page(explained(complete_to=12), state, ZONE) == (
        "No story of entry CR-9 is on record up to a count of twelve.",
    )


def test_several_finds_are_explained_by_what_they_share(state: State) -> None:
    both = explain_together([explained(FROM_THE_BOX), explained(FROM_THE_BOX)])
    sentences = together_sentences(both[0], state, ZONE)
    assert sentences[0] == (
        'One source would explain both finds: the lot "dummies 45" from the main supplier, '
        'labelled "box 45 dummies".'
    )
    assert sentences[2] == (
        'Find CR-9, in the main revolver: from the lot "dummies 45", then loaded into the main '
        "revolver (CR-4)."
    )
    assert sentences[-1] == "This is a count of recorded controls, not a probability."


def test_two_sources_are_listed(state: State) -> None:
    one = Together(
        sources=(LOT, NOBODY),
        finds=("cr-9", "cr-9"),
        stories=(FROM_THE_BOX, story(NOBODY, PUT_IN)),
        cost=3,
        complete_to=1,
    )
    sentences = together_sentences(one, state, ZONE)
    assert sentences[0].startswith("Two sources together would explain both finds: the lot")
    assert sentences[1] == (
        "Counted once each, this takes three: two sources and one failed control or unrecorded act."
    )


def test_a_real_find_makes_a_page(church: tuple[Explanation, State], golden: Golden) -> None:
    explanation, state = church
    golden("page-cr-121", page(explanation, state, ZONE))


def test_nobody_is_called_guilty_anywhere() -> None:
    tables = (
        words.ORIGINS, words.PASSAGES, words.STEPS, words.LEFT_OUT, words.PREDICTIONS,
        words.COSTS, words.COULD,
    )  # fmt: skip
    text = " ".join(sentence for table in tables for sentence in table.values()).lower()
    for word in ("guilt", "fault", "blame", "negligen", "culprit", "suspect", "did it"):
        assert word not in text
