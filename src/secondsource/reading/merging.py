"""One entry for an act that a report tells several times."""

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.kinds import words as lexicon_words
from secondsource.model import Event
from secondsource.reading import status
from secondsource.reading.told import Told

_HAPPENING = frozenset({"asserted", "alleged", "planned"})
_DAY = len("2020-01-31")
_ANYBODY = frozenset({"people", "person", "one", "resident", "citizen", "other", "individual"})
"""What those may be called, too, of whom it was said what they are."""
_TIMES = 2
"""By how much the numbers of two groups differ that cannot be one."""


def group(told: list[Told]) -> list[list[Told]]:
    """The tellings with those of one act told of the same persons together, in order of their first trigger.

    What one sentence tells of an act without saying of whom belongs to what it tells of somebody; then sentences are
    compared by the telling that says most.
    """
    sentences: list[list[Told]] = []
    for one in told:
        beside = (s for s in sentences if s[0].event.act == one.event.act and s[0].sentence == one.sentence)
        found = next((s for s in beside if any(not o.who or not one.who or _same(o, one) for o in s)), None)
        if found is None:
            sentences.append([one])
        else:
            found.append(one)
    groups: list[list[list[Told]]] = []
    for sentence in sentences:
        leader = _leader(sentence)
        same = (g for g in groups if g[0][0].event.act == leader.event.act)
        fitting = next((g for g in same if all(_same(_leader(other), leader) for other in g)), None)
        if fitting is None:
            groups.append([sentence])
        else:
            fitting.append(sentence)
    return [_led([one for sentence in g for one in sentence]) for g in groups]


def _led(tellings: list[Told]) -> list[Told]:
    """The tellings with the fullest first; a headline never leads."""
    best = max(tellings, key=lambda t: (not t.title, _fullness(t.event), -t.event.triggers[0].start))
    return [best, *(t for t in tellings if t is not best)]


def _leader(sentence: list[Told]) -> Told:
    return max(sentence, key=lambda t: (bool(t.who), not t.nominal, _fullness(t.event)))


def _same(a: Told, b: Told) -> bool:
    """Whether two tellings of one act speak of one event; the unlike in status or time do not."""
    if (a.again != b.again and not _one_day(a.event, b.event)) or _too(a, b):
        return False
    return _status(a.event, b.event) and _time(a.event, b.event) and _people(a, b)


def _status(a: Event, b: Event) -> bool:
    """An act that is feared or announced and then told as done is one; a habit or a denial is another entry."""
    return a.status == b.status or {a.status, b.status} <= _HAPPENING


def _time(a: Event, b: Event) -> bool:
    """A coarser time is no conflict: ``2019-10`` holds ``2019-10-27``."""
    if a.time is None or b.time is None or a.time.edtf is None or b.time.edtf is None:
        return True
    first, second = a.time.edtf, b.time.edtf
    if "/" in first or "/" in second:
        return first[:7] == second[:7] or first == second
    return first.startswith(second) or second.startswith(first)


def _place(a: Told, b: Told) -> bool:
    """Whether the places allow for one event: one within the other's does."""
    first, second = a.event.place, b.event.place
    if not first or not second:
        return True
    return first.casefold() in countries.around(second) or second.casefold() in countries.around(first)


def _one_day(a: Event, b: Event) -> bool:
    """Whether both are told of one and the same day."""
    return bool(a.time and b.time and a.time.edtf and a.time.edtf == b.time.edtf and len(a.time.edtf) == _DAY)


def _people(a: Told, b: Told) -> bool:
    if not a.who or not b.who:
        nominal = a.nominal or b.nominal or a.title or b.title or not (a.who or b.who)
        return nominal and not _brought_in(a, b)
    ours, theirs = {f.person for f in a.who if f.person}, {f.person for f in b.who if f.person}
    if _of_other_number(a, b):
        return False
    if ours & theirs:
        return True
    if not _place(a, b):
        return False
    others = bool(ours and theirs) and a.named and b.named
    if others or a.plural != b.plural or _of_kin(a, b) or _brought_in(a, b) or (a.plural and _other_group(a, b)):
        return False
    first = _in_order(a, b)[0]
    if first.lead and not first.named:
        return True
    if a.person & b.person or _one_day(a.event, b.event):
        return True
    if ours and theirs:
        return False
    return not a.person or not b.person


def _of_kin(a: Told, b: Told) -> bool:
    """Whether one is told of whom the other calls somebody's relative: "the trader", "the trader's wife"."""
    return bool(a.person & b.person) and not lexicon_words("relatives").isdisjoint(a.person ^ b.person)


def _brought_in(a: Told, b: Told) -> bool:
    """Whether one brings somebody in after the other named somebody: "the trader Ri", later "a colleague of Ri"."""
    first, later = _in_order(a, b)
    return later.new and first.named and not first.title and not later.title


def _other_group(a: Told, b: Told) -> bool:
    """Whether two groups are others: "eleven women" and later "eleven soldiers"."""
    later = _in_order(a, b)[1]
    return (
        not later.definite and a.noun != b.noun and _ANYBODY.isdisjoint((a.noun, b.noun)) and not (a.title or b.title)
    )


def _of_other_number(a: Told, b: Told) -> bool:
    """Whether the numbers of two groups differ as those of one cannot: three and thirty."""
    several = a.plural and b.plural and a.number and b.number
    return bool(several) and max(a.number or 0, b.number or 0) >= _TIMES * min(a.number or 0, b.number or 0)


def _too(a: Told, b: Told) -> bool:
    """Whether the later adds to the first: "Ri was arrested", "he was also arrested in 2019"."""
    return _in_order(a, b)[1].too and a.sentence != b.sentence and not a.title and not b.title


def _in_order(a: Told, b: Told) -> tuple[Told, Told]:
    return (a, b) if a.event.triggers[0].start < b.event.triggers[0].start else (b, a)


def one(tellings: list[Told]) -> Event:
    """The event that tellings speak of: what the first says, completed by what the others add."""
    best, rest = tellings[0].event, [t.event for t in tellings[1:]]
    if not rest:
        return best
    done = any(e.status == "asserted" for e in (best, *rest))
    telling = (e for e in (best, *rest) if e is best or not done or e.status_rule not in _NO_TELLING)
    triggers = dict.fromkeys(t for e in telling for t in e.triggers)
    filled = {
        name: getattr(best, name) or next((getattr(e, name) for e in rest if getattr(e, name)), getattr(best, name))
        for name in ("actor", "recipient", "authority", "place", "time", "duration", "amount", "item", "reason")
    }
    for role in ("actor", "recipient"):
        if not any(f.person for f in filled[role]):
            known = (getattr(e, role) for e in rest if any(f.person for f in getattr(e, role)))
            filled[role] = next(known, filled[role])
    later = (e for e in rest if e.status == "asserted" and e.triggers[0].start > best.triggers[-1].start)
    told = next(later, best) if best.status == "planned" else best
    return msgspec.structs.replace(
        best, triggers=tuple(triggers), status=told.status, status_rule=told.status_rule, **filled
    )


_NO_TELLING = (status.FIRM | status.OPEN) - {status.HEDGED, status.DENIED, status.KEPT_FROM}
"""Rules by which words tell of no act that was done: "police came to arrest him"."""


def _fullness(event: Event) -> int:
    return sum(map(bool, (event.actor, event.recipient, event.place, event.time, event.amount, event.reason)))
