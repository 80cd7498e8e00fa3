"""Whose organ did an act, from invented sentences."""

import pytest

from a_people import report_of
from secondsource.reading.pipeline import read

MSS = "Ministry of State Security"


@pytest.mark.parametrize(
    ("sentence", "act", "authority"),
    [
        ("Agents of the Ministry of State Security arrested the baker.", "arrest", MSS),
        ("The baker was arrested by two Ministry of State Security officers.", "arrest", MSS),
        ("The baker was questioned for nine days at the Ministry of State Security.", "interrogation", MSS),
        ("The baker was held for nine days in the cells of the Ministry of State Security.", "imprisonment", MSS),
        ("The Ministry of State Security arrested the baker.", "arrest", None),
        ("The baker was arrested near the market.", "arrest", None),
        ("The baker had written to the Ministry of State Security and was arrested.", "arrest", None),
    ],
)
def test_the_authority_is_the_organ_of_those_who_did_it_or_where_it_was_done(
    sentence: str, act: str, authority: str | None
) -> None:
    found = read(report_of("The town lies in North Korea.", sentence)).events
    assert next(event.authority for event in found if event.act == act) == authority
