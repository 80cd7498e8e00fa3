"""What is known of the words by which a page speaks of itself: buttons, bylines, captions, notices."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from secondsource.errors import LexiconError
from secondsource.lexicon.loader import load
from secondsource.model import BlockKind

FILE = "boilerplate.yaml"
Where = Literal["anywhere", "top", "end", "edges"]
Edge = Literal["top", "end"]

# Characters. A line of so many is no page furniture, however few its words; the bound keeps matching quick.
_LONGEST = 1_000
_OPENING = "([<*#>‹«–— "
_AROUND = "()[]<>‹›«». "
_TERM = re.compile(r"\{([a-z]+)\}")
_BARS = re.compile(r"[|·•]")
_GAPS = re.compile(r"\s*[|·•]\s*|\s+/\s+|\s{2,}|: ")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of such words, as the lexicon has it; the fields are explained at the head of the file."""

    id: str
    about: str
    kind: BlockKind
    longest: int
    examples: tuple[str, ...]
    where: Where = "anywhere"
    case: bool = False
    opens: bool = False
    whole: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    row: tuple[str, ...] = ()


class Boilerplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: groups in the order in which they are tried, the terms they use, and the verbs of speech."""

    groups: tuple[Group, ...]
    terms: dict[str, tuple[str, ...]]
    speech: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True):
    """A group made ready: ``line`` matches the whole block; ``cell`` and ``row`` a part of a row."""

    group: Group
    line: re.Pattern[str] | None
    cell: re.Pattern[str] | None
    row: re.Pattern[str] | None

    def tells(self, words: str, count: int) -> bool:
        """Whether a block of ``count`` words is of this group. ``words`` is stripped and on one line."""
        if count > self.group.longest:
            return False
        if self.line and (self.line.match(words) or (words[0] in _OPENING and self.line.match(words.lstrip(_OPENING)))):
            return True
        return bool(self.cell or self.row) and self._is_row(words)

    def _is_row(self, words: str) -> bool:
        held = parts(words)
        cells = sum(bool(self.cell and self.cell.fullmatch(part)) for part in held)
        rows = sum(bool(self.row and self.row.fullmatch(part)) for part in held) if len(held) > 1 else 0
        if cells + rows == len(held) or (cells and (cells + rows) * 2 >= len(held)):
            return True
        # One button is enough in a row that is drawn with bars.
        return cells > 0 and len(_BARS.findall(words)) > 1


def parts(words: str) -> list[str]:
    """The parts of a row, such as "Share | Print": what stands between bars, colons or wide gaps."""
    return [part.strip(_AROUND) for part in _GAPS.split(words.strip(_AROUND))]


def pattern(part: str, terms: Mapping[str, tuple[str, ...]]) -> str:
    """A pattern with its ``{terms}`` put in. Raises LexiconError where a term is not in the file."""

    def put_in(match: re.Match[str]) -> str:
        if match[1] not in terms:
            raise LexiconError(f"lexicon/{FILE}", f"unknown term {match[0]}", "Add it under terms.")
        return "(?:" + "|".join(pattern(term, terms) for term in terms[match[1]]) + ")"

    return _TERM.sub(put_in, part)


def _compiled(pieces: list[str], group: Group, terms: Mapping[str, tuple[str, ...]]) -> re.Pattern[str] | None:
    if not pieces:
        return None
    try:
        return re.compile("|".join(pattern(piece, terms) for piece in pieces), 0 if group.case else re.IGNORECASE)
    except re.error as fault:
        reason = f"group {group.id}: {fault}"
        raise LexiconError(f"lexicon/{FILE}", reason, "Correct the regular expression.") from fault


def made_ready(group: Group, terms: Mapping[str, tuple[str, ...]]) -> Rule:
    """The group with its patterns compiled. Raises LexiconError where one is no regular expression."""
    line = [f"(?:{part})$" for part in group.whole] + [f"(?:{part})" for part in group.begins]
    line += [f".*(?:{part})$" for part in group.ends] + [f".*(?:{part})" for part in group.holds]
    cell, row = list(group.cells), list(group.row)
    return Rule(group, _compiled(line, group, terms), _compiled(cell, group, terms), _compiled(row, group, terms))


@cache
def rules(edge: Edge | None = None) -> tuple[Rule, ...]:
    """The groups that hold at an edge of the text only, or those that hold anywhere; in the order of the file."""
    held = load(FILE, Boilerplate)
    wanted = ("anywhere",) if edge is None else (edge, "edges")
    return tuple(made_ready(group, held.terms) for group in held.groups if group.where in wanted)


@cache
def speech() -> re.Pattern[str]:
    """Matches a verb by which the text attributes words to somebody."""
    return re.compile(r"\b(?:" + "|".join(load(FILE, Boilerplate).speech) + r")\b", re.IGNORECASE)


def group_of(words: str, count: int, edge: Edge | None = None) -> Group | None:
    """The first group that a block of ``count`` words belongs to.

    ``edge`` asks the groups that hold above or below the text; without it, those that hold anywhere are asked.
    """
    if len(words) > _LONGEST:
        return None
    return next((rule.group for rule in rules(edge) if rule.tells(words, count)), None)
