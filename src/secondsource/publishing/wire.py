"""Readings and weighings as plain values in the JSON format of the project."""

from typing import Any

from secondsource.model import Reading, Weighing


def reading(value: Reading) -> dict[str, Any]:
    """One report's reading; spans become ``{"start", "end"}``."""
    r = value.report

    def span(s: Any) -> Any:
        return None if s is None else {"start": s.start, "end": s.end}

    def fillers(role: Any) -> Any:
        return [{"person": f.person, "start": f.start, "end": f.end} for f in role]

    def amount(a: Any) -> Any:
        return a and {"value": a.value, ("currency" if a.currency else "unit"): a.currency or a.unit, "per": a.per}

    return {
        "report": r.id, "outlet": r.outlet, "published": r.published, "language": r.language, "title": r.title,
        "sources": [
            {"id": s.id, "mention": span(s.mention), "mentions": [span(m) for m in s.mentions], "anonymity": s.anonymity,
             "place": s.place, "basis": s.basis, "rests_on": list(s.rests_on)} for s in value.sources],
        "attributions": [
            {"source": (a.sources[0] if len(a.sources) == 1 else list(a.sources)) if a.sources else None,
             "cue": span(a.cue), "type": a.type, "content": [span(c) for c in a.content]} for a in value.attributions],
        "people": [
            {"id": p.id, "name": p.name, "age": p.age, "mentions": [span(m) for m in p.mentions],
             "posts": [{"title": q.title, "org": q.org, "place": q.place, "former": q.former} for q in p.posts]}
            for p in value.people],
        "events": [
            {"id": e.id, "act": e.act, "trigger": span(e.triggers[0]), "triggers": [span(t) for t in e.triggers],
             "actor": fillers(e.actor), "recipient": fillers(e.recipient), "authority": e.authority, "place": e.place,
             "time": e.time.edtf if e.time else None, "time_span": span(e.time.span) if e.time else None,
             "duration": e.duration, "amount": amount(e.amount),
             "item": r.text[e.item.start:e.item.end] if e.item else None, "reason": span(e.reason),
             "status": e.status, "source": e.source} for e in value.events],
        "follows": [span(f) for f in value.follows],
    }


def weighing(value: Weighing) -> dict[str, Any]:
    """All that was weighed, as one object."""
    return {
        "events": [
            {"id": g.id, "act": g.act, "members": [{"report": m.report, "event": m.event} for m in g.members],
             "lines": [list(line) for line in g.lines], "lines_min": g.lines_min, "lines_max": g.lines_max,
             "grade": g.grade, "differs": list(g.differs), "why": list(g.why)} for g in value.events],
        "people": [{"id": p.id, "members": list(p.members)} for p in value.people],
        "rests_on": [{"report": r.report, "base": r.base} for r in value.rests_on],
    }
