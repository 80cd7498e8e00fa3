"""The layers of one report's reading, scored against its gold."""

import msgspec

from secondsource.evaluation.alignment import Sentences, content_words, locate, overlap, pair_off, word_positions
from secondsource.evaluation.gold import GoldAttribution, GoldEvent, GoldPerson, GoldReport
from secondsource.evaluation.tally import Tally
from secondsource.evaluation.values import same_place, same_time
from secondsource.model import NARRATOR, Attribution, Event, Filler, Person, Reading, Source, Span


class Matched(msgspec.Struct, frozen=True):
    """Which predicted event is which gold event (by its trigger), and the same of persons and of sources."""

    events: dict[str, str]
    people: dict[str, str]
    sources: dict[str, str]


def score_report(gold: GoldReport, reading: Reading | None, tally: Tally) -> Matched:
    """Add one report to the tally. A report that was not read counts as one in which nothing was found."""
    sources = _sources(gold, reading.sources if reading else (), tally)
    _attributions(gold, reading.attributions if reading else (), sources, tally)
    people = _people(gold, reading.people if reading else ())
    _posts(gold, reading.people if reading else (), people, tally)
    predicted = reading.events if reading else ()
    pairs = event_pairs(gold, predicted)
    tally.add("events", right=len(pairs), predicted=len(predicted), gold=len(gold.events))
    for i, j in pairs:
        _roles(gold, gold.events[i], predicted[j], people, tally)
        _circumstances(gold.events[i], predicted[j], tally)
        _standing(gold.events[i], predicted[j], sources, tally)
    return Matched({predicted[j].id: gold.events[i].trigger for i, j in pairs}, people, sources)


def _sources(gold: GoldReport, predicted: tuple[Source, ...], tally: Tally) -> dict[str, str]:
    """Predicted to gold ids: each takes the first gold source, still free, whose first mention it overlaps."""
    free = {key: locate(gold.text, source.mention) for key, source in gold.sources.items()}
    matched = {}
    for source in predicted:
        mentions = source.mentions or (source.mention,)
        key = next((k for k, place in free.items() if any(overlap(m, place) for m in mentions)), None)
        if key is not None:
            matched[source.id] = key
            del free[key]
    tally.add("sources", right=len(gold.sources) - len(free), predicted=len(predicted), gold=len(gold.sources))
    return matched


def _attributions(gold: GoldReport, predicted: tuple[Attribution, ...], sources: dict[str, str], tally: Tally) -> None:
    """The attributed words, and the attributions: half of the words shared and the source right."""
    want = [word_positions(gold.text, _stretches(gold.text, entry)) for entry in gold.attributions]
    got = [word_positions(gold.text, entry.content) for entry in predicted]
    all_want: frozenset[int] = frozenset().union(*want)
    all_got: frozenset[int] = frozenset().union(*got)
    tally.add("attributed", right=len(all_want & all_got), predicted=len(all_got), gold=len(all_want))
    shares = {
        (i, j): share
        for i, a in enumerate(want)
        for j, b in enumerate(got)
        if (both := len(a & b)) and (share := both / len(a | b)) >= 0.5
    }
    right = sum(
        any(sources.get(s) in gold.attributions[i].sources for s in predicted[j].sources) for i, j in pair_off(shares)
    )
    tally.add("attributions", right=right, predicted=len(predicted), gold=len(gold.attributions))


def _stretches(text: str, entry: GoldAttribution) -> list[Span]:
    return [locate(text, content) for content in entry.content]


def _people(gold: GoldReport, predicted: tuple[Person, ...]) -> dict[str, str]:
    """Predicted to gold ids: the same name counts two, a mention at the gold's place one."""
    scores: dict[tuple[int, int], float] = {}
    for i, entry in enumerate(gold.people.values()):
        place = locate(gold.text, entry.mention)
        name = content_words(entry.name) if entry.name else None
        for j, person in enumerate(predicted):
            named = name is not None and bool(person.name) and name == content_words(person.name or "")
            here = any(overlap(mention, place) for mention in person.mentions)
            if named or here:
                scores[i, j] = 2 * named + here
    keys = list(gold.people)
    return {predicted[j].id: keys[i] for i, j in pair_off(scores)}


def _posts(gold: GoldReport, predicted: tuple[Person, ...], people: dict[str, str], tally: Tally) -> None:
    """A post is right when title and body share a content word with a post of the gold person."""
    for person in predicted:
        key = people.get(person.id)
        open_posts = list(gold.people[key].posts or ()) if key is not None else []
        for post in person.posts:
            title, org = content_words(post.title), content_words(post.org or "")
            right = next(
                (
                    n
                    for n, want in enumerate(open_posts)
                    if content_words(want.title or "") & title and (not want.org or content_words(want.org) & org)
                ),
                None,
            )
            if right is not None:
                del open_posts[right]
            tally.add("posts", right=right is not None, predicted=1)
    tally.add("posts", gold=sum(len(person.posts or ()) for person in gold.people.values()))


def event_pairs(gold: GoldReport, predicted: tuple[Event, ...]) -> list[tuple[int, int]]:
    """Gold and predicted events of one act that share a sentence, those whose triggers touch first."""
    sentences = Sentences.of(gold.text)
    scores: dict[tuple[int, int], float] = {}
    for i, event in enumerate(gold.events):
        triggers = [locate(gold.text, event.trigger, event.after)]
        triggers += [locate(gold.text, words) for words in event.also or ()]
        inside = {sentences.number(trigger.start) for trigger in triggers}
        for j, other in enumerate(predicted):
            if other.act == event.act and any(sentences.number(t.start) in inside for t in other.triggers):
                scores[i, j] = 1 + any(overlap(t, trigger) for t in other.triggers for trigger in triggers)
    return pair_off(scores)


def _roles(gold: GoldReport, event: GoldEvent, predicted: Event, people: dict[str, str], tally: Tally) -> None:
    """Fillers of both roles: right when it is the gold person, or the words share a content word."""
    for want, got in zip(event.roles, (predicted.actor, predicted.recipient), strict=True):
        left = list(want)
        for filler in got:
            match = next((n for n, w in enumerate(left) if fills(gold, filler, w, people)), None)
            if match is not None:
                del left[match]
        tally.add("roles", right=len(want) - len(left), predicted=len(got), gold=len(want))


def fills(gold: GoldReport, filler: Filler, want: str, people: dict[str, str]) -> bool:
    """Whether a filler is one of gold's, given as the id of a person or in words; ``people``: predicted to gold ids."""
    person = gold.people.get(want)
    if person is not None and filler.person is not None and people.get(filler.person) == want:
        return True
    return not content_words(gold.text[filler.start : filler.end]).isdisjoint(_described(person, want))


def _described(person: GoldPerson | None, words: str) -> frozenset[str]:
    if person is None:
        return content_words(words)
    return content_words(" ".join(filter(None, (person.name, person.mention))))


def _circumstances(event: GoldEvent, predicted: Event, tally: Tally) -> None:
    """Place and time; an event for which neither side gives one says nothing."""
    place, time = predicted.place, predicted.time.edtf if predicted.time else None
    if event.place or place:
        right = bool(event.place and place and same_place(event.place, place))
        tally.add("places", right=right, predicted=bool(place), gold=bool(event.place))
    if event.time or time:
        right = bool(event.time and time and same_time(event.time, time))
        tally.add("times", right=right, predicted=bool(time), gold=bool(event.time))


def _standing(event: GoldEvent, predicted: Event, sources: dict[str, str], tally: Tally) -> None:
    """Status, and who vouches."""
    tally.add("status", right=event.status == predicted.status, predicted=1, gold=1)
    voucher = sources.get(predicted.source, NARRATOR if predicted.source == NARRATOR else None)
    tally.add("voucher", right=event.source == voucher, predicted=1, gold=1)
