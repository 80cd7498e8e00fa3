"""The voices that tell of events, and how two of them stand to each other: one line, two, or not known."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.calendar import calendar, flip
from secondsource.lexicon.standing import standing
from secondsource.lexicon.titles import titles
from secondsource.model import NARRATOR, Anonymity, Reading, Source, Span
from secondsource.weighing import alike, names, reuse, state_media
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told
from secondsource.weighing.vague import WORD, generic, head_of, is_vague, plain_words
from secondsource.weighing.words import stems

Relation = Literal["same", "separate", "unknown"]
"""How two voices stand: on one line, on two, or nobody can tell. Unknown is never separate."""

_OWN: frozenset[Anonymity] = frozenset({"anonymous", "named", "institution", "document"})
_SHARED_WORDING = 0.05
_BEHIND = 12
"""Characters behind a phrase in which it may go on ("who", "citing")."""
_HEAD = 0.4
"""The share of a report within which it names the newsroom that its own voice has things from."""


class Voice(msgspec.Struct, frozen=True):
    """One source of one report, or its narrator (``source`` None).

    ``cites``: outlets that it is, rests on or is introduced with. ``specific``: stems of what describes nobody else.
    ``again``: it is said to be one that an earlier report had. ``vague``: nothing says that it is a person or a body
    of its own. ``state``: it speaks for a body of a state.
    ``behind``: ids of the voices of its own report that it passes on. ``edict``: it is itself the act of an authority.
    ``given``: words of names that somebody is given or goes by ("a resident surnamed Pak", "who calls himself Oak").
    ``body``: the body that speaks, by its name; ``bodies``: all names that stand in its phrase, that one's among them.
    ``kin``: what it is to those of whom it speaks ("wife", "lawyer").
    ``called``: every run of words in it that may be a name, for what stands first may be a school or a town.
    ``leads_with``: of the report's own voice, or a medium that it has: outlets that the report names at its head, from
    which such a voice mostly has what it tells.
    ``officer``: somebody named who speaks as one of a body of a state; ``speaker``: who speaks for it by office;
    ``in_office``: who is called an official or the like; ``many``: how many it is said to be ("three traders"), 0 where
    nothing is said; ``nth``: which of several ("a third source"), 0 for none.
    """

    key: str
    report: str
    outlet: str
    source: Source | None
    text: str
    cites: frozenset[str] = frozenset()
    specific: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    called: tuple[names.Name, ...] = ()
    given: frozenset[str] = frozenset()
    body: str = ""
    bodies: frozenset[str] = frozenset()
    state: bool = False
    outside: bool = False
    another: bool = False
    again: bool = False
    vague: bool = False
    behind: frozenset[str] = frozenset()
    edict: bool = False
    officer: bool = False
    speaker: bool = False
    in_office: bool = False
    many: int = 0
    nth: int = 0
    leads_with: frozenset[str] = frozenset()

    @property
    def own(self) -> bool:
        """Whether it can be a newsroom's own source at all: not the narrator, not a medium, not cited, and nobody who
        agrees with a report that was put before them."""
        apart = not (self.cites or self.outside or self.vague)
        return bool(self.source and self.source.anonymity in _OWN and apart and not self.source.shown)

    def among(self, others: "Voice") -> bool:
        """Whether it may be one of several who are another voice: "a third source" of "three traders"."""
        return 0 < self.nth <= others.many

    @property
    def nameless(self) -> bool:
        """Whether it is somebody named of whom only a word such as "the caller" is given."""
        return bool(self.source and self.source.anonymity == "named" and not self.called)


def voices(told: Iterable[Told], web: Web) -> dict[str, Voice]:
    """Every voice of every report by its ``report:source`` name."""
    found: dict[str, Voice] = {}
    state_outlets = web.state
    for one in told:
        narrator, leads_with = f"{one.id}:{NARRATOR}", _leads_with(one, web)
        found[narrator] = _narrator(one, narrator, one.outlet in state_outlets, leads_with)
        inside, taken_over = _inside(one.reading), alike.taken_over(one.reading.report.text)
        for source in one.reading.sources:
            voice = _voice(one, source, web, state_outlets, inside.get(source.id, frozenset()))
            if taken_over and source.anonymity == "anonymous":
                voice = msgspec.structs.replace(voice, vague=True)
            if source.anonymity == "media" and not voice.state:
                voice = msgspec.structs.replace(voice, leads_with=leads_with)
            found[voice.key] = voice
    return found


def _leads_with(one: Told, web: Web) -> frozenset[str]:
    text = one.reading.report.text
    return frozenset(reuse.cited(text[: int(_HEAD * len(text))], web.outlets)) - {one.outlet}


def _narrator(one: Told, key: str, state: bool, leads_with: frozenset[str]) -> Voice:
    name = one.reading.report.outlet or "the report"
    return Voice(key, one.id, one.outlet, None, name, state=state, leads_with=frozenset() if state else leads_with)


def _voice(one: Told, source: Source, web: Web, state_outlets: frozenset[str], inside: frozenset[str]) -> Voice:
    text = one.reading.report.text
    words = text[source.mention.start : source.mention.end]
    plain = plain_words(words)
    around = words + " " + " ".join(source.rests_on)
    if source.anonymity != "institution":
        around += " " + _sentence(text, source.mention)
    cited = frozenset(reuse.cited(around, web.outlets)) - {one.outlet}
    known, ids = standing(), frozenset(other.id for other in one.reading.sources)
    lowered = f"{words} {_before(text, source.mention)}".casefold()
    return Voice(
        key=f"{one.id}:{source.id}",
        report=one.id,
        outlet=one.outlet,
        source=source,
        text=words,
        cites=cited,
        specific=stems(" ".join(word for word in WORD.findall(words) if word.islower())) - generic(),
        kin=alike.kin_of(one.reading, source, words),
        given=alike.names_given(one.reading, source),
        body=alike.body_of(source, words),
        bodies=alike.names_in(words),
        called=_called(source, words),
        state=_speaks_for_state(source, words, lowered, cited, state_outlets),
        outside=source.anonymity in ("institution", "document") and _is_outside(words),
        another=any(re.search(rf"\b{re.escape(word)}\b", lowered) for word in known.another),
        again=any(phrase in words.casefold() for phrase in known.again),
        vague=is_vague(source, words, text[source.mention.end : source.mention.end + _BEHIND]),
        behind=frozenset(source.rests_on) & ids | inside,
        edict=source.anonymity == "document" and bool(plain & known.decrees),
        officer=source.anonymity == "named" and bool(plain & known.official) and not plain & titles().former,
        speaker=_is_speaker(source, words, one.outlet in state_outlets),
        in_office=bool(plain & known.in_office),
        many=_number(words, _cardinals()),
        nth=_number(words, _ordinals()),
    )


def _number(words: str, table: dict[str, int]) -> int:
    """The first number among the words, 0 for none."""
    return next((table[word.casefold()] for word in WORD.findall(words) if word.casefold() in table), 0)


@cache
def _cardinals() -> dict[str, int]:
    return {word: number for word, number in flip(calendar().numbers).items() if number > 1}


@cache
def _ordinals() -> dict[str, int]:
    return flip(calendar().ordinals)


def _inside(reading: Reading) -> dict[str, frozenset[str]]:
    """Sources first named inside what others are quoted for, to those others: they reached the report through them."""
    found: dict[str, frozenset[str]] = {}
    for source in reading.sources:
        speakers = {
            speaker
            for attribution in reading.attributions
            for content in attribution.content
            if content.start <= source.mention.start and source.mention.end <= content.end
            for speaker in attribution.sources
        }
        if speakers and source.id not in speakers:
            found[source.id] = frozenset(speakers)
    return found


def _sentence(text: str, span: Span) -> str:
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "” ", "? "))
    ends = [end for mark in (". ", "\n") if (end := text.find(mark, span.end)) >= 0]
    return text[max(start, 0) : min(ends, default=len(text))]


def _before(text: str, span: Span) -> str:
    return text[max(text.rfind("\n", 0, span.start), span.start - 25, 0) : span.start]


def _called(source: Source, words: str) -> tuple[names.Name, ...]:
    """The names that somebody named may bear: the one that was read, or else each run of capitals in the phrase."""
    if source.anonymity != "named":
        return ()
    runs = [source.name] if source.name else [found.group() for found in _RUN.finditer(words)]
    return tuple(name for name in map(names.parse, runs) if name.parts)


_RUN = re.compile(r"(?:[A-Z][\w’'\-]*\.?\s+)+[A-Z][\w’'\-]*")


def _namesakes(a: Voice, b: Voice) -> str:
    """How two voices' names agree at best: ``same``, ``maybe`` where no more than a part of one does, or ``no``."""
    matches = {names.compare(one, other) for one in a.called for other in b.called}
    if matches & {"same", "part"}:
        return "same"
    if matches & {"initial", "single", "letter"} or (_capitals(a) | a.given) & (_capitals(b) | b.given):
        return "maybe"
    return "no"


def _capitals(voice: Voice) -> frozenset[str]:
    """The parts of a named voice's possible names."""
    return frozenset(part for name in voice.called for part in name.parts if len(part) > 1)


def _is_speaker(source: Source, words: str, state_outlet: bool) -> bool:
    """Whether it speaks for a body by office, or is an official whom a state's own medium quotes."""
    official = source.basis == "official" and source.anonymity in ("named", "anonymous")
    plain = plain_words(words)
    former = _is_outside(words) or plain & titles().former
    own = state_outlet and official and not former and head_of(words) not in standing().unspoken
    return speaks_by_office(source, words) or own


def speaks_by_office(source: Source, words: str) -> bool:
    """Whether it holds an office that speaks for a body, whoever quotes it."""
    known, plain = standing(), plain_words(words)
    if _is_outside(words) or plain & titles().former:
        return False
    if source.anonymity == "named" and plain & known.speakers:
        return True
    # "a spokesman for the police" needs no name to speak for it.
    return source.anonymity == "anonymous" and head_of(words) in known.spokesmen and bool(plain & known.official)


def _speaks_for_state(
    source: Source, words: str, lowered: str, cited: frozenset[str], state_outlets: frozenset[str]
) -> bool:
    known, plain = standing(), plain_words(words)
    if source.anonymity == "media":
        return bool(cited & state_outlets) or state_media.called_one(lowered) or state_media.called_one(words)
    if source.anonymity == "document":
        return bool(plain & known.edicts) or (bool(plain & known.papers) and bool(plain & known.official))
    if _is_outside(words) or plain <= known.unspoken | {"the"} or plain & titles().former:
        return False
    # "The Committee for Returnees, an activist group": what it is stands behind its name, and the reading knows.
    return (
        source.anonymity == "institution"
        and source.basis == "official"
        and (bool(plain & known.official) or words.casefold() in _places() or _is_common(words))
    )


def _is_common(words: str) -> bool:
    """Whether a body is called by common nouns alone ("the local prison"): what bears a name of its own may be a fund
    or a league abroad."""
    named = [word for word in WORD.findall(words) if word[0].isupper()]
    return " " in words and all(word.casefold() in ("the", *_places()) for word in named)


@cache
def _places() -> frozenset[str]:
    """Names of places: "Pyongyang" that says something is a government."""
    return frozenset(place.name.casefold() for place in countries.places())


def _is_outside(words: str) -> bool:
    """Whether a body is no organ of a state, by what it is called or since a country file says so ("the NUG")."""
    return bool(plain_words(words) & standing().outside) or _not_of_state().search(words) is not None


@cache
def _not_of_state() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(countries.not_of_state()))) + r")\b")


def relation(a: Voice, b: Voice, web: Web) -> Relation:
    """How two voices stand to each other."""
    return _within(a, b) if a.report == b.report else _across(a, b, web)


def _within(a: Voice, b: Voice) -> Relation:
    if a.source is None or b.source is None:
        return "same"
    rests = set(a.source.rests_on) & set(b.source.rests_on)
    if b.source.id in a.behind or a.source.id in b.behind or a.behind & b.behind or rests or a.cites & b.cites:
        return "same"
    if not (a.own and b.own):
        return "unknown"
    if a.source.anonymity != b.source.anonymity or a.another or b.another:
        return "separate"
    if a.source.anonymity == "named" and a.called and b.called:
        return "separate" if _namesakes(a, b) == "no" else "unknown"
    return "separate" if a.specific and b.specific and not a.specific & b.specific else "unknown"


def _across(a: Voice, b: Voice, web: Web) -> Relation:
    if _passes_on(a, b, web) or _passes_on(b, a, web):
        return "same"
    if a.outlet in b.cites or b.outlet in a.cites or a.cites & b.cites or (a.state and b.state):
        return "same"
    namesakes = _namesakes(a, b)
    if namesakes == "same":
        return "same"
    if a.outlet == b.outlet and (a.source is None or b.source is None):
        return "same"
    if (one_body := _one_body(a, b)) is not None:
        return one_body
    described_alike = bool(a.specific & b.specific)
    if described_alike and ((a.outlet == b.outlet and (a.again or b.again)) or _rests(a, b, web)):
        return "same"
    if not (a.own and b.own) or alike.one_kin(a.kin, b.kin) or namesakes == "maybe":
        return "unknown"
    if a.state != b.state:
        return "separate"
    if described_alike or web.shared(a.report, b.report) >= _SHARED_WORDING or a.nameless or b.nameless:
        return "unknown"
    told_apart = bool(a.specific and b.specific) or bool(a.called or b.called)
    if a.outlet == b.outlet or not {a.outlet, b.outlet} <= web.outlets.keys():
        # Of whom the outlet is not known may be the other's newsroom.
        return "separate" if told_apart and _both_anonymous(a, b) else "unknown"
    cites = (a.report, b.report) in web.cites or (b.report, a.report) in web.cites
    return "separate" if told_apart or not cites else "unknown"


def _one_body(a: Voice, b: Voice) -> Relation | None:
    """Of a body and somebody of that body: one line where it is the body or speaks for it, else nobody can tell."""
    if a.state or b.state or not ((a.body and a.body in b.bodies) or (b.body and b.body in a.bodies)):
        return None
    speaks = all(voice.body or head_of(voice.text) in standing().spokesmen or voice.speaker for voice in (a, b))
    return "same" if speaks else "unknown"


def _rests(a: Voice, b: Voice, web: Web) -> bool:
    return (a.report, b.report) in web.bases or (b.report, a.report) in web.bases


def _both_anonymous(a: Voice, b: Voice) -> bool:
    return all(voice.source and voice.source.anonymity == "anonymous" for voice in (a, b))


def _passes_on(later: Voice, base: Voice, web: Web) -> bool:
    """Whether a voice of a report that rests on another is that other's: its narrator, or whom it cites."""
    cited = later.source is None or later.outside or later.source.anonymity == "media"
    return cited and (later.report, base.report) in web.bases


def say(voice: Voice) -> str:
    """The voice in words for a reader, with the report that it speaks in."""
    return f"“{voice.text}” ({voice.report})" if voice.source else f"{voice.text} in its own words ({voice.report})"


Voices = Mapping[str, Voice]
