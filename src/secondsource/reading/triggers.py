"""Words that name an act: the codebook's frames matched against the parse."""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon import kinds as lexicon
from secondsource.lexicon.acts import Frame, frames
from secondsource.reading import columns, guesses, rivals
from secondsource.reading.clauses import View
from secondsource.reading.frames import Match, match_noun, match_phrase, match_verb
from secondsource.reading.wording import Likely

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})


class Rows:
    """The frames of one head, found by the first set of words that each needs: a sentence rules most of them out."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        self._free: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        for number, frame in enumerate(self.frames):
            if not frame.needs:
                self._free.append(number)
            for word in frame.needs[0] if frame.needs else ():
                self._by_word.setdefault(word, []).append(number)

    def possible(self, present: frozenset[str]) -> list[Frame]:
        """The frames of whose needs a sentence with these words holds every one, in their order."""
        numbers = list(self._free)
        for word in self._by_word.keys() & present:
            numbers += self._by_word[word]
        found = [self.frames[number] for number in sorted(set(numbers))]
        return [f for f in found if not any(need.isdisjoint(present) for need in f.needs[1:])]


class Index(msgspec.Struct, frozen=True):
    """Frames by the lemma of their head, and irregular or inflected forms by their lemma."""

    frames: dict[str, Rows]
    forms: dict[str, str]


@cache
def codebook() -> Index:
    """The index of the packaged codebook."""
    return index(frames())


def index(found: tuple[Frame, ...]) -> Index:
    """Frames by the lemma of their head; forms that the tagger may not reduce to it (participles, titles)."""
    by_head: dict[str, list[Frame]] = {}
    forms: dict[str, str] = {}
    irregular: dict[str, list[str]] = {}
    for form, lemma in lexicon.irregular().items():
        irregular.setdefault(lemma, []).append(form)
    for frame in found:
        for head in frame.heads:
            by_head.setdefault(head, []).append(frame)
            if frame.shape == "verb":
                forms.update((form, head) for form in (*inflect(head), *irregular.get(head, ())))
    return Index({head: Rows(rows) for head, rows in by_head.items()}, forms)


def inflect(lemma: str) -> tuple[str, ...]:
    """The regular forms of an English verb, with both spellings where a final consonant may double."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")
    found: tuple[str, ...] = (plural, lemma + "ed", lemma + "ing")
    if len(lemma) > 2 and lemma[-1] not in "aeiouwxyh" and lemma[-2] in "aeiou":
        found += (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    return found


def fitting(doc: Doc, view: View, likely: Likely | None = None) -> Iterator[list[Match]]:
    """The matches on each word, the heaviest of each act."""
    known = likely or Likely(view)
    yield from (group for group, _ in _found(doc, view, codebook(), known))


def find(doc: Doc, view: View, over: Index | None = None, likely: Likely | None = None) -> list[Match]:
    """The likeliest match on each word, none that shares a word with it, in order of the text.

    Matches are those of the codebook and, in a sentence in which it finds no such act, those that its words make
    likely.
    """
    found: list[Match] = []
    for group, beside in _found(doc, view, over or codebook(), likely or Likely(view)):
        found.extend(rivals.weighed(group, view))
        found.extend(rivals.weighed(beside, view))
    return _likeliest(found)


def _found(doc: Doc, view: View, over: Index, likely: Likely) -> Iterator[tuple[list[Match], list[Match]]]:
    """For each word the matches on it, and those beside the best."""
    by_word: dict[int, tuple[list[Match], list[Match]]] = {}
    told: set[tuple[int, str]] = set()
    for token, rows, form in _candidates(doc, over, view):
        group = _fitting(token, rows, view, form)
        best = max(group, key=lambda match: match.frame.weight, default=None)
        beside = _beside(best, token, rows, view, form)
        if not group and not beside:
            continue
        by_word[token.i] = group, beside
        told |= {(view.columns.number[token.i], match.frame.act) for match in group}
    for token, act in likely.found(guesses.LEAST):
        if (view.columns.number[token.i], act) not in told:
            own = over.frames.get(token.lemma_.lower())
            named = own is not None and any(frame.act == act for frame in own.frames)
            match = guesses.match(token, act, view, named)
            if match is not None:
                by_word.setdefault(token.i, ([], []))[0].append(match)
    for _, (group, beside) in sorted(by_word.items()):
        yield [guesses.worded(match, likely) for match in group], [guesses.worded(match, likely) for match in beside]


def _candidates(doc: Doc, known: Index, view: View) -> Iterator[tuple[Token, list[Frame], str | None]]:
    """Each word that may be the head of a frame, with the frames whose words its sentence holds, and its lemma."""
    words = columns.of(doc)
    for i, (lower, lemma) in enumerate(zip(words.lower, words.base, strict=True)):
        form, whole = known.forms.get(lower), view.joined.get(i)
        heads = (lemma, lower) if form is None else (lemma, form, lower)
        named = [head for head in (heads if whole is None else (*heads, whole)) if head in known.frames]
        if named:
            token = doc[i]
            present = view.present(token)
            rows = [frame for head in dict.fromkeys(named) for frame in known.frames[head].possible(present)]
            if rows:
                yield token, rows, form


def _fitting(token: Token, rows: list[Frame], view: View, form: str | None) -> list[Match]:
    """The heaviest match of each act on a word."""
    best: dict[str, Match] = {}
    for frame in rows:
        known = best.get(frame.act)
        if "beside" in frame.flags or (known is not None and frame.weight <= known.frame.weight):
            continue
        if frame.shape == "verb":
            match = match_verb(frame, token, view) if _is_verb(token, form) else None
        elif frame.shape == "noun":
            match = match_noun(frame, token, view) if token.pos_ in _NOMINAL else None
        else:
            match = match_phrase(frame, token, view)
        if match is not None:
            best[frame.act] = match
    return list(best.values())


def _beside(best: Match | None, token: Token, rows: list[Frame], view: View, form: str | None) -> list[Match]:
    """What else a verb tells with the words after it: of who is caught with drugs, the arrest and the smuggling."""
    if not _is_verb(token, form):
        return []
    found = []
    for frame in rows:
        if "beside" in frame.flags and (best is None or frame.act != best.frame.act):
            match = match_verb(frame, token, view)
            if match is not None and len(match.words) > 1:
                found.append(msgspec.structs.replace(match, words=match.words[1:]))
    return found[:1]


def _is_verb(token: Token, form: str | None) -> bool:
    if token.tag_[:2] == "VB":
        return True
    # Participles are often tagged as adjectives, and words of a headline as names; a base form is left to the nouns.
    return form is not None and form != token.lower_ and token.pos_ in ("ADJ", "PROPN", "NOUN") and (
        token.lower_.endswith(("ed", "en", "t", "ght", "ng", "ld", "n"))
    )  # fmt: skip


def _likeliest(found: list[Match]) -> list[Match]:
    """Of matches that share a word, the likelier; two of one act on one clause both stay (they are merged later)."""
    taken: dict[int, Match] = {}
    kept = []
    for match in sorted(found, key=lambda m: (-m.chance, -m.frame.weight, m.head.i)):
        rival = taken.get(match.head.i)
        if rival is not None and rival.frame.act != match.frame.act:
            continue
        # "was under arrest": what makes a light verb an act is already told by another frame.
        others = [taken.get(word.i) for word in match.words[1:]]
        if others and match.head.pos_ == "AUX" and all(o and o.frame.act != match.frame.act for o in others):
            continue
        kept.append(match)
        for word in match.words:
            taken.setdefault(word.i, match)
    return sorted(kept, key=lambda m: m.head.i)
