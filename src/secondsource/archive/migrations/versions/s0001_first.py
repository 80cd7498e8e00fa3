"""The first form of the tables. It stays as it is, whatever becomes of ``schema``."""

import sqlalchemy as sa
from alembic import op

from secondsource.archive import fulltext

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_table(
        "documents",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_documents")),
    )
    op.create_table(
        "event_people",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("report", "event", "person", "role", name=op.f("pk_event_people")),
    )
    op.create_index("ix_event_people_person", "event_people", ["report", "person"], unique=False)
    op.create_table(
        "events",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("chronology", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("time", sa.String(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_place", sa.Text(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("report", "event", name=op.f("pk_events")),
    )
    op.create_index("ix_events_act", "events", ["act", "chronology"], unique=False)
    op.create_index("ix_events_basis", "events", ["basis", "chronology"], unique=False)
    op.create_index("ix_events_days", "events", ["first", "last"], unique=False)
    op.create_index("ix_events_fact", "events", ["fact"], unique=False)
    op.create_index("ix_events_grade", "events", ["grade", "chronology"], unique=False)
    op.create_index("ix_events_status", "events", ["status", "chronology"], unique=False)
    op.create_table(
        "facts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("lines_min", sa.Integer(), nullable=False),
        sa.Column("lines_max", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("newest", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
    )
    op.create_index("ix_facts_act", "facts", ["act", "newest"], unique=False)
    op.create_index("ix_facts_grade", "facts", ["grade", "newest"], unique=False)
    op.create_index("ix_facts_newest", "facts", ["newest"], unique=False)
    op.create_index(op.f("ix_facts_report"), "facts", ["report"], unique=False)
    op.create_table(
        "identities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_name"), "identities", ["name"], unique=False)
    op.create_index(op.f("ix_identities_report"), "identities", ["report"], unique=False)
    op.create_index(op.f("ix_identities_reports"), "identities", ["reports"], unique=False)
    op.create_table(
        "labels",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "label", "report", "event", name=op.f("pk_labels")),
    )
    op.create_index(op.f("ix_labels_report"), "labels", ["report"], unique=False)
    op.create_table(
        "name_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "name", "report", "person", name=op.f("pk_name_keys")),
    )
    op.create_index(op.f("ix_name_keys_report"), "name_keys", ["report"], unique=False)
    op.create_table(
        "originals",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_originals")),
    )
    op.create_table(
        "people",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("report", "person", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_identity"), "people", ["identity"], unique=False)
    op.create_index(op.f("ix_people_name"), "people", ["name"], unique=False)
    op.create_table(
        "posts",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("org", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("report", "person", "position", name=op.f("pk_posts")),
    )
    op.create_index("ix_posts_org", "posts", ["org"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_sha256"), "quarantine", ["sha256"], unique=False)
    op.create_table(
        "readings",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", "version", name=op.f("pk_readings")),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("chronology", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), server_default="report", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("words256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("protected", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("retain_until", sa.String(), nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("chronology", name=op.f("uq_reports")),
    )
    op.create_index(op.f("ix_reports_outlet"), "reports", ["outlet"], unique=False)
    op.create_index(op.f("ix_reports_retain_until"), "reports", ["retain_until"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_index(op.f("ix_reports_state"), "reports", ["state"], unique=False)
    op.create_index(op.f("ix_reports_words256"), "reports", ["words256"], unique=False)
    op.create_table(
        "rests",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("base_report", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "base", name=op.f("pk_rests")),
    )
    op.create_index(op.f("ix_rests_base_report"), "rests", ["base_report"], unique=False)
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "signs",
        sa.Column("sign", sa.BigInteger(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sign", "report", name=op.f("pk_signs")),
    )
    op.create_index(op.f("ix_signs_report"), "signs", ["report"], unique=False)
    op.create_table(
        "sources",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("anonymity", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("report", "source", name=op.f("pk_sources")),
    )
    op.create_index("ix_sources_place", "sources", ["place"], unique=False)
    op.create_table(
        "texts",
        sa.Column("report", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_texts")),
    )
    op.create_table(
        "verdict_targets",
        sa.Column("verdict", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("verdict", "position", name=op.f("pk_verdict_targets")),
    )
    op.create_index(op.f("ix_verdict_targets_report"), "verdict_targets", ["report"], unique=False)
    op.create_table(
        "verdicts",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_verdicts")),
    )
    op.create_index(op.f("ix_verdicts_undoes"), "verdicts", ["undoes"], unique=False)
    op.create_table(
        "weighed",
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_weighed")),
    )
    op.create_table(
        "weighed_members",
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "report", "item", "id", name=op.f("pk_weighed_members")),
    )
    op.create_index("ix_weighed_members_id", "weighed_members", ["kind", "id"], unique=False)
    fulltext.create(op.get_bind())
