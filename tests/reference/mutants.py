"""Rows of the engine broken on purpose, one at a time, for the checks to notice."""

from pathlib import Path
from typing import NamedTuple

MARGIN = Path("src", "coldset", "margin")


class Mutant(NamedTuple):
    """A row of DESIGN part 3 turned wrong: in a file of `coldset/margin`, old text for new."""

    row: str
    broken: str
    file: str
    old: str
    new: str

    def break_in(self, tree: Path) -> None:
        """Break it in a copy of the tree.

        Raises:
            LookupError: the old text is not in the file exactly once.
        """
        path = tree / MARGIN / self.file
        text = path.read_text(encoding="utf-8")
        if text.count(self.old) != 1:
            message = f"`{self.old}` is not once in `{self.file}`: mend the mutant"
            raise LookupError(message)
        whole = text.replace(self.old, self.new)
        compile(whole, self.file, "exec")
        path.write_text(whole, encoding="utf-8")


LOOKS = "every round is checked"
WITNESS = "q witnesses it"
TIME = "an interval passes"
CUSTODIAN = "a custodian"
SEAL = "a sealed holder"
UNREAD = "a mark was not read"
FIND = "a hazard is identified"
LATE = "a correction or late entry"
SHOWN = "a weapon is shown"
LOADED = "x is loaded"
HAMMER = "the hammer falls"
COMES = "a lot or item comes"
SEARCH = "searches"
FIGURES = "margin, solo margin"
ORDER = "the order of events is not known"

MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        LOOKS,
        "any method shows any hazard",
        "powers.py",
        "and hazard in power.shows",
        "and bool(power.shows)",
    ),
    Mutant(
        LOOKS,
        "whatever the rounds are built like",
        "powers.py",
        "(power.build is None or power.build in built)",
        "True",
    ),
    Mutant(
        LOOKS,
        "whatever was seen",
        "powers.py",
        "(not power.seen or seen in power.seen)",
        "True",
    ),
    Mutant(
        WITNESS,
        "who saw some only",
        "powers.py",
        "and witness.count >= needed",
        "and witness.count >= 0",
    ),
    Mutant(
        WITNESS,
        "who looked themselves",
        "powers.py",
        "if witness.person != event.by",
        "if witness.person",
    ),
    Mutant(
        WITNESS,
        "a performer always",
        "powers.py",
        "terms.performer_look_counts or not _only_performs(state, witness.person)",
        "terms",
    ),
    Mutant(
        WITNESS,
        "at one look where two are asked",
        "powers.py",
        "if terms.two_looks:",
        "if not terms:",
    ),
    Mutant(
        "barrier (part 2)",
        "a statement is one",
        "powers.py",
        "if not event.on_record or event.by is None:",
        "if event.by is None:",
    ),
    Mutant(
        TIME,
        "an unknown list of keys is nobody",
        "ways.py",
        "if lock.keys is None:\n        return OPEN",
        "if lock.keys is None:\n"
        '        return (Way(frozenset({Failure("lock", what=holder)}), None),)',
    ),
    Mutant(
        TIME,
        "a lock holds key holders",
        "ways.py",
        ", Way(NOTHING, lock.keys)]",
        "]",
    ),
    Mutant(
        TIME,
        "anybody has the keys",
        "ways.py",
        "Way(NOTHING, lock.keys)",
        "Way(NOTHING, None)",
    ),
    Mutant(
        SEAL,
        "read by nobody",
        "ways.py",
        "if reading is None or reading.by is None:\n        return OPEN",
        "if reading is None:\n        return OPEN",
    ),
    Mutant(
        SEAL,
        "a sealing written late counts",
        "ways.py",
        "return (whole, *_written_late(terms, seal.event)",
        "return (whole, *_written_late(terms, reading)",
    ),
    Mutant(
        SEAL,
        "a reading written late counts",
        "ways.py",
        ", *_written_late(terms, reading))",
        ")",
    ),
    Mutant(
        CUSTODIAN,
        "a joint watch has no limit",
        "watching.py",
        "at_ms < until)",
        "until)",
    ),
    Mutant(
        CUSTODIAN,
        "watches from elsewhere",
        "watching.py",
        "known.place != place or not known.on_property",
        "not known.on_property",
    ),
    Mutant(
        CUSTODIAN,
        "has another duty",
        "watching.py",
        "if known.duties - set(self.terms.other_duties_allowed):",
        "if not known:",
    ),
    Mutant(
        CUSTODIAN,
        "has any number in charge",
        "watching.py",
        "+ self.anybodys <= self.terms.in_charge_max",
        "<= 99",
    ),
    Mutant(
        CUSTODIAN,
        "watches what was left",
        "watching.py",
        "if it.is_left_or_said:\n            return NOBODY",
        "if it.is_said:\n            return NOBODY",
    ),
    Mutant(
        CUSTODIAN,
        "a joint watch goes along",
        "watching.py",
        "if _lay(it) != watch.lay or it",
        "if it",
    ),
    Mutant(
        CUSTODIAN,
        "a joint watch cannot be renewed",
        "watching.py",
        "watch is not None and now_ms <= watch.until_ms.get(person, -1)",
        "watch is not None and now_ms < 0",
    ),
    Mutant(
        TIME,
        "their own watch guards their pocket",
        "build/exposure.py",
        "others = frozenset(watch for watch in lying.watches if watch.who != person)",
        "others = frozenset(lying.watches)",
    ),
    Mutant(
        TIME,
        "a bag with them is no pocket",
        "build/exposure.py",
        "            *((inside(b), w) for b, ws in bags.items() for w in ws),\n",
        "",
    ),
    Mutant(
        FIGURES,
        "solo over nobody",
        "figures.py",
        "for person in _people_on(one, acts)",
        "for person in {NOBODY_NAMED}",
    ),
    Mutant(
        FIGURES,
        "an act is nobody's",
        "failures.py",
        "return could is None or person in could",
        "return could is None",
    ),
    Mutant(
        LATE,
        "a retraction is free of doubt",
        "worlds.py",
        "for n in range(len(targets) + 1)",
        "for n in range(1)",
    ),
    Mutant(
        LATE,
        "a late look counts as any",
        "build/builder.py",
        "if is_late(event, self.terms.late_ms):\n            return [failures, ",
        "if False:\n            return [failures, ",
    ),
    Mutant(
        LATE,
        "a late look opens a joint watch",
        "build/effects/looks.py",
        "instant and not is_late(event, builder.terms.late_ms)",
        "instant",
    ),
    Mutant(
        LATE,
        "any look opens a joint watch",
        "build/effects/looks.py",
        "certain = _is_certain(builder, event) and",
        "certain =",
    ),
    Mutant(
        UNREAD,
        "a weapon's is always read",
        "build/effects/alike.py",
        "if weapon in event.read:",
        "if weapon:",
    ),
    Mutant(
        UNREAD,
        "a lot's is always read",
        "build/effects/alike.py",
        "if lot in event.read or",
        "if lot or",
    ),
    Mutant(
        UNREAD,
        "lots of another kind are alike",
        "build/effects/alike.py",
        "].claimed == claimed",
        "].claimed",
    ),
    Mutant(
        UNREAD,
        "only the named weapon is in doubt",
        "build/effects/alike.py",
        "        _as_well(builder, event, others, (weapon,), at_ms)\n",
        "        pass\n",
    ),
    Mutant(
        UNREAD,
        "a weapon without a model is like none",
        "build/effects/alike.py",
        '(not model or other.model in {"", model})',
        "model == other.model",
    ),
    Mutant(
        UNREAD,
        "all weapons are alike",
        "build/effects/alike.py",
        '(not model or other.model in {"", model})',
        "True",
    ),
    Mutant(
        SEARCH,
        "covers pockets alone",
        "build/effects/arrivals.py",
        "for part in (holder, *kit)]",
        "for part in (holder,)]",
    ),
    Mutant(
        TIME,
        "a place declared again is swept",
        "build/effects/arrivals.py",
        "if fresh and",
        "if",
    ),
    Mutant(
        TIME,
        "a sweep with no instant cleans",
        "build/effects/arrivals.py",
        "and held and instant:",
        "and held:",
    ),
    Mutant(
        TIME,
        "a sweeper overlooks nothing",
        "build/places.py",
        "return (line, swept) if swept else (line,)",
        "return (line,)",
    ),
    Mutant(
        COMES,
        "whoever enters passes no line",
        "build/effects/arrivals.py",
        "past = builder.line()\n    if act.through",
        "past = NOTHING\n    if act.through",
    ),
    Mutant(
        FIND,
        "floors stay swept",
        "build/effects/finds.py",
        "    builder.places.swept.clear()\n",
        "",
    ),
    Mutant(
        FIND,
        "proves nothing",
        "build/effects/finds.py",
        "    builder.canvas.prove(failed)\n",
        "",
    ),
    Mutant(
        LOOKS,
        "a sample clears the lot",
        "build/effects/looks.py",
        "and not look.others and lot.n is not None and answered >= lot.n > 0",
        "and lot.n is not None",
    ),
    Mutant(
        SHOWN,
        "some chambers are all",
        "build/effects/looks.py",
        "len(numbers) == weapon.chamber_count",
        "numbers",
    ),
    Mutant(
        SHOWN,
        "a live round seen is none",
        "build/effects/looks.py",
        'if sight.contents in {builder.hazard, "unknown"}:',
        'if sight.contents == "never":',
    ),
    Mutant(
        "a weapon is shown loaded",
        "it comes of no lot",
        "build/effects/looks.py",
        "        if _never_loaded(builder, event, sight):\n",
        "        if not sight:\n",
    ),
    Mutant(
        LOADED,
        "a loading that is only said replaces",
        "build/effects/rounds.py",
        "event.on_record and event.earliest_ms == event.latest_ms and not builder.repeating",
        "True",
    ),
    Mutant(
        LOADED,
        "unloaded is clear",
        "build/effects/rounds.py",
        "if act.seen_empty and shows",
        "if shows",
    ),
    Mutant(
        "k rounds are drawn",
        "more than there were",
        "build/effects/rounds.py",
        "return n is not None and held is not None and n > held",
        "return False",
    ),
    Mutant(
        HAMMER,
        "any count of bullets will do",
        "build/effects/rounds.py",
        "act.bullets is None or act.bullets != went_in.rounds",
        "act.bullets is None",
    ),
    Mutant(
        HAMMER,
        "a loading leaves no bullet",
        "build/effects/rounds.py",
        '    builder.enter((barrel,), part, "loaded", at_ms, event.id)\n',
        "",
    ),
    Mutant(
        HAMMER,
        "a shot leaves no bullet",
        "build/effects/rounds.py",
        'builder.flow((barrel_spot(act.weapon),), spots, "fired", at_ms, event.id, failures=part)',
        "_ = part, spots",
    ),
    Mutant(
        ORDER,
        "a look that goes on counts at once",
        "build/builder.py",
        "if self.until_ms > at_ms:",
        "if self.until_ms < at_ms:",
    ),
    Mutant(
        ORDER,
        "a look within a look adds to it",
        "build/builder.py",
        'None if any(edge.how == "checked" for edge in edges) else edges',
        "edges",
    ),
    Mutant(
        LOOKS,
        "lets nothing through",
        "build/builder.py",
        "        return [failures]\n",
        "        return []\n",
    ),
    Mutant(
        "a swapped cylinder",
        "is in two weapons, and watched",
        "build/openings.py",
        " or _is_in_two_weapons(state, it.parts[0])",
        "",
    ),
    Mutant(
        "lots are put together",
        "the first of them counts",
        "build/effects/rounds.py",
        "for lot in act.lots for spot",
        "for lot in act.lots[:1] for spot",
    ),
    Mutant(
        "x is taken out of h",
        "no stray comes along",
        "build/effects/moves.py",
        '    builder.flow((inside(item),), around, "taken", at_ms, event.id)\n',
        "",
    ),
    Mutant(
        CUSTODIAN,
        "a supervised performer is none",
        "watching.py",
        "return frozenset((supervisor, holding) if performs else (supervisor,))",
        "return frozenset((supervisor,))",
    ),
    Mutant(
        "a gap between two holders",
        "is none",
        "build/walk.py",
        "or where.event != event.id or not where.gap:",
        "or where:",
    ),
    Mutant(
        FIND,
        "nobody's pockets are free again",
        "build/effects/finds.py",
        '    builder.enter(map(inside, sorted(people)), NOTHING, "floor", at_ms, event.id)\n',
        "",
    ),
)
