"""Mentions of places: names of the lexicon, names beside a word of locality, and what the parser takes for a place."""

import re
from bisect import bisect_right
from functools import cache

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon import countries
from secondsource.lexicon.countries import PlaceEntry
from secondsource.model import Body, Place, Report, Span
from secondsource.reading import columns, fronted, gazetteer
from secondsource.reading.place_names import as_written, bare, up_to, without_overlap

_CAPITAL = r"[A-Z]\w*(?:(?:'(?!s\b)|-)\w+)*"
_PEOPLES = r"(?:(?:[A-Z][a-z]+ (?:and )?)*[Aa]utonomous |[Bb]order |[Ss]pecial )?"
_KOREAN = re.compile(
    r"(?<![\w-])[A-Z][a-z]+(?:-[a-z]+)?-(?:ri|dong|gun|si|do|up|eup|gu|guyok|myon|rodongjagu)(?![\w-])"
)
_KOREAN_KINDS = {"ri": "village", "dong": "ward", "gun": "county", "si": "city", "do": "province", "up": "town"}
_NUMBERED = re.compile(
    r"\b(?:Camp|Kyo-?hwa-?so|Kwan-?li-?so|Prison|(?:Penal )?Colony|Detention Center|IK|SIZO)"
    r"[ -](?:No\. ?)?\d+(?:-\w+)?\b"
)
_HYPHENED = re.compile(r"-(si|gun|do|ri|dong|up|eup|gu)\b")
_NEXT = re.compile(r" (\w+)")
_LARGER = re.compile(r"(?:,| in| of|,? in the| \()\s?(?:the )?")
_SOLID = frozenset({"in", "near", "outside", "around", "into", "inside", "throughout", "across", "within"})


class _Context(msgspec.Struct, frozen=True):
    """What one report's places are read with."""

    text: str
    country: str | None
    taken: tuple[tuple[int, int], ...]
    persons: tuple[tuple[int, int], ...]
    person_words: frozenset[str]
    named: frozenset[str]
    borders: frozenset[int]


def find(report: Report, doc: Doc, bodies: tuple[Body, ...] = ()) -> tuple[Place, ...]:
    """The places that the report's live words speak of, in order of the text, none overlapping.

    A place inside the name of a body or an outlet is none (``Body.place`` holds it), nor is a person's name.
    """
    text = gazetteer.plain(columns.of(doc).whole)
    borders = fronted.borders(doc)
    named = ((e.start_char, e.end_char) for e in doc.ents if e.label_ == "PERSON")
    persons = tuple((max((b for b in borders if start < b < end), default=start), end) for start, end in named)
    context = _Context(
        text,
        gazetteer.country_of(text),
        tuple((b.span.start, b.span.end) for b in bodies if not b.common and b.kind not in ("prison", "religious")),
        persons,
        frozenset(word for start, end in persons for word in text[start:end].split() if " " in text[start:end]),
        frozenset(n.entry.form for n in gazetteer.names(text)),
        borders,
    )
    whole = columns.of(doc).whole
    found = _of_lexicon(context) + as_written(whole, list(up_to(borders, _by_locality(context))))
    found = without_overlap(found)
    found = without_overlap(found + as_written(whole, _unlisted(context, doc, found)))
    return tuple(_placed(context, without_overlap(found + _again(context, found))))


@cache
def _localities() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """After a name; name and locality together; locality before a name."""
    words = sorted(countries.world().localities, key=len, reverse=True)
    either = "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in words)
    other = rf"(?: \((?:in \w+, |formerly |also |or |known as )?(?P<other>{_CAPITAL}(?: {_CAPITAL})*)(?: in \w+)?\))?"
    after = rf"{other} (?P<kind>{_PEOPLES}(?:{either}))(?!\w)"
    return (
        re.compile(after),
        re.compile(rf"(?<![\w'-])(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,2}}){after}"),
        re.compile(rf"\b(?P<kind>{'|'.join(countries.world().preposed)}) (?:of )?(?P<name>{_CAPITAL}(?: {_CAPITAL})?)"),
    )


def _kind_of(words: str) -> str:
    """The kind that a locality's words name: its last words rule."""
    kinds = countries.world().localities
    low = words.lower()
    return next((kinds[low[i:]] for i in range(len(low)) if (i == 0 or low[i - 1] == " ") and low[i:] in kinds), "area")


def _covered(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int] | None:
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return spans[at] if at >= 0 and spans[at][1] > start else None


def _before(text: str, at: int) -> str:
    """The word before ``at`` in the same clause, or nothing."""
    start = at - 1
    if start < 1 or text[start] != " ":
        return ""
    begin = start
    while begin and (text[begin - 1].isalnum() or text[begin - 1] in "'-."):
        begin -= 1
    return text[begin:start]


def _word_after(text: str, at: int) -> str:
    """The word after ``at`` in the same clause, or nothing."""
    match = _NEXT.match(text, at)
    return match.group(1) if match else ""


def _of_lexicon(context: _Context) -> list[Place]:
    found, text = [], context.text
    for name in gazetteer.names(text):
        if not name.entry.places or _covered(context.taken, name.start, name.end):
            continue
        entry, end = _chosen(context, name)
        if entry and not _is_other(context, name, end, entry):
            canonical = entry.name
            found.append(Place(Span(name.start, end), canonical, entry.kind, entry.within))
    return found


_AREAS = frozenset({"province", "prefecture", "region"})
# One kind of place, translated by different words: "velayat" and "region", "etrap" and "district".
_ALIKE = (
    frozenset({"province", "region", "prefecture"}),
    frozenset({"county", "district"}),
    frozenset({"city", "town"}),
)


def _chosen(context: _Context, name: gazetteer.Name) -> tuple[PlaceEntry | None, int]:
    """The place meant and where its mention ends, the word of locality that follows included."""
    text, entries = context.text, name.entry.places
    followed = _localities()[0].match(text, name.end)
    if followed:
        kind = _kind_of(followed.group("kind"))
        for entry in _ranked(name.entry, context):
            if entry.kind == kind or any(entry.kind in alike and kind in alike for alike in _ALIKE):
                return entry, followed.end()
    end = name.end
    hyphened = _HYPHENED.match(text, end)
    if hyphened:
        return _ranked(name.entry, context)[0], hyphened.end()
    if followed and " " in name.entry.form and _kind_of(name.entry.form.split()[-1]) != "area":
        followed = None
    if (
        followed
        and kind not in ("site", "camp", "prison", "crossing", "area", "airport")
        and entries[0].kind != "country"
    ):
        # "Hyesan township" where only a city of that name is known: another place, read by its locality.
        return None, end
    entry = _ranked(name.entry, context)[0]
    return entry, end


def _ranked(form: gazetteer.Entry, context: _Context) -> list[PlaceEntry]:
    """The likeliest first: of the report's country, of just that name, within a place that the report names."""
    return sorted(
        form.places,
        key=lambda e: (
            e.kind in ("river", "lake", "mountain") and e.name != form.form,
            e.country != context.country,
            e.kind in _AREAS and form.form != e.name,
            e.name != form.form,
            not (e.within and (e.within in context.named or e.within.rsplit(" ", 1)[0] in context.named)),
        ),
    )


def _is_other(context: _Context, name: gazetteer.Name, end: int, entry: PlaceEntry) -> bool:
    """Whether the name is, here, one of a person or an outlet rather than of the place."""
    text = context.text
    before = _before(text, name.start)
    located = end > name.end
    if located:
        return False
    outlet_words = countries.world().outlet_words
    if before in outlet_words or _word_after(text, name.end) in outlet_words:
        return True
    surname = before in countries.surnames() and before not in context.named and before.lower() not in _prepositions()
    if before in countries.honorifics() or surname:
        return True
    after = text[name.end : name.end + 2]
    capital_after = len(after) == 2 and after[0] == " " and after[1].isupper() and name.end + 1 not in context.borders
    if entry.ambiguous:
        at_home = entry.country == context.country and (before in _prepositions() or before == "the" or after == ", ")
        return capital_after or not (before in _SOLID or at_home or text[name.end : name.end + 1] == "-")
    person = _covered(context.persons, name.start, name.end)
    if person and (person[0] < name.start or person[1] > name.end + 2):
        return before not in _SOLID
    return False


def _by_locality(context: _Context) -> list[Place]:
    """Names that no lexicon has, beside a word of locality."""
    text, found = context.text, []
    after = _localities()[1]
    for match in after.finditer(text):
        place = _beside(context, match)
        if place:
            found.append(place)
    for match in _localities()[2].finditer(text):
        kind = match.group("kind")
        name = match.group("name")
        heads = countries.world().body_heads
        if (
            name.split()[0] in _stop()
            or name.split()[0] in heads
            or _covered(context.taken, match.start("name"), match.end())
        ):
            continue
        whole = kind in ("Lake", "Mount", "Mt.", "Cape")
        at = match.start() if whole else match.start("name")
        found.append(Place(Span(at, match.end()), match.group() if whole else name, _kind_of(kind)))
    for match in _KOREAN.finditer(text):
        if _before(text, match.start()) not in countries.surnames():
            suffix = match.group().rsplit("-", 1)[1]
            found.append(Place(Span(match.start(), match.end()), match.group(), _KOREAN_KINDS.get(suffix, "ward")))
    found += [Place(Span(m.start(), m.end()), m.group(), "camp") for m in _NUMBERED.finditer(text)]
    return found


@cache
def _stop() -> frozenset[str]:
    return frozenset((*countries.world().not_names, *countries.world().openers, *countries.demonyms()))


def _beside(context: _Context, match: re.Match[str]) -> Place | None:
    words = match.group("name").split()
    at = match.start("name")
    # "An" opens a sentence as an article, but within one begins a name ("in An Phu district").
    while words and words[0] in _stop() and not (words[0] == "An" and len(words) > 1 and _before(context.text, at)):
        at += len(words.pop(0)) + 1
    if not words or " ".join(words) in countries.demonyms() or _covered(context.taken, at, match.end()):
        return None
    locality = match.group("kind")
    if locality == "State" and context.text[match.end() : match.end() + 2].strip().isupper():
        return None  # "Hyesan State Security": the first word of a body's name
    kind, base = _kind_of(locality), " ".join(words)
    if locality.islower() and locality.rsplit(" ", 1)[-1] in countries.world().bare_localities:
        return Place(Span(at, match.end()), base, kind)
    if kind in _SITES and any(form in context.named for form in (base, words[-1], base.split("-")[0])):
        return None
    english = countries.world().locality_names.get(locality.lower())
    spelt = english or (locality if kind in _SITES else locality.title())
    return Place(Span(at, match.end()), f"{base} {spelt}", kind)


_SITES = frozenset({"site", "crossing", "airport", "camp", "prison", "area"})
_NAME = rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}"
_PREPOSED = re.compile(
    rf"\b(?P<word>[a-z]+|In|Near|Outside|At|From|Around) (?:the )?(?P<name>{_NAME})(?P<after>'s\b|\.[A-Z]| \d)?"
)
_DATELINE = re.compile(
    rf"(?:^|  )(?P<name>{_NAME})(?:, {_CAPITAL}(?: {_CAPITAL})*)?"
    r"(?:, [^-—()]{3,15})?(?: \([^)]{2,40}\))? ?[—-]{1,2} "
)
_ELSEWHERE = re.compile(
    rf"\((?:in \w+,? |formerly |also |or |known as |also known as |called )?(?P<other>{_NAME})(?: in \w+)?\)"
)


def _unlisted(context: _Context, doc: Doc, known: list[Place]) -> list[Place]:
    """Capitalised names after a preposition of place, and in datelines, that nothing else found."""
    text = context.text
    spans = tuple((p.span.start, p.span.end) for p in known)
    begun = frozenset(e.start_char for e in doc.ents if e.label_ in ("GPE", "LOC"))
    starts = frozenset(start for start, _ in spans)
    found = []
    for match in _PREPOSED.finditer(text):
        solid = match.group("word").lower() in _SOLID
        start, end = match.span("name")
        listed = match.group("name") in countries.settlements()
        placed = start in begun or listed or (text.startswith(", ", end) and end + 2 in starts)
        if not solid and (match.group("word").lower() not in _prepositions() or not placed):
            continue
        end = min((b - 1 for b in context.borders if start < b < end), default=end)
        name = text[start:end]
        person = _personal(context, name, solid, start in begun) or not _mostly_a_place(text, name)
        if match.group("after") in (None, "'s") and not person and _is_new(context, spans, start, end):
            found.append(Place(Span(start, end), name, "settlement"))
    for match in _DATELINE.finditer(text):
        if not match.group("name").isupper() and _is_new(context, spans, *match.span("name")):
            found.append(Place(Span(*match.span("name")), match.group("name"), "settlement"))
    return found


def _mostly_a_place(text: str, name: str) -> bool:
    """Whether a name is, most times, where something is; a person's stands by itself as well ("at Orlov's")."""
    at, times, placed = text.find(name), 0, int(gazetteer.is_place(name)) * len(text)
    while at >= 0:
        times += 1
        end = at + len(name)
        led = _before(text, at).lower() in _prepositions() and not text.startswith("'s", end)
        placed += led or text.startswith((", ", " ("), end)
        at = text.find(name, end)
    return 2 * placed >= times


def _is_new(context: _Context, spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    taken = _covered(spans, start, end) or _covered(context.taken, start, end)
    return not taken and _may_name(context.text[start:end])


def _personal(context: _Context, name: str, solid: bool, parsed: bool) -> bool:
    """Whether the name is, or begins, that of a person: a known family or given name, or one the parser found."""
    words = name.split()
    if not solid and (words[0] in context.person_words or words[-1].endswith(countries.world().surname_endings)):
        return True
    return not parsed and (words[0] in countries.surnames() or words[0] in countries.given_names())


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(countries.world().place_prepositions)


def _may_name(name: str) -> bool:
    words = name.split()
    if (
        words[0] in _stop()
        or words[-1] in _stop()
        or words[-1] in countries.world().outlet_words
        or (name.isupper() and (len(name) < 6 or " " in name))
        or name in countries.demonyms()
    ):
        return False
    if (
        words[0] in countries.honorifics()
        or words[0] in countries.world().body_heads
        or words[-1] in countries.world().body_heads
    ):
        return False
    return words[0].lower() not in countries.ranks() and words[0].lower() not in countries.titles()


def _again(context: _Context, found: list[Place]) -> list[Place]:
    """Other mentions of places that the lexicon does not have, by their bare or their second name."""
    text = context.text
    by_name: dict[str, Place] = {}
    for place in found:
        short = bare(text[place.span.start : place.span.end])
        if short and short not in context.named:
            kept = by_name.get(short)
            if kept is None or (kept.kind == "settlement" and place.kind != "settlement"):
                by_name[short] = place
        other = _ELSEWHERE.search(text, place.span.start, place.span.end) or _ELSEWHERE.match(text, place.span.end + 1)
        if other and other.group("other") not in context.named and _may_name(other.group("other")):
            by_name.setdefault(other.group("other"), place)
    if not by_name:
        return []
    spans = tuple((p.span.start, p.span.end) for p in found)
    again = []
    longest = sorted(by_name, key=len, reverse=True)
    for match in re.finditer(r"(?<![\w'-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])", text):
        start, end = match.span()
        if _covered(spans, start, end) or _covered(context.taken, start, end):
            continue
        person = _covered(context.persons, start, end)
        if person and " " in text[person[0] : person[1]] and (person[0] < start or person[1] > end + 2):
            continue
        first = by_name[match.group()]
        again.append(Place(Span(start, end), first.name, first.kind, first.within))
    return again


def _placed(context: _Context, places: list[Place]) -> list[Place]:
    """The places, each unlisted one within the larger place that follows it, a site within the town it is named for."""
    done, known = [], {bare(p.name): p.name for p in places if p.kind not in _SITES}
    for place, after in zip(places, (*places[1:], None), strict=False):
        if (
            place.within is None
            and after
            and after.kind not in _SITES
            and _LARGER.fullmatch(context.text, place.span.end, after.span.start)
        ):
            place = msgspec.structs.replace(place, within=after.name)
        elif place.within is None and place.kind in _NAMED_AFTER and (town := _named_after(context, place)):
            place = msgspec.structs.replace(place, within=known.get(town, town))
        done.append(place)
    return done


_NAMED_AFTER = frozenset({"site", "camp", "prison", "crossing"})


def _named_after(context: _Context, place: Place) -> str | None:
    """The town by whose name a site goes ("Komdok mine"); monasteries have names of their own."""
    words = place.name.split()
    if words[-1].lower() in _OWN_NAMES or place.name[-1].isdigit():
        return None
    town = bare(place.name)
    if not town or town == place.name or town.split()[0].lower() in ("central", "new", "old", "great"):
        return None
    listed = next(
        (n.entry for n in gazetteer.names(gazetteer.plain(town)) if n.entry.form == gazetteer.plain(town)), None
    )
    return _ranked(listed, context)[0].name if listed and listed.places else town


_OWN_NAMES = frozenset(
    ["monastery", "nunnery", "temple", "street", "avenue", "square", "bridge", "pagoda", "church", "mosque", "hotel"]
)
