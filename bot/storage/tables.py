"""
The tables. Nothing about a person stands in them in plain; times are seconds since 1970.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row: the key of all names, sealed with the master key.
keyring = Table(
    "keyring",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("master", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# The keys of conversations and logs. Whoever erases a row here has erased what it opens.
data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("master", String(16), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# `id` names channel and sender; `state` is the tracker; `log` is the log that the person writes to.
conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("log", String(32), index=True),
    Column("kept_until", BigInteger, nullable=False, index=True),
)

# `id` names conversation and delivery; `replies` is what was answered, `way` how it is sealed. A delivery that waits for
# its answer has a `body`, and a `number` in the lane of its conversation.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(32), nullable=False, index=True),
    Column("replies", LargeBinary),
    Column("kept_until", BigInteger, nullable=False, index=True),
    Column("way", SmallInteger, nullable=False, server_default="0"),
    Column("number", Integer),
    Column("body", LargeBinary),
    Index("ix_deliveries_number", "conversation", "number"),
)

# Who answers whom, and what comes next. `id` is the conversation's; deliveries and messages are counted as they
# arrive, are done with, and are posted. `token` goes up with each claim, so that a late worker can't end what another
# took over. A `muted` person is sent nothing.
lanes = Table(
    "lanes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("arrived", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("posted", Integer, nullable=False),
    Column("lease_until", BigInteger, nullable=False),
    Column("token", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("kept_until", BigInteger, nullable=False, index=True),
)
Index(
    "ix_lanes_waiting",
    lanes.c.lease_until,
    sqlite_where=text("arrived > done"),
    postgresql_where=lanes.c.arrived > lanes.c.done,
)

# What is to be sent: of each lane its first. `state`: 0 waits, 1 is being sent. Where it is being sent past `due`, its
# sender died. `repeats` counts how often it was sent again without knowing. After `until` it isn't worth sending.
outbox = Table(
    "outbox",
    metadata,
    Column("lane", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", SmallInteger, nullable=False),
    Column("due", BigInteger, nullable=False, index=True),
    Column("until", BigInteger, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# The options that stood in the last messages of a lane; `handed` is when the provider took the message, if it did.
questions = Table(
    "questions",
    metadata,
    Column("lane", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("handed", BigInteger),
    Column("body", LargeBinary, nullable=False),
)

# The numbers of the messages in a person's chat, of both sides, for as long as a channel can delete them.
chat_messages = Table(
    "chat_messages",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(32), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("kept_until", BigInteger, nullable=False, index=True),
)

# Talks that were left, by the names of their conversations, which are erased.
left_talks = Table(
    "left_talks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kept_until", BigInteger, nullable=False, index=True),
)

# `lines` and `items` are counted, `head` is the hash of the last line. A log with a public key is locked: it takes
# entries, but only its private key, sealed with the PIN, gives them back. `code` names its case code.
logs = Table(
    "logs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("lines", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("public_key", LargeBinary),
    Column("private_key", LargeBinary),
    Column("code", String(32)),
    Index("uq_logs_code", "code", unique=True),
)

# `address` names what an entry shares with others of the same thing, within its log; `sealed`: put into the log's box.
entries = Table(
    "entries",
    metadata,
    Column("log", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, nullable=False),
    Column("address", String(32)),
    Column("sealed", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_entries_address", "log", "address"),
    Index("ix_entries_item", "log", "item"),
)
Index(
    "ix_entries_sealed",
    entries.c.log,
    sqlite_where=text("sealed = 1"),
    postgresql_where=entries.c.sealed,
)

# Wrong guesses, by what was guessed at and by who guessed.
guesses = Table(
    "guesses",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("blocked_until", BigInteger, nullable=False),
    Column("kept_until", BigInteger, nullable=False, index=True),
)

# `id` names a token; `body` is sealed with the token itself.
downloads = Table(
    "downloads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("log", String(32), nullable=False, index=True),
    Column("body", LargeBinary, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)

# `body` holds where to write to; `claimed_until` keeps others from sending it, too.
reminders = Table(
    "reminders",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation", String(32), nullable=False, index=True),
    Column("purpose", String(16), nullable=False),
    Column("due", BigInteger, nullable=False, index=True),
    Column("claimed_until", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# What one process does for all, and when it is due again.
jobs = Table(
    "jobs",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("due", BigInteger, nullable=False),
)
