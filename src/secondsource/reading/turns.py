"""Speaker turns: paragraphs of an interview or a file that open with who speaks ("A.", "K:", "R1:")."""

import re
from collections import Counter

from spacy.tokens import Doc

from secondsource.lexicon.attribution import lexicon
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.cues import Candidate
from secondsource.reading.layout import Layout, Paragraph

_LABEL = re.compile(
    r"(?:(?P<answer>A|Answer)[.:]"
    r"|(?P<name>[A-Z][\w’'.-]{0,14}(?: [A-Z][\w’'.-]{0,14})?)(?:\s*\([^()\n]{2,40}\)|, [a-z][a-z ]{2,30})?:)\s+(?=\S)"
)
_QUESTION = re.compile(r"(?:Q|Question|Interviewer)[.:]\s|[―–—]\s")
_SHORT = re.compile(r"(?![VP]\d)(?:[A-Z]{1,2}\d*\.?|[A-Z]-?\d+)")


def is_question(doc: Doc, paragraph: Paragraph) -> bool:
    """Whether a paragraph is what an interviewer asks: behind a dash or a label."""
    text = doc[paragraph.start : paragraph.end].text
    return bool(_QUESTION.match(text)) and text.rstrip().endswith("?")


def turns(doc: Doc, layout: Layout) -> dict[int, tuple[Candidate, list[Span]]]:
    """By the number of the paragraph that is a turn: its label as a cue, and the words that the speaker says.

    A name counts as a label where it opens two paragraphs or is an initial or a code; an ``A.`` only beside a ``Q.``.
    """
    texts = [columns.of(doc).words(p.start, p.end) for p in layout.paragraphs]
    found = [_LABEL.match(text) for text in texts]
    found = [label or dotted for label, dotted in zip(found, _dotted(texts), strict=True)]
    counts = Counter(match["name"] for match in found if match and match["name"])
    asked = any(_QUESTION.match(text) for text in texts)
    asking = _asking(texts, found)
    turn: dict[int, tuple[Candidate, list[Span]]] = {}
    for number, (paragraph, match) in enumerate(zip(layout.paragraphs, found, strict=True)):
        if match is None or paragraph.title or (match["name"] or "").capitalize() in asking.union(lexicon().askers):
            continue
        name = match["name"]
        if (asked and not name) or (name and (counts[name] > 1 or _SHORT.fullmatch(name))):
            first = doc[paragraph.start]
            said = Span(first.idx + match.end(), first.idx + len(texts[number]))
            cue = Span(first.idx, first.idx + match.end() - 1)
            rule = "turn" if name else "answer"
            sources = (first,) if name else ()
            turn[number] = (
                Candidate(first, cue, paragraph.start, paragraph.start + 1, sources, "neutral", frozenset(), rule),
                [said],
            )
    if not turn:
        return _dashes(doc, layout, texts) or _messages(doc, layout, texts)
    _go_on(doc, layout, texts, turn, {n for n, match in enumerate(found) if match or _QUESTION.match(texts[n])})
    return turn


def _dotted(texts: list[str]) -> list[re.Match[str] | None]:
    """The turns of an interview whose labels are initials without a colon: "Q. Who came?", "M.R. Two soldiers."."""
    found = [_INITIALS.match(text) for text in texts]
    counts = Counter(match["name"] for match in found if match)
    asked = sum(bool(_QUESTION.match(text)) for text in texts)
    return [match if match and asked > 1 and counts[match["name"]] > 1 else None for match in found]


_INITIALS = re.compile(r"(?P<answer>(?!))?(?P<name>(?!Q\.)(?:[A-Z]\.){1,3})\s+(?=[A-Z“\"\[])")


def _dashes(doc: Doc, layout: Layout, texts: list[str]) -> dict[int, tuple[Candidate, list[Span]]]:
    """The answers of an interview of which every turn opens with a dash and every second one asks; at least two."""
    found: dict[int, tuple[Candidate, list[Span]]] = {}
    for number, text in enumerate(texts[1:], 1):
        dash, asked = _DASH.match(text), texts[number - 1]
        if dash is None or not _DASH.match(asked) or not asked.rstrip().endswith("?"):
            continue
        first = doc[layout.paragraphs[number].start]
        cue, said = Span(first.idx, first.idx + 1), Span(first.idx + dash.end(), first.idx + len(text))
        candidate = Candidate(first, cue, first.i, first.i + 1, (), "neutral", frozenset(), "answer")
        found[number] = (candidate, [said])
    return found if len(found) > 1 else {}


_DASH = re.compile(r"[-–—―]\s+(?=\S)")


def _asking(texts: list[str], found: list[re.Match[str] | None]) -> set[str]:
    """The labels of those who mostly ask: at least half of two or more turns end with a question."""
    turns = [
        (match["name"].capitalize(), text) for match, text in zip(found, texts, strict=True) if match and match["name"]
    ]
    asked = Counter(name for name, text in turns if text.rstrip('”"’) ').endswith("?"))
    counts = Counter(name for name, _ in turns)
    return {name for name in counts if counts[name] > 1 and 2 * asked[name] >= counts[name] and len(counts) > 1}


_STAMP = re.compile(
    r"[(\[]?(?:\d{1,2}[ ./-](?:[A-Z][a-z]+|\d{1,2})\.?(?:[ ./-]\d{2,4})?,? )?\d{1,2}[:.]\d\d\b[)\]]?\s*[-–—:]?\s*"
)
_ASIDE = re.compile(r">+[^?\n]*\?\s*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_I = re.compile(r"\b(?:I|[Mm]y|me)\b")
_MINE = re.compile(r"\b(?:I|[Mm]y|me|[Ww]e|[Oo]ur|us)\b")


def _messages(doc: Doc, layout: Layout, texts: list[str]) -> dict[int, tuple[Candidate, list[Span]]]:
    """Messages that one person sent, each behind or below the hour, with questions behind ">>" left out; at least four
    hours, and a third of the messages speak of "I" or "we"."""
    found: dict[int, tuple[Candidate, list[Span]]] = {}
    stamps, running = 0, False
    for number, text in enumerate(texts):
        stamp = _STAMP.match(text)
        stamps += stamp is not None
        running = (running or stamp is not None) and text[0] not in "(©"
        start = stamp.end() if stamp else 0
        aside = _ASIDE.match(text, start)
        start = aside.end() if aside else start
        if running and start < len(text):
            first = doc[layout.paragraphs[number].start]
            cue = Span(first.idx, first.idx + len(text[:start].rstrip()) or len(first))
            said = Span(first.idx + start, first.idx + len(text))
            candidate = Candidate(first, cue, first.i, first.i + 1, (), "neutral", frozenset(), "message")
            found[number] = (candidate, [said])
    told = [_QUOTED.sub("", texts[n]) for n in found]
    mine = sum(bool(_MINE.search(text)) for text in told)
    own = sum(bool(_I.search(text)) for text in told)
    return found if stamps >= 4 and 3 * mine >= len(found) and own >= 2 else {}


_ASIDES = re.compile(r"[\[(<■*]|(?:\S+\s+){1,9}\S+\?$")
"""What is no part of an answer that goes on: notes, and a question that has no label."""


def _go_on(
    doc: Doc, layout: Layout, texts: list[str], turn: dict[int, tuple[Candidate, list[Span]]], labelled: set[int]
) -> None:
    """An answer goes on over the paragraphs without a label, up to the next label."""
    last = max(labelled, default=-1)
    speaking: tuple[Candidate, list[Span]] | None = None
    for number, paragraph in enumerate(layout.paragraphs[: last + 1]):
        if number in labelled:
            speaking = turn.get(number)
        elif speaking is not None and not paragraph.title and not _ASIDES.match(texts[number]):
            first = doc[paragraph.start]
            speaking[1].append(Span(first.idx, first.idx + len(texts[number])))
        else:
            speaking = None
