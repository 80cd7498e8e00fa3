"""Asserted, alleged, refuted, planned, general: from the words of the clause."""

import pytest

from secondsource.lexicon.hedges import hedges
from secondsource.model import Report
from secondsource.reading import language, status, triggers
from secondsource.reading.clauses import View
from secondsource.reading.facts import Facts

CASES = [
    ("Police arrested the baker.", "arrest", "asserted"),
    ("She did not pay, and the baker was arrested.", "arrest", "asserted"),
    ("The wages have not been paid.", "labour", "asserted"),
    ("Some say the baker was arrested.", "arrest", "alleged"),
    ("It is rare for bakers to be arrested.", "arrest", "general"),
    ("The baker was allegedly arrested.", "arrest", "alleged"),
    ("The baker is said to have been arrested.", "arrest", "alleged"),
    ("The baker, it is reported, had been arrested.", "arrest", "alleged"),
    ("The baker had been arrested, it is said.", "arrest", "alleged"),
    ("The baker was arrested; the mill, it is said, burned down.", "arrest", "asserted"),
    ("The baker is accused of having smuggled opium.", "smuggling", "alleged"),
    ("The baker may have been arrested.", "arrest", "alleged"),
    ("The baker was convicted by a tribunal of smuggling opium.", "smuggling", "alleged"),
    ("The baker confessed to the police that he had smuggled opium.", "smuggling", "alleged"),
    ("The baker admitted during an interrogation of having smuggled opium.", "smuggling", "alleged"),
    ("The baker, his aunt alleges, was beaten.", "violence", "alleged"),
    ("Talk among traders has it that the baker was arrested.", "arrest", "alleged"),
    ("The baker was arrested in May. We could not confirm that.", "arrest", "alleged"),
    ("The baker was arrested in May. The mill was unable to verify the account.", "arrest", "alleged"),
    ("The baker was arrested in May. We could not confirm the theft.", "arrest", "asserted"),
    ("Those who speak are beaten.", "violence", "general"),
    ("The baker was not arrested.", "arrest", "refuted"),
    ("The baker was never arrested.", "arrest", "refuted"),
    ("Nobody was arrested.", "arrest", "refuted"),
    ("No baker was arrested.", "arrest", "refuted"),
    ("The ministry denied that the baker was beaten.", "violence", "refuted"),
    ("There was no trial.", "trial", "refuted"),
    ("The baker never stood trial.", "trial", "refuted"),
    ("The baker will be arrested.", "arrest", "planned"),
    ("The army plans to arrest the baker.", "arrest", "planned"),
    ("They threatened to beat the baker.", "violence", "planned"),
    ("Guards often beat prisoners.", "violence", "general"),
    ("Guards beat prisoners every winter.", "violence", "general"),
    ("Prisoners are routinely beaten.", "violence", "general"),
    ("The baker was reported to have been shot. That was wrong.", "execution", "refuted"),
    ("In April we wrote that the baker had been shot. We withdraw this and apologise.", "execution", "refuted"),
    ("We listed the baker as arrested. That concerned a man of the same name.", "arrest", "refuted"),
    ("The station reported that the baker had been shot. He is alive.", "execution", "refuted"),
    ("The baker was shot. We withdraw nothing.", "execution", "asserted"),
    ("The baker was arrested. He is at home.", "arrest", "asserted"),
    ("We wrote that the baker was fined. He had not.", "fine", "refuted"),
    ("The baker was fined. It is not true that he fled.", "escape", "refuted"),
    ("The rumours that the baker was shot are untrue.", "execution", "refuted"),
    ("The trial did not take place.", "trial", "refuted"),
    ("The office dismissed the talk of a ransom.", "extortion", "refuted"),
    ("The baker, who was reported to have died, is alive.", "death", "refuted"),
    ("Nor was the baker arrested.", "arrest", "refuted"),
    ("It was wrong to arrest the baker.", "arrest", "asserted"),
    ("The baker will probably be arrested.", "arrest", "planned"),
    ("Her mother wants the baker charged.", "accusation", "planned"),
    ("The baker was arrested over the theft.", "embezzlement", "alleged"),
    ("The baker was convicted of selling state cement.", "embezzlement", "alleged"),
    ("It is said that the baker was arrested.", "arrest", "alleged"),
    ("There is talk that the baker was arrested.", "arrest", "alleged"),
    ("He was asked whether the baker was arrested.", "arrest", "alleged"),
    ("Every driver has to pay 500 manat.", "extortion", "general"),
    ("The pay does not buy two kilos of rice.", "shortage", "general"),
]


@pytest.mark.parametrize(("sentence", "act", "wanted"), CASES)
def test_status_of_a_clause(sentence: str, act: str, wanted: str) -> None:
    doc = language.pipeline()(sentence)
    view = View(doc, Facts(Report("r", sentence, ())))
    found = {m.frame.act: status.of(m, view, False)[0] for m in triggers.find(doc, view)}
    assert found.get(act) == wanted


@pytest.mark.parametrize("kind", ["alleged", "refuted", "planned", "general"])
def test_the_words_of_a_status_are_read(kind: str) -> None:
    words = hedges()[kind]
    assert words.governors
    assert words.adverbs
    assert all(word == word.lower() for word in words.governors | words.nouns | words.adverbs)


REFUTED = hedges()["refuted"]


@pytest.mark.parametrize(
    "sentences",
    [
        *(f"We {word} that the baker had been shot. He is alive." for word in sorted(REFUTED.reporting)),
        *(f"We wrote that the baker had been shot. We {word} this." for word in sorted(REFUTED.retracting)),
        *(f"We wrote that the baker had been shot. He is {word}." for word in sorted(REFUTED.unharmed)),
    ],
)
def test_words_by_which_a_report_takes_something_back(sentences: str) -> None:
    test_status_of_a_clause(sentences, "execution", "refuted")
