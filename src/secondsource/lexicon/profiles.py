"""Profiles of release: for whom an export is made, and how much of a fact, a person and a source may leave.

One YAML file a profile under ``lexicon/profiles/``. A profile is added by adding a file; a field that it leaves out
takes the strictest value.
"""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from secondsource.errors import SecondSourceError
from secondsource.lexicon import loader

PlaceLevel = Literal["exact", "city", "province", "country", "none"]
DateLevel = Literal["day", "month", "year", "none"]
SumLevel = Literal["exact", "rounded", "none"]
NameLevel = Literal["all", "office", "none"]
SourceLevel = Literal["full", "described", "kind", "none"]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may leave. ``floor``: the least lower bound of how many people a source's description must fit."""

    name: str
    means: str
    place: PlaceLevel = "country"
    date: DateLevel = "year"
    sums: SumLevel = "none"
    names: NameLevel = "none"
    """Whose names leave: everybody's, those of holders of an office, nobody's."""
    source: SourceLevel = "none"
    """What is said of a source: all, its kind with place, role and basis coarsened, its kind alone, nothing."""
    source_place: PlaceLevel = "country"
    linked: bool = False
    """Whether two claims show that one source made both."""
    quotes: bool = False
    """Whether the words of a report leave, with their spans."""
    tips: bool = False
    """Whether facts leave that rest on what was never published."""
    titles: bool = True
    """Whether the reports' titles and addresses leave."""
    unnamed_recipients: tuple[str, ...] = ()
    """Acts whose recipients are never named, whoever they are: victims."""
    least_age: int = 18
    """Younger people are never named."""
    grades: tuple[str, ...] = ()
    """Grades that leave; empty for all."""
    consent: bool = True
    """Whether a tip's source must have consented to this profile."""
    floor: Annotated[int, msgspec.Meta(ge=0)] = 20


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by its name."""
    found = (loader.load(name, Profile) for name in loader.files("profiles"))
    return {profile.name: profile for profile in found}


def profile(name: str) -> Profile:
    """The profile of that name, or the one in the file whose path it is (``press.yaml``).

    Raises SecondSourceError that lists those there are, or LexiconError that names what is wrong in the file.
    """
    if name in profiles():
        return profiles()[name]
    there = f"Give one of: {', '.join(sorted(profiles()))}; or the path of a .yaml file of your own."
    if not name.endswith((".yaml", ".yml")):
        raise SecondSourceError(name, "is no profile of release", there)
    try:
        text = Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise SecondSourceError(name, "cannot be read as a profile", there) from fault
    own: Profile = loader.parse(name, text, Profile)
    if own.name in profiles():
        raise SecondSourceError(name, f"bears the name {own.name}, which is taken", "Give it a name of its own.")
    return own
