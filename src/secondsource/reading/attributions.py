"""Who says what: every cue with the words it attributes and the noun phrase that names the source.

A paragraph is first divided into speech and prose (``layout``). Prose yields cues; a cue claims the speech beside it
by punctuation and order, and clauses in its own sentence by the parse.
"""

import re
from functools import cache

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon
from secondsource.lexicon.calendar import calendar
from secondsource.model import Attribution, AttributionType, Source, Span
from secondsource.reading.attributing import weighed
from secondsource.reading.candidates import Candidate
from secondsource.reading.chains import paths
from secondsource.reading.contents import carries_clause, indirect
from secondsource.reading.cues import candidates, cue_words
from secondsource.reading.drafts import Draft, passed_on
from secondsource.reading.facts import Facts
from secondsource.reading.labels import labelled
from secondsource.reading.layout import Item, Layout, Paragraph, lay_out
from secondsource.reading.orphans import has_floor
from secondsource.reading.phrases import noun_phrase
from secondsource.reading.pointing import points_back, points_far_back
from secondsource.reading.tags import tags
from secondsource.reading.turns import is_question, turns
from secondsource.reading.verbatim import Announced, announces, behind_colon, unclaimed
from secondsource.reading.voices import resolve


def find(doc: Doc, facts: Facts) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """All sources of a report and all that is attributed to them, each in order of first mention."""
    sources, said = _found(doc, facts)
    return sources, paths(tuple(attribution for attribution in said if attribution.sources))


def unsettled(doc: Doc, facts: Facts) -> tuple[Attribution, ...]:
    """What a report attributes to a source of which it cannot be told who that is: no part of a reading, but of use
    where cues are measured."""
    return tuple(attribution for attribution in _found(doc, facts)[1] if not attribution.sources)


def _found(doc: Doc, facts: Facts) -> tuple[tuple[Source, ...], list[Attribution]]:
    layout, drafts = drafted(doc, facts)
    drafts = weighed(doc, layout, drafts)
    holding = frozenset(n for n, draft in enumerate(drafts) if draft.speech or draft.clauses)
    sources, links = resolve(doc, facts, layout, [draft.candidate for draft in drafts], holding)
    said = (_attribution(facts.report.text, drafts[n], layout, links[n]) for n in sorted(holding))
    return sources, [attribution for attribution in said if _tells(facts.report.text, attribution)]


def drafted(doc: Doc, facts: Facts) -> tuple[Layout, list[Draft]]:
    """How a report divides into speech and prose, and all that its cues attribute by the lists and by order, in order;
    who is speaking is not settled yet."""
    layout = lay_out(facts.report, doc, facts.quotations, cue_words(doc))
    drafts: list[Draft] = []
    runs_on: Draft | None = None
    spoken = turns(doc, layout)
    given, last, whole = Announced(facts.report.text), None, None
    for number, paragraph in enumerate(layout.paragraphs):
        found = _paragraph(doc, paragraph, layout, runs_on)
        if number in spoken:
            # What stands inside a turn is said by its speaker; a cue in it is a voice within the voice.
            candidate, words = spoken[number]
            inner = [d for d in found if d.clauses]
            for draft in inner:  # the label is no part of what a voice within says
                draft.clauses[:] = [Span(max(c.start, words[0].start), c.end) for c in draft.clauses]
            found = [Draft(candidate, [], words), *inner]
        elif last is not None:
            more = given.goes_on(doc, paragraph, sum(bool(d.clauses or d.speech) for d in found))
            if more is not None:
                last.clauses.append(more)
            elif not found and runs_on is None and unclaimed(doc, paragraph):
                found = [Draft(replace(last.candidate, rule="floor"), [paragraph.items[0].quotation], [])]
        if whole is not None and found and not (found[0].clauses or found[0].speech):
            opens = found[0].candidate.token.sent.start <= paragraph.start
            found[0].clauses += [whole] if opens and points_far_back(found[0].candidate) else []
        whole = _unsaid(doc, paragraph, found)
        drafts += found
        runs_on = _still_speaking(doc, paragraph, found, runs_on)
        if not given.open:
            last = next((d for d in reversed(found) if d.clauses or d.speech or _closing(paragraph, d)), last)
        if found and announces(doc, paragraph.items[-1], found[-1].candidate):
            given.opens()
            last = found[-1]
    drafts += [Draft(candidate, [], words) for candidate, words in tags(doc, layout)]
    return layout, sorted(drafts, key=lambda draft: draft.order)


def _tells(text: str, attribution: Attribution) -> bool:
    """Whether anything is told: not a remark in brackets behind a title alone, nor a line's date or number, nor the
    heading in capitals before a word that only looks like a cue."""
    whole = [span for span in attribution.content if not _tells_nothing().fullmatch(text, span.start, span.end)]
    headed = text[attribution.cue.start : attribution.cue.end].islower()
    return any(not (headed and text[span.start : span.end].isupper()) for span in whole)


@cache
def _tells_nothing() -> re.Pattern[str]:
    months = "|".join(re.escape(name) for names in calendar().months.values() for name in names)
    return re.compile(rf"\([^()]*\)|(?:[\d\W_]|(?:{months})\b)*", re.IGNORECASE)


def _unsaid(doc: Doc, paragraph: Paragraph, found: list[Draft]) -> Span | None:
    """A paragraph of the narrator's in which nobody is quoted: a cue that opens the next may point back to it."""
    if paragraph.title or len(paragraph.items) > _BACK or any(d.clauses or d.speech for d in found):
        return None
    if any(item.kind != "prose" for item in paragraph.items):
        return None
    return Span(doc[paragraph.start].idx, doc[paragraph.end - 1].idx + len(doc[paragraph.end - 1]))


def _closing(paragraph: Paragraph, draft: Draft) -> bool:
    """Whether a cue stands in the last sentence of its paragraph and tells nothing there: "I write it down as he tells
    it." """
    item, token = paragraph.items[-1], draft.candidate.token
    return item.kind == "prose" and item.start <= token.i < item.end and token.lemma_ not in lexicon().no_cues


def _paragraph(doc: Doc, paragraph: Paragraph, layout: Layout, runs_on: Draft | None) -> list[Draft]:
    """The attributions of one paragraph; ``runs_on`` is the speaker whose speech the last paragraph left open."""
    cues = {
        number: [Draft(c, [], []) for c in candidates(doc, (item.start, item.end), layout.quoted, layout.cue_words)]
        for number, item in enumerate(paragraph.items)
        if item.kind == "prose"
    }
    for number, drafts in cues.items():
        label = labelled(doc, paragraph.items, number) if not drafts and not paragraph.title else None
        drafts += [Draft(label, [], [])] if label is not None else []
    owner = runs_on if runs_on is None or runs_on.speech or paragraph.items[0].kind == "speech" else None
    for number, item in enumerate(paragraph.items):
        if item.kind == "speech":
            draft = _speaker(doc, number, paragraph, cues, layout)
            if draft is not None and draft.candidate.token.i > item.start and draft.candidate.rule != "as":
                draft.clauses += _half(doc, paragraph.items, number, cues)
            floor = has_floor(doc, paragraph.items, number, owner is not None) if draft is None else None
            if floor is not None:
                draft = Draft(floor, [], [])
                cues[number - 1].append(draft)
            draft = draft or owner
            if draft is not None:
                draft.speech.append(item.quotation)
                owner = draft
        elif cues[number]:
            owner = _keeps_floor(doc, item, cues[number], owner)
    for number, drafts in cues.items():
        _clauses(doc, drafts, paragraph.items[number], layout)
    _back(doc, paragraph.items, cues)
    counts = {number: len(drafts) for number, drafts in cues.items()}
    for number, drafts in cues.items():
        text = behind_colon(doc, paragraph.items, number, drafts[-1].candidate, counts) if drafts else None
        if text is not None and drafts[-1].clauses:
            drafts[-1].clauses.append(text)
    for drafts in cues.values():
        drafts += [d for draft in drafts for d in passed_on(draft)]
    nested = [draft for item in paragraph.items if item.kind == "speech" for draft in _nested(doc, item, layout)]
    return [*(draft for drafts in cues.values() for draft in drafts), *nested]


def _half(doc: Doc, items: tuple[Item, ...], number: int, cues: dict[int, list[Draft]]) -> list[Span]:
    """The words before speech that begin its sentence: "The captain “takes four thousand a truck”, a dealer said"."""
    before = items[number - 1] if number else None
    if before is None or before.kind != "prose" or cues[number - 1]:
        return []
    last = doc[before.end - 1]
    if last.is_space or last.text in {".", ":", "?", "!", ";", "…"} or last.is_quote:
        return []
    return [Span(doc[before.start].idx, last.idx + len(last))]


def _nested(doc: Doc, item: Item, layout: Layout) -> list[Draft]:
    """What a speaker says that others say ("the guard told me that …"): voices within the voice."""
    open_ = (-1,) * len(layout.quoted)
    found: list[Draft] = []
    starts = [i for i in range(item.start, item.end) if i == item.start or doc[i].is_sent_start]
    for bounds in zip(starts, [*starts[1:], item.end], strict=True):
        drafts = [Draft(c, [], []) for c in candidates(doc, bounds, open_, layout.cue_words) if _third_person(c)]
        for position, draft in enumerate(drafts):
            following = drafts[position + 1].candidate if position + 1 < len(drafts) else None
            inner = _inner_speech(doc, draft.candidate.end, item.end)
            draft.clauses += inner or indirect(doc, draft.candidate, bounds, following, open_)
        found += [d for d in drafts if d.clauses]
    return found


def _inner_speech(doc: Doc, start: int, end: int) -> list[Span]:
    """Speech within speech, in single marks right behind its cue ("She said, ‘…’")."""
    opening = next((i for i in range(start, min(start + 3, end)) if doc[i].text == "‘"), None)
    if opening is None:
        return []
    closing = next((i for i in range(opening + 1, end) if doc[i].text == "’" and doc[i - 1].is_punct), None)
    return [Span(doc[opening + 1].idx, doc[closing].idx)] if closing else []


def _third_person(candidate: Candidate) -> bool:
    """Whether somebody other than the speaker and whom he speaks to is quoted, by a plain verb of saying."""
    own = {"i", "we", "you", "they", "it", "who"}
    plain = (candidate.token.lemma_ in _PASSING_ON and candidate.rule != "heard from") or candidate.rule == "phrase"
    plain = plain and candidate.token.tag_ != "VB"
    return plain and bool(candidate.sources) and candidate.sources[0].lower_ not in own


_PASSING_ON = frozenset(
    {"say", "tell", "write", "joke", "whisper", "hint", "send", "claim", "hear", "explain", "report"}
)
"""Verbs by which somebody within a quotation is quoted; what others do there belongs to the story."""


def _clauses(doc: Doc, drafts: list[Draft], item: Item, layout: Layout) -> None:
    """Gives each cue of a sentence the clauses it attributes; who is cited for a statement shares the statement."""
    for position, draft in enumerate(drafts):
        following = drafts[position + 1].candidate if position + 1 < len(drafts) else None
        # A cue that has its speech needs no clause; one that also adds something has a cue of its own for it.
        late = draft.candidate.token.i > item.start + 6
        later = all(layout.quotations[n].span.start >= doc[item.end - 1].idx for n in draft.speech)
        opens = later and draft.candidate.rule in {"phrase", "as"} and draft.candidate.start <= item.start + 1
        if draft.candidate.rule == "as" and later and draft.speech:
            continue  # "…, as she put it, “…”": her words are those in quotation marks
        # A sentence that is complete is the cue's as well as the speech behind it.
        opens = opens or (later and doc[item.end - 1].text == "." and draft.candidate.rule in {"order", "subject"})
        inside = draft.candidate.rule == "order" and _between_commas(doc, draft.candidate, item)
        if not draft.speech or late or opens or inside or carries_clause(doc, draft.candidate, item.end):
            start = _clause_start(doc, draft.candidate, item) if position else item.start
            draft.clauses += indirect(doc, draft.candidate, (start, item.end), following, layout.quoted)
    stating = [d for d in drafts if d.candidate.rule != "citing" and (d.clauses or d.speech)]
    for draft in drafts:
        if draft.candidate.rule == "citing" and stating:
            draft.clauses, draft.speech = list(stating[0].clauses), list(stating[0].speech)
            draft.after = stating[0]


def _between_commas(doc: Doc, cue: Candidate, item: Item) -> bool:
    """Whether a cue is put in within its sentence: "The driver, the clerk alleges, sells acid, “and not alone.”"."""
    put_in = item.start < cue.start and cue.end < item.end - 1 and doc[cue.start - 1].text == doc[cue.end].text == ","
    return put_in and doc[item.end - 1].text == ","


def _back(doc: Doc, items: tuple[Item, ...], cues: dict[int, list[Draft]]) -> None:
    """A cue that points back ("She said so on the telephone", "This we have from a youth") attributes the sentences
    before it in its paragraph, where nobody else does; who had from another what it told last passes that on."""
    for number, drafts in cues.items():
        before = cues.get(number - 1)
        pointing = next((d for d in drafts if not d.clauses and not d.speech and points_back(d.candidate)), None)
        if before is None or pointing is None:
            continue
        told = next((d for d in reversed(before) if d.clauses or d.speech), None)
        if told is not None:
            if pointing.candidate.rule == "heard from":
                pointing.candidate = replace(pointing.candidate, rule="passed on")
                pointing.clauses, pointing.speech = list(told.clauses), list(told.speech)
            continue
        first, far = number - 1, points_far_back(pointing.candidate)
        while far and first and number - first < _BACK and _free(cues, first - 1):
            first -= 1
        start, end = items[first].start, items[number - 1].end
        pointing.clauses.append(Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])))


_BACK = 3
"""Sentences at most to which a cue points back."""


def _free(cues: dict[int, list[Draft]], number: int) -> bool:
    """Whether a sentence is the narrator's own."""
    return number in cues and not any(d.clauses or d.speech for d in cues[number])


def _clause_start(doc: Doc, cue: Candidate, item: Item) -> int:
    """Where the clause that a further cue of a sentence interrupts begins: behind the last semicolon before it."""
    return next((i + 1 for i in range(cue.start - 1, item.start, -1) if doc[i].text == ";"), item.start)


def _speaker(doc: Doc, number: int, paragraph: Paragraph, cues: dict[int, list[Draft]], layout: Layout) -> Draft | None:
    """The cue that a stretch of speech belongs to: behind it, else before it."""
    items = paragraph.items
    behind = number + 1
    if behind < len(items) and items[behind].kind == "prose":
        for draft in cues[behind][:1]:
            start, cue = items[behind].start, draft.candidate
            near = cue.start <= start + 2 or not any(doc[i].is_punct for i in range(start + 1, cue.token.i))
            if (
                near
                and "quote" in draft.candidate.takes
                and not _sentence_of_its_own(doc, items, number, draft, layout)
            ):
                return draft
    before = number - 1
    if before >= 0 and items[before].kind == "prose" and cues[before]:
        stating = [d for d in cues[before] if d.candidate.rule != "citing"] or cues[before]
        draft = stating[-1]
        if draft.candidate.end < items[before].end - 1:  # "…," she said, adding that …. "…": back to the first cue
            draft = next((d for d in cues[before] if d.speech), draft)
        if "quote" in draft.candidate.takes:
            return draft
    return None


def _sentence_of_its_own(doc: Doc, items: tuple[Item, ...], number: int, draft: Draft, layout: Layout) -> bool:
    """Whether the cue behind speech that ended in a full stop begins a sentence with words of its own ("“…” It accused
    a broadcaster of fabricating"): then whoever spoke before said the speech."""
    last = doc[max(items[number].end - 2, 0) : items[number].end + 1].text
    if "." not in last or number == 0:
        return False
    start, end = items[number + 1].start, items[number + 1].end
    words = indirect(doc, draft.candidate, (start, end), None, layout.quoted)
    first = draft.candidate.end
    own = first < end and doc[first].pos_ in {"DET", "NUM", "NOUN", "PROPN"}
    return end - first > (1 if own else 3) or any(span.start >= draft.candidate.cue.end for span in words)


def _keeps_floor(doc: Doc, item: Item, drafts: list[Draft], owner: Draft | None) -> Draft | None:
    """Whose speech may come next without a cue of its own: the last speaker's, if the sentence between names nobody."""
    last = drafts[-1]
    if last.speech or doc[item.end - 1].text == ":":
        return last
    return last if "quote" in last.candidate.takes else owner


def _still_speaking(doc: Doc, paragraph: Paragraph, found: list[Draft], runs_on: Draft | None) -> Draft | None:
    """The speaker who goes on in the next paragraph: where the mark stayed open, or speech ended the paragraph."""
    last = paragraph.items[-1]
    if not found and runs_on is not None and is_question(doc, paragraph):
        return runs_on
    if found and doc[max(last.end - 3, last.start) : last.end].text.rstrip(". :").endswith(("following", "follows")):
        return found[-1]
    if doc[last.end - 1].text == ":" and found and "quote" in found[-1].candidate.takes:
        return found[-1]
    if last.kind == "speech":
        owners = [d for d in [*found, *([runs_on] if runs_on else [])] if last.quotation in d.speech]
        return owners[0] if owners else None
    if found and found[-1].speech and len(paragraph.items) > 1 and paragraph.items[-2].kind == "speech":
        return found[-1]
    if found and last.kind == "prose" and _closes(found[-1], last):
        return found[-1]
    return None


def _closes(draft: Draft, last: Item) -> bool:
    """Whether a paragraph ends with a cue put behind its words: speech that opens the next one is the same source's."""
    candidate = draft.candidate
    behind = candidate.rule == "order" and candidate.start >= last.start and candidate.end >= last.end - 1
    return behind and bool(draft.clauses) and "quote" in candidate.takes


def _attribution(text: str, draft: Draft, layout: Layout, sources: tuple[str, ...]) -> Attribution:
    candidate = draft.candidate
    speech = [_trimmed(text, layout.quotations[number].inner) for number in sorted(set(draft.speech))]
    clauses = [_trimmed(text, span) for span in draft.clauses]
    contents = tuple(sorted(span for span in [*speech, *clauses] if span.end > span.start))
    kind: AttributionType = "indirect"
    if speech and not clauses:
        kind = "direct"
    elif speech or any(_quotes(layout, span) for span in clauses):
        kind = "mixed"
    by = tuple(_named(head, candidate) for head in candidate.sources)
    return Attribution(sources, candidate.cue, kind, contents, candidate.kind, candidate.rule, by)


def _named(head: Token, candidate: Candidate) -> Span:
    """The words that name a source at its cue, with the "who" that takes them up."""
    phrase = noun_phrase(head)
    relative = (c for c in candidate.token.children if c.dep_ == "nsubj" and c.tag_ in {"WP", "WDT"})
    end = max((c.idx + len(c) for c in relative if c.i > head.i), default=phrase.end)
    return Span(phrase.start, max(phrase.end, end))


def _quotes(layout: Layout, span: Span) -> bool:
    return any(q.inner.start < span.end and span.start < q.inner.end for q in layout.quotations)


def _trimmed(whole: str, span: Span) -> Span:
    text = whole[span.start : span.end]
    left = len(text) - len(text.lstrip(' \n\t\u00a0“"«,;:—–-'))
    right = len(text.rstrip(' \n\t\u00a0”"»,;:—–-'))
    return Span(span.start + left, span.start + max(right, left))
