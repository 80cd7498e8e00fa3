"""What two persons of two reports have in common and what sets them apart, each as a trait with a name and a size.

``lexicon/likeness.yaml`` says what a trait weighs.
"""

import msgspec

from secondsource.lexicon.standing import standing
from secondsource.weighing import names
from secondsource.weighing.personas import Persona
from secondsource.weighing.rarity import rarity

_YEARS = 2
"""By how much two ages may differ, reports being written months apart."""
_SHARED_MOST = 2
_WORDS_LEAST = 6.0
"""The rarity that a description needs to say anything."""


class Beside(msgspec.Struct, frozen=True):
    """What the two reports say of two persons beside describing them.

    ``shared``: events in which they fill the same role. ``deeds``: acts in which both fill one role, in either report.
    ``rival``: the other report has somebody else who bears the name of one of them. ``namesakes``: a report tells two
    people of one name apart. ``like``: how like the reports are.
    """

    shared: float = 0.0
    deeds: int = 0
    rival: bool = False
    namesakes: bool = False
    like: float = 0.0


def persons(a: Persona, b: Persona, beside: Beside) -> dict[str, float]:
    """The traits of a pair of persons."""
    match = names.compare(a.name, b.name) if a.name and b.name else None
    kind = f"name {match}" if match else ("one named" if a.name or b.name else "none named")
    found: dict[str, float] = {kind: 1.0}
    if match == "single" and a.name and names.weight(a.name) < 1:
        found["name common"] = 1.0
    side = (" bare" if match in ("single", "letter") else "") if match else " unnamed"
    overlap = _overlap(a.words, b.words)
    found[f"described{side}"] = overlap
    found[f"alike{side}"] = float(overlap >= 1)
    found["plain"] = float(not match and min(_weight(a.words), _weight(b.words)) < _WORDS_LEAST)
    for name, first, second in (
        ("title", a.titles, b.titles),
        ("body", a.bodies, b.bodies),
        ("place", a.places, b.places),
    ):
        if first and second:
            found[f"{name}{side}" if first & second else f"{name} off{side}"] = 1.0
    found |= _numbers(a, b)
    found["shared"] = min(beside.shared, _SHARED_MOST)
    found["deeds"] = float(bool(beside.deeds))
    if match:
        found[f"apart{side}"] = float(a.apart != b.apart)
    found[f"other{side}"] = float(a.other != b.other and not a.many)
    found["rival"] = float(beside.rival)
    found[f"namesakes{side}"] = float(beside.namesakes and bool(match))
    found["kin"] = float(bool(a.words & b.words & standing().kin))
    found["like"] = beside.like
    return found


def _numbers(a: Persona, b: Persona) -> dict[str, float]:
    """What ages, sex and numbers say."""
    found: dict[str, float] = {}
    if a.age and b.age:
        found["age" if ages_agree(a, b) else "age off"] = 1.0
    if a.sex and b.sex and not (a.many or b.many):
        found["sex" if a.sex == b.sex else "sex off"] = 1.0
    if a.many or b.many:
        found["many" if a.many and b.many else "many off"] = 1.0
    if a.count and b.count:
        found["count" if a.count == b.count else "count off"] = 1.0
    return found


def ages_agree(a: Persona, b: Persona) -> bool:
    """Whether two ages can be one person's, as far as both are given."""
    if not a.age or not b.age:
        return True
    if str(a.age[0])[::-1] == str(b.age[0]):
        return True  # 58 for 85: a slip of copying
    return a.age[0] - _YEARS <= b.age[1] and b.age[0] - _YEARS <= a.age[1]


def _weight(words: frozenset[str]) -> float:
    return sum(map(rarity, words))


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The shared share of the shorter description, by rarity of its words."""
    if not a or not b:
        return 0.0
    return _weight(a & b) / max(min(_weight(a), _weight(b)), _WORDS_LEAST)
