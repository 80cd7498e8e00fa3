"""Whose names leave, and what stands for those whose do not."""

import re
from collections.abc import Iterable, Mapping, Sequence

from secondsource.lexicon import countries
from secondsource.lexicon.phrases import phrases
from secondsource.lexicon.profiles import Profile
from secondsource.model import Filler, Person, Reading
from secondsource.publishing import coarsening
from secondsource.publishing.case import Case, filler_text
from secondsource.publishing.passages import clean
from secondsource.publishing.sentences import is_plural

_OFFICES = frozenset(
    {"security", "police", "military", "party", "court", "prosecutor", "government", "parliament", "prison"}
)
SOMEONE, _PEOPLE = "someone", "people"


def named(case: Case, profile: Profile) -> dict[str, bool]:
    """Anchor of each person over reports → whether the profile lets the name out.

    Nobody is named who is a minor or the victim of an act that the profile protects, in any report; with names of
    offices only, nobody whose office at a state body no report gives.
    """
    protected = set(_protected(case, profile))
    found = {}
    for anchor, members in case.people().items():
        young = any((age := coarsening.age(p.age)) is not None and age < profile.least_age for _, p in members)
        public = profile.names == "all" or (profile.names == "office" and any(holds_office(p) for _, p in members))
        found[anchor] = public and not young and anchor not in protected
    return found


def holds_office(person: Person) -> bool:
    """Whether a report gives the person a post at a body of the state or its party."""
    return any(_of_state(post.org) for post in person.posts if post.org)


def _of_state(org: str) -> bool:
    body = countries.body_named(org)
    if body is not None:
        return body.state
    heads = countries.world().body_heads
    return any(heads.get(word) in _OFFICES for word in org.split())


def _protected(case: Case, profile: Profile) -> Iterable[str]:
    acts = frozenset(profile.unnamed_recipients)
    for reading in case.readings:
        for event in reading.events:
            if event.act in acts:
                yield from filter(None, (case.group(reading.report.id, f.person) for f in event.recipient))


def description(members: Sequence[tuple[Reading, Person]]) -> str:
    """What stands for a person without a name: "a" with the title of a post, else "someone" or "people"."""
    titles = [clean(post.title) for _, person in members for post in person.posts]
    plain = next((title for title in titles if names_nobody(title)), None)
    if plain:
        return plain if is_plural(plain) else f"{'an' if plain[0] in 'aeiou' else 'a'} {plain}"
    return _PEOPLE if any(person.group for _, person in members) else SOMEONE


def words_of(case: Case, reading: Reading, filler: Filler, profile: Profile) -> str:
    """The words of a role that no person of the report fills: as written, unless they may name somebody."""
    text = clean(filler_text(reading.report, filler))
    if profile.names == "all":
        return text or SOMEONE
    return text if text and names_nobody(text) else SOMEONE


def names_nobody(text: str) -> bool:
    """Whether no word can be a name: none has a capital or a figure, but for a common word that begins a
    sentence (``small`` in ``phrases.yaml``)."""
    words = re.findall(r"[^\W_]+", text)
    if not words or any(any(c.isdigit() for c in word) for word in words):
        return False
    first, *others = words
    return (first.islower() or first.lower() in phrases().small) and all(word.islower() for word in others)


def shown(case: Case, names: Mapping[str, bool], anchor: str) -> str | None:
    """The name of a person over reports, where it leaves."""
    return (case.name(anchor) or None) if names.get(anchor) else None
