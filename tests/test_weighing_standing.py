"""Every entry of what is known of the standing of voices is read, and does what its list is for."""

from itertools import pairwise
from typing import Any

import pytest

from secondsource.lexicon import countries
from secondsource.lexicon.standing import standing
from secondsource.weighing import alike, reuse, state_media, voices
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.told import prepare
from secondsource.weighing.voices import Voice
from secondsource.weighing.words import stems
from weighing_cases import seizure, written


def voice(mention: str, anonymity: str = "anonymous", before: str = "") -> Voice:
    """The voice that a report's phrase for its source yields."""
    text = f"{before}{mention} said on Monday that the gate was shut."
    basis = {"basis": "official"} if anonymity == "institution" else {}
    entry = {"sources": {"s1": {"mention": mention, "anonymity": anonymity, **basis}}}
    told = [prepare(written("a.txt", text, entry, "Lighthouse Post"))]
    return voices.voices(told, reuse.Web({}, {}, frozenset(), {}))["a.txt:s1"]


@pytest.mark.parametrize("word", sorted(standing().generic))
def test_generic_words_tell_no_source_from_another(word: str) -> None:
    assert not voice(f"a {word}").specific


@pytest.mark.parametrize("word", standing().another)
def test_another(word: str) -> None:
    assert voice(f"{word} trader").another or voice("a trader", before=f"He was {word} and ").another


@pytest.mark.parametrize("word", standing().again)
def test_again(word: str) -> None:
    assert voice(f"the trader {word} this paper").again


@pytest.mark.parametrize("word", sorted(standing().kin))
def test_kin(word: str) -> None:
    assert voice(f"his {word}").kin == {word}


@pytest.mark.parametrize(("said", "kin"), sorted(standing().kin_speaking.items()))
def test_kin_by_what_they_say(said: str, kin: frozenset[str]) -> None:
    text = f"A woman said: “They took my {said} away.”"
    start = text.index("They")
    entry = {
        "sources": {"s1": {"mention": "A woman", "anonymity": "anonymous"}},
        "attributions": [{"source": "s1", "cue": "said", "type": "direct", "content": [text[start : len(text) - 1]]}],
    }
    told = [prepare(written("a.txt", text, entry, "Lighthouse Post"))]
    assert voices.voices(told, reuse.Web({}, {}, frozenset(), {}))["a.txt:s1"].kin == kin


@pytest.mark.parametrize("words", standing().republished)
def test_sources_of_what_was_taken_over_are_another_newsroom_s(words: str) -> None:
    entry = {"sources": {"s1": {"mention": "A baker", "anonymity": "anonymous"}}}
    for line, own in (
        (f"This text was {words} with permission.", False),
        (f"{words.capitalize()} in The Morning Wire.", False),
        (f"The account was {words} by a paper in the south, she said.", True),
    ):
        text = f"A baker said on Monday that the gate was shut.\n{line}"
        told = [prepare(written("a.txt", text, entry, "Lighthouse Post"))]
        assert voices.voices(told, reuse.Web({}, {}, frozenset(), {}))["a.txt:s1"].own is own


@pytest.mark.parametrize("line", standing().kin_alike)
def test_words_for_one_kin(line: frozenset[str]) -> None:
    assert line & standing().kin
    assert all(alike.one_kin(frozenset({first}), frozenset({second})) for first in line for second in line)


@pytest.mark.parametrize("word", sorted(standing().kin_of_blood))
def test_any_of_the_kin_may_be_called_so(word: str) -> None:
    assert all(alike.one_kin(frozenset({word}), frozenset({other})) for other in standing().kin_any)


def test_other_kin_are_others() -> None:
    assert not alike.one_kin(frozenset({"wife"}), frozenset({"brother"}))
    assert not alike.one_kin(frozenset({"relative"}), frozenset({"lawyer"}))


@pytest.mark.parametrize("word", sorted(standing().official - standing().outside))
def test_official_bodies_speak_for_a_state(word: str) -> None:
    assert voice(f"the forest {word}", "institution").state


@pytest.mark.parametrize("word", sorted(standing().outside))
def test_outside_bodies_do_not(word: str) -> None:
    found = voice(f"the forest {word}", "institution")
    assert found.outside
    assert not found.state
    assert not found.own


@pytest.mark.parametrize("word", sorted(standing().papers))
def test_papers_of_an_authority_speak_for_it(word: str) -> None:
    assert voice(f"a {word} of the county court", "document").state


@pytest.mark.parametrize("word", sorted(standing().edicts))
def test_edicts_speak_for_themselves(word: str) -> None:
    assert voice(f"a {word}", "document").state


def test_other_documents_do_not() -> None:
    assert not voice("a list of names", "document").state


@pytest.mark.parametrize("phrase", standing().state_media)
def test_state_media(phrase: str) -> None:
    assert voice("Gazeta", "media", before=f"The {phrase} ").state


def test_known_state_media() -> None:
    assert all(voice(name, "media").state for name in sorted(countries.state_media())[:20])
    assert not voice("Harbour Wire", "media").state


@pytest.mark.parametrize("word", sorted(standing().media))
def test_media_are_no_sources_of_ones_own(word: str) -> None:
    assert not voice(f"the {word}").own


@pytest.mark.parametrize("word", sorted(standing().hearsay))
def test_hearsay_is_nobodys_voice(word: str) -> None:
    assert not voice(f"one {word}").own


@pytest.mark.parametrize("code", ["W-7", "HM-12", "“R2”", "REED"])
def test_who_is_called_by_a_code_is_somebody(code: str) -> None:
    assert voice(code).own


def test_two_phrases_of_a_states_register_make_a_state_outlet() -> None:
    phrases = standing().state_register
    for first, second in pairwise(phrases):
        told = prepare(written("a.txt", f"The {first} met {second} in the hall.", {}, "Gazeta"))
        assert state_media.shown_state_run(told), (first, second)


@pytest.mark.parametrize("mark", standing().state_marks)
def test_one_mark_that_nobody_else_writes_makes_a_state_outlet(mark: str) -> None:
    assert mark in standing().state_register
    assert state_media.shown_state_run(prepare(written("a.txt", f"The gate was shut on Monday {mark} .", {}, "Gazeta")))


@pytest.mark.parametrize(("unnamed", "state"), [(0, True), (3, True), (4, False)])
def test_who_quotes_many_unnamed_only_cites_a_states_medium(unnamed: int, state: bool) -> None:
    people = ("a nurse", "a driver", "a porter", "a cook")
    text = f"The {' and the '.join(standing().state_register[:3])} met; {', '.join(people)} saw it."
    sources = {f"s{n}": {"mention": who, "anonymity": "anonymous"} for n, who in enumerate(people[:unnamed])}
    assert state_media.shown_state_run(prepare(written("a.txt", text, {"sources": sources}, "Gazeta"))) is state


@pytest.mark.parametrize("organ", sorted(standing().organs))
def test_an_outlet_named_after_an_organ_is_a_states(organ: str) -> None:
    text = "The gate was shut on Monday."
    assert state_media.shown_state_run(prepare(written("a.txt", text, {}, f"Harbour Gazette ({organ})")))
    assert not state_media.shown_state_run(prepare(written("a.txt", text, {}, f"Harbour {organ} watch")))


def firm(sentence: str) -> bool:
    """Whether an arrest told in a sentence counts as firmly told."""
    event = {"act": "arrest", "trigger": "was seized", "status": "asserted", "source": "narrator"}
    return prepare(written("a.txt", sentence, {"events": [event]})).tellings[0].firm


def test_plain_words_are_firm() -> None:
    assert firm("The keeper was seized at the gate.")


@pytest.mark.parametrize("phrase", standing().unfirm)
def test_words_that_take_an_assertion_back(phrase: str) -> None:
    assert not firm(f"In town, {phrase}, the keeper of the old granary was seized at the gate.")


@pytest.mark.parametrize("word", sorted(standing().negations))
def test_negations(word: str) -> None:
    assert not firm(f"The keeper {word} was seized at the gate.")


def office(mention: str, actor: str, anonymity: str, act: str = "dismissal", outlet: str = "Lighthouse Post") -> str:
    """The grade of an act of office that a document or body tells of, which has ``actor`` do it."""
    text = f"By {mention}, told in a statement, {actor} removed the keeper Nam Chol Gu in May."
    entry: dict[str, Any] = {
        "sources": {"s1": {"mention": mention, "anonymity": anonymity, "basis": "official"}},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [{
            "act": act, "trigger": "removed", "actor": actor, "recipient": ["nam"], "status": "asserted",
            "source": "s1",
        }],
    }  # fmt: skip
    return weigh([written("a.txt", text, entry, outlet)]).events[0].grade


@pytest.mark.parametrize(
    ("mention", "anonymity", "outlet", "grade"),
    [
        ("the Sinuiju shipyard hospital", "institution", "Lighthouse Post", "acknowledged"),
        ("the shipyard hospital", "institution", "Lighthouse Post", "acknowledged"),
        ("the Shorebird Fund", "institution", "Lighthouse Post", "one_source"),
        ("Pyongyang", "institution", "Lighthouse Post", "acknowledged"),
        ("the Fisheries Minister", "institution", "Lighthouse Post", "acknowledged"),
        ("its former Fisheries Minister", "institution", "Lighthouse Post", "one_source"),
        ("the Fisheries Minister, Orlo Venn", "named", "Ministry Herald", "acknowledged"),
        ("its former Fisheries Minister, Orlo Venn", "named", "Ministry Herald", "one_source"),
        ("Ri", "institution", "Lighthouse Post", "one_source"),
        ("an inspector of pastures", "anonymous", "Ministry Herald", "acknowledged"),
        ("an inspector of pastures", "anonymous", "Lighthouse Post", "one_source"),
    ],
)
def test_who_speaks_for_a_body(mention: str, anonymity: str, outlet: str, grade: str) -> None:
    assert office(mention, "its officers", anonymity, "arrest", outlet) == grade


@pytest.mark.parametrize("word", sorted(standing().unspoken))
def test_who_speaks_out_of_a_body_states_nothing_for_it(word: str) -> None:
    assert office(f"the {word}", "its officers", "institution", "arrest") == "one_source"
    assert office(f"an informed {word}", "its officers", "anonymous", "arrest", "Ministry Herald") == "one_source"


@pytest.mark.parametrize("word", sorted(standing().lectures))
def test_what_an_audience_is_told_of_others_proves_nothing_alone(word: str) -> None:
    assert office("a verdict", "its officers", "document", "sentencing") == "acknowledged"
    assert office(f"a verdict {word}", "its officers", "document", "sentencing") == "one_source"


@pytest.mark.parametrize("name", ["Steppe Court Reporter", "Courts Digest"])
def test_who_reports_of_courts_is_no_court(name: str) -> None:
    assert office("an inspector of pastures", "its officers", "anonymous", "arrest", name) == "one_source"


@pytest.mark.parametrize("word", sorted(standing().decrees))
def test_a_decree_is_itself_the_act(word: str) -> None:
    assert office(f"{word.title()} No. 9", "the head of state", "document") == "acknowledged"


@pytest.mark.parametrize("word", sorted(standing().own_people))
def test_a_bodys_people_act_for_it(word: str) -> None:
    assert office("the Ministry of Forest Security", f"its {word}", "institution", "arrest") == "acknowledged"


def test_a_body_does_not_speak_for_strangers() -> None:
    assert office("the Ministry of Forest Security", "masked riders", "institution", "arrest") == "one_source"


@pytest.mark.parametrize("word", standing().denials)
def test_denials(word: str) -> None:
    event = {"act": "arrest", "trigger": "was seized", "status": "asserted", "source": "narrator"}
    told = prepare(written("a.txt", f"The keeper was seized. A clerk {word} everything else.", {"events": [event]}))
    assert told.denies


@pytest.mark.parametrize("word", standing().gainsays)
def test_a_sentence_that_says_that_something_is_not_so(word: str) -> None:
    told = prepare(written("a.txt", f"The keeper was seized. Of the barge, {word}, a clerk spoke.", {}))
    assert told.gainsaid == (stems(f"Of the barge, {word}, a clerk spoke."),)


@pytest.mark.parametrize(
    ("words", "grade"),
    [("", "acknowledged"), (", so runs the fabrication of a hostile site", "one_source")],
)
def test_a_states_medium_acknowledges_nothing_in_words_of_denial(words: str, grade: str) -> None:
    text = f"The Committee of Works removed the keeper Nam Chol Gu in May{words}."
    entry: dict[str, Any] = {
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [
            {"act": "dismissal", "trigger": "removed", "recipient": ["nam"], "status": "asserted", "source": "narrator"}
        ],
    }
    assert weigh([written("a.txt", text, entry, "Ministry Herald")]).events[0].grade == grade


def summed_up(lead: str) -> str:
    """The grade of an arrest that a report's lead lays to two whom the report names below."""
    said = ("a trader in Kangso", "a retired bookkeeper")
    text = f"Nam Chol Gu was arrested on May 4, {lead}.\n" + "\n".join(
        f"The planks are in the yard, {who} told us, and the lorry stands where it stood all winter." for who in said
    )
    entry: dict[str, Any] = {
        "sources": {f"s{n}": {"mention": who, "anonymity": "anonymous"} for n, who in enumerate(said, 1)},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [
            {"act": "arrest", "trigger": "was arrested", "recipient": ["nam"], "status": "asserted", "source": "s1"}
        ],
        "attributions": [{
            "source": ["s1", "s2"], "cue": "said", "type": "indirect",
            "content": ["Nam Chol Gu was arrested on May 4"],
        }, *(
            {"source": source, "cue": f"{who} told", "type": "indirect", "content": ["The planks are in the yard"]}
            for source, who in zip(("s1", "s2"), said, strict=True)
        )],
    }  # fmt: skip
    return weigh([written("a.txt", text, entry, "Lighthouse Post", "2031-05-09")]).events[0].grade


@pytest.mark.parametrize("number", standing().counts)
def test_who_is_counted_is_more_than_one(number: str) -> None:
    assert summed_up(f"{number} sources said") == "corroborated"


@pytest.mark.parametrize("noun", standing().counted)
def test_who_is_counted_tells(noun: str) -> None:
    assert summed_up(f"two local {noun} said") == "corroborated"


@pytest.mark.parametrize("lead", ["sources said", "two lorries at the gate, sources said"])
def test_a_lead_that_counts_nobody_who_tells_has_it_from_one(lead: str) -> None:
    assert summed_up(lead) == "one_source"


def statement(word: str, act: str = "arrest") -> str:
    """The grade of an act that a ministry tells of, nobody being named as doing it."""
    text = f"Nam Chol Gu was arrested, the Ministry of Forest Security told, {word}, this paper."
    entry: dict[str, Any] = {
        "sources": {
            "s1": {"mention": "the Ministry of Forest Security", "anonymity": "institution", "basis": "official"}
        },
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [{"act": act, "trigger": "was arrested", "recipient": ["nam"], "status": "asserted", "source": "s1"}],
    }
    return weigh([written("a.txt", text, entry, "Lighthouse Post")]).events[0].grade


@pytest.mark.parametrize("word", sorted(standing().leaked))
def test_a_paper_not_meant_to_be_seen_states_nothing(word: str) -> None:
    assert office("A notice of the provincial court", "the court", "document") == "acknowledged"
    assert office(f"A {word} of the notice of the provincial court", "the court", "document") == "one_source"


@pytest.mark.parametrize("words", standing().excuses)
def test_a_body_that_calls_another_act_proper_states_none(words: str) -> None:
    assert statement(words) == "one_source"


@pytest.mark.parametrize("act", sorted(standing().state_acts - {"meeting", "education", "labour", "death", "release"}))
def test_acts_of_a_state(act: str) -> None:
    assert statement("in a statement", act) == "acknowledged"


@pytest.mark.parametrize("act", ["bribery", "escape", "protest"])
def test_acts_that_are_no_states(act: str) -> None:
    assert statement("in a statement", act) == "one_source"


@pytest.mark.parametrize("act", sorted(standing().office_acts))
def test_a_states_medium_reports_acts_of_office(act: str) -> None:
    text = "The state newspaper Gazeta reported that Nam Chol Gu was named."
    entry: dict[str, Any] = {
        "sources": {"s1": {"mention": "The state newspaper Gazeta", "anonymity": "media"}},
        "events": [{"act": act, "trigger": "was named", "status": "asserted", "source": "s1"}],
    }
    assert weigh([written("a.txt", text, entry, "Lighthouse Post")]).events[0].grade == "acknowledged"


@pytest.mark.parametrize("words", standing().supposing)
def test_who_only_supposes_an_act_does_not_tell_of_it(words: str) -> None:
    text = (
        "The keeper was seized at the gate, a trader in Kangso said. "
        "“It would be hard {} the keeper being led off,” a miller of Kangso said."
    )
    entry = {
        "sources": {
            "s1": {"mention": "a trader in Kangso", "anonymity": "anonymous"},
            "s2": {"mention": "a miller of Kangso", "anonymity": "anonymous"},
        },
        "attributions": [
            {"source": "s1", "cue": "said", "type": "indirect", "content": ["The keeper was seized at the gate"]},
            {"source": "s2", "cue": "said", "type": "direct", "content": ["the keeper being led off"]},
        ],
        "events": [
            {"act": "arrest", "trigger": "was seized", "also": ["led off"], "status": "asserted", "source": "s1"},
        ],
    }
    supposed, plain = (prepare(written("a.txt", text.format(word), entry)).tellings[0] for word in (words, "upon"))
    assert supposed.tellers == ("a.txt:s1",)
    assert plain.tellers == ("a.txt:s1", "a.txt:s2")


@pytest.mark.parametrize("act", sorted(standing().said_by_no))
def test_acts_that_are_told_in_words_that_say_no(act: str) -> None:
    text = "No crime was found in Nam Chol Gu, the county court said."
    event = {"act": act, "trigger": "crime was found", "recipient": ["nam"], "status": "asserted", "source": "s1"}
    entry = {
        "sources": {"s1": {"mention": "the county court", "anonymity": "institution", "basis": "official"}},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu", "posts": []}},
        "events": [event],
    }
    assert [one.grade for one in weigh([written("a.txt", text, entry, "Lighthouse Post")]).events] == ["acknowledged"]


@pytest.mark.parametrize("free", sorted(standing().free))
@pytest.mark.parametrize("held", sorted(standing().custody))
def test_who_has_a_new_post_is_not_in_custody(held: str, free: str) -> None:
    """An authority's word that somebody is held is contested by another newsroom that has him at a new post since."""
    court = {"anonymity": "institution", "act": held}
    said = seizure("a.txt", "Lighthouse Post", "2031-05-09", "the county court", **court)
    change = {"act": free, "time": None, "place": None}
    seen = seizure("b.txt", "Delta Observer", "2031-06-12", "a retired bookkeeper", **change)
    assert {"acknowledged"} == {one.grade for one in weigh([said]).events}
    grades = {one.act: one.grade for one in weigh([said, seen]).events}
    assert grades[held] == "contested"
    early = seizure("b.txt", "Delta Observer", "2031-05-02", "a retired bookkeeper", **change)
    assert {one.act: one.grade for one in weigh([said, early]).events}[held] == "acknowledged"


@pytest.mark.parametrize("word", standing().corrections)
def test_corrections(word: str) -> None:
    from secondsource.weighing.refuted import corrects

    assert corrects(prepare(written("a.txt", f"We now print the {word} of it.", {})))
    assert not corrects(prepare(written("a.txt", "We print it again.", {})))


@pytest.mark.parametrize("line", standing().kindred)
def test_kindred_acts_may_be_one_event(line: tuple[str, ...]) -> None:
    first, second, *_ = line
    a = seizure("a.txt", "Lighthouse Post", "2031-05-09", "a trader", act=first)
    b = seizure("b.txt", "Delta Observer", "2031-05-12", "a retired bookkeeper", act=second)
    assert len(weigh([a, b]).events) == 1
    c = seizure("b.txt", "Delta Observer", "2031-05-12", "a retired bookkeeper", act="appointment")
    assert len(weigh([a, c]).events) == 2


@pytest.mark.parametrize("start", standing().set_apart)
def test_persons_set_apart(start: str) -> None:
    mention = f"{start.strip(' ,')} keeper"
    entry = {"people": {"p": {"name": None, "mention": mention}}}
    assert prepare(written("a.txt", f"{mention} was held.", entry)).personas[0].other


@pytest.mark.parametrize("word", sorted(standing().numbers))
def test_numbers_speak_of_several(word: str) -> None:
    entry = {"people": {"p": {"name": None, "mention": f"{word} police"}}}
    assert prepare(written("a.txt", f"{word} police were held.", entry)).personas[0].many


@pytest.mark.parametrize("word", sorted(standing().head_ends))
def test_what_follows_the_head_is_not_counted(word: str) -> None:
    entry = {"people": {"p": {"name": None, "mention": f"a keeper {word} barns"}}}
    assert not prepare(written("a.txt", f"a keeper {word} barns was held.", entry)).personas[0].many


@pytest.mark.parametrize("word", sorted(standing().no_content))
def test_words_without_content(word: str) -> None:
    assert not stems(word)


def test_places_around() -> None:
    place = next(place for place in countries.places() if place.within)
    assert list(countries.around(place.name))[:2] == [place.name.casefold(), str(place.within).casefold()]
    assert list(countries.around("Nowhere")) == ["nowhere"]


PHRASES = [
    ("A weaver of Mill No. 3 in Onchon, Zarina Abenova", "Zarina Abenova, now of Ridgeport"),
    ("Zarina Abenova", "the weaver Z. Abenova"),
    ("Abenova Zarina, 44", "Sister Zarina of Onchon"),
]


@pytest.mark.parametrize(("one", "other"), PHRASES)
def test_somebody_named_is_one_source_wherever_the_name_stands(one: str, other: str) -> None:
    """A name may stand behind a school, a town or a title; who may be one is never two."""
    first = seizure("a.txt", "Lighthouse Post", "2031-05-09", one, anonymity="named")
    second = seizure(
        "b.txt",
        "Delta Observer",
        "2031-05-11",
        other,
        anonymity="named",
        text=RETOLD.format(by=other),
        told="Nam Chol Gu",
    )
    (found,) = weigh([first, second]).events
    assert found.lines_min == 1
    assert found.grade != "corroborated"


def test_two_who_are_named_differently_are_two() -> None:
    first = seizure("a.txt", "Lighthouse Post", "2031-05-09", "A weaver in Onchon, Zarina Abenova", anonymity="named")
    by = "Marat Tulegen, a porter"
    second = seizure(
        "b.txt", "Delta Observer", "2031-05-11", by, anonymity="named", text=RETOLD.format(by=by), told="Nam Chol Gu"
    )
    (found,) = weigh([first, second]).events
    assert found.lines_min == 2


RETOLD = (
    "What Nam Chol Gu was arrested for no neighbour knows, says {by}.\n"
    "Larch from Kangso had gone to a private sawmill, and no papers went with it."
)
