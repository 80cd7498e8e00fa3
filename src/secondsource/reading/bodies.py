"""Mentions of bodies: those of the lexicon, those a report introduces itself, and any that a head word gives away."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from secondsource.lexicon import countries
from secondsource.lexicon.countries import BodyEntry
from secondsource.model import Body, Report, Span
from secondsource.reading import gazetteer


def find(report: Report, doc: Doc) -> tuple[Body, ...]:
    return ()


def head_kinds() -> dict[str, str]:
    """Head words of bodies ("Ministry", "police") to the kind of body they name."""
    return {**countries.world().body_heads, **countries.world().lower_bodies}
