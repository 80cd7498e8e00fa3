"""Verdicts: what a person decided, by whom and when. Appended, never changed; undone by another verdict."""

import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import anchors, audit, schema
from secondsource.archive.anchors import Anchor
from secondsource.errors import ArchiveError

Kind = Literal[
    "accept",
    "correct",
    "reject",
    "merge",
    "split",
    "same_source",
    "not_independent",
    "grade",
    "reliability",
    "note",
    "undo",
]
KINDS: tuple[str, ...] = Kind.__args__  # type: ignore[attr-defined]
RELIABILITY = "ABCDEF"
"""Of a source, from A (completely reliable) to E, and F (cannot be judged), as the Admiralty code has it."""
_GRADES = ("refuted", "contested", "acknowledged", "corroborated", "unclear", "copied", "one_source")


class Target(msgspec.Struct, frozen=True):
    """What a verdict is on: a report, or an item of its reading (``e3`` an event, ``p2`` a person, ``s1`` a source).

    ``version`` is that of the reading that was judged, ``anchor`` what the item was then.
    """

    report: int
    item: str
    version: int = 0
    anchor: Anchor | None = None

    @property
    def id(self) -> str:
        return schema.report_id(self.report) + (f":{self.item}" if self.item else "")

    @classmethod
    def parse(cls, text: str) -> "Target":
        """``r0000012`` or ``r0000012:e3``. Raises ArchiveError."""
        head, _, item = text.partition(":")
        try:
            number = schema.report_number(head)
        except ValueError as fault:
            remedy = "Write a report as r0000012, an item of it as r0000012:e3."
            raise ArchiveError("the target", "it names no report of the archive", remedy, "target") from fault
        return cls(number, item)


class Verdict(msgspec.Struct, frozen=True):
    """One decision. ``value`` depends on the kind (see docs/design.md); ``undone`` where an undo of it stands."""

    number: int
    kind: Kind
    targets: tuple[Target, ...]
    value: dict[str, Any]
    reason: str
    by: str
    at: str
    undoes: int | None = None
    undone: bool = False


class Wanted(msgspec.Struct, frozen=True):
    """A decision to be recorded: ``targets`` as ``r0000012:e3``."""

    kind: Kind
    targets: tuple[str, ...] = ()
    value: dict[str, Any] = {}
    reason: str = ""


def append(connection: Connection, wanted: Wanted, targets: Sequence[Target], by: str) -> int:
    """Record a decision with its anchors; returns its number."""
    number = (connection.execute(sa.select(sa.func.max(schema.verdicts.c.number))).scalar() or 0) + 1
    row = {
        "number": number,
        "kind": wanted.kind,
        "targets": json.dumps([target.id for target in targets]),
        "value": json.dumps(wanted.value, ensure_ascii=False, sort_keys=True),
        "reason": wanted.reason,
        "by": by,
        "at": audit.now(),
        "undoes": wanted.value.get("undoes") if wanted.kind == "undo" else None,
        "salt": secrets.token_bytes(16),
    }
    connection.execute(schema.verdicts.insert(), [row])
    if targets:
        rows = [
            {
                "verdict": number,
                "position": position,
                "report": target.report,
                "item": target.item,
                "version": target.version,
                "anchor": anchors.encode(target.anchor),
            }
            for position, target in enumerate(targets)
        ]
        connection.execute(schema.verdict_targets.insert(), rows)
    audit.append(connection, [("verdict", f"v{number}", digest(row))])
    return number


def digest(row: Any) -> str:
    """What the audit chain commits to for a verdict's row (a mapping)."""
    parts = [str(row[key]) for key in ("kind", "targets", "value", "reason", "by", "at")]
    return audit.commitment(row["salt"], *parts)


def load(connection: Connection, numbers: Iterable[int] | None = None) -> tuple[Verdict, ...]:
    """Verdicts in order: all, or those of some numbers."""
    wanted = None if numbers is None else sorted(set(numbers))
    table, targets = schema.verdicts, schema.verdict_targets
    chosen, judged = sa.select(table).order_by(table.c.number), sa.select(targets).order_by(targets.c.position)
    if wanted is not None:
        chosen, judged = chosen.where(table.c.number.in_(wanted)), judged.where(targets.c.verdict.in_(wanted))
    on: dict[int, list[Target]] = {}
    for row in connection.execute(judged):
        on.setdefault(row.verdict, []).append(Target(row.report, row.item, row.version, anchors.decode(row.anchor)))
    gone = undone(connection)
    return tuple(
        Verdict(
            number=row.number,
            kind=row.kind,
            targets=tuple(on.get(row.number, ())),
            value=json.loads(row.value),
            reason=row.reason,
            by=row.by,
            at=row.at,
            undoes=row.undoes,
            undone=row.number in gone,
        )
        for row in connection.execute(chosen)
    )


def undone(connection: Connection) -> frozenset[int]:
    """Numbers of the verdicts that an undo takes back which is not itself taken back."""
    table = schema.verdicts
    pairs = connection.execute(
        sa.select(table.c.number, table.c.undoes).where(table.c.undoes.is_not(None)).order_by(table.c.number.desc())
    )
    gone: set[int] = set()
    for number, undoes in pairs:
        if number not in gone:
            gone.add(undoes)
    return frozenset(gone)


def on_report(connection: Connection, report: int) -> tuple[Verdict, ...]:
    """The verdicts that stand and have a target in a report."""
    table = schema.verdict_targets
    numbers = connection.execute(sa.select(table.c.verdict).where(table.c.report == report)).scalars()
    return tuple(verdict for verdict in load(connection, numbers) if not verdict.undone)


def numbers_on(connection: Connection, report: int) -> list[int]:
    """Numbers of all verdicts on a report or on anything in it, and of those that undo one of these."""
    table, targets = schema.verdicts, schema.verdict_targets
    found = set(connection.execute(sa.select(targets.c.verdict).where(targets.c.report == report)).scalars())
    fresh = found
    while fresh:
        fresh = set(connection.execute(sa.select(table.c.number).where(table.c.undoes.in_(fresh))).scalars()) - found
        found = found | fresh
    return sorted(found)


def check(wanted: Wanted) -> None:
    """Refuse a decision that does not hold what its kind needs. Raises ArchiveError."""
    needs: dict[str, tuple[int, int]] = {
        "merge": (2, 999),
        "same_source": (2, 999),
        "not_independent": (2, 999),
        "grade": (1, 1),
        "undo": (0, 0),
    }
    least, most = needs.get(wanted.kind, (1, 999))
    if wanted.kind not in KINDS:
        raise _refused(wanted, "there is no such kind of verdict", f"The kinds are {', '.join(KINDS)}.")
    if not least <= len(wanted.targets) <= most:
        raise _refused(wanted, f"it needs {least} target{'s' * (least != 1)}", "Name them as r0000012:e3.")
    if wanted.kind == "grade" and wanted.value.get("grade") not in _GRADES:
        raise _refused(wanted, "it names no grade", f"The grades are {', '.join(_GRADES)}.")
    if wanted.kind == "grade" and not wanted.reason.strip():
        raise _refused(wanted, "a grade set by hand needs a reason", "Say why, with --reason.")
    if wanted.kind == "reliability" and wanted.value.get("reliability") not in tuple(RELIABILITY):
        raise _refused(wanted, "it names no reliability", "Give a letter from A to F.")
    if wanted.kind == "note" and not wanted.reason.strip():
        raise _refused(wanted, "the note is empty", "Say it with --reason.")
    if wanted.kind == "correct" and not wanted.value:
        raise _refused(wanted, "it corrects nothing", "Give a field and its value, such as status=refuted.")
    if wanted.kind == "undo" and not isinstance(wanted.value.get("undoes"), int):
        raise _refused(wanted, "it names no verdict", "Give the verdict's number.")


def _refused(wanted: Wanted, reason: str, remedy: str) -> ArchiveError:
    return ArchiveError(f"verdict {wanted.kind}", reason, remedy, "verdict")
