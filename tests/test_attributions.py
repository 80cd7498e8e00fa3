"""Who said what: the forms of attribution, and which phrases are one voice."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.lexicon.attribution import lexicon, source_words
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading import language, stances
from secondsource.reading.pipeline import read, read_all


def report(text: str, outlet: str | None = "Northern Post") -> Report:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(Span(start, start + len(part)), "body"))
        start += len(part) + 2
    return Report("r.txt", text, tuple(blocks), outlet=outlet, published="2024-05-06")


def said(text: str) -> list[tuple[str, str, str]]:
    """(first mention of the source, type, contents joined by |) of each attribution."""
    reading = read(report(text))
    first = {source.id: text[source.mention.start : source.mention.end] for source in reading.sources}
    return [
        (" + ".join(first[name] for name in a.sources), a.type, "|".join(text[c.start : c.end] for c in a.content))
        for a in reading.attributions
    ]


FORMS = {
    "direct, cue behind": (
        "“They came at night,” a cook in Hyesan said.",
        [("a cook in Hyesan", "direct", "They came at night")],
    ),
    "direct, split around the cue": (
        "“They came at night,” a cook in Hyesan said. “Nobody dared to look.”",
        [("a cook in Hyesan", "direct", "They came at night|Nobody dared to look.")],
    ),
    "direct, colon before": (
        "A cook in Hyesan told Northern Post: “They came at night.”",
        [("A cook in Hyesan", "direct", "They came at night.")],
    ),
    "speech that runs over paragraphs": (
        "“They came at night,” a cook said. “Nobody dared to look.\n\n“In the morning the house was empty.”",
        [("a cook", "direct", "They came at night|Nobody dared to look.|In the morning the house was empty.")],
    ),
    "indirect": (
        "A cook in Hyesan told Northern Post on Friday that the officer was arrested in May.",
        [("A cook in Hyesan", "indirect", "the officer was arrested in May.")],
    ),
    "indirect, cue at the end": (
        "The officer was arrested in May, a woman who sells tea at the crossing told Northern Post on Friday.",
        [("a woman who sells tea at the crossing", "indirect", "The officer was arrested in May")],
    ),
    "a verb that the tagger takes for a participle": (
        "Agents have held a mechanic who put plays on telephones and thrown out the clerk who helped him, "
        "a Seoul-based news site reported on Thursday.",
        [
            (
                "a Seoul-based news site",
                "indirect",
                "Agents have held a mechanic who put plays on telephones and thrown out the clerk who helped him",
            )
        ],
    ),
    "sources who have told": (
        "A cook in Wonsan, who sold soup, was led away on June 5, sources in two provinces have told Northern Post.",
        [("sources in two provinces", "indirect", "A cook in Wonsan, who sold soup, was led away on June 5")],
    ),
    "told by": (
        "The clerk was never dismissed, we were told by a man who delivers mail in the city.",
        [("a man who delivers mail in the city", "indirect", "The clerk was never dismissed")],
    ),
    "a value given": (
        "The source put the number of the dead at 200.",
        [("The source", "indirect", "the number of the dead at 200")],
    ),
    "a description before the name": (
        "The priest remains in prison, his mother, Marta Ruiz, said on Saturday.",
        [("his mother", "indirect", "The priest remains in prison")],
    ),
    "indirect, cue in the middle": (
        "The officer, a cook in Hyesan said, was arrested in May.",
        [("a cook in Hyesan", "indirect", "The officer|was arrested in May.")],
    ),
    "according to, in front": (
        "According to a cook in Hyesan, the officer was arrested in May.",
        [("a cook in Hyesan", "indirect", "the officer was arrested in May.")],
    ),
    "according to, behind a semicolon": (
        "The cook was led out; according to a nurse in Hyesan she was freed an hour later.",
        [("a nurse in Hyesan", "indirect", "she was freed an hour later.")],
    ),
    "according to, behind": (
        "The officer was arrested in May, according to a cook in Hyesan.",
        [("a cook in Hyesan", "indirect", "The officer was arrested in May")],
    ),
    "mixed": (
        "A cook in Hyesan told Northern Post that the order “called for new meetings in every cell.”",
        [("A cook in Hyesan", "mixed", "the order “called for new meetings in every cell.")],
    ),
    "adding": (
        "“They came at night,” a cook said, adding that the house was sealed.",
        [("a cook", "direct", "They came at night"), ("a cook", "indirect", "the house was sealed.")],
    ),
    "a document": (
        "The verdict states that the officer took money from traders.",
        [("The verdict", "indirect", "the officer took money from traders.")],
    ),
    "a turn of an interview": (
        "K: They came at night and took him.\n\nK: Nobody dared to look at them.",
        [("K", "indirect", "They came at night and took him."), ("K", "indirect", "Nobody dared to look at them.")],
    ),
    "adding behind a clause without that": (
        "The clerk said the guards had beaten him, adding that the depot was shut.",
        [("The clerk", "indirect", "the guards had beaten him"), ("The clerk", "indirect", "the depot was shut")],
    ),
    "learned from": (
        "It was learned from a cook at the barracks that two clerks were taken away.",
        [("a cook at the barracks", "indirect", "two clerks were taken away")],
    ),
    "the way somebody tells it": (
        "The way his lawyer tells it, thirty families were moved.",
        [("his lawyer", "indirect", "thirty families were moved")],
    ),
    "a letter of a day, which": (
        "The lawyer quoted from a letter of 18 June, which says that he was held.",
        [("a letter of 18 June", "indirect", "he was held")],
    ),
    "no cue": ("The officer was arrested in May.", []),
    "according to law is no source": ("They were dealt with according to law.", []),
    "nobody said": ("Nobody said that the officer was arrested.", []),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_forms_of_attribution(text: str, expected: list[tuple[str, str, str]]) -> None:
    stripped = [(source, kind, content.rstrip(".")) for source, kind, content in said(text)]
    assert stripped == [(source, kind, content.rstrip(".")) for source, kind, content in expected]


VOICES = {
    "the source, he": (
        "A source in Hyesan said that he was arrested. “He wept,” the source said.\n\n“Nobody slept,” he went on.",
        1,
    ),
    "another source": (
        "A source in Hyesan said that the officer was arrested.\n\nAnother source in Hyesan said that he was released.",
        2,
    ),
    "one name, two forms": (
        "“We are afraid,” said Marta Ruiz, a nurse.\n\n“They listen to us,” Ruiz added.",
        1,
    ),
    "first spoken of before being quoted": (
        "A teacher from Musan met us in Yanji. “They took my books,” the teacher said.",
        1,
    ),
    "two people who speak below": (
        "The mayor was dismissed, two people in the city told Northern Post.\n\n"
        "“I saw the letter,” a clerk said.\n\n“He left by the back door,” a driver said.",
        2,
    ),
}


VOICES |= {
    "two bodies of one noun": (
        "The foreign ministry said that he was held. The unification ministry said that he was free.",
        2,
    ),
    "a refugee agency is no outlet": (
        "The site River Herald wrote that he was held. The UN refugee agency said that it was worried.",
        2,
    ),
    "a friend of the family is not the family": (
        "A friend of the family said that the girl was ill. The family said that she was healthy.",
        2,
    ),
    "an outlet that is named later": (
        "An Internet newspaper has reported that he was held. Border Signal said that he wept.",
        1,
    ),
    "a capital is no archive": (
        "An archive in Oslo said that he was held. Beijing said that he was free.",
        2,
    ),
    "the first of two": (
        "A source in Hyesan said that he was held. A second source in Hyesan said that he was free. "
        "The first source said that he wept.",
        2,
    ),
    "the same visitor": (
        "A resident who came at New Year said that he was held. The same visitor has heard that he wept.",
        1,
    ),
    "a woman at a consulate is not the consulate": (
        "A woman who has picketed the consulate said that he was held. The consulate maintained that he was well.",
        2,
    ),
    "the clergyman after a missionary": (
        "A missionary from Busan said that he was held. The clergyman maintained that he wept.",
        1,
    ),
    "the man whom nobody called so": (
        "A loader at the yard told us that he was held. “They beat him,” the man said.",
        1,
    ),
    "a man brought in by that word": (
        "A man from Musan told us that he was held. A loader saw it. “They beat him,” the loader said. "
        "“He wept,” the man said.",
        2,
    ),
    "the source, an official, and the official": (
        "A source in Musan said that he was held. The source, a city official, said that he wept. The official added "
        "that he slept.",
        1,
    ),
    "letters of a name": (
        "The Border Guard Inspectorate said that he was held. The BGI maintained that he was well.",
        1,
    ),
    "a part of a name": (
        "The Tatra True News Information Team said that he was held. The Information Team maintained that he was well.",
        1,
    ),
    "the doctor after Dr. Lund": ("Dr. Hanna Lund said that half would die. The doctor said that nobody came.", 1),
}


@pytest.mark.parametrize(("text", "count"), VOICES.values(), ids=VOICES)
def test_each_voice_counts_once(text: str, count: int) -> None:
    reading = read(report(text))
    assert len({name for a in reading.attributions for name in a.sources}) == count


@pytest.mark.parametrize(
    ("text", "anonymity"),
    [
        ("A source in Hyesan said that he was arrested.", "anonymous"),
        ("Marta Ruiz, a nurse, said that he was arrested.", "named"),
        ("The Ministry of Defence said that he was arrested.", "institution"),
        ("The verdict states that he took money.", "document"),
        ("The newspaper reported that he was arrested.", "media"),
    ],
)
def test_what_kind_of_source_it_is(text: str, anonymity: str) -> None:
    assert [source.anonymity for source in read(report(text)).sources] == [anonymity]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("A clerk who attended the trial said that he was sentenced.", "eyewitness"),
        ("A survivor said that the guards beat them.", "participant"),
        ("A police officer in Hyesan said that he was arrested.", "official"),
        ("A trader in Hyesan said that he was arrested.", None),
    ],
)
def test_how_a_source_knows(text: str, basis: str | None) -> None:
    assert [source.basis for source in read(report(text)).sources] == [basis]


def test_the_outlet_that_has_learned_is_no_source() -> None:
    assert read(report("An officer was arrested in May, Northern Post has learned.")).sources == ()


def test_who_is_cited_is_whom_the_citing_outlet_rests_on() -> None:
    text = "The River Herald reported that the mayor was arrested, citing a clerk."
    reading = read(report(text))
    by_words = {text[s.mention.start : s.mention.end]: s for s in reading.sources}
    assert by_words["The River Herald"].rests_on == (by_words["a clerk"].id,)


LONG_TAIL = {
    "a verb that the tagger takes for a noun": (
        "The gate was shut at nine, so an aunt confides.",
        [("an aunt", "indirect", "The gate was shut at nine")],
    ),
    "a verb that no list has": (
        "A driver fulminated that the captain had been moved.",
        [("A driver", "indirect", "the captain had been moved.")],
    ),
    "several words": (
        "The department makes it known that the captain was moved.",
        [("The department", "indirect", "the captain was moved.")],
    ),
    "as somebody tells it": (
        "As the Herald tells it, the captain was moved to another post.",
        [("the Herald", "indirect", "the captain was moved to another post.")],
    ),
    "what a source owns": (
        "In the view of a clerk, the captain will not come back.",
        [("a clerk", "indirect", "the captain will not come back.")],
    ),
    "a noun before a colon": (
        "A cook in Hyesan rang us. His verdict: “The captain will not come back.”",
        [("A cook in Hyesan", "direct", "The captain will not come back.")],
    ),
    "a state of mind": (
        "A widow is certain that the captain took the money.",
        [("A widow", "indirect", "the captain took the money.")],
    ),
    "a document that orders": (
        "The office has to bring the lists by Friday, a notice at the gate warns.",
        [("a notice at the gate", "indirect", "The office has to bring the lists by Friday")],
    ),
    "what somebody tells of": (
        "A porter speaks of burns on the soles and of three missing nails.",
        [("A porter", "indirect", "burns on the soles and of three missing nails")],
    ),
    "the clause behind a semicolon": (
        "The navy threw ropes, one wife told us; her husband jumped.",
        [("one wife", "indirect", "The navy threw ropes|her husband jumped.")],
    ),
    "a clause, and speech in the next sentence": (
        "A cook testified that the gate was shut. “I heard the key.”",
        [("A cook", "mixed", "the gate was shut|I heard the key.")],
    ),
    "what somebody cannot say": (
        "The cook could not say whether the captain came back.",
        [("The cook", "indirect", "whether the captain came back.")],
    ),
    "a source with a description": (
        "According to a guard, a woman of fifty, the captain was moved.",
        [("a guard", "indirect", "the captain was moved.")],
    ),
    "a verb parted from its subject": (
        "W-9, freed on Friday, describes bruising of the jaw.",
        [("W-9", "indirect", "bruising of the jaw")],
    ),
    "codes in brackets": (
        "The captain was moved in May (W-7).\n\nThe mayor paid him in June (W-9, by phone).",
        [("W-7", "indirect", "The captain was moved in May"), ("W-9", "indirect", "The mayor paid him in June")],
    ),
    "a line that names its source": (
        "* The captain was sentenced on Monday to three years. Source: a relative.",
        [("a relative", "indirect", "The captain was sentenced on Monday to three years")],
    ),
    "a source described between commas": (
        "The gate was shut at nine, the cook’s mother, Marta Ruz, told Northern Post.",
        [("the cook’s mother", "indirect", "The gate was shut at nine")],
    ),
    "a source behind its cue": (
        "The gate was shut at nine, related the cook, a woman of fifty.",
        [("the cook", "indirect", "The gate was shut at nine")],
    ),
    "somebody lets it be known": (
        "The gate was shut at nine, a cook in Hyesan let us know.",
        [("a cook in Hyesan", "indirect", "The gate was shut at nine")],
    ),
    "pointing back": (
        "The gate was shut at nine. A cook in Hyesan told us so on the telephone.",
        [("A cook in Hyesan", "indirect", "The gate was shut at nine")],
    ),
    "a number before the paragraph": (
        "2. W-7 states that two guards questioned her for nine nights.",
        [("W-7", "indirect", "two guards questioned her for nine nights")],
    ),
    "a verb before a colon": (
        "A cook in Hyesan consents: it was nine thousand won.",
        [("A cook in Hyesan", "indirect", "it was nine thousand won")],
    ),
    "told at a meeting": (
        "It was mentioned at the meeting that the captain had taken rice.",
        [("the meeting", "indirect", "the captain had taken rice")],
    ),
    "what a witness saw": (
        "A porter saw the captain carried out of the gate.",
        [("A porter", "indirect", "the captain carried out of the gate")],
    ),
    "messages below the hour": (
        "The cook keeps the books of a farm. The cook has written to us since May.\n\n30 May, 22:14\n\nI saw the "
        "captain.\n\n30 May, 22:31\n\nMy sister left.\n\n2 June, 21:47\n\n>> And the mayor?\n\nHe is gone.\n\n"
        "3 June, 20:00\n\nWe wait.",
        [
            ("The cook", "indirect", "I saw the captain"),
            ("The cook", "indirect", "My sister left"),
            ("The cook", "indirect", "He is gone"),
            ("The cook", "indirect", "We wait"),
        ],
    ),
    "an answer that goes on over paragraphs": (
        "K: The captain was moved.\n\nHis wife was told at noon.\n\nHOST: And then?\n\nK: He left.",
        [("K", "indirect", "The captain was moved.|His wife was told at noon."), ("K", "indirect", "He left.")],
    ),
}


@pytest.mark.parametrize("case", LONG_TAIL, ids=str)
def test_cues_of_the_long_tail(case: str) -> None:
    text, wanted = LONG_TAIL[case]
    plain = [(who, kind, "|".join(part.rstrip(".") for part in what.split("|"))) for who, kind, what in said(text)]
    assert plain == [(who, kind, "|".join(part.rstrip(".") for part in what.split("|"))) for who, kind, what in wanted]


WHOSE_WORDS = {
    "a second verb of the same source": (
        "The clerk says the mill stood idle and complains that nobody was paid.",
        ["clerk: the mill stood idle", "clerk: nobody was paid"],
    ),
    "a sentence and the speech that a colon brings": (
        "Two nurses stood at the gate, a cook said: “One held a sheet. Nobody shouted.”",
        ["cook: Two nurses stood at the gate|One held a sheet. Nobody shouted"],
    ),
    "a sentence that was complete before the speech": (
        "A pharmacist met us. In March, she says, the garrison stopped buying insulin. “They pay in firewood now.”",
        ["pharmacist: In March|the garrison stopped buying insulin|They pay in firewood now"],
    ),
    "speech that had ended before the next sentence": (
        "“We heard drones,” said Ilya, a miner. “Then the roof came down.” His brother tells of a second blast.",
        ["Ilya: We heard drones|Then the roof came down", "His brother: a second blast"],
    ),
    "whom an outlet quotes": (
        "The River Herald quoted a driver as saying that the mayor had been held.",
        ["The River Herald: the mayor had been held", "driver: the mayor had been held"],
    ),
    "who cites comes first": (
        "Citing a driver, the River Herald wrote that the mayor had been held.",
        ["the River Herald: the mayor had been held", "driver: the mayor had been held"],
    ),
    "behind what is put in": (
        "The officer looked up and told the family, in writing, that nobody of that name had been there.",
        ["officer: nobody of that name had been there"],
    ),
    "another's words behind a semicolon": (
        "The relatives say that he shares a cell with eleven others; the lawyer heard of fifteen.",
        ["relatives: he shares a cell with eleven others", "the lawyer: fifteen"],
    ),
    "what a guess is": (
        "The trader’s guess is that the price will double by spring.",
        ["The trader’s: the price will double by spring"],
    ),
    "an answer without a verb of saying": (
        "“A misunderstanding” was the embassy’s explanation.",
        ["the embassy’s: A misunderstanding"],
    ),
    "what is confirmed": (
        "That the money never arrived is confirmed by two clerks.",
        ["two clerks: the money never arrived"],
    ),
    "a sentence that is taken up": (
        "The bridge is closed. This was confirmed by two clerks at the depot.",
        ["two clerks: The bridge is closed"],
    ),
    "who introduced himself before the colon": (
        "The trader has since talked with the widow: the house was searched, he says, but no money was found.",
        ["trader: the house was searched|but no money was found"],
    ),
    "it, which was the subject before": (
        "The commission met again in May. It has ascertained that he is alive.",
        ["commission: he is alive"],
    ),
    "who is to be believed": (
        "If the neighbours are to be believed, the flat has been empty since April.",
        ["the neighbours: the flat has been empty since April"],
    ),
    "a label without a verb": (
        "A bus driver, 54: “I have not been paid since Easter.”",
        ["bus driver: I have not been paid since Easter"],
    ),
    "a state behind its words": (
        "“He was no spy,” his aunt is certain.",
        ["his aunt: He was no spy"],
    ),
    "a cue with a clause of time": (
        "He has never been to Namsan, Mr. Bek protested when we rang.",
        ["Mr. Bek: He has never been to Namsan"],
    ),
    "what colleagues say of somebody": (
        "A tax inspector is said by colleagues to have pocketed the fines.",
        ["colleagues: A tax inspector|have pocketed the fines"],
    ),
    "words put in between dashes": (
        "The teacher – her name is known to the editors – says she signed.",
        ["teacher: she signed"],
    ),
    "an age and a trade behind a name": (
        "According to Anna, 34, a nurse on the night shift, the wounded came in through the laundry.",
        ["Anna: the wounded came in through the laundry"],
    ),
    "a number that is all that is said": (
        "One source put the dead at six. A second source said nine.",
        ["One source: the dead at six", "second source: nine"],
    ),
    "words behind a dateline": (
        "ALMAR, April 3 (ANP) — Eleven people have been sentenced, the site River Herald reported.",
        ["River Herald: Eleven people have been sentenced"],
    ),
    "what a sentence is about": (
        "As for the conductor of that train, he paid 2,000 and is back at work, a trader said.",
        ["trader: he paid 2,000 and is back at work"],
    ),
    "the second half of a sentence": (
        "A sister came. Pak was freed and, she was told by a cook, went to the coast.",
        ["cook: went to the coast"],
    ),
    "an outlet, then its members": (
        "The participants, TDH writes, unanimously condemned their former chief.",
        ["TDH: The participants|unanimously condemned their former chief"],
    ),
    "speech that ends a sentence": (
        "The captain “takes four thousand a truck and does not bargain”, a dealer told us.",
        ["dealer: The captain “takes four thousand a truck and does not bargain"],
    ),
    "speech that opens the next paragraph": (
        "They were on their third shift, a miner wrote.\n\n“There was no timber for props.”",
        ["miner: They were on their third shift|There was no timber for props"],
    ),
    "through whom it came": (
        "The deacon confirmed through a relative that the mother was at home.",
        ["deacon: the mother was at home", "relative: the mother was at home"],
    ),
    "whom a source had it from": (
        "The trader has heard from a driver that the woman was arrested.",
        ["trader: the woman was arrested", "driver: the woman was arrested"],
    ),
    "a verb before that which looks like a noun": (
        "Source A testifies that the couple was taken from home at eleven.",
        ["Source A: the couple was taken from home at eleven"],
    ),
    "a verb at the end which looks like a noun": (
        "Around one hundred people have been sentenced, state media report.",
        ["state media: Around one hundred people have been sentenced"],
    ),
    "a participle that is none": (
        "A boy was made to paint it over, a resident related, and his father got a fine.",
        ["resident: A boy was made to paint it over|and his father got a fine"],
    ),
    "what a paper lays down": (
        "A receipt, signed by a clerk, names a captain of the unit.",
        ["receipt: a captain of the unit"],
    ),
    "a day before the subject": (
        "The River Herald wrote that nine were held. Two weeks ago the same paper spoke of thirteen.",
        ["River Herald: nine were held", "River Herald: thirteen"],
    ),
    "a cue put in behind another": (
        "The bailiff counted nineteen pairs of shoes, a cook added.",
        ["bailiff: nineteen pairs of shoes", "cook: The bailiff counted nineteen pairs of shoes"],
    ),
    "a reason alone": (
        "He came off with a week of scrubbing because, a parent alleges, 700 dollars changed hands.",
        ["parent: 700 dollars changed hands"],
    ),
    "words around a cue and behind it in quotation marks": (
        "The director’s driver, the clerk alleges, sells acid to mechanics, “and not alone”.",
        ["the clerk: The director’s driver|sells acid to mechanics, “and not alone"],
    ),
    "whom a speaker quotes in passing": (
        "“My sister has lost three toenails and she jokes that polish costs less now,” said a man in the queue.",
        [
            "My sister: polish costs less now",
            "man in the queue: My sister has lost three toenails and she jokes that polish costs less now",
        ],
    ),
    "it, which the sentence before brought in": (
        "The mother keeps a slip from the desk. It acknowledges a report concerning a missing child.",
        ["slip from the desk: a report concerning a missing child"],
    ),
    "whoever is told according to": (
        "According to the dalan, two buses left at noon.",
        ["the dalan: two buses left at noon"],
    ),
    "who was accused": (
        "According to the police, the accused confessed that they had sold the rifles.",
        ["the police: the accused confessed that they had sold the rifles", "the accused: they had sold the rifles"],
    ),
    "what a farmer heard": (
        "A farmer at the river heard a boat and a cry.",
        ["farmer at the river: a boat and a cry"],
    ),
    "what is put down to what": (
        "The ministry put his death down to a chronic illness.",
        ["ministry: a chronic illness"],
    ),
    "who passed it on to us": (
        "The roof is gone, the nurse told a friend in India, who in turn told us.",
        ["the nurse: The roof is gone", "friend in India: The roof is gone"],
    ),
    "from whom a source has it": (
        "The gate was shut at nine, according to the cook. She has this from a driver who waited there.",
        ["the cook: The gate was shut at nine", "driver who waited there: The gate was shut at nine"],
    ),
    "a paragraph that was told": (
        "The bridge is closed. Nobody may cross.\n\nWe have this from the uncle of a guard.",
        ["the uncle of a guard: The bridge is closed. Nobody may cross"],
    ),
    "what we were told on the telephone": (
        "The school cook was dismissed. Her mother told us on the telephone, and then the line went.",
        ["Her mother: The school cook was dismissed"],
    ),
    "a subject on either side of an inverted cue": (
        "The charge, says the lawyer, is financing of sects.",
        ["the lawyer: The charge|is financing of sects"],
    ),
    "where he was first brought in": (
        "It reached us from a former lab assistant. The assistant prepared six samples, he writes, and one was lost.",
        ["former lab assistant: The assistant prepared six samples|and one was lost"],
    ),
    "both of those who were brought in": (
        "Two contacts in the town have spoken to us. Both reckon that it was over in ten minutes.",
        ["Two contacts in the town: it was over in ten minutes"],
    ),
}


INTERVIEWS = {
    "initials": "Irina Solo left in June.\n\n— Why?\n\nI.S.: The judge was moved.\n\n— When?\n\nI.S.: In May.",
    "a noun": "We met a cloth buyer.\n\nKL: Why?\n\nBuyer: The judge was moved.\n\nKL: When?\n\nBuyer: In May.",
    "question and answer": "We asked a supervisor of 51.\n\nQ: Why?\n\nA: He was moved.\n\nQ: Who says so?\n\nA: I.",
}


@pytest.mark.parametrize("case", INTERVIEWS, ids=str)
def test_who_answers_is_who_was_brought_in(case: str) -> None:
    text = INTERVIEWS[case]
    first = {"initials": "Irina Solo", "a noun": "a cloth buyer", "question and answer": "a supervisor of 51"}[case]
    assert [who for who, _, _ in said(text)] == [first, first]


@pytest.mark.parametrize("case", WHOSE_WORDS, ids=str)
def test_whose_words_they_are(case: str) -> None:
    text, wanted = WHOSE_WORDS[case]
    found = [f"{who}: {'|'.join(part.rstrip('.') for part in what.split('|'))}" for who, _, what in said(text)]
    assert [f.removeprefix("A ").removeprefix("a ").removeprefix("The ") for f in found] == [
        w.removeprefix("The ") for w in wanted
    ]


NOTHING = {
    "denied": "The caller did not say where he lived.",
    "contradicted": "The captain was moved, contrary to what a guard wrote.",
    "done rather than said": "The captain made sure that the gate was shut.",
    "what emerges": "It emerged that the captain had been moved.",
    "named by somebody": "A man named Tak came out onto the steps.",
    "a law that is coming": "A court in the city will hear her case in June.",
}


@pytest.mark.parametrize("case", NOTHING, ids=str)
def test_what_attributes_nothing(case: str) -> None:
    assert said(NOTHING[case]) == []


STANCES = {
    "what somebody wants to do": ("The union vowed to fight the bill.", ("The union", "to fight the bill")),
    "what somebody condemns": ("The mayor criticised the bill.", ("The mayor", "the bill")),
    "what somebody calls for": ("The mayor called for a new vote.", ("The mayor", "a new vote")),
    "whom somebody urges": ("The mayor urged the court to wait.", ("The mayor", "the court to wait")),
    "how somebody is minded": ("The court is ready to wait.", ("The court", "to wait")),
}


@pytest.mark.parametrize("case", STANCES, ids=str)
def test_stances_are_no_part_of_a_reading(case: str) -> None:
    text, (holder, content) = STANCES[case]
    r = report(text)
    found = stances.find(next(iter(language.parse([r]))))
    assert [(text[a.by[0].start : a.by[0].end], text[a.content[0].start : a.content[0].end]) for a in found] == [
        (holder, content)
    ]
    assert {a.kind for a in found} == {"stance"}
    assert all(a.kind != "stance" for a in read(r).attributions)


def test_what_is_said_by_somebody_holds_no_stance() -> None:
    text = "A guard said that the mayor wants to stay."
    r = report(text)
    said_ = read(r).attributions
    assert stances.find(next(iter(language.parse([r]))), said_) == ()


@pytest.mark.parametrize("word", sorted({w for group in lexicon().stances for w in group.words}))
def test_every_stance_is_looked_up(word: str) -> None:
    from secondsource.lexicon.attribution import stances as table

    lemma, _, preposition = word.partition(" ")
    assert table()[lemma][preposition]


# --- every entry of the lexicon is read -----------------------------------------------------------------------------

TRIED = [
    (group.id, verb)
    for group in lexicon().groups
    for verb in group.verbs
    if "clause" in group.takes or "quote" in group.takes
]


@pytest.mark.parametrize(("group", "verb"), TRIED, ids=lambda value: value)
def test_every_verb_is_a_cue_that_is_looked_up(group: str, verb: str) -> None:
    from secondsource.lexicon.attribution import cues

    lemma, _, particle = verb.partition(" ")
    assert cues()[lemma][particle].takes


@pytest.mark.parametrize("noun", lexicon().owned.nouns)
def test_every_noun_that_a_source_owns_attributes(noun: str) -> None:
    text = f"The officer was arrested in May, by the {noun} of a cook in Hyesan."
    assert [(who, what) for who, _, what in said(text)] == [("a cook in Hyesan", "The officer was arrested in May")]


@pytest.mark.parametrize("noun", lexicon().headed)
def test_every_noun_before_a_colon_attributes(noun: str) -> None:
    assert [what for _, _, what in said(f"A cook came. The cook’s {noun}: “The officer is gone.”")] == [
        "The officer is gone."
    ]


@pytest.mark.parametrize("verb", lexicon().as_told)
def test_every_verb_of_as_told_is_known(verb: str) -> None:
    from secondsource.lexicon.attribution import cues

    assert verb in cues() or verb in {"have", "see", "know", "phrase"}


@pytest.mark.parametrize("word", [w for group in (*lexicon().states, *lexicon().raised) for w in group.words])
def test_states_and_passives_are_lemmas(word: str) -> None:
    assert word == word.lower().strip()


@pytest.mark.parametrize("phrase", [p.text for p in lexicon().phrases if not p.colon])
def test_every_phrase_attributes(phrase: str) -> None:
    text = f"The officer was arrested in May, {phrase} a cook in Hyesan."
    assert said(text) == [("a cook in Hyesan", "indirect", "The officer was arrested in May")]


@pytest.mark.parametrize(
    "words", [getattr(source_words(), f) for f in ("documents", "media", "institutions", "officials", "people")]
)
def test_kinds_of_source_nouns_are_lower_case_lemmas(words: frozenset[str]) -> None:
    assert words
    assert all(word == word.lower().strip() for word in words)


# --- what holds of any text -----------------------------------------------------------------------------------------

_WORDS = ["A source", "the source", "he", "said", "told", "that", "according to", "“", "”", '"', ",", ".", ":", "\n\n",
          "the officer was arrested", "K:", "Northern Post", "«", "»", "adding", "’", "—", "in Hyesan"]  # fmt: skip


def check(reading: Reading) -> None:
    text = reading.report.text
    ids = {source.id for source in reading.sources}
    for source in reading.sources:
        assert source.mentions
        assert all(0 <= m.start < m.end <= len(text) for m in source.mentions)
    for a in reading.attributions:
        assert set(a.sources) <= ids
        assert all(0 <= c.start < c.end <= len(text) for c in a.content)
        assert all(c.end <= a.cue.start or a.cue.end <= c.start for c in a.content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join))
def test_odd_texts_never_raise_and_spans_hold(text: str) -> None:
    check(read(report(text)))


_TEXTS = tuple(text for text, _ in (*FORMS.values(), *LONG_TAIL.values()))[:24]


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(1, len(_TEXTS) - 1), max_size=6))
def test_a_reading_does_not_depend_on_how_files_are_split(cuts: set[int]) -> None:
    reports = [report(text) for text in _TEXTS]
    edges = [0, *sorted(cuts), len(reports)]
    parts = [list(read_all(reports[start:end])) for start, end in itertools.pairwise(edges)]
    assert [one for part in parts for one in part] == list(read_all(reports))


@pytest.mark.parametrize("text", _TEXTS)
def test_a_reading_does_not_depend_on_empty_lines(text: str) -> None:
    wide = text.replace("\n\n", "\n\n\n\n")
    assert said(wide) == said(text)


_MARKS = st.sampled_from(
    ["“", "”", '"', "«", "»", "''", "``", "‘", "’", "„", "a guard said", "“He left,”", ",", ". ", "\n\n"]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_MARKS, max_size=30).map(" ".join))
def test_odd_quotation_marks_never_raise(text: str) -> None:
    check(read(report(text)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    check(read(report(text)))


@pytest.mark.parametrize(
    "text",
    [
        "The agency maintained on 9 December that no miner had perished.",
        "A clerk assured her, straight-faced, that no miner had perished.",
        "The prosecutor announced on Tuesday, in a single line, that no miner had perished.",
    ],
)
def test_a_clause_is_found_behind_day_and_manner(text: str) -> None:
    told = read(Report("r.txt", text, (Block(Span(0, len(text)), "body"),)))
    assert [text[c.start : c.end] for a in told.attributions for c in a.content] == ["no miner had perished"]


def test_the_label_of_a_version_opens_no_turn() -> None:
    text = "V4: sentence entered as fifteen years.\n\nV6: place of detention added."
    middle = text.index("\n\n")
    blocks = (Block(Span(0, middle), "body"), Block(Span(middle + 2, len(text)), "body"))
    assert not read(Report("r.txt", text, blocks)).attributions


@pytest.mark.parametrize(
    "line",
    [
        "RIVER CASEWORK ARCHIVE — Case notes (public extract)",
        "CASE NOTE 2031-014 (public version)",
        "Opened: 26 August 2030.  Last updated: 18 September 2030",
    ],
)
def test_headings_and_registers_dates_tell_nothing(line: str) -> None:
    assert said(f"{line}\n\nThe ferry sank in May, a pilot said.") == [("a pilot", "indirect", "The ferry sank in May")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The farm had sold seed corn. That is what the neighbour maintains.", "The farm had sold seed corn."),
        ("That the miners have not been paid is what a clerk told us.", "the miners have not been paid"),
        ("A letter reached us, according to which police searched the houses.", "police searched the houses"),
        ("A post seen by many, according to which eight men had died, is a hoax.", "eight men had died"),
        ("The news that eight men had died comes from a clerk.", "eight men had died"),
        ("He was at a cattle market, as eleven drivers attest.", "He was at a cattle market"),
    ],
)
def test_what_is_told_before_its_cue(text: str, content: str) -> None:
    assert content in [words for _, words, _ in said(text)] or content in [words for _, _, words in said(text)]
