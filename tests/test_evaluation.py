"""The figures are those of the guide's scorer, to the decimal, on any input; faults of gold are told in a line."""

import importlib.util
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import yaml

from secondsource.errors import GoldError
from secondsource.evaluation import BUNDLES, evaluate, load
from secondsource.evaluation.alignment import Sentences, locate, pair_off
from secondsource.evaluation.gold import GoldEvent, GoldReport
from secondsource.evaluation.values import interval, same_place, same_time
from secondsource.model import (
    Attribution,
    Event,
    Filler,
    Member,
    Person,
    Post,
    Reading,
    Report,
    RestsOn,
    Source,
    Span,
    Time,
    WeighedEvent,
    WeighedPerson,
    Weighing,
)
from secondsource.publishing import wire

# --- a perfect reading of gold, and ways to spoil it --------------------------------------------------------------


def perfect(gold: GoldReport) -> Reading:
    """What a reader would give who agrees with the annotations in everything."""
    text = gold.text
    people = {key: f"p{n}" for n, key in enumerate(gold.people)}

    def filler(words: str) -> Filler:
        person = gold.people.get(words)
        span = locate(text, person.mention if person else words)
        return Filler(span.start, span.end, people.get(words))

    def event(number: int, e: GoldEvent) -> Event:
        triggers = (locate(text, e.trigger, e.after), *(locate(text, words) for words in e.also or ()))
        time = Time(Span(0, 1), e.time, "gold") if e.time else None
        actor, recipient = (tuple(map(filler, role)) for role in e.roles)
        place, status, source = e.place, e.status, e.source
        return Event(
            f"e{number}", e.act, triggers, actor, recipient, place=place, time=time, status=status, source=source
        )

    return Reading(
        Report(gold.report, text, ()),
        tuple(Source(k, locate(text, s.mention), (locate(text, s.mention),), "named") for k, s in gold.sources.items()),
        tuple(
            Attribution(tuple(sorted(a.sources)), Span(0, 1), "direct", tuple(locate(text, c) for c in a.content))
            for a in gold.attributions
        ),
        tuple(
            Person(
                people[key],
                p.name,
                (locate(text, p.mention),),
                posts=tuple(Post(post.title or "", post.org) for post in p.posts or ()),
            )
            for key, p in gold.people.items()
        ),
        tuple(event(n, e) for n, e in enumerate(gold.events)),
    )


def shifted(rng: random.Random, span: Span, text: str) -> Span:
    start = max(0, span.start + rng.randint(-40, 40))
    return Span(start, min(len(text), max(start, span.end + rng.randint(-60, 60))))


def some(rng: random.Random, values: Sequence[Any], share: float = 0.8) -> tuple[Any, ...]:
    return tuple(value for value in values if rng.random() < share)


TIMES = ["2021", "2021-06", "XXXX-06", "2021-06-11/2021-06-20", "2021-24", "202X", "XXXX-XX-09", "soon", "2021-02/.."]


def spoiled_event(rng: random.Random, event: Event, reading: Reading) -> Event:
    text = reading.report.text
    changes: dict[str, Any] = {}
    if rng.random() < 0.3:
        changes["triggers"] = tuple(shifted(rng, t, text) for t in event.triggers)
    if rng.random() < 0.3:
        people = [p.id for p in reading.people] or [None]
        changes["recipient"] = tuple(
            Filler(*msgspec.structs.astuple(shifted(rng, Span(f.start, f.end), text)), rng.choice([*people, None]))
            for f in (*event.recipient, *event.actor)
        )
    if rng.random() < 0.3:
        changes["time"] = rng.choice([None, Time(Span(0, 1), rng.choice(TIMES), "spoiled")])
    if rng.random() < 0.2:
        changes["place"] = rng.choice([None, "Hyesan-si", "the city of Hyesan", "Minsk"])
    if rng.random() < 0.3:
        changes["status"] = rng.choice(["asserted", "alleged", "general"])
    if rng.random() < 0.3:
        changes["source"] = rng.choice(["narrator", "s1", "s2", "nobody"])
    if rng.random() < 0.1:
        changes["act"] = rng.choice(["arrest", "fine", "trial"])
    return msgspec.structs.replace(event, **changes)


def spoiled(rng: random.Random, reading: Reading) -> Reading:
    """The reading with sources shuffled and dropped, spans shifted, people renamed and events dropped and altered."""
    text = reading.report.text
    sources = list(some(rng, reading.sources))
    rng.shuffle(sources)
    keys = [source.id for source in reading.sources] or ["s1"]
    return Reading(
        reading.report,
        tuple(msgspec.structs.replace(s, mentions=(shifted(rng, s.mention, text), s.mention)) for s in sources),
        tuple(
            msgspec.structs.replace(
                a,
                sources=some(rng, [*a.sources, rng.choice(keys)]),
                content=tuple(shifted(rng, c, text) if rng.random() < 0.5 else c for c in a.content),
            )
            for a in some(rng, [*reading.attributions, *reading.attributions[:3]])
        ),
        tuple(
            msgspec.structs.replace(
                p,
                name=rng.choice([p.name, None, "Mr Ri Chol"]),
                mentions=some(rng, p.mentions, 0.7),
                posts=some(rng, [*p.posts, Post("director of the camp", None), *p.posts], 0.6),
            )
            for p in some(rng, reading.people, 0.9)
        ),
        tuple(spoiled_event(rng, event, reading) for event in some(rng, reading.events)),
    )


GRADES = ["refuted", "contested", "acknowledged", "corroborated", "unclear", "copied", "one_source"]


def grouped(rng: random.Random, readings: Sequence[Reading], bundles: Sequence[Mapping[str, Any]]) -> Weighing:
    """Groups that are the gold's in part, and at random otherwise."""
    where = {
        (r.report.id, r.report.text[e.triggers[0].start : e.triggers[0].end]): e.id for r in readings for e in r.events
    }
    groups = []
    for bundle in bundles:
        for event in bundle.get("same_event") or []:
            found = [(m["report"], where.get((m["report"], m["trigger"]))) for m in event["members"]]
            groups.append(some(rng, [Member(r, e) for r, e in found if e], 0.9))
    loose = [Member(r.report.id, e.id) for r in readings for e in r.events]
    rng.shuffle(loose)
    groups += [tuple(loose[n : n + 3]) for n in range(0, len(loose), 3)]
    people = [f"{r.report.id}:{p.id}" for r in readings for p in r.people]
    rng.shuffle(people)
    names = [r.report.id for r in readings]
    return Weighing(
        tuple(WeighedEvent(str(n), "arrest", g, (), 1, 1, rng.choice(GRADES)) for n, g in enumerate(groups)),
        tuple(WeighedPerson(str(n), tuple(people[n : n + 4])) for n in range(0, len(people), 4)),
        tuple(RestsOn(rng.choice(names), rng.choice(names)) for _ in range(2 * len(names))),
    )


# --- the same figures as the guide's scorer -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Compare = Callable[[Path, Path, Sequence[Reading], Weighing], None]


@pytest.fixture
def compare(scorer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compare:
    """A check that both give the same figures for a folder of gold."""

    def check(gold: Path, text: Path, readings: Sequence[Reading], weighing: Weighing) -> None:
        (tmp_path / "r.jsonl").write_text("".join(wire.dumps(wire.reading(r)) + "\n" for r in readings), "utf-8")
        (tmp_path / "w.json").write_text(wire.dumps(wire.weighing(weighing)), "utf-8")
        scorer.main([str(gold), str(text), str(tmp_path / "r.jsonl"), str(tmp_path / "w.json"), "--json"])
        printed = capsys.readouterr().out.partition("no reading of:")[0]
        assert evaluate(load(gold, text), readings, weighing).plain() == json.loads(printed)

    return check


def part(folder: Path, gold: Path, ids: Sequence[str]) -> Path:
    """A gold folder with some bundles of ``gold`` and the reports that these are of."""
    folder.mkdir()
    bundles = [b for b in yaml.load((gold / BUNDLES).read_text("utf-8"), yaml.CSafeLoader) if b["id"] in ids]
    (folder / BUNDLES).write_text(yaml.safe_dump(bundles), "utf-8")
    for path in gold.glob("*.yaml"):
        if path.name != BUNDLES and path.name.partition("-")[0] in ids:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("seed", range(12))
def test_spoiled_readings_score_the_same(seed: int, compare: Compare, corpus: Path, tmp_path: Path) -> None:
    rng = random.Random(seed)
    ids = sorted({path.name.partition("-")[0] for path in (corpus / "gold").glob("*-*.yaml")})
    gold = part(tmp_path / "gold", corpus / "gold", rng.sample(ids, 3))
    readings = [spoiled(rng, perfect(entry)) for entry in load(gold, corpus / "text").reports]
    bundles = yaml.safe_load((gold / BUNDLES).read_text("utf-8"))
    compare(gold, corpus / "text", some(rng, readings, 0.95), grouped(rng, readings, bundles))


def test_seed_readings_score_the_same(compare: Compare, shared: Path) -> None:
    rng = random.Random(0)
    gold, text = shared / "gold", shared / "seeds"
    readings = [spoiled(rng, perfect(entry)) for entry in load(gold, text).reports]
    compare(gold, text, readings, grouped(rng, readings, yaml.safe_load((gold / BUNDLES).read_text("utf-8"))))


def test_our_own_readings_score_the_same(
    compare: Compare, corpus: Path, corpus_readings: tuple[Reading, ...], corpus_weighing: Weighing
) -> None:
    compare(corpus / "gold", corpus / "text", corpus_readings, corpus_weighing)


def test_a_perfect_reading_finds_everything(corpus: Path) -> None:
    gold = load(corpus / "gold", corpus / "text")
    figures = evaluate(gold, map(perfect, gold.reports)).plain()
    assert all(figures[layer]["r"] > 98 for layer in figures), figures
    assert "grades" not in figures


def test_nothing_read_is_nought(corpus: Path) -> None:
    scores = evaluate(load(corpus / "gold", corpus / "text"), [], Weighing())
    assert {row.get("f1", row.get("count")) for row in scores.plain().values()} == {0}
    assert len(scores.unread) == 108


# --- the parts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("2021-06-11/2021-06-20", "2021-06-11/2021-06-20", True),
        ("2021-06-11/2021-06-20", "2021-06-16/2021-06-20", True),
        ("2021-06-11/2021-06-20", "2021-06", False),
        ("XXXX-06", "2021-06", True),
        ("XXXX-06", "2021-07", False),
        ("2021-24", "2021-12/2022-02", True),
        ("2021-21", "2021-03/2021-05", True),
        ("2021-XX", "2021", True),
        ("2021-02-29", "2021-02-28", False),
        ("2021-00", "2021", False),
        ("2021-13", "2021", False),
        ("soon", "soon", False),
        ("../2021-06", "2021-06", True),
        ("[2021-06~]", "2021-06", True),
    ],
)
def test_times_agree_by_half(gold: str, predicted: str, same: bool) -> None:
    assert same_time(gold, predicted) is same


@pytest.mark.parametrize("text", ["", "2021-06-31", "0000", "/", "2021/soon"])
def test_what_is_no_time_has_no_interval(text: str) -> None:
    assert interval(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ryanggang Province", "ryanggang-do", True),
        ("the City of Mary", "Mary", True),
        ("Mary", "Merv", False),
    ],
)
def test_the_kind_of_a_place_is_left_aside(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same


@pytest.mark.parametrize(("position", "number"), [(0, 0), (13, 1), (17, 1), (18, 2), (99, 2), (-1, 2)])
def test_sentences_are_counted(position: int, number: int) -> None:
    assert Sentences.of("He was shot. Dead\nThen").number(position) == number


def test_the_best_score_pairs_first_and_ties_go_in_order() -> None:
    assert pair_off({(0, 0): 1, (0, 1): 2, (1, 1): 2, (1, 0): 1}) == [(0, 1), (1, 0)]


FINE = "report: one.txt\nsources: {s1: {mention: A source, anonymity: anonymous}}\n"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("report: [", "one.yaml"),
        ("sources: {}\n", "report"),
        ("report: gone.txt\n", "gone.txt"),
        (FINE.replace("A source", "No source"), "No source"),
        (FINE + "events: [{act: arrest}]\n", "trigger"),
        (FINE + "people: {p1: {mention: 7}}\n", "'7'"),
        (FINE + "people: {p1: {mention: yes}}\n", "bool"),
    ],
)
def test_faults_of_gold_name_file_reason_and_remedy(written: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A source told us.", "utf-8")
    (tmp_path / "one.yaml").write_text(written, "utf-8")
    with pytest.raises(GoldError) as caught:
        load(tmp_path, tmp_path)
    assert "one.yaml" in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no annotations"):
        load(tmp_path, tmp_path)
    with pytest.raises(GoldError, match="is not a folder"):
        load(tmp_path / "gone", tmp_path)


def test_a_date_stays_the_words_it_is(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A source told of an arrest.", "utf-8")
    event = "{act: arrest, trigger: arrest, time: 2021-06-11, status: asserted, source: s1}"
    (tmp_path / "one.yaml").write_text(f"{FINE}events: [{event}]\n", "utf-8")
    assert load(tmp_path, tmp_path).reports[0].events[0].time == "2021-06-11"
