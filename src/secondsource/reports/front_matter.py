"""What stands between ``---`` lines at the head of a report: outlet, published, url, language and title, as YAML."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from secondsource.errors import ReportError
from secondsource.model import Span

KEYS = ("outlet", "published", "url", "language", "title")
LONGEST = 16_384
"""Code points. Front matter is a handful of lines; the bound keeps hostile YAML from reaching the parser."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENS = re.compile(r"\ufeff?[ \t\r\n]*(---[ \t]*(?:\r\n|\r|\n|$))")
_CLOSES = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_UNKNOWN = {"", "~", "null", "none", "unknown", "n/a", "undated"}

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})(?:(?P<sep>[-./])(?P<m>\d{1,2})(?:(?P=sep)(?P<d>\d{1,2}))?)?\.?(?:[T ,]+\d{1,2}:\d{2}.*)?",
        rf"(?:[A-Za-z]+,? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<y>\d{{4}})(?:[ ,]+\d{{1,2}}:\d{{2}}.*)?",
        rf"(?:[A-Za-z]+,? )?{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?:[ ,]+\d{{1,2}}:\d{{2}}.*)?",
        rf"{_MONTH},? (?P<y>\d{{4}})",
        r"(?P<y>\d{4})[年년] ?(?:(?P<m>\d{1,2})[月월] ?(?:(?P<d>\d{1,2})[日일])?)?",
    )
)
_DATE_REMEDY = "Write it as 2023-05-18, 2023-05 or 2023."


class FrontMatter(msgspec.Struct, frozen=True):
    """What the front matter says, and where the text begins. ``title_span`` is where the title's words stand."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    title: str | None = None
    title_span: Span | None = None
    body: int = 0


def read(name: str, text: str) -> FrontMatter:
    """The front matter of ``text``, empty where it has none.

    Raises ReportError that names the file ``name``, the line and the remedy.
    """
    opening = _OPENS.match(text)
    if not opening:
        return FrontMatter()
    first = opening.end()
    closing = _CLOSES.search(text, first)
    if not closing or closing.start() - first > LONGEST:
        line = _line(text, opening.start(1))
        reason = f"line {line}: the front matter that opens here is not closed"
        raise ReportError(name, reason, 'Close it with a line "---", or leave the opening line out.')
    values: dict[str, str | None] = {}
    title_span = None
    for key, node in _entries(name, text, first, closing.start()):
        line = _line(text, first) + node.start_mark.line
        values[key] = _value(name, line, key, node)
        if key == "title":
            title_span = _where(text, first, closing.start(), node, values[key])
    return FrontMatter(**values, title_span=title_span, body=closing.end())


def date(value: str) -> str | None:
    """A date as ISO 8601 to the precision that it is known to (day, month or year); None for "unknown".

    Raises ValueError where the value is no date, is not in the calendar, or could be read as two dates.
    """
    value = " ".join(value.split())
    if value.casefold() in _UNKNOWN:
        return None
    for form in _DATES:
        if match := form.fullmatch(value):
            found = match.groupdict()
            month = _month(found["name"]) if found.get("name") else found.get("m")
            return _iso(int(found["y"]), int(month) if month else None, int(found["d"]) if found.get("d") else None)
    raise ValueError("no date")


def _month(name: str) -> int:
    index = _MONTHS.index(name[:3].casefold())
    whole = datetime.date(2000, index + 1, 1).strftime("%B").casefold()
    if not (whole.startswith(name.casefold()) or name.casefold() == "sept"):
        raise ValueError("no month")
    return index + 1


def _iso(year: int, month: int | None, day: int | None) -> str:
    datetime.date(year, month or 1, day or 1)
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def _line(text: str, position: int) -> int:
    return len(_LINE_ENDS.findall(text, 0, position)) + 1


def _entries(name: str, text: str, start: int, end: int) -> Iterator[tuple[str, yaml.Node]]:
    """The known keys of the front matter with their values."""
    root = _composed(name, text, start, end)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        line = _line(text, start) + root.start_mark.line
        raise ReportError(name, f"line {line}: the front matter is not a list of keys and values", _remedy())
    seen: set[str] = set()
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in KEYS:
            continue
        if key.value in seen:
            line = _line(text, start) + key.start_mark.line
            raise ReportError(name, f"line {line}: the front matter has {key.value} twice", "Keep one of them.")
        seen.add(key.value)
        yield key.value, value


def _composed(name: str, text: str, start: int, end: int) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text[start:end], _Loader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = _line(text, start) + (mark.line if mark else 0)
        raise ReportError(name, f"line {line}: the front matter is not YAML ({_problem(fault)})", _remedy()) from fault
    except (yaml.YAMLError, RecursionError) as fault:
        line = _line(text, start + getattr(fault, "position", 0))
        raise ReportError(name, f"line {line}: the front matter is not YAML", _remedy()) from fault
    return node


def _problem(fault: yaml.MarkedYAMLError) -> str:
    """What the parser found, without the words it found it in: an error never shows what a report holds."""
    return re.sub(r"\s*(['\"])\w[^'\"]*\1", "", fault.problem or "unreadable").strip() or "unreadable"


def _remedy() -> str:
    return f'Write one "key: value" a line ({", ".join(KEYS)}), with quotation marks around a value that holds ": ".'


def _value(name: str, line: int, key: str, node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise ReportError(name, f"line {line}: {key} has several values", f"Write one {key} as plain words.")
    value = " ".join(str(node.value).split())
    if node.tag == "tag:yaml.org,2002:null" or not value:
        return None
    if key == "published":
        try:
            return date(value)
        except ValueError as fault:
            raise ReportError(name, f"line {line}: published is not a date", _DATE_REMEDY) from fault
    if key == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", value):
        raise ReportError(name, f"line {line}: language is not a code", "Write a code of ISO 639, such as en or ko.")
    return value.casefold().replace("_", "-") if key == "language" else value


def _where(text: str, start: int, end: int, node: yaml.Node, title: str | None) -> Span | None:
    """Where the title's words stand in the file; None where YAML wrote them otherwise than they read."""
    if not title:
        return None
    # The parser gives lines, and its columns count bytes in some versions, so the words are looked for in their line.
    position = start
    for _ in range(node.start_mark.line):
        if not (ending := _LINE_ENDS.search(text, position, end)):
            return None
        position = ending.end()
    ending = _LINE_ENDS.search(text, position, end)
    found = text.find(title, position, ending.start() if ending else end)
    return Span(found, found + len(title)) if found >= 0 else None
