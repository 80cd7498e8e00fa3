"""Who is speaking: which phrases are one voice, what kind it is, how it knows, whom it rests on."""

import re

import pytest

from secondsource.lexicon.attribution import Kindred, source_words
from secondsource.model import Block, Reading, Report, Source, Span
from secondsource.reading.pipeline import read


def reading(text: str, title: str = "") -> Reading:
    whole = f"{title}\n\n{text}" if title else text
    blocks, start = [], 0
    for part in whole.split("\n\n"):
        kind = "title" if title and not start else "body"
        blocks.append(Block(Span(start, start + len(part)), kind))  # type: ignore[arg-type]
        start += len(part) + 2
    return read(Report("r.txt", whole, tuple(blocks), outlet="Northern Post", published="2024-05-06"))


def words(told: Reading, spans: tuple[Span, ...]) -> list[str]:
    return [told.report.text[span.start : span.end] for span in spans]


def source_of(told: Reading, content: str) -> Source:
    """The one source of the attribution that holds these words."""
    at = told.report.text.index(content)
    found = next(a for a in told.attributions if any(c.start <= at < c.end for c in a.content))
    assert len(found.sources) == 1
    return next(source for source in told.sources if source.id == found.sources[0])


SPEAKERS = {
    "she, who was introduced a sentence before": (
        "Marta Ruiz, a nurse, left Upala in May. “They came at night,” she said.",
        "They came at night",
        "Marta Ruiz",
    ),
    "he, the last speaker of that sex": (
        "A cook said the gate was shut. Her brother, a driver, said he had seen the lorry. “It was red,” he added.",
        "It was red",
        "Her brother",
    ),
    "she goes past a man": (
        "A midwife in Hyesan said the gate was shut. The mayor was there. “I saw him,” she said.",
        "I saw him",
        "A midwife in Hyesan",
    ),
    "not one of a pair": (
        "A driver told Northern Post that the pair were held. “They were in the first lorry,” he said.",
        "They were in the first lorry",
        "A driver",
    ),
    "a name that is given": (
        "The caller gave his surname as O. The accountant, O said, was taken in May.",
        "was taken in May",
        "The caller",
    ),
    "a name that the outlet gives": (
        "A man has come forward who kept those files. We call him Mr. N.\n\nN.: They came at night.\n\nN.: I left.",
        "They came at night",
        "A man",
    ),
    "whoever opens the paragraph": (
        "A clerk said the gate was shut.\n\nA former conscript in Kassala was not surprised. “I was there,” he said.",
        "I was there",
        "A former conscript in Kassala",
    ),
    "he, of whom the speaker has just spoken": (
        "“The guard kept the key. He said the gate was shut,” a mother in Keren recalled.",
        "the gate was shut",
        "The guard",
    ),
    "a name that is given behind it": (
        "We reached a woman in Wonsan on Sunday; we shall call her Aunt Pear. “They came at night,” she says.",
        "They came at night",
        "a woman",
    ),
    "a description between commas": (
        "A second person, a baker in Sittwe, said the gate was shut. “I saw it,” the baker added.",
        "I saw it",
        "A second person",
    ),
    "the label of a turn": (
        "A guard of the camp agreed to talk.\n\nGUARD: They came at night.\n\nGUARD: I left in May.",
        "They came at night",
        "A guard of the camp",
    ),
    "they, of the sentence before": (
        "The men were held in May. Six households spoke to us. They say that two boys are missing.",
        "two boys are missing",
        "Six households",
    ),
    "the second source": (
        "A source in Hyesan said the gate was shut.\n\nA second source in Hyesan said the mayor fled.\n\n"
        "The lorries came at dawn, according to the second source.",
        "The lorries came at dawn",
        "A second source in Hyesan",
    ),
    "a name with another word is another person": (
        "“I left,” said Luis Prado Mora. “I stayed,” said Luis Prado Vega.",
        "I stayed",
        "Luis Prado Vega",
    ),
    "a body by another name": (
        "The United Nations said the camp was full. The camp, the UN added, must close.",
        "must close",
        "The United Nations",
    ),
    "the paper": (
        "Two monks died in May, the Highland Gazette reported. The bodies were burnt, the paper added.",
        "The bodies were burnt",
        "the Highland Gazette",
    ),
    "the same report": (
        "Two monks died in May, the Highland Gazette reported. The family paid a fine, according to the same report.",
        "The family paid a fine",
        "the Highland Gazette",
    ),
    "the statement": (
        "The Ministry of Justice said in a statement that nobody was held. The mayor, the statement added, is at home.",
        "The mayor",
        "The Ministry of Justice",
    ),
    "a body named after it is first spoken of": (
        "A mother paid for the paper, a research institute in Seoul has revealed.\n\n"
        "The woman waited in vain, the Centre for Files and Law writes.",
        "The woman waited in vain",
        "a research institute in Seoul",
    ),
    "what a body speaks through": (
        "The Ministry of Justice announced that the mayor was tried. No one had beaten him, its press centre stressed.",
        "No one had beaten him",
        "The Ministry of Justice",
    ),
    "the document, whatever it was called": (
        "A lecture text of the bureau dismisses the story. No child died, according to the document.",
        "No child died",
        "A lecture text",
    ),
    "a row of a paper": (
        "A table of convicts was passed to us in May. Row 412 says that the mayor got twelve years.",
        "the mayor got twelve years",
        "A table of convicts",
    ),
    "the body for which a press office speaks": (
        "The press service of the Ministry of Roads said the gate was shut. The ministry added that nobody was held.",
        "nobody was held",
        "The press service of the Ministry of Roads",
    ),
    "a body that no list has": (
        "The public relations office of the Denova Garrison announced a drill. The garrison said that two men fled.",
        "two men fled",
        "The public relations office of the Denova Garrison",
    ),
    "who is described before a relative clause": (
        "Six were held, among them Orlo Venn, a preacher who had called the dead “martyrs of salt” in his sermon.",
        "the dead “martyrs of salt",
        "Orlo Venn",
    ),
    "who is certain, where the clause hangs on the verb": (
        "The driver is certain that the miners have not been paid since February.",
        "the miners have not been paid",
        "The driver",
    ),
    "from whom it was learned that": (
        "Northern Post has learned from a source in the province that nobody dares to speak.",
        "nobody dares to speak",
        "a source in the province",
    ),
    "who goes by a code, described behind it": (
        "The entry rests on W-31, female, a weaver at the mill from 2015 to 2020, who left in 2022. She stated that "
        "she had heard nothing. “We stood in the snow,” she told the interviewer.",
        "We stood in the snow",
        "W-31",
    ),
    "somebody of a given age, behind whom a clause stands": (
        "A 34-year-old fisherman, who left in spring, noted that the gate was shut.",
        "the gate was shut",
        "A 34-year-old fisherman",
    ),
    "who asked not to be named": (
        "A local official who asked not to be named confirmed that the teacher, a mother of two, was held in May.",
        "the teacher, a mother of two",
        "A local official",
    ),
    "a group whose name is that of a paper": (
        "A woman was shot at the airfield, the rights group Casework Archive told Northern Post.",
        "A woman was shot",
        "Casework Archive",
    ),
    "our own correspondent": (
        "Our correspondent in Denova, a woman who sells bread, has sent two messages. “They were taken,” she says.",
        "They were taken",
        "Our correspondent",
    ),
    "the words of somebody": (
        "“It was cold,” a source in Hyesan said.\n\nAccording to the words of a clerk, the mayor was held in May.",
        "the mayor was held in May",
        "a clerk",
    ),
}


@pytest.mark.parametrize(("text", "content", "first"), SPEAKERS.values(), ids=SPEAKERS)
def test_who_speaks(text: str, content: str, first: str) -> None:
    told = reading(text)
    mentions = words(told, source_of(told, content).mentions)
    assert any(first in mention or mention in first for mention in mentions), mentions


@pytest.mark.parametrize(
    ("title", "text", "first"),
    [
        (
            "Sister says monk is alive",
            "A monk is alive, his sister, Yangzom, told Northern Post.",
            "his sister",
        ),
        (
            "Police deny killing",
            "The deputy police chief of Sittwe denied the killing on Monday. “He slipped,” he said.",
            "The deputy police chief of Sittwe",
        ),
        (
            "Document shows transfer",
            "A transfer list shows that both women were moved to a camp in June.",
            "A transfer list",
        ),
    ],
)
def test_a_headline_alludes_to_a_voice_of_the_body(title: str, text: str, first: str) -> None:
    told = reading(text, title)
    assert len(told.sources) == 1
    assert first in words(told, told.sources[0].mentions)
    assert told.sources[0].mention.start > len(title)


RESTING = {
    "had it from": ("A trader, who had it from a driver at the branch, said the mayor was held.", "a driver"),
    "heard it from": ("“I heard it from a guard,” a trader said. “The mayor was held.”", "a guard"),
    "was told by": ("A trader said he had been told by a guard that the mayor was held.", "a guard"),
    "told the paper": (
        "The mayor was held, the Highland Gazette reported. “He wept,” a guard told the paper.",
        "a guard",
    ),
    "heard a figure from": ("A trader heard the figure from a guard. Nine men died, he said.", "a guard"),
    "with reference to": ("The mayor was held, the Highland Gazette reports with reference to a guard.", "a guard"),
    "refers to": ("The mayor was held, according to the Highland Gazette, which refers to a guard.", "a guard"),
    "cites": ("The mayor was held, according to the Highland Gazette, which cites a guard.", "a guard"),
}


@pytest.mark.parametrize(("text", "other"), RESTING.values(), ids=RESTING)
def test_whom_a_source_rests_on(text: str, other: str) -> None:
    told = reading(text)
    by_id = {source.id: source for source in told.sources}
    rested = [base for source in told.sources for base in source.rests_on]
    assert any(other in m for base in rested for m in words(told, by_id[base].mentions))


def test_what_a_speaker_quotes_is_not_all_that_the_speaker_rests_on() -> None:
    told = reading("“The guard said, ‘Go home.’ I saw them beat him,” a cook in Hyesan said.")
    assert all(not source.rests_on for source in told.sources)


@pytest.mark.parametrize(
    ("text", "anonymity"),
    [
        ("The deputy mayor, who gave his name as Aung Win, said the gate was shut.", "named"),
        ("Ms. K. said the gate was shut.", "anonymous"),
        ("A driver told us that Orlo Venn was arrested on May 3.", "anonymous"),
        ("A Tibetan in the region said the gate was shut.", "anonymous"),
        ("Two monks died, the online newspaper Highland Letter reported.", "media"),
        ("Northern Post said the gate was shut.", "reporter"),
        ("The court's press service said the gate was shut.", "institution"),
        ("The regional police Press Service said the gate was shut.", "institution"),
        ("The state news service said the gate was shut.", "media"),
    ],
)
def test_kind_of_source(text: str, anonymity: str) -> None:
    assert anonymity in {source.anonymity for source in reading(text).sources}


@pytest.mark.parametrize(
    "text",
    [
        "The case recalls that of a teacher from Musan.",
        "No paper shows that he was held.",
        "The races show that the town is rich.",
        "The sum was smaller than we wrote.",
        "We had written nothing of the kind.",
        "He was charged under a law that provides for ten years.",
        "Few drivers pay, and the traders call them “the express mail”.",
    ],
)
def test_a_thing_is_no_source(text: str) -> None:
    assert reading(text).sources == ()


LISTS = source_words()
STATES = LISTS.states_named_so


@pytest.mark.parametrize("word", sorted(LISTS.outlets - {"editors", "newsroom"}))
def test_what_stands_for_an_outlet(word: str) -> None:
    told = reading(f"Two monks died in May, the Highland Gazette reported. The bodies were burnt, the {word} said.")
    assert len(told.sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.printed))
def test_what_stands_for_what_an_outlet_printed(word: str) -> None:
    told = reading(f"Two monks died, the Highland Gazette reported. The family paid, according to the same {word}.")
    assert len(told.sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.issued))
def test_what_stands_for_the_body_that_issued_it(word: str) -> None:
    told = reading(f"The Ministry of Justice said in a {word} that nobody was held. The mayor fled, the {word} said.")
    assert len(told.sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.rumours))
def test_rumour_is_a_source(word: str) -> None:
    told = reading(f"According to {word} in the city, the mayor was held in May.")
    assert [(s.anonymity, s.basis) for s in told.sources] == [("anonymous", "rumour")]


@pytest.mark.parametrize("word", sorted(LISTS.groups - {"youth", "people"}))
def test_nobody_of_a_group_is_he(word: str) -> None:
    told = reading(f"A driver said the gate was shut. The {word} had left. “It was red,” he said.")
    assert words(told, source_of(told, "It was red").mentions)[0] == "A driver"


@pytest.mark.parametrize("group", LISTS.kindred, ids=lambda group: min(group.general))
def test_nouns_by_which_one_person_is_spoken_of(group: Kindred) -> None:
    text = (
        f"One {max(group.special)} said that the depot was shut. The {min(group.general)} maintained that it was full."
    )
    assert len(reading(text).sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.utterances))
def test_whose_words_they_are(word: str) -> None:
    told = reading(f"The mayor was held in May, according to the {word} of a clerk.")
    assert words(told, (told.sources[0].mention,)) == ["a clerk"]


@pytest.mark.parametrize("word", sorted(LISTS.speaking))
def test_what_says_is_a_voice(word: str) -> None:
    verb = {"say": "said", "tell": "told us", "write": "wrote"}.get(word, f"{word}ed".replace("eed", "ed"))
    verb = verb.replace("replyed", "replied").replace("denyed", "denied")
    assert len(reading(f"The zorble {verb} that the mayor was held in May.").sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.outlet_names))
def test_names_of_outlets(word: str) -> None:
    told = reading(f"The mayor was held in May, the Lowland {word.capitalize()} reported.")
    assert [source.anonymity for source in told.sources] == ["media"]


@pytest.mark.parametrize("word", sorted(LISTS.unnamed))
def test_bodies_named_after_they_are_first_spoken_of(word: str) -> None:
    kind = "Gazette" if word in LISTS.media else "Union for Files"
    told = reading(f"A paper that a {word} in Seoul has printed tells of a trial. The mayor was held, the {kind} said.")
    assert any(word in mention for mention in words(told, source_of(told, "The mayor was held").mentions))


@pytest.mark.parametrize("word", sorted(LISTS.had))
def test_verbs_of_having_heard(word: str) -> None:
    past = {"have": "had", "get": "got", "know": "knew", "hear": "heard"}.get(word, f"{word}ed".replace("eed", "ed"))
    past = past.replace("learned", "learned it")
    told = reading(f"A trader said the mayor was held. “I {past} it from a guard,” the trader said.")
    assert any(source.rests_on for source in told.sources)


NAMING = {"call": "A guard rang us. We call him O.", "go": "A guard rang us. He would go by the letter O."}


@pytest.mark.parametrize("word", sorted(LISTS.naming))
def test_words_that_give_a_name(word: str) -> None:
    told = reading(NAMING.get(word, f"A guard rang us and gave his {word} as O.") + " The mayor, O said, was held.")
    assert "A guard" in words(told, source_of(told, "was held").mentions)


def some(expression: str) -> str:
    """Words that an expression of ``sources.yaml`` finds: the first of each choice."""
    previous = ""
    while previous != expression:
        previous, expression = expression, re.sub(r"\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)\??", r"\1", expression)
    return expression.replace("\\b", "").replace("u?", "u").replace("s?", "s")


@pytest.mark.parametrize(("basis", "pattern"), [(row.basis, word) for row in LISTS.spoken for word in row.words])
def test_how_a_source_knows_by_its_words(basis: str, pattern: str) -> None:
    told = reading(f"“At the gate {some(pattern)} that night,” a trader in Hyesan said.")
    assert told.sources[0].basis == basis


@pytest.mark.parametrize(("basis", "word"), [(row.basis, word) for row in LISTS.basis for word in row.words])
def test_how_a_source_knows_by_its_phrase(basis: str, word: str) -> None:
    told = reading(f"A trader in Hyesan who {word} there said that the mayor was held.")
    assert told.sources[0].basis == basis


@pytest.mark.parametrize("word", sorted(LISTS.civil))
def test_no_office_without_a_state(word: str) -> None:
    told = reading(f"The Lowland {word} office said that the mayor was held.")
    assert [source.basis for source in told.sources] == [None]


@pytest.mark.parametrize("word", sorted(LISTS.formerly))
def test_no_office_that_is_over(word: str) -> None:
    assert reading(f"A {word} inspector in Hyesan said that the mayor was held.").sources[0].basis is None


def test_every_weight_is_used() -> None:
    known = {"voice", "last", "cue", "sex", "back", "beside", "paragraph", "told"}
    assert set(LISTS.salience) == known | {
        "within",
        "noun",
        "here",
        "opens",
        "speaking",
        "rare",
        "just",
        "name",
        "withheld",
        "heard",
        "parted",
    }


@pytest.mark.parametrize(("word", "kind"), sorted(LISTS.regions.items()))
def test_a_place_named_before(word: str, kind: str) -> None:
    names = {"county": "Kapsan county", "province": "Ryanggang province", "city": "Hyesan", "any": "Ryanggang province"}
    name = names.get(kind, f"Halmat {kind}")
    told = reading(f"The mayor was in {name}. A source in the {word} office said that he was held.")
    assert told.sources[0].place is not None
    assert told.sources[0].place.split()[0] == name.split()[0]


@pytest.mark.parametrize("word", LISTS.leaving)
def test_a_place_that_was_left(word: str) -> None:
    told = reading(f"A nurse who {word} Hyesan and lives in Seoul said that the mayor was held.")
    assert told.sources[0].place == "Seoul"


@pytest.mark.parametrize("word", sorted(LISTS.imposing))
def test_a_paper_of_the_story_is_no_source(word: str) -> None:
    link = " for" if word == "pay" else ""
    assert reading(f"They had to {word}{link} a paper that says the man left in May.").sources == ()


@pytest.mark.parametrize("word", sorted(LISTS.mouths))
def test_what_a_body_speaks_through(word: str) -> None:
    noun = f"{word} office" if word in {"press", "media", "information"} else f"{word} in Geneva"
    told = reading(f"The ministry said that the mayor was tried. Nobody had beaten him, its {noun} claimed.")
    assert len(told.sources) == 1


def test_a_paper_that_the_outlet_was_given_is_a_source() -> None:
    assert reading("A clerk gave us a letter that says the mayor left in May.").sources


def test_a_page_of_a_paper_is_the_paper() -> None:
    told = reading("A ledger was passed to us in May. Page 31 states that eleven men were buried.")
    assert words(told, (source_of(told, "eleven men were").mention,)) == ["A ledger"]


@pytest.mark.parametrize("word", sorted(LISTS.interviews))
def test_whom_an_interview_is_with(word: str) -> None:
    log = "Q: How old was he?\n\nA: Nineteen. The director came, the nurse said.\n\nQ: And he?\n\nA: Orlo Venn left."
    told = reading(f"Our {word} with the younger sister of Orlo Venn was recorded by phone.\n\n{log}")
    assert words(told, (source_of(told, "Orlo Venn left").mention,)) == ["the younger sister of Orlo Venn"]
    inner = next(a for a in told.attributions if words(told, (a.cue,)) == ["said"])
    assert words(told, inner.content) == ["The director came"]


@pytest.mark.parametrize(
    "text",
    [
        "A nurse at the hospital and her husband said that the gate was shut.",
        "The gate was shut, according to a nurse at the hospital and her husband.",
        "“The gate was shut,” said a nurse at the hospital and her husband.",
        "The gate was shut, a nurse and two drivers said.",
        "Soldiers have closed a gate in a village and driven four nuns from their house, a priest of the diocese and a "
        "patient told Northern Post.",
        "The police have shut the gate of a clerk, who for three months took money, residents and a cook said.",
    ],
)
def test_two_who_speak_together(text: str) -> None:
    assert len(next(a for a in reading(text).attributions if "gate" in words(reading(text), a.content)[0]).sources) == 2


def test_a_name_behind_a_source_is_no_part_of_what_it_said() -> None:
    told = reading("According to his lawyer, Orlo Venn, the gate was shut.")
    assert [words(told, a.content) for a in told.attributions] == [["the gate was shut"]]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The Committee for Returnees, an activist group, said that the gate was shut.", None),
        *((f"The Investigative Committee of the {s.title()} said the gate was shut.", "official") for s in STATES),
    ],
)
def test_whether_a_body_speaks_by_office(text: str, basis: str | None) -> None:
    assert [source.basis for source in reading(text).sources] == [basis]


def test_people_who_go_by_a_letter_are_told_apart() -> None:
    told = reading(
        "Observer K, a welder, said that the foreman had beaten him. Two welders told Observer T that it was shut. "
        "Observer K saw the notice, he notes.\n\nWages: 20,000 a month at the yard (Observer T)."
    )
    assert words(told, (source_of(told, "the foreman had").mention,)) == ["Observer K"]
    assert words(told, (source_of(told, "Wages: 20,000").mention,)) == ["Observer T"]
    assert {source.anonymity for source in told.sources} == {"anonymous"}


def test_messages_behind_the_hour_are_their_senders() -> None:
    log = "\n\n".join(
        f"{day} May, 22:14\nI saw the lorry again. My neighbour was called in for {day} hours." for day in range(3, 8)
    )
    told = reading(f"A bookkeeper has written to us since May. Our questions are left out.\n\n{log}")
    assert words(told, (source_of(told, "I saw the lorry").mention,)) == ["A bookkeeper"]


def test_a_headline_that_names_a_voice_is_a_mention_of_it() -> None:
    told = reading("A nurse in Upala told us that the gate was shut.", "Gate shut: nurse")
    source = source_of(told, "the gate was shut")
    assert "nurse" in words(told, source.mentions)
    assert words(told, (source.mention,)) == ["A nurse in Upala"]


def test_residents_of_the_lead_are_those_who_speak_below() -> None:
    told = reading(
        "The mayor was held, residents of the town told Northern Post.\n\n“He wept,” a baker in the town said.\n\n"
        "“His shoes were gone,” a trader in the next town said."
    )
    assert words(told, tuple(source.mention for source in told.sources)) == [
        "a baker in the town",
        "a trader in the next town",
    ]


def test_two_sources_below_the_lead_stay_themselves() -> None:
    told = reading(
        "A cook said the gate was shut.\n\nA driver said the yard was full.\n\nNobody was let in that day.\n\n"
        "Two shopkeepers told us that the guard was back at his desk."
    )
    assert words(told, (source_of(told, "the guard was back").mention,)) == ["Two shopkeepers"]


@pytest.mark.parametrize(
    ("text", "words_said", "first"),
    [
        ("Nairobi (Relief) – A local nun said that the clinic was shut.", "the clinic was shut", "A local nun"),
        ("SEOUL, Oct. 4 (KW) -- A clerk said that the gate was shut.", "the gate was shut", "A clerk"),
        (
            "“He is back,” a source in Hyesan said. The source, a low official who was not among those heard in May, "
            "explained that he was sick. The gate was shut, the official said.",
            "The gate was shut",
            "a source in Hyesan",
        ),
        (
            "The file came through a subcontractor from Wuhan who hung cameras. We call him Lin.\n\n“I hung forty,” "
            "Lin says.",
            "I hung forty",
            "a subcontractor from Wuhan who hung cameras",
        ),
        (
            "A Tibetan living in the region said that it was shut. A second Tibetan, a trader in Chamdo who has family "
            "there, said that 30 cadres arrived on June 14.",
            "30 cadres arrived",
            "A second Tibetan",
        ),
        (
            "Private Dmitri Kaval, 19, was found dead. His mother had been told that he fell. “He did not fall,” "
            "Tatiana Kaval told us.",
            "He did not fall",
            "His mother",
        ),
        ("Nine men were given papers by the UNHCR in Kathmandu, the office confirmed.", "Nine men", "UNHCR"),
        (
            "The residents of the town are not impressed. “Another will come,” one said.",
            "Another",
            "The residents of the town",
        ),
        (
            "A spokeswoman in Geneva told us that it was over. A doctor of the mission, who did not want to be named, "
            "was blunter. “We saw an empty ward,” he said.",
            "We saw an empty ward",
            "A doctor of the mission",
        ),
        ("Five pupils were held, according to witness KD-118. The witness wept, she said.", "Five pupils", "KD-118"),
    ],
)
def test_a_voice_is_whoever_the_report_brought_in_for_it(text: str, words_said: str, first: str) -> None:
    told = reading(text)
    assert words(told, (source_of(told, words_said).mention,)) == [first]


def test_two_codes_are_two_voices() -> None:
    told = reading("According to witness KD-118, he wept. The witness said that he fell. KD-121 says that he ran.")
    assert source_of(told, "he wept") == source_of(told, "he fell") != source_of(told, "he ran")


@pytest.mark.parametrize(
    ("text", "words_said", "first"),
    [
        (
            "A rights activist told us that she was held.\n\nJon Pell, an activist in Seoul, said that she wept.",
            "she wept",
            "A rights activist",
        ),
        (
            "Our contact in Chongjin is a woman in her 40s who trades in oil.\n\n“Nobody gave the order,” she said.",
            "Nobody gave the order",
            "Our contact in Chongjin",
        ),
        (
            "One of our collaborators in the province could be reached again on Monday.\n\nThe collaborator said that "
            "he locked the pit.",
            "he locked the pit",
            "One of our collaborators in the province",
        ),
        (
            "According to a second source, a trader in Haeju, the rice was sold. The trader said that she was held.",
            "she was held",
            "a second source",
        ),
        (
            "A nurse in the town said that it was cold.\n\nThe police arrested a clerk of the ward in May. On Monday "
            "we interviewed the clerk. “They fell,” he said.",
            "They fell",
            "a clerk of the ward",
        ),
        (
            "Our informant works for the railways and says that she fears for her job. The stationmaster, she notes, "
            "wept over the form.",
            "wept",
            "Our informant",
        ),
        (
            "Three were bound with rope, the Harbour Dispatch reports. One died, the outlet says.",
            "One died",
            "the Harbour Dispatch",
        ),
        (
            "The Prosecutor General's Office gave details. Nine men were tried, Deputy Prosecutor General Yusuf Bekov "
            "told journalists.\n\nThe injury was a bruise, the deputy prosecutor explained.",
            "The injury was a bruise",
            "Deputy Prosecutor General Yusuf Bekov",
        ),
        (
            "An Interior Ministry spokesman said that it was cold. The Interior Ministry said that two men had died.",
            "two men had died",
            "The Interior Ministry",
        ),
        (
            "A nurse in the town was held, sources on the ground told us.\n\n“It is full,” a medic said. “We hide,” a "
            "relative said.",
            "A nurse in the town was held",
            "sources on the ground",
        ),
    ],
)
def test_a_voice_brought_in_otherwise(text: str, words_said: str, first: str) -> None:
    told = reading(text)
    assert first in words(told, source_of(told, words_said).mentions)
