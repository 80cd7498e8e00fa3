"""Mentions of bodies: those of the lexicon, those a report introduces itself, and any that a head word gives away."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon import countries
from secondsource.lexicon.countries import BodyEntry
from secondsource.model import Body, Report, Span
from secondsource.reading import columns, gazetteer

_CAPITAL = r"[A-Z][\w&/]*(?:[.'-][\w&]+)*(?:'(?=\s))?"
_JOIN = r"(?:(?:of|for|on|against)(?: the)?|and(?: the)?|&|de|del|de la|la|du|des)"
_RUN = re.compile(rf"{_CAPITAL}(?: (?:{_JOIN} )?{_CAPITAL}| No\. ?\d+| \d+\b(?!,))*")
_INTRODUCED = re.compile(r",? ?\((?:the |or |hereafter |known as )?[\"“]?([A-Z][A-Za-z&./-]{1,11})[\"”]?\)")
_SPLIT = re.compile(r" (?:and|&)(?: the)? |(?<=\w)'s ")
_OF = re.compile(r" (?:of|for|on|against)(?: the)? ")
_LOCAL = re.compile(
    r"(?:\b(?:provincial|county|city|district|municipal|regional|local|central|township|village|factory|primary|state"
    r"|national|federal|supreme|military|border|criminal|civil|women's|public|No\. ?\d+"
    r"|(?!The |A |An )[A-Z]\w+ (?:[Pp]rovincial|[Cc]ounty|[Cc]ity)) )+$"
)
_NOUN = re.compile(r"(?<![\w-])([a-z]{4,}) $")
_TITLED = re.compile(r"[.!?…\"”'):]\s*$")


def find(report: Report, doc: Doc) -> tuple[Body, ...]:
    """The bodies that the report's live words speak of, in order of the text, none overlapping.

    An abbreviation is the body that the report itself introduces it for; only where it introduces none, the
    lexicon's, and then that of the country the report is about.
    """
    text = gazetteer.plain(columns.of(doc).whole)
    country = gazetteer.country_of(text)
    named = _without_overlap(_of_lexicon(text, country) + _by_head(text, country))
    own = _introduced(text, named)
    rest = _abbreviated(text, own, country) + _outlet(text, report) + _common(text, country)
    return tuple(_without_overlap(named + rest))


def head_kinds() -> dict[str, str]:
    """Head words of bodies ("Ministry", "police") to the kind of body they name."""
    return {**countries.world().body_heads, **countries.world().lower_bodies}


def kind_of(name: str) -> str | None:
    """The kind of body a name speaks of, by the lexicon or else by its head word; None where it names no body."""
    entry = countries.body_named(name)
    return entry.kind if entry else _head_kind(name)


def forces(found: Iterable[Body]) -> dict[str, str]:
    """Common nouns by which a report speaks of its country's own force ("the army") to that body's name.

    A country's list knows it by such a noun behind what its people are called ("North Korean army").
    """
    known: dict[str, str] = {}
    for body in found:
        if body.common and body.kind == "military" and body.country and body.name not in known:
            entry = _force(body.name, body.country)
            if entry:
                known[body.name] = entry.name
    return known


@cache
def _force(noun: str, country: str) -> BodyEntry | None:
    people = sorted(form for form, code in countries.demonyms().items() if code == country)
    entries = (countries.body_named(f"{form} {noun}", country) for form in people)
    return next((entry for entry in entries if entry is not None and entry.country == country), None)


def _pick(entries: tuple[BodyEntry, ...], country: str | None) -> BodyEntry:
    """The entry of the report's country, or an international one, or the first."""
    for code in (country, countries.INTERNATIONAL):
        for entry in entries:
            if entry.country == code:
                return entry
    return entries[0]


def _body(start: int, end: int, entry: BodyEntry, country: str | None) -> Body:
    # A ministry's plain name is the same in many countries: the report's own decides whose it is.
    code = entry.country
    if code != country and code != countries.INTERNATIONAL and entry.state and entry.kind != "media":
        code = country or code
    return Body(Span(start, end), entry.name, entry.kind, entry.state, code)


def _of_lexicon(text: str, country: str | None) -> list[Body]:
    found = []
    for name in gazetteer.names(text):
        if name.entry.bodies:
            entry = _pick(name.entry.bodies, country)
            foreign = entry.country not in (country, countries.INTERNATIONAL)
            if foreign and entry.name != name.entry.form and entry.kind != "media":
                continue
            found.append(_body(name.start, name.end, entry, country))
    return found


@cache
def _heads() -> re.Pattern[str]:
    words = sorted(countries.world().body_heads, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


def _head_kind(name: str) -> str | None:
    heads = countries.world().body_heads
    found = _heads().findall(name)
    if not found:
        return None
    # "Ministry of State Security": a head before "of" rules; else the last one does ("Workers' Party").
    leads = " of " in name and name.find(found[0]) + len(found[0]) < len(name)
    kind = heads[found[0] if leads else found[-1]]
    if kind == "government":
        topics = countries.world().body_topics
        kind = next((topics[topic] for topic in topics if topic in name), kind)
    return kind


@cache
def _titles() -> frozenset[str]:
    ranks = {word.title() for word in countries.ranks() | countries.titles() if " " not in word}
    return frozenset(ranks | set(countries.world().not_names)) - countries.world().body_heads.keys()


def _by_head(text: str, country: str | None) -> list[Body]:
    """Capitalised runs with a head word, outside lines written with capitals throughout."""
    found, heads = [], _heads()
    for run in _RUN.finditer(text):
        if not heads.search(run.group()) or _in_headline(text, run.start()):
            continue
        for start, end in _parts(run.group()):
            body = _trimmed(run.group()[start:end], run.start() + start, country)
            if body and not body.name.split()[0].isupper():
                found.append(body)
    return found


def _in_headline(text: str, at: int) -> bool:
    start, end = text.rfind("  ", 0, at) + 1, text.find("  ", at)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) < 160 and not _TITLED.search(line)


def _parts(run: str) -> Iterable[tuple[int, int]]:
    """The run, split at an "and" that has a head word on either side."""
    start = 0
    for joint in _SPLIT.finditer(run):
        if _heads().search(run[start : joint.start()]) and _heads().search(run[joint.end() :]):
            yield start, joint.start()
            start = joint.end()
    yield start, len(run)


def _trimmed(run: str, at: int, country: str | None) -> Body | None:
    """The body in a capitalised run: without leading titles and demonyms, or trailing titles and names."""
    heads = _heads()
    start = 0
    while True:
        joint = _OF.search(run, start)
        first = _FIRST.match(run, start)
        owner = _OWNER.match(run, start)
        if owner and (owner.group(1) in countries.demonyms() or gazetteer.is_place(owner.group(1))):
            start = owner.end()
        elif joint and not heads.search(run[start : joint.start()]):
            start = joint.end()
        elif (
            first
            and first.group().strip() != "An"
            and (first.group().strip() in _titles() or first.group().strip() in countries.demonyms())
        ):
            start = first.end()
        else:
            break
    run, at = run[start:], at + start
    found = list(heads.finditer(run))
    if not found:
        return None
    last = found[-1]
    tail = run[last.end() :]
    if not _TAIL.match(tail):
        run = run[: last.end()]
    words = run.split()
    while words and (words[-1] in _titles() or words[-1].islower()):
        words.pop()
    run = " ".join(words)
    if run.removesuffix("'s") in countries.world().body_heads or not heads.search(run):
        return None
    return _unlisted(run.removesuffix("'s"), at, country)


_TAIL = re.compile(r" (?:of|for|on|against|de|del|No\.|\d)")
_FIRST = re.compile(r"\S+ ")
_OWNER = re.compile(r"((?:[A-Z][\w-]* ?){1,3})'s ")
_STATE_KINDS = frozenset(
    {"security", "police", "military", "court", "prosecutor", "government", "parliament", "prison"}
)


def _unlisted(run: str, at: int, country: str | None) -> Body:
    kind = _head_kind(run) or "other"
    place = _place_in(run, country)
    return Body(Span(at, at + len(run)), run, kind, kind in _STATE_KINDS, country, place)


def _place_in(run: str, country: str | None) -> str | None:
    for name in gazetteer.names(run):
        if name.entry.places:
            chosen = next((p for p in name.entry.places if p.country == country), name.entry.places[0])
            return chosen.name if chosen.kind not in ("country", "continent") else None
    return None


def _introduced(text: str, named: list[Body]) -> dict[str, Body]:
    """Abbreviations that the report itself gives in brackets after a body's name."""
    own: dict[str, Body] = {}
    for body in named:
        match = _INTRODUCED.match(text, body.span.end)
        if match and sum(c.isupper() for c in match.group(1)) > 1:
            own.setdefault(match.group(1), body)
    return own


_ABBREVIATION = re.compile(r"(?<![\w'-])[A-Z][A-Za-z&]*[A-Z](?:[./][A-Z]+)*\b|(?<![\w'-])(?:[A-Z]\.){2,}")


def _abbreviated(text: str, own: dict[str, Body], country: str | None) -> list[Body]:
    found = []
    for match in _ABBREVIATION.finditer(text):
        short = match.group()
        span = Span(match.start(), match.end())
        if short in own:
            found.append(msgspec.structs.replace(own[short], span=span))
            continue
        entries = _short_forms().get(short, ())
        entry = next((e for e in entries if e.country in (country, countries.INTERNATIONAL)), None)
        if entry is None and len(entries) == 1 and entries[0].kind in ("media", "ngo", "international"):
            entry = entries[0]
        if entry:
            found.append(_body(span.start, span.end, entry, country))
    return found


@cache
def _short_forms() -> dict[str, tuple[BodyEntry, ...]]:
    found: dict[str, tuple[BodyEntry, ...]] = {}
    for body in countries.bodies():
        for short in body.abbreviations:
            found[short] = (*found.get(short, ()), body)
    return found


def _outlet(text: str, report: Report) -> list[Body]:
    """The report's own outlet, wherever it is named."""
    if not report.outlet:
        return []
    name = gazetteer.plain(report.outlet)
    spots = (m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    state = report.outlet in countries.state_media()
    return [Body(Span(at, at + len(name)), report.outlet, "media", state) for at in spots]


_NAMED_KINDS = frozenset({"prison", "religious", "hospital", "school", "company"})
_OWN_NAME = re.compile(r"(?:(?<=[a-z,;] )|(?<=[(\"“']))(?:[A-Z][\w'-]*(?<!'s) ){1,3}$")


@cache
def _commons() -> re.Pattern[str]:
    words = sorted(countries.world().lower_bodies, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])")


def _local_start(text: str, at: int) -> int:
    """Where the words begin that say which body a common noun means: "county", "No. 2", "Manpo city"."""
    before = _LOCAL.search(text, max(0, at - 40), at)
    return before.start() if before else at


def _topic_start(text: str, at: int) -> int:
    """Where the noun begins that says what a department is for: "health" in "health bureau"."""
    noun = _NOUN.search(text, max(0, at - 20), at)
    return noun.start(1) if noun and noun.group(1) not in countries.world().not_topics else at


def _common(text: str, country: str | None) -> list[Body]:
    """Bodies named by a common noun, with the words before it that say which ("county party committee")."""
    kinds, found = countries.world().lower_bodies, []
    for match in _commons().finditer(text):
        start = match.start()
        if match.group() in countries.world().topical_bodies:
            start = _topic_start(text, start)
        start = _local_start(text, start)
        kind = kinds[match.group()]
        own = _OWN_NAME.search(text, max(0, start - 40), start) if kind in _NAMED_KINDS else None
        if own and own.group().split()[0] not in _titles() and own.group().strip() not in countries.demonyms():
            run = text[own.start() : match.end()]
            found.append(
                Body(Span(own.start(), match.end()), run, kind, kind in _STATE_KINDS, country, _place_in(run, country))
            )
            continue
        run = text[start : match.end()]
        found.append(
            Body(
                Span(start, match.end()), run, kind, kind in _STATE_KINDS, country, _place_in(run, country), common=True
            )
        )
    return found


def _without_overlap(bodies: list[Body]) -> list[Body]:
    """The bodies in order of the text; of two that overlap the earlier, and of two that begin together the longer."""
    kept: list[Body] = []
    free = 0
    for body in sorted(bodies, key=lambda b: (b.span.start, -b.span.end)):
        if body.span.start >= free:
            kept.append(body)
            free = body.span.end
    return kept
