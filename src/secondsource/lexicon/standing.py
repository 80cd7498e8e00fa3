"""Where a voice stands: what makes two sources one or two, who speaks for a state, who is a party."""

import msgspec

from secondsource.lexicon.loader import load


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``standing.yaml``; each field is explained there."""

    generic: frozenset[str]
    another: tuple[str, ...]
    kin: frozenset[str]
    republished: tuple[str, ...]
    kin_alike: tuple[frozenset[str], ...]
    kin_any: frozenset[str]
    kin_of_blood: frozenset[str]
    kin_speaking: dict[str, frozenset[str]]
    official: frozenset[str]
    in_office: frozenset[str]
    many: frozenset[str]
    outside: frozenset[str]
    papers: frozenset[str]
    state_media: tuple[str, ...]
    state_register: tuple[str, ...]
    state_marks: tuple[str, ...]
    organs: frozenset[str]
    supposing: tuple[str, ...]
    anchors: tuple[str, ...]
    reactions: tuple[str, ...]
    to_come: tuple[str, ...]
    said_by_no: frozenset[str]
    custody: frozenset[str]
    free: frozenset[str]
    corrections: tuple[str, ...]
    state_acts: frozenset[str]
    kindred: tuple[tuple[str, ...], ...]
    set_apart: tuple[str, ...]
    head_ends: frozenset[str]
    numbers: frozenset[str]
    no_content: frozenset[str]
    media: frozenset[str]
    hearsay: frozenset[str]
    leaked: frozenset[str]
    again: tuple[str, ...]
    edicts: frozenset[str]
    office_acts: frozenset[str]
    unfirm: tuple[str, ...]
    negations: frozenset[str]
    denials: tuple[str, ...]
    gainsays: tuple[str, ...]
    disputing: tuple[str, ...]
    own_people: frozenset[str]
    decrees: frozenset[str]
    deaths: frozenset[str]
    namesakes: tuple[str, ...]
    speakers: frozenset[str]
    spokesmen: frozenset[str]
    done_to_nobody: frozenset[str]
    again_and_again: frozenset[str]
    with_goods: frozenset[str]
    kinds_of_goods: frozenset[str]
    excuses: tuple[str, ...]
    male: frozenset[str]
    female: frozenset[str]
    terms: frozenset[str]
    penalties: frozenset[str]
    held_in: dict[str, frozenset[str]]
    second: tuple[str, ...]
    told_apart: tuple[str, ...]
    bynames: tuple[str, ...]
    unspoken: frozenset[str]
    lectures: frozenset[str]
    newsrooms: frozenset[str]
    counts: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def kindred_of(self) -> dict[str, tuple[str, ...]]:
        """Each act to the acts that another report may have taken it for."""
        return {act: tuple(other for other in line if other != act) for line in self.kindred for act in line}


def standing() -> Standing:
    """What is known of the standing of voices."""
    found: Standing = load("standing.yaml", Standing)
    return found
