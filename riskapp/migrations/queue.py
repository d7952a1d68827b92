"""The tables of the queue that wakes a worker, where the database is PostgreSQL.

huey would make them itself, but two workers that start together race for it and one dies. On
SQLite the queue has a file of its own, which huey makes.
"""

from alembic import op

MAKE = """
CREATE TABLE huey_kv (
    queue text NOT NULL, key text NOT NULL, value bytea NOT NULL, PRIMARY KEY (queue, key)
);
CREATE TABLE huey_schedule (
    id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
    timestamp double precision NOT NULL
);
CREATE INDEX huey_schedule_queue_timestamp ON huey_schedule (queue, timestamp);
CREATE TABLE huey_task (
    id bigserial PRIMARY KEY, queue text NOT NULL, data bytea NOT NULL,
    priority double precision NOT NULL DEFAULT 0.0
);
CREATE INDEX huey_task_queue_priority_id ON huey_task (queue, priority DESC, id);
CREATE TABLE huey_counter (
    queue text NOT NULL, key text NOT NULL, value bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (queue, key)
);
"""
TABLES = ("huey_kv", "huey_schedule", "huey_task", "huey_counter")


def make_queue() -> None:
    """Make the tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(MAKE)


def drop_queue() -> None:
    """Drop them, with whatever rings in them: the sweep finds the jobs again."""
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"DROP TABLE {table}")
