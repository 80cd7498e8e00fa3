"""What the earlier stages found in one report, handed on together."""

import msgspec

from secondsource.model import Amount, Body, Person, Place, Quotation, Report, Time


class Facts(msgspec.Struct, frozen=True):
    """The layers that events are read from. Every tuple is in order of the text."""

    report: Report
    quotations: tuple[Quotation, ...] = ()
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()
    times: tuple[Time, ...] = ()
    amounts: tuple[Amount, ...] = ()
    people: tuple[Person, ...] = ()
