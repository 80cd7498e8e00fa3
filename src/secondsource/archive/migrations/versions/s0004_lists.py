"""Indexes by which searches for an outlet, a day or a post are read in order, and for which reports are protected."""

from alembic import op

revision = "0004"
down_revision = "0003"

# What is indexed, by which columns, and by which before.
_WIDER = (
    ("ix_people_name", "people", ["name", "identity"], ["name"]),
    ("ix_posts_org", "posts", ["org", "report"], ["org"]),
    ("ix_reports_outlet", "reports", ["outlet", "chronology"], ["outlet"]),
)


def upgrade() -> None:
    """Make the indexes."""
    for name, table, columns, _ in _WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
    op.create_index("ix_reports_protected", "reports", ["protected"])
    op.create_index("ix_events_chronology", "events", ["chronology"])


def downgrade() -> None:
    """As it was; tests go this way to come back."""
    op.drop_index("ix_events_chronology", "events")
    op.drop_index("ix_reports_protected", "reports")
    for name, table, _, columns in _WIDER:
        op.drop_index(name, table)
        op.create_index(name, table, columns)
