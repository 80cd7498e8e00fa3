"""A short report of a case, read as far as its people."""

from spacy.tokens import Doc

from secondsource.model import Block, Person, Report, Span
from secondsource.reading import bodies, language, people, places


def report_of(*paragraphs: str, title: str = "") -> Report:
    """A report of these paragraphs, with a title if there is one."""
    blocks, text = [], ""
    for number, paragraph in enumerate(([title] if title else []) + list(paragraphs)):
        kind = "title" if title and number == 0 else "body"
        blocks.append(Block(Span(len(text), len(text) + len(paragraph)), kind))  # type: ignore[arg-type]
        text += paragraph + "\n\n"
    return Report("case.txt", text, tuple(blocks), outlet="Case Post", published="2024-05-01")


def people_of(report: Report) -> tuple[Doc, tuple[Person, ...]]:
    """The parse of a report and its people."""
    doc = next(language.parse([report]))
    found = bodies.find(report, doc)
    return doc, people.find(report, doc, places.find(report, doc, found), found)


def words_of(report: Report, person: Person) -> list[str]:
    """The words of each mention of a person."""
    return [report.text[m.start : m.end] for m in person.mentions]
