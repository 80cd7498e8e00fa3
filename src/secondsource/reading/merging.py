"""One entry for an act that a report tells several times."""

import msgspec

from secondsource.model import Event, Filler

_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "and",
        "or",
        "with",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
    ]
)
_PRONOUNS = frozenset(
    ["he", "she", "they", "him", "her", "them", "it", "who", "whom", "which", "i", "me", "we", "us", "you"]
)


def words_of(fillers: tuple[Filler, ...], text: str) -> frozenset[str]:
    """The content words of the fillers of a role."""
    found = " ".join(text[f.start : f.end] for f in fillers).casefold().replace("’", " ").replace("'", " ").split()
    return frozenset(w.strip('.,;:()“”"') for w in found) - _STOP - _PRONOUNS


def merge(events: list[Event], text: str, titles: frozenset[int]) -> list[Event]:
    """The events with those of one act told of the same persons made one, in order of their first trigger."""
    groups: list[list[Event]] = []
    for event in events:
        group = next((g for g in groups if all(_same(other, event, text, titles) for other in g)), None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    return [_one(group, titles) for group in groups]


def _same(a: Event, b: Event, text: str, titles: frozenset[int]) -> bool:
    if a.act != b.act or not _status(a, b) or not _time(a, b) or (a.place and b.place and a.place != b.place):
        return False
    title = a.triggers[0].start in titles or b.triggers[0].start in titles
    role = "recipient" if a.recipient or b.recipient else "actor"
    return _fillers(getattr(a, role), getattr(b, role), text, title)


def _status(a: Event, b: Event) -> bool:
    return a.status == b.status or {a.status, b.status} == {"asserted", "alleged"}


def _time(a: Event, b: Event) -> bool:
    return a.time is None or b.time is None or a.time.edtf == b.time.edtf


def _fillers(a: tuple[Filler, ...], b: tuple[Filler, ...], text: str, title: bool) -> bool:
    if not a or not b:
        return True
    ours, theirs = {f.person for f in a if f.person}, {f.person for f in b if f.person}
    if ours and theirs:
        return not ours.isdisjoint(theirs)
    mine, other = words_of(a, text), words_of(b, text)
    return not mine or not other or not mine.isdisjoint(other)


def _one(group: list[Event], titles: frozenset[int]) -> Event:
    """The fullest telling, completed by what the others add; a headline never leads."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda e: (e.triggers[0].start not in titles, _fullness(e), -e.triggers[0].start))
    rest = [e for e in group if e is not best]
    triggers = dict.fromkeys(t for e in (best, *rest) for t in e.triggers)
    filled = {
        name: getattr(best, name) or next((getattr(e, name) for e in rest if getattr(e, name)), getattr(best, name))
        for name in ("actor", "recipient", "authority", "place", "time", "duration", "amount", "item", "reason")
    }
    return msgspec.structs.replace(best, triggers=tuple(triggers), **filled)


def _fullness(event: Event) -> int:
    return sum(map(bool, (event.actor, event.recipient, event.place, event.time, event.amount, event.reason)))
