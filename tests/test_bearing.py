"""What somebody is to the sentences that speak of them."""

import pytest

from a_people import report_of
from secondsource.reading import language, pipeline
from secondsource.reading.bearing import Bearing

SENTENCES = [
    ("Police arrested the manager on May 3.", "manager", {"first:dobj", "any:direct act", "any:in filler"}),
    ("The manager said that it was cold.", "manager", {"first:nsubj:say"}),
    ("The lawyer is a former judge.", "lawyer", {"first:nsubj:be"}),
    ("Neighbours and the teacher came by train from the city.", "teacher", {"first:nsubj"}),
]


@pytest.mark.parametrize(("text", "title", "expected"), SENTENCES)
def test_a_mention_is_something_to_its_verb(text: str, title: str, expected: set[str]) -> None:
    report = report_of(text)
    doc = next(language.parse([report]))
    setting = pipeline.setting_of(report, doc)
    person = next(p for p in setting.facts.people if any(post.title == title for post in p.posts))
    assert expected <= set(Bearing(doc, setting.events).of(person))
