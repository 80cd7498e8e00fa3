"""The tables of an archive. What is given is kept (reports, verdicts); all else is a pure function of it.

``report`` in a table is the report's number; its id in readings and commands is ``r`` and seven digits. Blobs of
structs are MessagePack. Times of doing are UTC in ISO 8601; days that facts fall on are ordinals (days since year 1).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s",
    }
)

settings = Table("settings", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# --- what is given -------------------------------------------------------------------------------------------------

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String, nullable=False, index=True),  # queued, kept
    Column("chronology", BigInteger, nullable=False, unique=True),  # orders by publication, then by number
    Column("kind", String, nullable=False, server_default="report"),  # report, tip
    Column("name", Text, nullable=False),
    Column("format", String, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),  # of the original bytes
    Column("words256", String(64), nullable=False, index=True),  # of the words alone: an exact duplicate shares it
    Column("size", Integer, nullable=False),
    Column("outlet", Text),
    Column("published", String),
    Column("url", Text),
    Column("language", String, nullable=False),
    Column("title", Text),
    Column("author", Text),
    Column("protected", Boolean, nullable=False, server_default="0", index=True),
    Column("duplicate_of", Integer),
    Column("added_at", String, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("retain_until", String, index=True),
    Column("given", Text, nullable=False),  # JSON: outlet, published, ... as added; verdicts change the columns alone
    Column("version", Integer, nullable=False, server_default="0"),  # of the current reading; 0 where there is none
    Column("salt", LargeBinary, nullable=False),
    Column("part", Integer, index=True),  # the first of the reports that it is weighed with
    Index("ix_reports_outlet", "outlet", "chronology"),
)
originals = Table(
    "originals",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)
texts = Table(
    "texts",
    metadata,
    Column("report", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("blocks", LargeBinary, nullable=False),
)
verdicts = Table(
    "verdicts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("targets", Text, nullable=False),  # JSON
    Column("value", Text, nullable=False),  # JSON
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("undoes", Integer, index=True),
    Column("salt", LargeBinary, nullable=False),
)
verdict_targets = Table(
    "verdict_targets",
    metadata,
    Column("verdict", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Column("item", String, nullable=False),  # e3, p2, s1; empty for the report itself
    Column("version", Integer, nullable=False),  # of the reading that was judged
    Column("anchor", LargeBinary, nullable=False),
    PrimaryKeyConstraint("verdict", "position"),
)
documents = Table(
    "documents",
    metadata,
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("data", Text, nullable=False),  # JSON
    Column("changed_at", String, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
)
quarantine = Table(
    "quarantine",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("engine", String, nullable=False),
    Column("at", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("given", Text, nullable=False),  # JSON: the options that it was added with
    Column("data", LargeBinary),  # zlib; none where the file was too large to be kept
)
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# --- what follows from it ------------------------------------------------------------------------------------------

readings = Table(
    "readings",
    metadata,
    Column("report", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("engine", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib of the proposed Reading without its report's text
    PrimaryKeyConstraint("report", "version"),
)
events = Table(
    "events",
    metadata,
    Column("report", Integer, nullable=False),
    Column("event", String, nullable=False),
    Column("chronology", BigInteger, nullable=False),
    Column("act", String, nullable=False),
    Column("status", String, nullable=False),
    Column("place", Text),
    Column("time", String),
    Column("first", Integer),
    Column("last", Integer),
    Column("source", String, nullable=False),
    Column("source_place", Text),
    Column("basis", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("fact", String),
    Column("grade", String),
    PrimaryKeyConstraint("report", "event"),
    Index("ix_events_chronology", "chronology"),
    Index("ix_events_act", "act", "chronology"),
    Index("ix_events_grade", "grade", "chronology"),
    Index("ix_events_status", "status", "chronology"),
    Index("ix_events_basis", "basis", "chronology"),
    Index("ix_events_days", "first", "last"),
    Index("ix_events_fact", "fact"),
)
event_people = Table(
    "event_people",
    metadata,
    Column("report", Integer, nullable=False),
    Column("event", String, nullable=False),
    Column("person", String, nullable=False),
    Column("role", String, nullable=False),
    PrimaryKeyConstraint("report", "event", "person", "role"),
    Index("ix_event_people_person", "report", "person"),
)
labels = Table(
    "labels",
    metadata,
    # What an event or report is found by: place (those around it included), source_place, body; folded.
    Column("kind", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Column("event", String, nullable=False),
    Column("chronology", BigInteger, nullable=False, server_default="0"),
    PrimaryKeyConstraint("kind", "label", "report", "event"),
    Index("ix_labels_order", "kind", "label", "chronology"),
)
people = Table(
    "people",
    metadata,
    Column("report", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("name", Text),
    Column("words", Text, nullable=False),  # the first mention
    Column("many", Boolean, nullable=False),
    Column("identity", String, nullable=False, index=True),
    PrimaryKeyConstraint("report", "person"),
    Index("ix_people_name", "name", "identity"),
)
name_keys = Table(
    "name_keys",
    metadata,
    Column("key", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Column("person", String, nullable=False),
    PrimaryKeyConstraint("key", "name", "report", "person"),
)
posts = Table(
    "posts",
    metadata,
    Column("report", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("org", Text),
    Column("place", Text),
    Column("former", Boolean, nullable=False),
    PrimaryKeyConstraint("report", "person", "position"),
    Index("ix_posts_org", "org", "report"),
)
sources = Table(
    "sources",
    metadata,
    Column("report", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("words", Text, nullable=False),
    Column("name", Text),
    Column("anonymity", String, nullable=False),
    Column("place", Text),
    Column("basis", String),
    PrimaryKeyConstraint("report", "source"),
    Index("ix_sources_place", "place"),
)
weighed = Table(
    "weighed",
    metadata,
    # What the weighing yielded, before verdicts: kind e (events), p (people), r (who rests on whom).
    Column("kind", String(1), nullable=False),
    Column("id", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
)
weighed_members = Table(
    "weighed_members",
    metadata,
    Column("kind", String(1), nullable=False),
    Column("report", Integer, nullable=False),
    Column("item", String, nullable=False),
    Column("id", String, nullable=False),
    PrimaryKeyConstraint("kind", "report", "item", "id"),
    Index("ix_weighed_members_id", "kind", "id"),
)
facts = Table(
    "facts",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", Integer, nullable=False, index=True),  # of the first member
    Column("act", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("lines_min", Integer, nullable=False),
    Column("lines_max", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("newest", BigInteger, nullable=False),  # chronology of the newest report that tells of it
    Column("first", Integer),
    Column("last", Integer),
    Column("data", LargeBinary, nullable=False),
    Index("ix_facts_newest", "newest"),
    Index("ix_facts_grade", "grade", "newest"),
    Index("ix_facts_act", "act", "newest"),
)
identities = Table(
    "identities",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", Integer, nullable=False, index=True),  # of the first member
    Column("name", Text, index=True),
    Column("reports", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_identities_order", "reports", "id"),
)
rests = Table(
    "rests",
    metadata,
    Column("report", Integer, nullable=False),
    Column("base", Text, nullable=False),
    Column("base_report", Integer, index=True),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    PrimaryKeyConstraint("report", "base"),
)
keys = Table(
    "keys",
    metadata,
    # Under what the weighing looks a report up (``weighing.index``), hashed; day and report give the order of holders.
    Column("key", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Column("weight", Integer, nullable=False),
    PrimaryKeyConstraint("key", "day", "report"),
)
links = Table(
    "links",
    metadata,
    # Two reports that a key joins, the lesser first, and how likely they have to do with each other; none: not at all.
    Column("report", Integer, nullable=False),
    Column("other", Integer, nullable=False, index=True),
    Column("likely", Float),
    PrimaryKeyConstraint("report", "other"),
)
outlets = Table(
    "outlets",
    metadata,
    # Whose a report is, and of which outlets it shows that a state runs them.
    Column("outlet", String, nullable=False),
    Column("state", Boolean, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    PrimaryKeyConstraint("outlet", "state", "report"),
)

GIVEN = (settings, reports, originals, texts, verdicts, verdict_targets, documents, quarantine, audit)
OF_A_REPORT = (events, event_people, labels, people, name_keys, posts, sources)
"""Tables that a reading and the verdicts on it fill; each has a column ``report``."""

_LONGEST_ID = 10
"""Characters: a longer number fits no column."""


def report_id(number: int) -> str:
    """The id of a report in readings, commands and the interface."""
    return f"r{number:07d}"


def report_number(id: str) -> int:
    """The number of a report's id. Raises ValueError where it is none."""
    if not (id.startswith("r") and id[1:].isascii() and id[1:].isdigit() and len(id) <= _LONGEST_ID):
        raise ValueError(id)
    return int(id[1:])
