"""Exports out of an archive: what leaves, what it would give away, and the ledger of all that ever left."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.archive.face import Archive
from secondsource.archive.ruling import Fact
from secondsource.archive.search import Query
from secondsource.errors import SecondSourceError
from secondsource.lexicon.profiles import Profile
from secondsource.model import Weighing
from secondsource.publishing import bundles, ledger, release
from secondsource.publishing.case import Case
from secondsource.publishing.exports.formats import Format
from secondsource.publishing.ledger import Entry, Ledger, Standing
from secondsource.publishing.release import Consent, Prepared, Terms

_KEYS, _EXPORTS, _CONSENTS, _BARRED = "publishing-keys", "export", "consent", "unnamed"
_PAGE = 500


class ExportRefused(SecondSourceError):
    """An export that would leave a source among too few people."""

    code = "exposure"


class Preview(msgspec.Struct, frozen=True):
    """What an export would let out, how each source would stand, and what changed since the last one of its profile:
    ids of the facts that are new, gone, or other than they were."""

    prepared: Prepared
    standings: tuple[Standing, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def refused(self) -> tuple[Standing, ...]:
        """The sources on whose account it may not leave."""
        return ledger.refused(self.standings)


class Order(msgspec.Struct, frozen=True):
    """An export that is wanted: for whom, in which format, where to, which facts; why it leaves nevertheless, if a
    keeper of sources overrides a refusal."""

    profile: Profile
    format: Format
    folder: Path
    query: Query = Query()
    override: str = ""
    by: str | None = None


def preview(archive: Archive, profile: Profile, query: Query | None = None) -> Preview:
    """What would leave if it left now; nothing is written."""
    facts = _facts(archive, query or Query())
    case = _case(archive, facts)
    prepared = release.prepare(case, profile, _terms(archive, facts), [fact.event for fact in facts])
    held = kept(archive)
    standings = ledger.stand(held, prepared.outlays, prepared.public, profile.floor)
    marks = _marks(prepared)
    last = next((e.facts for e in reversed(held.entries) if e.profile == profile.name), {})
    return Preview(
        prepared,
        standings,
        tuple(sorted(marks.keys() - last.keys())),
        tuple(sorted(last.keys() - marks.keys())),
        tuple(sorted(name for name in marks.keys() & last.keys() if marks[name] != last[name])),
    )


def export(archive: Archive, order: Order) -> tuple[Preview, bundles.Manifest]:
    """Write a signed bundle and enter it into the ledger. Raises ExportRefused, or BundleError where it cannot be
    written; then nothing is entered."""
    seen = preview(archive, order.profile, order.query)
    if seen.refused and not order.override.strip():
        names = ", ".join(standing.source for standing in seen.refused[:5])
        more = f" and {len(seen.refused) - 5} more" if len(seen.refused) > 5 else ""
        raise ExportRefused(
            f"the export for {order.profile.name}",
            f"it would leave {names}{more} among fewer than {order.profile.floor} people",
            "Look with secondsource exposure, take a coarser profile or fewer facts, or override with a reason.",
        )
    today = _today()
    about = (order.format.name, order.profile.name, today)
    manifest = bundles.write(order.folder, order.format.files(seen.prepared.release), about, _signer(archive))
    entry = Entry(
        secrets.token_hex(8),
        today,
        order.profile.name,
        seen.prepared.outlays,
        _marks(seen.prepared),
        order.override.strip() or None,
    )
    number = len(archive.listed(_EXPORTS))
    archive.put(_EXPORTS, f"{number:06}-{entry.export}", msgspec.to_builtins(entry), order.by)
    return seen, manifest


def kept(archive: Archive) -> Ledger:
    """The ledger of the exports that left this archive."""
    return Ledger(tuple(msgspec.convert(value, Entry) for value in archive.listed(_EXPORTS).values()))


def consent(archive: Archive, given: Consent, by: str | None = None) -> None:
    """Record that a source agreed to a profile. Raises SecondSourceError where there is no such source."""
    report, _, source = given.source.partition(":")
    reading = archive.reading(report)
    if reading is None or source not in {s.id for s in reading.sources}:
        raise SecondSourceError(given.source, "is no source in the archive", "Write it as r0000012:s1.")
    archive.put(_CONSENTS, f"{given.source} {given.profile}", msgspec.to_builtins(given), by)


def withdraw(archive: Archive, source: str, profile: str) -> None:
    """Take a consent back. What left under it has left; nothing more will."""
    archive.drop(_CONSENTS, f"{source} {profile}")


def bar(archive: Archive, name: str, by: str | None = None) -> None:
    """Never name this person in any export, whatever the profile."""
    archive.put(_BARRED, name, {}, by)


def public_key(archive: Archive) -> bytes:
    """The key (32 bytes) that the archive's bundles are signed with, as others check it."""
    return _signer(archive).public_key().public_bytes_raw()


def _facts(archive: Archive, query: Query) -> tuple[Fact, ...]:
    """All facts that fit, in pages."""
    found: list[Fact] = []
    offset = 0
    while rows := archive.facts(msgspec.structs.replace(query, limit=_PAGE, offset=offset)):
        found += [fact for row in rows if (fact := archive.fact(row.id)) is not None]
        offset += len(rows)
    return tuple(found)


def _case(archive: Archive, facts: Sequence[Fact]) -> Case:
    """The readings that tell of the facts, weighed as they are in the archive."""
    reports = dict.fromkeys(member.report for fact in facts for member in fact.event.members)
    whole = archive.weighing()
    readings = archive.readings(reports)
    return Case(Weighing(tuple(f.event for f in facts), whole.people, whole.rests_on), list(readings.values()))


def _terms(archive: Archive, facts: Iterable[Fact]) -> Terms:
    accepted = {v.number for v in archive.verdicts() if v.kind == "accept" and not v.undone}
    targets = {t.id for v in archive.verdicts() if v.number in accepted for t in v.targets}
    today = _today()
    rows = {m.report: archive.report(m.report) for fact in facts for m in fact.event.members}
    over = {name for name, row in rows.items() if row and row.retain_until and row.retain_until < today}
    readings = archive.readings(over)
    return Terms(
        key=_key(archive),
        today=today,
        consents=tuple(msgspec.convert(value, Consent) for value in archive.listed(_CONSENTS).values()),
        published=frozenset(
            fact.event.id for fact in facts if targets & {f"{m.report}:{m.event}" for m in fact.event.members}
        ),
        barred=frozenset(archive.listed(_BARRED)),
        retired=frozenset(f"{name}:{s.id}" for name, reading in readings.items() for s in reading.sources),
        tips=frozenset(name for name, row in rows.items() if row and (row.protected or row.kind == "tip")),
    )


def _marks(prepared: Prepared) -> dict[str, str]:
    """Fact id → a mark of all that leaves of it."""
    return {fact.id: hashlib.sha256(msgspec.json.encode(fact)).hexdigest()[:16] for fact in prepared.release.facts}


def _key(archive: Archive) -> bytes:
    """The key from which ids are made; made once, and kept in the archive."""
    held = archive.get(_KEYS, "ids")
    if held is None:
        held = secrets.token_hex(32)
        archive.put(_KEYS, "ids", held)
    return bytes.fromhex(held)


def _signer(archive: Archive) -> Ed25519PrivateKey:
    held = archive.get(_KEYS, "signing")
    if held is None:
        held = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        archive.put(_KEYS, "signing", held)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(held))


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
