"""Runs the steps on the connection that the archive hands over, in its transaction."""

from alembic import context

from secondsource.archive import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
context.run_migrations()
