"""A file becomes a Report."""

import re
from pathlib import Path

import yaml

from secondsource.model import Block, Report, Span


def from_file(path: Path) -> Report:
    text = path.read_bytes().decode("utf-8")
    match = re.match(r"---\n(.*?)\n---\n", text, re.S)
    front = yaml.safe_load(match.group(1)) if match else {}
    body = match.end() if match else 0
    blocks = tuple(Block(Span(m.start(), m.end()), "body") for m in re.finditer(r"[^\n]+", text) if m.start() >= body)
    published = front.get("published")
    return Report(path.name, text, blocks, front.get("outlet"), str(published) if published else None)
