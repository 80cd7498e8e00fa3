"""Bodies in a text: of the lexicon, introduced by the report, given away by a head word, named by a common noun."""

from itertools import pairwise

import pytest

from secondsource.lexicon import countries
from secondsource.model import Block, Report, Span
from secondsource.reading import bodies, language


def _find(text: str, outlet: str | None = None) -> list[tuple[str, str]]:
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet)
    found = bodies.find(report, next(language.parse([report])))
    spans = [body.span for body in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    return [(text[body.span.start : body.span.end], body.name) for body in found]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The State Security Department in Hyesan?", "State Security Department", "Ministry of State Security"),
        ("In Pyongyang the bowibu watched her.", "bowibu", "Ministry of State Security"),
        ("The Ministry of Rural Works (MRW) denied it. The MRW sent men.", "MRW", "Ministry of Rural Works"),
        ("The Mining Security Service (MSS) came to Hyesan. Then the MSS left.", "MSS", "Mining Security Service"),
        ("In Hyesan the MSS took two women.", "MSS", "Ministry of State Security"),
        ("It was the Ryanggang Provincial Court.", "Ryanggang Provincial Court", "Ryanggang Provincial Court"),
        ("The head of Northern Salt Corporation fled.", "Northern Salt Corporation", "Northern Salt Corporation"),
        ("A judge of the Supreme Court Judge Ri was seen.", "Supreme Court", "Supreme Court"),
        ("It was Russia's Ministry of Roads that paid.", "Ministry of Roads", "Ministry of Roads"),
        ("He told the county party committee about it.", "county party committee", "county party committee"),
        ("She ran the provincial health bureau.", "provincial health bureau", "provincial health bureau"),
        ("It was the Workers' Party's Central Committee.", "Central Committee", "Central Committee"),
        ("The police came at night.", "police", "police"),
        ("Monks of Samye Ling monastery were told.", "Samye Ling monastery", "Samye Ling monastery"),
        ("UN officials said nothing.", "UN", "United Nations"),
        ("A man from Rodong Sinmun wrote it.", "Rodong Sinmun", "Rodong Sinmun"),
    ],
)  # fmt: skip
def test_a_body_is_found_by_its_full_name(text: str, mention: str, name: str) -> None:
    assert (mention, name) in _find(text)


@pytest.mark.parametrize(
    "text",
    ["He left in May with Kim Chol.", "The general secretary spoke.", "Nothing happened in Hyesan.", "It cost $40."],
)
def test_what_is_no_body(text: str) -> None:
    assert _find(text) == []


def test_the_reports_own_outlet_is_a_body() -> None:
    assert ("Harbour Gazette", "Harbour Gazette") in _find("He told Harbour Gazette on Monday.", "Harbour Gazette")


def test_place_country_and_kind_of_a_body() -> None:
    text = "The Manpo City Public Prosecutors Office in North Korea charged him."
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),))
    body = bodies.find(report, next(language.parse([report])))[0]
    assert (body.kind, body.state, body.country, body.place) == ("prosecutor", True, "kp", "Manpo")


@pytest.mark.parametrize(("word", "kind"), countries.world().lower_bodies.items())
def test_every_common_noun_is_read(word: str, kind: str) -> None:
    text = f"He went to the {word} again."
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),))
    found = bodies.find(report, next(language.parse([report])))
    assert any(text[b.span.start : b.span.end] == word for b in found)
    assert bodies.head_kinds()[word] == kind


@pytest.mark.parametrize("head", countries.world().body_heads)
def test_every_head_word_is_read(head: str) -> None:
    name = f"Blue Lantern {head}"
    assert bodies.kind_of(name) is not None
    assert any(found.startswith("Blue Lantern") for found, _ in _find(f"He wrote to the {name} about it yesterday."))


@pytest.mark.parametrize(("topic", "kind"), countries.world().body_topics.items())
def test_a_topic_tells_the_kind(topic: str, kind: str) -> None:
    assert bodies.kind_of(f"Blue {topic} Bureau") == kind


@pytest.mark.parametrize("word", countries.world().topical_bodies)
def test_a_noun_before_a_body_belongs_to_its_name(word: str) -> None:
    if word in countries.world().lower_bodies:
        assert (f"forestry {word}", f"forestry {word}") in _find(f"She worked in the forestry {word} then.")
    assert (f"same {word}", f"same {word}") not in _find(f"She worked in that same {word} then.")
