"""Acts that words speak of though nobody says that they were done, and acts that were done though words say no."""

import pytest

from secondsource.lexicon.acts import acts
from secondsource.lexicon.hedges import hedges
from secondsource.model import Block, Report, Span
from secondsource.reading.pipeline import read


def told(sentence: str, act: str = "arrest") -> set[str]:
    """With which statuses an act is read."""
    whole = f"{sentence[0].upper()}{sentence[1:]}, a source said."
    report = Report(
        "r.txt", whole, (Block(Span(0, len(whole)), "body"),), outlet="Northern Post", published="2024-05-06"
    )
    return {event.status for event in read(report).events if event.act == act}


DONE = [
    "the baker had not been arrested sooner because of his influence",
    "the baker was not arrested until May",
    "the baker was not arrested alone",
    "no one denies that the baker was arrested",
    "the police did not deny arresting the baker",
    "the baker was not arrested for smuggling but for his words",
    "the baker was not arrested for nothing",
    "the baker did not pay and was arrested",
    "the baker told nobody and was arrested",
    "the baker had never been late and was arrested all the same",
    "the baker escaped the first raid but was arrested in the second",
    "the baker was arrested instead of his son",
    "the baker would never have been arrested if he had paid",
    "the baker was too slow and was arrested",
    "there are fears for the arrested men",
    "it was hard to watch how the baker was arrested",
]
NOT_DONE = [
    "the baker fled before the police could arrest him",
    "the baker hid before he could be arrested",
    "instead of arresting the baker, the police sent him home",
    "the baker would have been arrested if he had stayed",
    "had he stayed, the baker would have been arrested",
    "the baker should have been arrested",
    "the baker is too well connected to be arrested",
    "the police were not able to arrest the baker",
    "the police were told to avoid arresting the baker",
    "the baker ought to be arrested",
    "the baker deserves to be arrested",
    "should the baker be arrested, his family will leave",
    "in case the baker is arrested, his family has packed",
    "the baker hid lest he be arrested",
    "in the film the baker is arrested",
    "anyone caught loses his post",
    "whoever crosses the river is arrested",
    "smugglers can be arrested without a warrant",
    "under the decree the baker may be arrested",
    "the police never got around to arresting the baker",
    "the baker was threatened with arrest",
    "the arrest of the baker would be a mistake",
    "it is unclear whether the baker was arrested",
    "nobody knows if the baker was arrested",
    "nobody paid or was arrested",
]


@pytest.mark.parametrize("sentence", DONE)
def test_what_was_done_though_words_say_no(sentence: str) -> None:
    assert "asserted" in told(sentence)


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_what_words_speak_of_is_not_told_as_done(sentence: str) -> None:
    assert "asserted" not in told(sentence)


def test_an_act_is_nearly_done_or_done_to_the_end() -> None:
    assert told("the baker was nearly beaten", "violence") == {"refuted"}
    assert told("the baker was nearly beaten to death", "violence") == {"asserted"}


def test_who_is_sentenced_to_death_or_survives_is_not_executed() -> None:
    assert told("the baker was sentenced to be shot", "execution") == {"planned"}
    assert told("the baker was condemned to be hanged", "execution") == {"planned"}
    assert told("the baker was doomed to be shot", "execution") == {"planned"}
    assert told("the baker was shot and wounded", "execution") <= {"refuted"}
    assert told("the baker was sentenced and shot", "execution") == {"asserted"}


def test_who_escapes_what_held_him_was_held() -> None:
    assert told("the baker escaped solitary confinement", "imprisonment") == {"asserted"}
    assert told("the baker avoided solitary confinement", "imprisonment") == {"refuted"}
    assert told("the baker escaped a trial", "trial") == {"refuted"}


def _forms(kind: str, field: str, sentence: str) -> list[tuple[str, str]]:
    words = getattr(hedges()[kind], field)
    return [(f"{kind} {field} {word}", sentence.format(word.replace("_", " "))) for word in sorted(words)]


WORDS = [
    *_forms("refuted", "evading", "the baker {} being arrested"),
    *_forms("refuted", "fleeing", "the baker {} being arrested"),
    *_forms("refuted", "short_of", "the police let him go, {} arresting the baker"),
    *_forms("refuted", "saving", "his friends {} the baker from being arrested"),
    *_forms("refuted", "lacking", "the police {} the men to arrest the baker"),
    *_forms("refuted", "pending", "the police {} to arrest the baker"),
    *_forms("refuted", "nearly", "the baker was {} arrested"),
    *_forms("refuted", "surviving", "the baker was executed and {}"),
    *_forms("refuted", "hard", "it was {} to arrest the baker"),
    *_forms("refuted", "trouble", "the police had {} arresting the baker"),
    *_forms("planned", "intending", "the police {} to arrest the baker"),
    *_forms("planned", "weighing", "the police were {} arresting the baker"),
    *_forms("alleged", "believed", "Kim, long {} executed, was seen in May"),
    *_forms("planned", "prospects", "they spoke of a {} of arresting the baker"),
]


@pytest.mark.parametrize(("name", "sentence"), WORDS, ids=[name for name, _ in WORDS])
def test_each_word_is_read(name: str, sentence: str) -> None:
    act = "execution" if "executed" in sentence else "arrest"
    assert "asserted" not in told(sentence, act), name


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].only | hedges()["refuted"].daring))
def test_words_behind_a_not_that_deny_nothing(word: str) -> None:
    words = word.replace("_", " ")
    if word in hedges()["refuted"].only:
        assert told(f"the baker was not {words} arrested but also fined") == {"asserted"}
    else:
        ending = "arresting" if word == "help" else "to arrest"
        assert told(f"the police did not {words} {ending} the baker") == {"asserted"}


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].facing))
def test_what_somebody_does_not_do_to_an_act_denies_it_not(word: str) -> None:
    assert "refuted" not in told(f"the baker had not {word} his arrest")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].unlooked))
def test_who_does_not_expect_an_act_may_suffer_it(word: str) -> None:
    assert told(f"the baker did not {word} to be arrested") <= {"planned"}


@pytest.mark.parametrize("act", sorted(hedges()["refuted"].dated))
def test_an_act_set_for_a_day_may_be_dropped_or_put_off(act: str) -> None:
    nouns = {"sentencing": "sentencing", "meeting": "congress", "education": "lecture", "protest": "rally"}
    noun = nouns.get(act, act)
    for verb, status in (("cancelled", "refuted"), ("postponed", "planned")):
        found = told(f"the {noun} of the baker was {verb}", act)
        assert found == {status}, (act, verb)


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        *((verb, "refuted") for verb in ("cancelled", "called off", "scrapped", "abandoned", "dropped", "shelved")),
        *((verb, "planned") for verb in ("postponed", "delayed", "deferred", "adjourned")),
    ],
)
def test_verbs_of_dropping_and_putting_off(verb: str, status: str) -> None:
    assert told(f"the trial of the baker was {verb}", "trial") == {status}


def test_an_order_with_may_in_it_is_an_order() -> None:
    assert "asserted" in told("under the new rules no monk may leave the township", "directive")


PLANNED = hedges()["planned"]
BEFALLING = {"arrest": "arrest the baker", "execution": "execute the baker", "dismissal": "dismiss the director"}


@pytest.mark.parametrize("act", sorted(BEFALLING))
@pytest.mark.parametrize("word", sorted(PLANNED.trying))
def test_who_tries_hopes_or_is_sent_has_not_done_it_yet(word: str, act: str) -> None:
    words = word.replace("_", " ")
    opening = f"the police had {words}" if words in _NOUNS else f"the police were {words}" if words == "sent" else None
    assert "asserted" not in told(f"{opening or f'the police {words}'} to {BEFALLING[act]}", act)


_NOUNS = frozenset({"permission", "right", "authority", "power", "mandate"})


@pytest.mark.parametrize("word", sorted(PLANNED.naming))
def test_what_is_asked_for_proposed_or_ordered_by_its_noun_is_not_done_yet(word: str) -> None:
    words = word.replace("_", " ")
    assert "asserted" not in told(f"the party {words} the arrest of the baker")


@pytest.mark.parametrize("word", sorted(PLANNED.letting))
def test_who_is_allowed_to_has_not_done_it_yet(word: str) -> None:
    assert "asserted" not in told(f"the court {word} the police to arrest the baker")


@pytest.mark.parametrize("act", sorted(PLANNED.befalling))
def test_acts_that_befall_somebody_are_acts(act: str) -> None:
    assert act in acts()


@pytest.mark.parametrize("word", sorted(hedges()["alleged"].supposing))
def test_what_somebody_only_thinks_hopes_or_jokes_is_alleged(word: str) -> None:
    assert "asserted" not in told(f"the neighbour {word} the police arrested the baker")
    assert "asserted" not in told(f"the neighbour {word} that the baker was arrested")


@pytest.mark.parametrize("word", sorted(hedges()["alleged"].supposed))
def test_what_somebody_suspects_is_alleged(word: str) -> None:
    assert "asserted" not in told(f"the neighbour {word} that the baker was arrested")


@pytest.mark.parametrize("word", sorted(hedges()["alleged"].rumoured))
def test_talk_of_an_act_is_no_telling_of_it(word: str) -> None:
    assert "asserted" not in told(f"there is {word} of his arrest")


@pytest.mark.parametrize(
    "sentence",
    [
        "the man suspected of spying was arrested",
        "the suspected spy was arrested",
        "a trader who thought he was safe was arrested",
        "police who had tried to stop him arrested him",
        "after trying to flee the baker was arrested",
        "the baker, who had hoped to leave, was arrested",
        "the baker had agreed to pay and was arrested",
        "officers sent to the village arrested the baker",
        "the baker demanded an answer and was arrested",
        "his wife hopes to see the baker, who was arrested on Monday",
        "police allowed the baker to dress and arrested him",
        "the police went on to arrest the baker",
        "the police managed to arrest the baker",
        "it took ten men to arrest the baker",
    ],
)
def test_what_was_done_beside_such_words(sentence: str) -> None:
    assert "asserted" in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "the baker must have been arrested",
        "the baker will have been arrested by now",
        "the police refrained from arresting the baker",
        "the police were prevented from arresting the baker",
        "in a dream the baker was arrested",
        "the police were ordered on Monday to arrest the baker",
        "the ministry sent men to arrest the baker",
        "residents called for the arrest of the baker",
        "residents demanded the arrest of the baker",
    ],
)
def test_more_that_was_not_done(sentence: str) -> None:
    assert "asserted" not in told(sentence)


def test_another_reason_is_no_denial() -> None:
    text = "“They didn't dismiss the director for the corn,” the clerk said. “They dismissed him because he talked.”"
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet="Northern Post", published="2024-05-06")
    assert "refuted" not in {event.status for event in read(report).events if event.act == "dismissal"}


def test_one_who_is_dying_is_not_dead_and_many_who_are_die() -> None:
    assert told("the baker is dying in prison", "death") == {"planned"}
    assert "planned" not in told("prisoners are dying in the camps", "death")
