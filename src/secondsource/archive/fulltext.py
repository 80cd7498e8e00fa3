"""Words and phrases of all reports: FTS5 on SQLite, tsvector on PostgreSQL, with the same words and the same hits.

Both index the words as ``folding`` gives them, with nothing stemmed. A row is known by the report's chronology, so that
the newest come first without sorting. Neither index holds the text: snippets are cut from the text itself.
"""

import re
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import schema
from secondsource.archive.folding import placed, words

_PHRASE_REACH = 12_000
"""Words of a report within which PostgreSQL knows the order of words (its positions end at 16,383)."""
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_AROUND = 90
_MOST_SNIPPETS = 3

index = sa.table("search_text", sa.column("rowid", sa.BigInteger), sa.column("words", sa.Text))


class Term(msgspec.Struct, frozen=True):
    """One thing sought: words in a row; ``prefix``: the last one may go on; ``without``: it must be absent."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False


class Snippet(msgspec.Struct, frozen=True):
    """A cut of a report's text: ``start`` in the text, and the hits in it as pairs of offsets into ``text``."""

    text: str
    start: int
    hits: tuple[tuple[int, int], ...]


def terms(query: str) -> tuple[Term, ...]:
    """What a query seeks: all its words, "words in quotation marks" as a phrase, word* as a beginning, -word: none."""
    found = []
    for minus, phrase, word in _TERM.findall(query):
        parts = tuple(words(phrase or word))
        if parts:
            found.append(Term(parts, word.endswith("*"), bool(minus)))
    return tuple(found)


def create(connection: Connection) -> None:
    """The index of a new archive."""
    if connection.dialect.name == "sqlite":
        options = "content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\""
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE search_text USING fts5(words, {options})")
        return
    connection.exec_driver_sql("CREATE TABLE search_text (rowid bigint PRIMARY KEY, words tsvector NOT NULL)")
    connection.exec_driver_sql("CREATE INDEX ix_search_text_words ON search_text USING gin (words)")


def put(connection: Connection, row: int, text: str) -> None:
    """Index the words of a report under its chronology, instead of what stood there."""
    drop(connection, row)
    found = words(text)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", (row, " ".join(found)))
        return
    near, far = " ".join(found[:_PHRASE_REACH]), sorted(set(found[_PHRASE_REACH:]))
    statement = (
        "INSERT INTO search_text (rowid, words) VALUES (%s, to_tsvector('simple', %s) || array_to_tsvector(%s::text[]))"
    )
    connection.exec_driver_sql(statement, (row, near, far))


def fill(connection: Connection) -> None:
    """Index every report that was read, anew."""
    reports, texts = schema.reports, schema.texts
    chosen = sa.select(reports.c.chronology, texts.c.text).join(texts, texts.c.report == reports.c.number)
    last = -1
    while True:
        lot = chosen.where(reports.c.version > 0, reports.c.chronology > last).order_by(reports.c.chronology).limit(200)
        rows = connection.execute(lot).all()
        if not rows:
            return
        for row in rows:
            put(connection, row.chronology, row.text)
            last = row.chronology


def drop(connection: Connection, row: int) -> None:
    """Take a report's words out of the index."""
    connection.execute(sa.delete(index).where(index.c.rowid == row))


def purge(connection: Connection) -> None:
    """Merge the index so that nothing of what was taken out lies in it any more."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_text (search_text) VALUES ('optimize')")


def matching(dialect: str, sought: Sequence[Term]) -> sa.Select[Any]:
    """The chronologies of the reports that hold all that is sought (at least one term is not ``without``)."""
    chosen = sa.select(index.c.rowid)
    if dialect == "sqlite":
        return chosen.where(sa.text("search_text MATCH :sought").bindparams(sought=_fts5(sought)))
    return chosen.where(sa.text("words @@ to_tsquery('simple', :sought)").bindparams(sought=_tsquery(sought)))


def _fts5(sought: Sequence[Term]) -> str:
    wanted = " AND ".join(_fts5_term(term) for term in sought if not term.without)
    return " NOT ".join([f"({wanted})", *(_fts5_term(term) for term in sought if term.without)])


def _fts5_term(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def _tsquery(sought: Sequence[Term]) -> str:
    return " & ".join(("!" if term.without else "") + _ts_term(term) for term in sought)


def _ts_term(term: Term) -> str:
    quoted = ["'" + word.replace("'", "''") + "'" for word in term.words]
    if term.prefix:
        quoted[-1] += ":*"
    return "(" + " <-> ".join(quoted) + ")"


def snippets(text: str, sought: Sequence[Term], most: int = _MOST_SNIPPETS) -> tuple[Snippet, ...]:
    """The first places in a text where what is sought stands, each with the words around it."""
    wanted = [term for term in sought if not term.without]
    if not wanted:
        return ()
    spans = _hits(text, wanted)
    found: list[Snippet] = []
    for start, end in spans:
        if found and start < found[-1].start + len(found[-1].text):
            continue
        if len(found) == most:
            break
        first, last = _widened(text, start, end)
        hits = tuple((a - first, b - first) for a, b in spans if first <= a and b <= last)
        found.append(Snippet(text[first:last], first, hits))
    return tuple(found)


def _hits(text: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    at = list(placed(text))
    spans = []
    for term in wanted:
        length = len(term.words)
        for i in range(len(at) - length + 1):
            heads = all(at[i + k][0] == term.words[k] for k in range(length - 1))
            last, sought = at[i + length - 1][0], term.words[-1]
            if heads and (last.startswith(sought) if term.prefix else last == sought):
                spans.append((at[i][1], at[i + length - 1][2]))
    return sorted(set(spans))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of whole words around a hit, within its paragraph."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", end)
    last = min(stop if stop >= 0 else len(text), end + _AROUND)
    if first and not text[first - 1].isspace():
        first = text.find(" ", first, start) + 1 or first
    if last < len(text) and not text[last].isspace():
        last = text.rfind(" ", end, last) if text.rfind(" ", end, last) > 0 else last
    return first, last
