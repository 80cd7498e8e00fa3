"""A small case made by hand from the sample reports: what a careful reader would find in parts of them."""

import msgspec

from secondsource import samples
from secondsource.model import (
    Amount,
    Attribution,
    Event,
    Filler,
    Grade,
    Member,
    Person,
    Post,
    Reading,
    Report,
    RestsOn,
    Source,
    Span,
    Time,
    WeighedEvent,
    WeighedPerson,
    Weighing,
)
from secondsource.reports.files import gather

JUNIPER, LANTERN, AMUR = "daily-juniper-2024-04-29.md", "lantern-radio-2024-05-03.md", "amur-chronicle-2024-05-20.md"
HAMBUK, LATER = "hambuk-voice-2024-06-11.md", "daily-juniper-2024-06-18.md"


def span(report: Report, words: str, after: str = "") -> Span:
    """Where ``words`` stand in the report; they must stand there."""
    start = report.text.index(words, report.text.index(after) if after else 0)
    return Span(start, start + len(words))


def filler(report: Report, words: str, person: str | None = None) -> Filler:
    found = span(report, words)
    return Filler(found.start, found.end, person)


def said(report: Report, source: str, cue: str, *content: str) -> Attribution:
    return Attribution((source,), span(report, cue), "mixed", tuple(span(report, words) for words in content))


def person(report: Report, id: str, name: str | None, words: str, *posts: Post, age: str | None = None) -> Person:
    return Person(id, name, (span(report, words),), age, posts)


def at(report: Report, edtf: str, words: str) -> Time:
    return Time(span(report, words), edtf, "by hand")


def weighed(id: str, act: str, grade: Grade, lines: str, *members: str, **more: tuple[str, ...]) -> WeighedEvent:
    """``lines``: ``"a:s1 b:s1 | c:s1"``; ``members``: ``"report:event"``."""
    told = tuple(Member(*name.rsplit(":", 1)) for name in members)
    known = tuple(tuple(line.split()) for line in lines.split("|"))
    return msgspec.convert(
        {
            "id": id,
            "act": act,
            "members": told,
            "lines": known,
            "lines_min": len(known),
            "lines_max": len(known),
            "grade": grade,
            **more,
        },
        WeighedEvent,
        from_attributes=True,
    )


def reports() -> dict[str, Report]:
    return {report.id: report for report in gather([samples.folder()]).reports}


def juniper(r: Report) -> Reading:
    source = "a source in North Hamgyong Province"
    manager = Post("manager", "farm supplies depot", "Kimchaek")
    return Reading(
        r,
        (Source("s1", span(r, source), (span(r, source),), "anonymous", "North Hamgyong Province"),),
        (
            said(
                r,
                "s1",
                "told Daily Juniper",
                "Ministry of Social Security officers came to the depot during the morning "
                "assembly and took the manager away in front of everyone",
            ),
            said(r, "s1", "According to", "Pak sold 14 tons of urea to private traders over two planting seasons"),
            said(
                r,
                "s1",
                "the source said.\n\nThe depot",
                "Pak’s wife, who sold part of the fertilizer through acquaintances at "
                "the market, was arrested on April 19",
            ),
            said(r, "s1", "explained", "He only had the key to the outer gate"),
        ),
        (
            person(r, "p1", "Pak Chol Ho", "Pak Chol Ho, who is in his 50s", manager, age="50s"),
            person(r, "p2", "Pak", "A night guard at the depot, who is also surnamed Pak", Post("night guard")),
            person(r, "p3", None, "Pak’s wife"),
        ),
        (
            Event(
                "e1",
                "arrest",
                (span(r, "was arrested"), span(r, "took the manager away")),
                (filler(r, "Ministry of Social Security officers"),),
                (filler(r, "The manager", "p1"),),
                "Ministry of Social Security",
                "Kimchaek",
                at(r, "2024-04-17", "April 17"),
                source="s1",
            ),
            Event(
                "e2",
                "embezzlement",
                (span(r, "sold 14 tons of urea"),),
                (filler(r, "Pak Chol Ho", "p1"),),
                amount=Amount(span(r, "14 tons"), 14, unit="tons"),
                item=span(r, "urea"),
                source="s1",
            ),
            Event(
                "e3",
                "arrest",
                (span(r, "was arrested on April 19"),),
                (),
                (filler(r, "Pak’s wife", "p3"),),
                None,
                "Kimchaek",
                at(r, "2024-04-19", "April 19"),
                source="s1",
            ),
            Event(
                "e4",
                "interrogation",
                (span(r, "was questioned"),),
                (),
                (filler(r, "A night guard", "p2"),),
                duration="P3D",
            ),
        ),
    )


def lantern(r: Report) -> Reading:
    source = "an official at a cooperative farm in neighboring Kilju County"
    return Reading(
        r,
        (Source("s1", span(r, source), (span(r, source),), "anonymous", "Kilju County", "official"),),
        (
            said(
                r,
                "s1",
                "said the official",
                "In the middle of April the police took Park Cheol-ho, the manager of the depot that supplies us",
            ),
            said(r, "s1", "The official said", "the manager had sold 11 tons of urea since last spring"),
        ),
        (person(r, "p1", "Park Cheol-ho", "Park Cheol-ho", Post("manager", "depot", "Kimchaek")),),
        (
            Event(
                "e1",
                "arrest",
                (span(r, "took Park Cheol-ho"),),
                (filler(r, "the police"),),
                (filler(r, "Park Cheol-ho", "p1"),),
                None,
                "Kimchaek",
                at(r, "2024-04-11/2024-04-20", "In the middle of April"),
                source="s1",
            ),
            Event(
                "e2",
                "embezzlement",
                (span(r, "sold 11 tons of urea"),),
                (filler(r, "Park Cheol-ho", "p1"),),
                amount=Amount(span(r, "11 tons"), 11, unit="tons"),
                item=span(r, "urea"),
                source="s1",
            ),
        ),
    )


def amur(r: Report) -> Reading:
    operator, police = "a crane operator from Khabarovsk who watched from his cab", "The regional police department"
    return Reading(
        r,
        (
            Source("s1", span(r, operator), (span(r, operator),), "anonymous", "Khabarovsk", "eyewitness"),
            Source("s2", span(r, police), (span(r, police),), "institution", "Khabarovsk", "official"),
            Source("s3", span(r, "Daily Juniper"), (span(r, "Daily Juniper"),), "media", "Seoul"),
        ),
        (
            said(
                r,
                "s1",
                "said a crane",
                "A grey van came before lunch and they took Pak Song Il out of the container where he has his office",
            ),
            said(
                r,
                "s2",
                "said in a written",
                "No citizen of the DPRK was detained in Khabarovsk on May 13 or on the days around it",
            ),
            said(r, "s3", "the site said", "His wife was arrested on April 19"),
        ),
        (
            person(r, "p1", "Pak Song Il", "Pak Song Il", Post("manager", "building crew", "Khabarovsk")),
            person(r, "p2", "Pak Chol Ho", "Pak Chol Ho", Post("manager", "fertilizer depot", "Kimchaek")),
            person(r, "p3", None, "His wife"),
        ),
        (
            Event(
                "e1",
                "arrest",
                (span(r, "was detained"), span(r, "took Pak Song Il out")),
                (),
                (filler(r, "Pak Song Il", "p1"),),
                None,
                "Khabarovsk",
                at(r, "2024-05-13", "May 13"),
                source="s1",
            ),
            Event(
                "e2",
                "arrest",
                (span(r, "was detained in Khabarovsk"),),
                (),
                (filler(r, "No citizen of the DPRK"),),
                None,
                "Khabarovsk",
                at(r, "2024-05-13", "May 13"),
                status="refuted",
                source="s2",
            ),
            Event(
                "e3",
                "arrest",
                (span(r, "was arrested on April 19"),),
                (),
                (filler(r, "His wife", "p3"),),
                None,
                None,
                at(r, "2024-04-19", "April 19"),
                source="s3",
            ),
        ),
    )


def hambuk(r: Report) -> Reading:
    office = "The North Hamgyong Provincial Prosecutor’s Office"
    return Reading(
        r,
        (Source("s1", span(r, office), (span(r, office),), "institution", "North Hamgyong Province", "official"),),
        (
            said(
                r,
                "s1",
                "announced",
                "At a public trial held in Kimchaek on June 8, the former manager of the depot, Pak Chol Ho, "
                "was sentenced to eight years of reform through labor for embezzling state property",
            ),
        ),
        (person(r, "p1", "Pak Chol Ho", "Pak Chol Ho", Post("manager", "depot", "Kimchaek", True)),),
        (
            Event(
                "e1",
                "sentencing",
                (span(r, "was sentenced"),),
                (),
                (filler(r, "Pak Chol Ho", "p1"),),
                None,
                "Kimchaek",
                at(r, "2024-06-08", "June 8"),
                "P8Y",
                source="s1",
            ),
        ),
    )


def later(r: Report) -> Reading:
    source = "a source in Kimchaek who was made to attend"
    return Reading(
        r,
        (Source("s1", span(r, source), (span(r, source),), "anonymous", "Kimchaek", "eyewitness"),),
        (
            said(
                r,
                "s1",
                "told Daily Juniper",
                "Pak Chol Ho, the former manager of a farm supplies depot in Kimchaek, was sentenced "
                "to eight years in a reform labor camp at a public trial on June 8",
            ),
        ),
        (
            person(r, "p1", "Pak Chol Ho", "Pak Chol Ho", Post("manager", "farm supplies depot", "Kimchaek", True)),
            person(r, "p2", None, "Pak’s wife"),
        ),
        (
            Event(
                "e1",
                "sentencing",
                (span(r, "was sentenced"),),
                (),
                (filler(r, "Pak Chol Ho", "p1"),),
                None,
                "Kimchaek",
                at(r, "2024-06-08", "June 8"),
                "P8Y",
                source="s1",
            ),
            Event(
                "e2",
                "arrest",
                (span(r, "was arrested on April 19"),),
                (),
                (filler(r, "Pak’s wife", "p2"),),
                None,
                None,
                at(r, "2024-04-19", "April 19"),
                status="refuted",
            ),
            Event(
                "e3",
                "exile",
                (span(r, "were sent to a mountain village"),),
                (),
                (filler(r, "His two sons and his mother"),),
                None,
                "Yonsa County",
                at(r, "2024-06-12", "June 12"),
            ),
        ),
    )


def readings() -> tuple[Reading, ...]:
    r = reports()
    return (juniper(r[JUNIPER]), lantern(r[LANTERN]), amur(r[AMUR]), hambuk(r[HAMBUK]), later(r[LATER]))


def weighing() -> Weighing:
    j, n, a, h, t = JUNIPER, LANTERN, AMUR, HAMBUK, LATER
    return Weighing(
        (
            weighed(
                "w1",
                "arrest",
                "corroborated",
                f"{j}:s1 | {n}:s1",
                f"{j}:e1",
                f"{n}:e1",
                why=("Two newsrooms each have a source of their own, and neither cites the other.",),
                differs=("name",),
            ),
            weighed(
                "w2",
                "embezzlement",
                "corroborated",
                f"{j}:s1 | {n}:s1",
                f"{j}:e2",
                f"{n}:e2",
                why=("Two newsrooms each have a source of their own.",),
                differs=("amount",),
            ),
            weighed(
                "w3",
                "sentencing",
                "acknowledged",
                f"{h}:s1 | {t}:s1",
                f"{h}:e1",
                f"{t}:e1",
                why=("The prosecutor’s office states it itself.",),
            ),
            weighed(
                "w4",
                "arrest",
                "contested",
                f"{a}:s1 | {a}:s2",
                f"{a}:e1",
                f"{a}:e2",
                why=("The police deny what the crane operator saw.",),
            ),
            weighed(
                "w5",
                "arrest",
                "refuted",
                f"{j}:s1 {a}:s3 | {t}:narrator",
                f"{j}:e3",
                f"{a}:e3",
                f"{t}:e2",
                why=("Daily Juniper corrects its own report.",),
            ),
            weighed("w6", "interrogation", "one_source", f"{j}:narrator", f"{j}:e4"),
            weighed("w7", "exile", "one_source", f"{t}:narrator", f"{t}:e3"),
        ),
        (
            WeighedPerson("g1", (f"{j}:p1", f"{n}:p1", f"{a}:p2", f"{h}:p1", f"{t}:p1")),
            WeighedPerson("g2", (f"{j}:p3", f"{a}:p3", f"{t}:p2")),
        ),
        (RestsOn(AMUR, JUNIPER, "cited", 0.14),),
    )
