"""A weighed event as one plain sentence: who did what to whom, where and when, with links to the people."""

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from secondsource.lexicon.phrases import Phrase, phrase, phrases
from secondsource.model import Amount, Detail, Filler, Status, certain
from secondsource.publishing import dates
from secondsource.publishing.case import Case, Told, filler_text, says_who
from secondsource.publishing.passages import clean

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_TOKEN = re.compile(r"\{([^}]+)\}")
_STATUSES: tuple[Status, ...] = ("asserted", "alleged", "general", "planned", "refuted")
_QUANTITY = re.compile(r"^\d[\d.,]* \w+ of ")
_MOST_NAMED = 3


class Piece(msgspec.Struct, frozen=True):
    """Words of a sentence; ``person`` is the anchor of the person they speak of."""

    text: str
    person: str | None = None


class Role(msgspec.Struct, frozen=True):
    """What fills a slot of a sentence, whether it speaks of more than one, and how many it gives a name."""

    pieces: tuple[Piece, ...]
    plural: bool = False
    named: int = 0

    @property
    def text(self) -> str:
        """The words of the role."""
        return "".join(piece.text for piece in self.pieces)


class Gist(msgspec.Struct, frozen=True):
    """What the tellings of one event come to: the fullest filling of each role, the finest time, the firmest status.

    Where reports differ on a detail no value of it is chosen: ``places``, ``times``, ``amounts`` and ``durations`` then
    hold each of them, and ``time`` is the stretch that holds all.
    """

    act: str
    status: Status
    roles: dict[str, Role]
    places: tuple[str, ...] = ()
    time: str | None = None
    times: tuple[str, ...] = ()
    durations: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    authority: str | None = None


def gist(case: Case, act: str, told: Sequence[Told], differs: Collection[Detail] = ()) -> Gist:
    """The gist of an event whose reports differ on ``differs``. A denial fills a role only where nothing else does."""
    firm = sorted(told, key=lambda t: t.event.status == "refuted")
    roles = {}
    for name in ("actor", "recipient"):
        roles[name] = max(
            (_role(case, t, certain(getattr(t.event, name))) for t in firm), key=_fullness, default=Role(())
        )
    authority = next((t.event.authority for t in firm if t.event.authority), None)
    if authority and authority.lower() in roles["actor"].text.lower():
        authority = None
    if authority and not roles["actor"].pieces:
        roles["actor"], authority = Role((Piece(_with_article(clean(authority))),)), None
    amounts = _values((amount_words(t.event.amount) for t in firm), not {"amount", "count"}.isdisjoint(differs))
    item = next((_item(t) for t in firm if _item(t)), "")
    if len(amounts) > 1:
        item = _QUANTITY.sub("", item)
    roles["item"] = Role((Piece(item),) if item else (), is_plural(item))
    for name in ("actor", "recipient"):
        if item and roles[name].text.lower() in item.lower():
            roles[name] = Role(())
    durations = _values((dates.lasting(t.event.duration) for t in firm), "outcome" in differs)
    roles["duration"] = Role((Piece(" or ".join(durations)),) if durations else ())
    known = [t.event.time.edtf for t in firm if t.event.time and t.event.time.edtf]
    times = tuple(dict.fromkeys(known)) if "time" in differs else tuple(filter(None, [finest(known)]))
    return Gist(
        act=act,
        status=min((t.event.status for t in told), key=_STATUSES.index, default="asserted"),
        roles={name: role for name, role in roles.items() if role.pieces},
        places=_values((place(t) for t in firm), "place" in differs),
        time=dates.around(times),
        times=times,
        durations=durations,
        amounts=amounts,
        authority=authority,
    )


def spoken_of(names: Sequence[str]) -> Role:
    """A role filled by these words, joined as in a sentence."""
    return Role(_joined([Piece(name) for name in names]), len(names) > 1 or any(map(is_plural, names)))


def finest(times: Iterable[str]) -> str | None:
    """The time that says most: the shortest stretch of days, else one whose year is open, else None."""
    return min(times, key=_width, default=None)


def sentence(told: Gist) -> tuple[Piece, ...]:
    """One sentence without its full stop; its first letter is a capital, its pieces joined give its text."""
    entry = phrase(told.act)
    pattern = _pattern(entry, told)
    pieces = _spoken(pattern, told) or [Piece(f"{entry.noun.capitalize()}, with no one named,")]
    if told.status == "refuted":
        pieces = [Piece("Said to be untrue: "), *_small_start(pieces)]
    pieces += [Piece(part) for part in _circumstances(told, Role(tuple(pieces)).text, "{duration}" in pattern)]
    pieces[-1] = msgspec.structs.replace(pieces[-1], text=pieces[-1].text.rstrip(","))
    first = pieces[0]
    return (msgspec.structs.replace(first, text=first.text[:1].upper() + first.text[1:]), *pieces[1:])


def short(told: Gist) -> str:
    """The event as a name for a picture: ``arrest of Ri``."""
    entry = phrase(told.act)
    role = told.roles.get(entry.about) or told.roles.get("recipient" if entry.about == "actor" else "actor")
    if role is None:
        return entry.noun
    joined = entry.of if told.roles.get(entry.about) else ("by" if entry.about == "recipient" else entry.of)
    return f"{entry.noun} {joined} {Role(tuple(_small_start(list(role.pieces)))).text}"


def amount_words(amount: Amount | None) -> str:
    """``30,000 yuan a month``; ``""`` for None."""
    if amount is None:
        return ""
    value = f"{amount.value:,.2f}".rstrip("0").rstrip(".")
    unit = dates.currency(amount.currency) if amount.currency else (amount.unit or "")
    if unit and not amount.currency and amount.value != 1:
        unit = _several(unit)
    return clean(f"{value} {unit}{f' a {amount.per}' if amount.per else ''}")


def _several(unit: str) -> str:
    """A unit as it is written after a number above one."""
    if unit in phrases().plurals or unit.endswith("s") or not unit[-1].isalpha():
        return phrases().plurals.get(unit, unit)
    return f"{unit}es" if unit.endswith(("x", "ch", "sh", "z")) else f"{unit}s"


def unknown(told: Gist) -> tuple[str, ...]:
    """What no report says of the event, in words."""
    asked = (("recipient" in told.roles or "actor" in told.roles, "who"), (told.places, "where"), (told.time, "when"))
    return tuple(words for known, words in asked if not known)


def _pattern(entry: Phrase, told: Gist) -> str:
    """The first pattern that the roles fill, without its optional parts that they do not; ``""`` where none is."""
    for pattern in entry.sentence:
        needed = set(_SLOT.findall(_OPTIONAL.sub("", pattern))) - {"was"}
        if needed <= told.roles.keys():
            return _OPTIONAL.sub(lambda part: _option(part[1], told), pattern)
    return ""


def _option(part: str, told: Gist) -> str:
    given, _, otherwise = part.rpartition("|") if "}|" in part else (part, "", "")
    return given if set(_SLOT.findall(given)) <= told.roles.keys() else otherwise


def _spoken(pattern: str, told: Gist) -> list[Piece]:
    pieces: list[Piece] = []
    plural = False
    for index, part in enumerate(_TOKEN.split(pattern)):
        if index % 2 == 0:
            plural = plural or (not pieces and part.strip().lower().endswith("s"))
            pieces += [Piece(part)] if part else []
        elif part in told.roles:
            plural = plural if pieces else told.roles[part].plural
            pieces += _small_start(list(told.roles[part].pieces)) if pieces else told.roles[part].pieces
        else:
            pieces.append(Piece(_verb(part, told.status, plural)))
    return pieces


def _verb(token: str, status: Status, plural: bool) -> str:
    """``was``, or ``past|base``, as number and status ask for."""
    was = "were" if plural else "was"
    past, _, base = token.partition("|")
    if status == "planned":
        return f"{was} to be" if token == "was" else f"{was} to {base}"
    if token == "was":
        held = ("are" if plural else "is") if status == "general" else was
        return f"{held} allegedly" if status == "alleged" else held
    if status == "general" and plural:
        return base
    return f"allegedly {past}" if status == "alleged" else past


def _circumstances(told: Gist, said: str, duration_told: bool) -> list[str]:
    # "bribed him with 2,000 yuan" tells the amount already.
    amounts = told.amounts if len(told.amounts) > 1 or not any(a.split()[0] in said for a in told.amounts) else ()
    places = () if len(told.places) == 1 and said.endswith(told.places[0]) else told.places
    return [
        *([f" ({' or '.join(amounts)})"] if amounts else []),
        *([f" in {' or '.join(places)}"] if places else []),
        *([f" {' or '.join(map(dates.when, told.times))}"] if told.times else []),
        *([f", for {' or '.join(told.durations)}"] if told.durations and not duration_told else []),
        *([f", on the authority of {_with_article(clean(told.authority))}"] if told.authority else []),
    ]


def _role(case: Case, told: Told, fillers: Sequence[Filler]) -> Role:
    named: dict[str, Piece] = {}
    plural = False
    names = 0
    report = told.reading.report
    for filler in fillers:
        person = case.person(report.id, filler.person)
        text = _affirmed(case.called(report.id, person) if person else filler_text(report, filler))
        if text:
            group = case.group(report.id, filler.person) if person else None
            named.setdefault(group or text, Piece(text, group))
            names += bool(group and case.name(group))
            plural = plural or is_plural(text) or bool(person and person.group and is_plural(text))
    listed = list(named.values())
    if len(listed) > _MOST_NAMED + 1:
        listed = [*listed[:_MOST_NAMED], Piece(f"{len(listed) - _MOST_NAMED} others")]
    return Role(_joined(listed), plural or len(listed) > 1, names)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index:
            joined.append(Piece(" and " if index == len(pieces) - 1 else ", "))
        joined += _small_start([piece]) if index else [piece]
    return tuple(joined)


def _fullness(role: Role) -> tuple[int, int, int]:
    """Names say more than linked descriptions, these more than other words, and of those more words more than fewer."""
    linked = sum(piece.person is not None for piece in role.pieces)
    return role.named, linked, 0 if linked else len(role.text)


def _item(told: Told) -> str:
    item = told.event.item
    return clean(told.reading.report.text[item.start : item.end]) if item else ""


def is_plural(text: str) -> bool:
    """Whether a phrase speaks of more than one, by its opening and the last letter of its head."""
    known = phrases()
    words = re.findall(r"[\w’'-]+", text.lower())
    if not words or (text[:1].isupper() and len(words) == 1):
        return False
    if words[0] in known.plural or (words[0].isdigit() and words[0] != "1"):
        return True
    stop = next((index for index, word in enumerate(words) if index and word in known.breaks), len(words))
    if "and" in words[:stop]:
        return True
    head = words[stop - 1]
    return head in known.plural or (
        head.endswith("s") and not head.endswith(("ss", "us", "is")) and words[0] not in ("a", "an")
    )


def _small_start(pieces: list[Piece]) -> list[Piece]:
    """The pieces with a small first letter where they open with a word like "The"."""
    first = pieces[0].text
    word = re.split(r"[\s’']", first, maxsplit=1)[0]
    if word.lower() in phrases().small:
        return [msgspec.structs.replace(pieces[0], text=first[:1].lower() + first[1:]), *pieces[1:]]
    return pieces


def _affirmed(text: str) -> str:
    """ "No officer" as the officer whom a denial speaks of: "an officer"; other words as they are."""
    opening = next((no for no in sorted(phrases().negative, key=len, reverse=True) if _opens(text, no)), None)
    if opening is None:
        return text
    rest = text[len(opening) :].strip()
    if not says_who(rest):
        return ""
    return rest if is_plural(rest) else f"{'an' if rest[:1].lower() in 'aeiou' else 'a'} {rest}"


def _opens(text: str, words: str) -> bool:
    return text.lower().startswith(f"{words} ")


def _with_article(body: str) -> str:
    words = body.lower().replace("-", " ").split()
    return f"the {body}" if words and words[0] != "the" and phrases().bodies & set(words) else body


def place(told: Told) -> str:
    """The place that the report gives an act; one that the reading took from around it is not told as a fact."""
    return "" if told.event.place_rule == "carried" else clean(told.event.place or "")


def _values(found: Iterable[str], differ: bool) -> tuple[str, ...]:
    """The first known value, or every one where reports differ."""
    known = tuple(dict.fromkeys(value for value in found if value))
    return known if differ else known[:1]


def _width(edtf: str) -> tuple[int, str]:
    days = dates.bounds(edtf)
    return ((days[1] - days[0]).days if days else 10**7), edtf
