"""How much says that two tellings of an act tell of one event, in points, and how much shakes what they say.

A trait alone proves nothing: a family name, a day, a place, a sum are each shared by chance. Points add up, and what
shakes a telling (hearsay, a denial, a namesake) has to be made up for by more of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from secondsource.lexicon.standing import standing
from secondsource.weighing import dates, names, traits_events
from secondsource.weighing.cases import Case
from secondsource.weighing.personas import Persona
from secondsource.weighing.told import Telling
from secondsource.weighing.traits_persons import ages_agree
from secondsource.weighing.voices import Voice

NEVER = -99.0
"""The points of what cannot be one event as far as one can know, and of what never backs another telling."""
POINTS: Mapping[str, float] = {
    # the person who is the same in both: how it is known
    "full name": 3.0,
    "name and description": 2.0,
    "description": 2.0,
    "bare name": 1.0,
    "person": 1.0,
    "described group": 1.0,
    "group": 0.5,
    "doer alone": -1.0,
    "other side": -0.5,
    # when, where, how much, how long
    "day": 2.0,
    "fortnight": 1.5,
    "month": 1.0,
    "day off": -0.5,
    "days off": -1.0,
    "place": 1.0,
    "place in": 0.5,
    "place off": -1.0,
    "sum": 2.0,
    "small number": 0.5,
    "sum off": -0.5,
    "goods off": NEVER,
    "length": 1.0,
    "length off": -0.5,
    "words": 0.5,
    # it may befall one person again; nothing but a name
    "undated": -1.75,
    "nothing else": -1.5,
}
SHAKEN: Mapping[str, float] = {
    # who only thinks so, or has it from talk, backs nobody
    "alleged": NEVER,
    "passed on": NEVER,
    "spoken of": NEVER,
    "negated": -0.5,
    "doubted": -0.5,
    "denies": -0.5,
    "guessed": NEVER,
    "namesake": -0.5,
    "namesake by bare name": -1.0,
    "doubted by an authority": -1.0,
    "alleged elsewhere": -0.25,
    "negated elsewhere": -0.5,
    "doubted elsewhere": -0.25,
    "outlet unknown": -2.0,
    "cites": -2.0,
    "wording": NEVER,
}
_OTHER_ROLE = 0.5
"""What a second person who is the same in another role counts for."""
_BY_CHANCE = frozenset({"bare name", "person", "group"})
"""How a person may be the same by chance: with another place, two tellings prove nothing."""
_WORDING = 0.02
"""The share of five-word sequences in common from which two reports may have one text behind them."""
_WORDS_LEAST = 2
"""Words that two descriptions of somebody must share to be taken for one."""
_SMALL = 20
"""A number up to which two events have it by chance."""
_DAY, _FORTNIGHT, _MONTH = 3, 16, 31
"""Days that a time covers which is known to the day, to some part of a month, to the month."""
_SLIP = 3
_TIMES = 2
"""By how much the numbers of two groups differ that cannot be one."""
_NAMELESS = frozenset({"person", "group", "description", "described group"})


def points(a: Telling, b: Telling, case: Case) -> float:
    """How much says that two tellings of one act are of one event."""
    if a.time and b.time and dates.gap(a.time, b.time) > dates.TOGETHER:
        return NEVER
    if _other_occasion(a, b):
        return NEVER
    known, found = persons(a, b, case), _circumstances(a, b)
    if "place off" in found and known and set(known) <= _BY_CHANCE:
        return NEVER
    held = sorted((POINTS[kind] for kind in known), reverse=True)
    if len(held) < 2 and not any(POINTS[trait] > POINTS["words"] for trait in found) and "small number" not in found:
        found.append("nothing else")
    ours, theirs = a.recipients or a.recipient_words, b.recipients or b.recipient_words
    if _another(a, b, case) or _unlike(a, b, case):
        return NEVER
    apart = bool(ours and theirs) and not _same(a.recipients, b.recipients, case)
    if apart and (_beside(a, a.recipients, b.recipients, case) or _beside(b, b.recipients, a.recipients, case)):
        return NEVER
    if bool(ours) != bool(theirs) and not known:
        return NEVER
    by_others = bool(a.actors and b.actors) and not _same(a.actors, b.actors, case)
    alone = by_others and not (ours or theirs)
    if alone and (_beside(a, a.actors, b.actors, case) or _beside(b, b.actors, a.actors, case)):
        return NEVER
    if by_others:
        found.append("other side")
    if _by_doer_alone(a, b, case):
        found.append("doer alone")
    return sum(held[:1]) + _OTHER_ROLE * sum(held[1:]) + sum(POINTS[trait] for trait in found)


def _other_occasion(a: Telling, b: Telling) -> bool:
    """Whether one tells of another occasion or of a habit, and no day or fortnight says that it is the same."""
    exact = bool(a.time and b.time) and max(t.days for t in (a.time, b.time) if t) <= _FORTNIGHT
    habit = (a.event.status == "general") != (b.event.status == "general")
    return (a.again != b.again or habit) and not exact


def _unlike(a: Telling, b: Telling, case: Case) -> bool:
    """Whether those to whom it is done are not known to be the same: none was taken for one of the others', or whoever
    was is of another age, sex, number or trade, or is somebody without a name whom nothing but chance may make one."""
    pairs, personas = _pairs(a.recipients, b.recipients, case), case.ground.personas
    if pairs:
        return all(_differ(one, other) or _by_chance(one, other, (a, b), case) for one, other in pairs)
    return all(any(key in personas for key in each.recipients) for each in (a, b))


def _differ(a: Persona, b: Persona) -> bool:
    """Whether two persons who were taken for one differ in what one person does not change."""
    if a.other or b.other or a.apart or b.apart or a.many != b.many or not ages_agree(a, b):
        return True
    if a.sex and b.sex and a.sex != b.sex and not a.many:
        return True
    if a.count and b.count and max(a.count, b.count) >= _TIMES * min(a.count, b.count):
        return True
    return _known_by(a, b) != "full name" and bool(a.titles and b.titles) and not a.titles & b.titles


def _by_chance(a: Persona, b: Persona, told: tuple[Telling, Telling], case: Case) -> bool:
    """Whether two without a name may be others: "a trader was arrested" befalls more than one in a month. It takes one
    day and one description, or somebody else of whom both reports tell by full name."""
    kind = _known_by(a, b)
    former = any(post.former for each in (a, b) for post in each.person.posts)
    # "the director of the Musan mine"
    one_post = not a.many and not former and a.titles == b.titles and bool(a.titles and a.bodies & b.bodies)
    if kind not in _NAMELESS or one_post or _tied(told, case):
        return False
    first, second = told
    exact = first.time and second.time and max(first.time.days, second.time.days) <= _DAY
    return kind in _BY_CHANCE or not exact or bool(first.time and second.time and dates.gap(first.time, second.time))


def _tied(told: tuple[Telling, Telling], case: Case) -> bool:
    """Whether the reports of two tellings have somebody else in common, by a full name."""
    own = {key for telling in told for key in telling.recipients}
    first, second = (
        {
            case.ground.person(each.key)
            for each in case.report(telling).personas
            if each.key not in own and each.name and len(each.name.parts) > 1
        }
        for telling in told
    )
    return bool(first & second)


def _another(a: Telling, b: Telling, case: Case) -> bool:
    """Whether those to whom it is done are one by a bare name alone, and a report says that it means another ("another
    trader named Ri")."""
    pairs = _pairs(a.recipients, b.recipients, case)
    bare = (any(each.other and each.name and len(each.name.parts) == 1 for each in pair) for pair in pairs)
    return bool(pairs) and all(bare)


def _beside(telling: Telling, own: Sequence[str], others: Sequence[str], case: Case) -> bool:
    """Whether the report of a telling knows those who take part in the other one, and has it of its ``own``."""
    person = case.ground.person
    known = {person(each.key) for each in case.report(telling).personas} - {*map(person, own)}
    return bool(known & {*map(person, others)})


def _by_doer_alone(a: Telling, b: Telling, case: Case) -> bool:
    """Whether no more is known to be the same than who did it, of an act that is done to somebody."""
    if _best(a.recipients, b.recipients, case) or not _best(a.actors, b.actors, case):
        return False
    return not a.recipient_words & b.recipient_words and a.event.act not in standing().done_to_nobody


def shaken(pair: tuple[tuple[Telling, Voice], tuple[Telling, Voice]], case: Case) -> float:
    """What two tellings, each with a voice that tells it, lose by hearsay, doubt, denial and namesakes beside them, and
    by ties between their reports."""
    found: Counter[str] = Counter()
    (a, _), (b, _) = pair
    for telling, voice in pair:
        found["alleged"] += telling.event.status == "alleged"
        found["passed on"] += telling.passed_on
        found["spoken of"] += telling.spoken_of
        found["negated"] += telling.negated
        found["doubted"] += telling.doubted
        found["denies"] += case.report(telling).denies
        found["guessed"] += telling.guessed
        found["namesake"] += may_be_a_namesake(telling, case)
        found["doubted by an authority"] += telling.doubted and (voice.state or voice.officer or voice.speaker)
    if found["namesake"] and {*persons(a, b, case)} & {"bare name", "name and description"}:
        found["namesake by bare name"] += 1
    for telling in case.tellings:
        if telling is not a and telling is not b:
            found["alleged elsewhere"] += telling.event.status == "alleged"
            found["negated elsewhere"] += telling.negated
            found["doubted elsewhere"] += telling.doubted
    first, second, web = a.member.report, b.member.report, case.ground.web
    # Of whom the outlet is not known may have had it from the other's newsroom.
    found["outlet unknown"] += not all(case.report(telling).reading.report.outlet for telling in (a, b))
    found["cites"] += (first, second) in web.cites or (second, first) in web.cites
    found["wording"] += web.shared(first, second) >= _WORDING
    return sum(SHAKEN[name] * count for name, count in found.items())


def may_be_a_namesake(telling: Telling, case: Case) -> bool:
    """Whether it is done to somebody of whom a bare name is given, in a report that knows of another who bears it."""
    personas = (case.ground.personas.get(key) for key in telling.recipients)
    bare = any(persona and persona.name and len(persona.name.parts) == 1 for persona in personas)
    return bare and case.report(telling).namesakes


def persons(a: Telling, b: Telling, case: Case) -> list[str]:
    """For either role in which a person of one telling is one of the other's: how that is known."""
    best = (_best(a.recipients, b.recipients, case), _best(a.actors, b.actors, case))
    return [kind for kind in best if kind]


def _best(first: Sequence[str], second: Sequence[str], case: Case) -> str | None:
    kinds = (_known_by(one, other) for one, other in _pairs(first, second, case))
    return max(kinds, key=lambda kind: POINTS[kind], default=None)


def _pairs(first: Sequence[str], second: Sequence[str], case: Case) -> list[tuple[Persona, Persona]]:
    """Those of two tellings who were taken for one."""
    personas, person = case.ground.personas, case.ground.person
    return [
        (personas[one], personas[other])
        for one in first
        for other in second
        if one in personas and other in personas and person(one) == person(other)
    ]


def _known_by(a: Persona, b: Persona) -> str:
    """How it is known that two persons who were taken for one are one."""
    described = bool(a.titles & b.titles or len(a.words & b.words) >= _WORDS_LEAST)
    described &= not (a.places and b.places and not a.places & b.places)
    if a.name and b.name:
        if names.compare(a.name, b.name) in ("same", "part", "initial"):
            return "full name"
        return "name and description" if described else "bare name"
    if a.many and b.many:
        return "described group" if described else "group"
    return "description" if described else "person"


def _same(first: Sequence[str], second: Sequence[str], case: Case) -> bool:
    return bool({*map(case.ground.person, first)} & {*map(case.ground.person, second)})


def _circumstances(a: Telling, b: Telling) -> list[str]:
    """What the times, places, sums, lengths and words of two tellings say."""
    found = [trait for trait in (_when(a, b), _where(a, b), _how_much(a, b)) if trait]
    if "sum" in found and "undated" in found:
        found.remove("undated")
    if a.event.duration and b.event.duration:
        found.append("length" if a.event.duration == b.event.duration else "length off")
    if a.event.act in standing().with_goods and a.goods and b.goods and not a.goods & b.goods:
        found.append("goods off")
    if a.trigger & b.trigger:
        found.append("words")
    return found


def _when(a: Telling, b: Telling) -> str | None:
    if not a.time or not b.time:
        return "undated" if a.event.act in standing().again_and_again else None
    gap, days = dates.gap(a.time, b.time), max(a.time.days, b.time.days)
    if gap:
        return "day off" if gap <= _SLIP else "days off"
    return next((name for name, most in _PRECISE if days <= most), None)


_PRECISE = (("day", _DAY), ("fortnight", _FORTNIGHT), ("month", _MONTH))


def _where(a: Telling, b: Telling) -> str | None:
    if not a.place or not b.place:
        return None
    if a.place & b.place:
        return "place"
    if traits_events.contains(a, b):
        return "place in"
    # What the reading took from around the act is no word of the report's that another could contradict.
    return None if "carried" in (a.event.place_rule, b.event.place_rule) else "place off"


def _how_much(a: Telling, b: Telling) -> str | None:
    first, second = a.event.amount, b.event.amount
    if not first or not second:
        return None
    if first.value != second.value or (first.currency or first.unit) != (second.currency or second.unit):
        return "sum off"
    return "sum" if first.value > _SMALL else "small number"
