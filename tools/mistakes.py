"""What a reading or a weighing of annotated reports has wrong, layer by layer, with the words of the report around it.

    python tools/mistakes.py events tests/corpus/dev --only a1 b --max 40
    python tools/mistakes.py grades tests/corpus/more --gold-readings --kind "corroborated > unclear"
    python tools/mistakes.py scores tests/corpus/dev tests/corpus/own

A folder holds ``text`` and ``gold``. Fix kinds of mistakes, not cases; never list those of ``tests/corpus/unseen``.
"""

import argparse
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import secondsource
from secondsource import gold as as_readings
from secondsource.evaluation import Gold, evaluate, load
from secondsource.evaluation.alignment import content_words, locate, word_positions
from secondsource.evaluation.gold import GoldEvent, GoldPost, GoldReport
from secondsource.evaluation.reports import Matched, event_pairs, fills, score_report
from secondsource.evaluation.tally import LAYERS, Tally
from secondsource.evaluation.values import same_place, same_time
from secondsource.evaluation.weighings import STRONG, events_of
from secondsource.model import NARRATOR, Event, Post, Reading, Span, Weighing
from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file
from secondsource.weighing.pipeline import weigh

AROUND = 110


class Mistake(NamedTuple):
    """One thing wrong: its kind, as counted, where, and what to read of it."""

    kind: str
    report: str
    words: str


def main() -> None:
    """Print the kinds with their counts, then the mistakes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layer", choices=("scores", *LAYERS))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--only", nargs="+", default=[""], help="beginnings of report names")
    parser.add_argument("--kind", default="", help="a part of the kinds to print")
    parser.add_argument("--max", type=int, default=60)
    parser.add_argument("--every", type=int, default=1, help="every n-th mistake of a kind")
    parser.add_argument("--gold-readings", action="store_true", help="weigh the annotations themselves")
    parser.add_argument("--cache", type=Path, help="a folder for readings, kept while the program's source is the same")
    asked = parser.parse_args()
    for folder in asked.folders:
        missing = [name for name in ("gold", "text") if not (folder / name).is_dir()]
        if missing:
            parser.error(f"{folder} has no folder {missing[0]!r}: give one that holds reports and annotations of a set")
        gold = chosen(load(folder / "gold", folder / "text"), asked.only)
        readings = read(folder, gold, asked.gold_readings, asked.cache)
        if asked.layer == "scores":
            weighed = weigh(readings) if gold.bundles else None
            print(folder.name, " ".join(asked.only), len(gold.reports), "reports")
            for layer, row in evaluate(gold, readings, weighed).figures.items():
                print(f"  {layer:20}", row if isinstance(row, int) else f"{row.p:6} {row.r:6} {row.f1:6}  {row.gold}")
            continue
        show(asked, list(found(asked.layer, gold, readings)))


def show(asked: argparse.Namespace, mistakes: Sequence[Mistake]) -> None:
    """The kinds with their counts, and the mistakes of those asked for."""
    for kind, count in Counter(m.kind for m in mistakes).most_common():
        print(f"{count:5}  {kind}")
    listed = [m for m in mistakes if asked.kind in m.kind][:: asked.every]
    for mistake in listed[: asked.max]:
        print(f"\n[{mistake.kind}] {mistake.report}\n  {mistake.words}")


def chosen(gold: Gold, names: Sequence[str]) -> Gold:
    """The annotations of the reports whose names begin with one of ``names``, and of bundles all of whose do."""
    reports = tuple(r for r in gold.reports if r.report.startswith(tuple(names)))
    kept = {r.report for r in reports}
    bundles = tuple(
        b for b in gold.bundles or () if all(m.report in kept for e in b.same_event or () for m in e.members)
    )
    return Gold(reports, bundles if gold.bundles is not None else None)


def read(folder: Path, gold: Gold, annotated: bool, cache: Path | None) -> list[Reading]:
    """The readings of the reports: the program's, or the annotations as readings."""
    kept = {r.report for r in gold.reports}
    if annotated:
        paths = sorted(p for p in (folder / "gold").glob("*.yaml") if p.name != as_readings.BUNDLES)
        return [as_readings.from_yaml(p, folder / "text") for p in paths if f"{p.stem}.txt" in kept]
    wanted = [from_file(path) for path in sorted((folder / "text").glob("*.txt")) if path.name in kept]
    if cache is None:
        return list(read_all(wanted))
    source = Path(secondsource.__file__).parent
    stamp = max(p.stat().st_mtime_ns for p in source.rglob("*") if p.suffix in (".py", ".yaml", ".npz"))
    place = cache / f"{folder.name}-{crc32(repr((str(source), stamp, sorted(kept))).encode())}.pickle"
    if not place.exists():
        cache.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(list(read_all(wanted))))
    readings: list[Reading] = pickle.loads(place.read_bytes())
    return readings


def found(layer: str, gold: Gold, readings: Sequence[Reading]) -> Iterator[Mistake]:
    """The mistakes of a layer."""
    by_id = {reading.report.id: reading for reading in readings}
    matched = {}
    for entry in gold.reports:
        reading = by_id[entry.report]
        matched[entry.report] = score_report(entry, reading, Tally())
        if layer in ("sources", "attributed", "attributions", "posts"):
            yield from _told(layer, entry, reading, matched[entry.report])
        else:
            yield from _happened(layer, entry, reading, matched[entry.report])
    if layer in ("same_event", "same_person", "grades", "over_corroborated"):
        yield from _together(layer, gold, weigh(readings), matched)


def _near(text: str, span: Span) -> str:
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(text))
    return " ".join(f"{text[start : span.start]}<<{text[span.start : span.end]}>>{text[span.end : end]}".split())


def _told(layer: str, gold: GoldReport, reading: Reading, matched: Matched) -> Iterator[Mistake]:
    text, name = gold.text, gold.report
    if layer == "sources":
        for key, source in gold.sources.items():
            if key not in matched.sources.values():
                yield Mistake("missed", name, f"{key}: {_near(text, locate(text, source.mention))}")
        for one in reading.sources:
            if one.id not in matched.sources:
                yield Mistake("too many", name, f"{one.id} {one.anonymity}: {_near(text, one.mention)}")
    elif layer == "posts":
        ours = {matched.people.get(p.id): p for p in reading.people}
        for key, person in gold.people.items():
            want, got = person.posts or [], ours[key].posts if key in ours else ()
            missed = [w for w in want if not any(_same_post(w, g) for g in got)]
            added = [g for g in got if not any(_same_post(w, g) for w in want)]
            if missed or added:
                kind = "other" if missed and added else "missed" if missed else "too many"
                kind = kind if key in ours else "person missed"
                yield Mistake(kind, name, f"{_near(text, locate(text, person.mention))}\n  gold {want}\n  ours {got}")
        for person_id, someone in ((p.id, p) for p in reading.people if p.posts and p.id not in matched.people):
            yield Mistake("person too many", name, f"{person_id}: {_near(text, someone.mentions[0])} {someone.posts}")
    else:
        yield from _attributed(gold, reading, matched)


def _same_post(want: GoldPost, got: Post) -> bool:
    body = not want.org or bool(content_words(want.org) & content_words(got.org or ""))
    return bool(content_words(want.title or "") & content_words(got.title)) and body


def _attributed(gold: GoldReport, reading: Reading, matched: Matched) -> Iterator[Mistake]:
    text, used = gold.text, set()
    got = [word_positions(text, one.content) for one in reading.attributions]
    for entry in gold.attributions:
        spans = [locate(text, content) for content in entry.content]
        want = word_positions(text, spans)
        shares = [(len(want & words) / len(want | words), n) for n, words in enumerate(got) if want & words]
        share, best = max(shares, default=(0.0, -1))
        ours = f"{reading.attributions[best].rule} {reading.attributions[best].sources}" if best >= 0 else "nothing"
        words = f"{sorted(entry.sources)}: {_near(text, spans[0])}\n  ours: {ours}"
        if share < 0.5:
            yield Mistake("other words" if shares else "missed", gold.report, words)
            continue
        used.add(best)
        if not {matched.sources.get(s) for s in reading.attributions[best].sources} & entry.sources:
            whom = [_near(text, by) for by in reading.attributions[best].by]
            yield Mistake("other source", gold.report, f"{words} {whom}")
    for n, one in enumerate(reading.attributions):
        if n not in used:
            where = Span(one.content[0].start, one.content[-1].end)
            yield Mistake("too many", gold.report, f"{one.rule} {one.sources}: {_near(text, where)}")


def _happened(layer: str, gold: GoldReport, reading: Reading, matched: Matched) -> Iterator[Mistake]:
    text, name = gold.text, gold.report
    pairs = event_pairs(gold, reading.events)
    if layer == "events":
        for i, event in enumerate(gold.events):
            if i not in {a for a, _ in pairs}:
                yield Mistake(f"missed {event.act}", name, _near(text, locate(text, event.trigger, event.after)))
        for j, one in enumerate(reading.events):
            if j not in {b for _, b in pairs}:
                yield Mistake(f"too many {one.act}", name, f"{_near(text, one.triggers[0])}\n  {one.rule}")
    for i, j in pairs:
        want, got = gold.events[i], reading.events[j]
        told = f"{want.act}: {_near(text, locate(text, want.trigger, want.after))}\n"
        yield from (Mistake(kind, name, told + words) for kind, words in _wrong(layer, gold, want, got, matched))


def _wrong(layer: str, gold: GoldReport, want: GoldEvent, got: Event, matched: Matched) -> Iterator[tuple[str, str]]:
    if layer == "roles":
        for role, entries, fillers in zip(("actor", "recipient"), want.roles, (got.actor, got.recipient), strict=True):
            left = [f for f in fillers if not any(fills(gold, f, w, matched.people) for w in entries)]
            missed = [w for w in entries if not any(fills(gold, f, w, matched.people) for f in fillers)]
            if left or missed:
                ours = [gold.text[f.start : f.end] for f in left]
                kind = "other" if left and missed else "missed" if missed else "too many"
                yield f"{role} {kind}", f"  gold {missed}, ours {ours}; {got.rule}"
    elif (
        layer == "places"
        and (want.place or got.place)
        and not (want.place and got.place and same_place(want.place, got.place))
    ):
        kind = "other" if want.place and got.place else "missed" if want.place else "too many"
        yield kind, f"  gold {want.place}, ours {got.place} ({got.place_rule})"
    elif layer == "times":
        edtf = got.time.edtf if got.time else None
        if (want.time or edtf) and not (want.time and edtf and same_time(want.time, edtf)):
            kind = "other" if want.time and edtf else "missed" if want.time else "too many"
            yield kind, f"  gold {want.time}, ours {got.time}"
    elif layer == "status" and want.status != got.status:
        yield f"{want.status} > {got.status}", f"  {got.status_rule}"
    elif layer == "voucher":
        voucher = matched.sources.get(got.source, NARRATOR if got.source == NARRATOR else None)
        if voucher != want.source:
            kinds = [
                "narrator" if s == NARRATOR else "a source" if s else "nobody of gold" for s in (want.source, voucher)
            ]
            yield " > ".join(kinds), f"  gold {want.source}, ours {voucher} ({got.source})"


def _together(layer: str, gold: Gold, weighing: Weighing, matched: dict[str, Matched]) -> Iterator[Mistake]:
    texts = {entry.report: entry for entry in gold.reports}
    if layer in ("same_event", "same_person"):
        yield from _pairs(layer, gold, weighing, matched, texts)
        return
    groups = [(group, events_of(group, matched)) for group in weighing.events]
    for event in (event for bundle in gold.bundles or () for event in bundle.same_event or ()):
        members = sorted({(m.report, m.trigger) for m in event.members})
        best = max(groups, key=lambda group: len(group[1] & {*members}), default=None)
        ours = best[0] if best and best[1] & {*members} else None
        grade = ours.grade if ours else "not read"
        over = grade in STRONG and event.grade not in STRONG
        if event.grade == grade or (layer == "over_corroborated" and not over):
            continue
        lines = [f"{r} {_near(texts[r].text, locate(texts[r].text, t))}" for r, t in members]
        if ours:
            lines += [*ours.why, f"ours: {[f'{m.report}:{m.event}' for m in ours.members]} {ours.lines}"]
        yield Mistake(f"{event.grade} > {grade}", members[0][0], "\n  ".join(lines))


def _pairs(
    layer: str, gold: Gold, weighing: Weighing, matched: dict[str, Matched], texts: dict[str, GoldReport]
) -> Iterator[Mistake]:
    """Pairs that are apart though one, or one though apart."""
    if layer == "same_event":
        events = (event for bundle in gold.bundles or () for event in bundle.same_event or ())
        want = [{(m.report, m.trigger) for m in event.members} for event in events]
        got = [events_of(group, matched) for group in weighing.events]
    else:
        persons = (person for bundle in gold.bundles or () for person in bundle.same_person or ())
        want = [{_halves(name) for name in person.members} for person in persons]
        found = ([_halves(name) for name in person.members] for person in weighing.people)
        got = [{(r, matched[r].people[p]) for r, p in group if p in matched[r].people} for group in found]
    ours, theirs = ({p for group in groups for p in combinations(sorted(group), 2)} for groups in (got, want))
    for kind, pairs in (("missed", theirs - ours), ("too many", ours - theirs)):
        for pair in sorted(pairs):
            words = [texts[r].people[n].mention if layer == "same_person" else n for r, n in pair]
            near = [_near(texts[r].text, locate(texts[r].text, w)) for (r, _), w in zip(pair, words, strict=True)]
            yield Mistake(kind, pair[0][0], f"{near[0]}\n  {pair[1][0]} {near[1]}")


def _halves(name: str) -> tuple[str, str]:
    report, _, key = name.partition(":")
    return report, key


if __name__ == "__main__":
    main()
