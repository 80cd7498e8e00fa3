"""Acts that words speak of though nobody says that they were done, and acts that were done though words say no.

"Instead of arresting him", "would have been shot if he had stayed" and "is unlikely to be tried" tell of no arrest, no
execution and no trial; "was not only beaten" and "did not hesitate to shoot" do tell of a beating and a shooting. The
words right before an act are read as they stand, since parsers hang them up in many ways.
"""

import re
from functools import cache

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.hedges import either, hedges
from secondsource.reading import columns

_BEFORE = 64
"""How far before an act, and twice as far behind it, such words are looked for, in characters."""
_NO = r"(?:\bnot|n[’']t|\bnever|\bcannot|\bhardly)"
_BE = r"(?:(?:to|be|been|being|get|getting|having|have|even|ever|[a-z]+ly) )*"
"""What may stand between such words and the word of the act."""
_FEW = (
    r"(?:(?!(?:and|or|but|who|that|then|after|before|while|when|by|from|as|in|on|at|with|for|to"
    r"|will|would|can|could|may|might|must|has|have|had|is|are|was|were)\b)[\w’'-]+ ){0,2}?"
)
_MORE = r"(?:(?!(?:and|or|but|who|that|then|after|before|while|when)\b)[\w’'-]+ ){0,4}?"
_CONDITION = re.compile(
    r"\b(?:if|unless|otherwise|but for|were it not|had (?:he|she|they|it|i|we|you|the|[A-Z]\w+)\b)", re.I
)


class _Patterns(msgspec.Struct, frozen=True):
    spared: re.Pattern[str]
    surviving: re.Pattern[str]
    in_place_of: re.Pattern[str]
    nearly: re.Pattern[str]
    unlikely: re.Pattern[str]
    intended: re.Pattern[str]
    weighed: re.Pattern[str]
    believed: re.Pattern[str]
    presupposed: re.Pattern[str]
    trying: re.Pattern[str]
    naming: re.Pattern[str]
    supposing: re.Pattern[str]
    rumoured: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    refuted, planned, alleged = hedges()["refuted"], hedges()["planned"], hedges()["alleged"]
    return _Patterns(
        re.compile(
            rf"(?P<no>{_NO} )?(?:\b[a-z]+ly )?"
            rf"\b(?:{either(refuted.evading)}|(?P<flees>{either(refuted.fleeing)})) {_FEW}{_BE}$",
            re.I,
        ),
        re.compile(rf"(?: and| but) (?:[a-z]+ly |only |later )?(?:{either(refuted.surviving)})\b"),
        re.compile(
            rf"\b(?:{either(refuted.short_of)}) {_BE}$"
            rf"|\b(?:{either(refuted.saving)}) {_MORE}(?:from|out of) {_FEW}{_BE}$"
            rf"|\b(?:{either(refuted.lacking)}) {_MORE}to {_BE}$|\b(?:{either(refuted.pending)}) to {_BE}$"
            rf"|{_NO} (?:able|(?:get|gets|got) (?:a)?round) to {_BE}$"
            rf"|\bbefore (?:[\w’'-]+ ){{1,4}}?(?:could|can|(?:was|were) able to|managed to|got to) {_BE}$",
            re.I,
        ),
        re.compile(rf"\b(?:{either(refuted.nearly)}) $", re.I),
        re.compile(
            rf"(?:\b(?:{either(refuted.hard)})|(?<!not )\btoo [\w-]+(?: [\w-]+){{0,2}}"
            rf"|{_NO} (?:\w+ )?(?:likely|possible)) (?:for [\w’' -]{{1,40}}?)?to {_BE}$"
            rf"|\b(?:{either(refuted.trouble)}) (?:in )?{_BE}$",
            re.I,
        ),
        re.compile(
            rf"\b(?:{either(planned.intending)}) to {_BE}$|\b(?:should|ought to) (?:not )?be (?:[a-z]+ly )?$"
            rf"|\bdeserv(?:e|es|ed|ing) (?:to )?{_BE}$|\bthreaten(?:s|ed|ing)? with {_FEW}{_BE}$"
            rf"|{_NO} (?:{either(refuted.unlooked)}) to be {_BE}$"
            rf"|(?<!no )\b(?:{either(planned.prospects)}) (?:of|for) {_FEW}{_BE}$",
            re.I,
        ),
        re.compile(rf"\b(?:{either(planned.weighing)}) (?:(?P<being>being|getting) )?(?:[a-z]+ly )?$", re.I),
        re.compile(rf"\b(?:{either(alleged.believed)}) (?:[a-z]+ly )?$", re.I),
        re.compile(
            rf"{_NO} (?:{either(refuted.only)})\b|{_NO} (?:\w+ )?(?:{either(refuted.daring)}) (?:to )?{_BE}$"
            rf"|{_NO} (?:{either(refuted.facing)}) {_FEW}$|{_NO} (?:{either(refuted.unlooked)}) to be {_BE}$"
            rf"|{_NO} (?:the|his|her|their|[\w’'-]+[’']s) (?:first|second|third|last|latest|only) {_FEW}$"
            r"|\bbut not (?:(?!and\b)[\w’'-]+ ){1,4}(?:was|were|is|are|has|have|had) (?:been )?$",
            re.I,
        ),
        re.compile(
            rf"\b(?:{either(planned.trying)}) (?!on to\b)(?:(?:on|since|in|last|this|that) {_FEW})?to (?:[a-z]+ly )?$"
            rf"|\b(?:sent|{either(planned.letting)}) {_MORE}to (?:[a-z]+ly )?$"
            rf"|\b(?:ordered|told|instructed|asked) (?:on|in|last|this) {_FEW}to (?:[a-z]+ly )?$",
            re.I,
        ),
        re.compile(rf"\b(?:{either(planned.naming)}) (?:(?:the|a|an|his|her|their|any|such) )?(?:\w+ )?$", re.I),
        re.compile(
            rf"(?<!who )(?<!which )\b(?:(?:{either(alleged.supposing)})(?: that)? (?=[A-Z]|{_DETERMINED})"
            rf"|(?:{either(alleged.supposed)}) that ){_SUBJECT}"
            r"(?:(?:was|were|has|have|had|is|are)(?: been)? )?(?:[a-z]+ly )?$"
        ),
        re.compile(
            rf"\b(?:{either(alleged.rumoured)}) (?:of|about) {_FEW}$|\bwill (?:[a-z]+ )?have (?:been )?$"
            r"|\bmust (?:[a-z]+ )?have (?:been )?(?:[a-z]+ly )?$",
            re.I,
        ),
    )


_DETERMINED = r"(?:the|an?|his|her|their|our|my|he|she|they|it|some|many|two|three|police|officers|soldiers)\b"
_SUBJECT = (
    r"(?:(?!(?:and|or|but|who|that|which|while|when|after|before|was|were|is|are|has|have|had|will|would)\b)"
    r"[\w’'-]+ ){1,7}?"
)


_WOULD_HAVE = re.compile(
    r"\b(?:would|could|might|should|ought to)(?P<no> not| never|n[’']t)?(?: \w+)? have (?:been )?(?:[a-z]+ly )?$", re.I
)
_LATER = re.compile(
    r"^(?:\W+[\w’'-]+){0,5}?\W+(?:until|till) (?!now\b|then\b|today\b|recently\b)|^ (?:any )?(?:sooner|earlier)\b", re.I
)
_ALONE = re.compile(
    r"^ (?:alone|for nothing|by chance|in vain|only once|just once|for the (?:first|second|third|last) time)\b", re.I
)
_BUT = re.compile(
    r"^ (?P<how>for|in|on|by|at|over|because of|from|with) [^.;“”]{1,60}?,? but (?:rather )?(?P=how) ", re.I
)


_REASON = re.compile(r"^[^.;“”]{0,40}? (?:for|because|over|on account of) ", re.I)
_NEXT = 25


def _said_again(head: Token) -> bool:
    """Whether the next sentence tells of the act without a "not": "They didn't fire him for that. They fired him …"."""
    doc, end = head.doc, columns.of(head.doc).closes[head.i]
    again = (t for t in doc[end : end + _NEXT] if t.lemma_ == head.lemma_ and t.tag_ in _PAST)
    return any(not any(c.dep_ == "neg" for c in t.children) for t in again)


def kept_from(head: Token, text: str, act: str) -> bool:
    """Whether somebody was spared an act or did something else instead: "avoided being tried", "rather than shoot"."""
    before, words, refuted = _before(head, text), _patterns(), hedges()["refuted"]
    spared = words.spared.search(before)
    if spared is not None:
        return spared["no"] is None and not (spared["flees"] and act in refuted.holding)
    if words.in_place_of.search(before) or (act in refuted.dated and _is_what(head, refuted.dropped)):
        return True
    if words.nearly.search(before) and head.tag_ in _PAST:
        return not text.startswith(" to death", head.idx + len(head.text))
    if act in refuted.deadly and words.surviving.match(text, head.idx + len(head.text)):
        return True
    might = _WOULD_HAVE.search(before)
    return might is not None and might["no"] is None and _conditional(head, text)


def untold(head: Token, text: str) -> bool:
    """Whether no act is told: words only suppose it, or say how hard or unlikely it is."""
    return _supposed(head, text) or _unlikely(head, text)


def _unlikely(head: Token, text: str) -> bool:
    """Whether an act is "too powerful to be tried", or somebody "had trouble catching him"."""
    return _patterns().unlikely.search(_before(head, text)) is not None


def intended(head: Token, text: str, act: str) -> bool:
    """Whether an act is only wanted, tried, weighed, feared or deserved: "efforts to arrest him", "considered firing
    him"."""
    before, words = _before(head, text), _patterns()
    if act in hedges()["planned"].befalling:
        named = head.pos_ == "NOUN" and head.tag_ != "NNS" and words.naming.search(before)
        if named or (head.tag_ == "VB" and words.trying.search(before)):
            return True
    if _is_what(head, hedges()["planned"].put_off) or _would_be(head) or _is_dying(head):
        return True
    weighed = words.weighed.search(before)
    if weighed is not None and (head.tag_ == "VBG" or weighed["being"]):
        return True
    return words.intended.search(before) is not None


def _is_what(head: Token, verbs: frozenset[str]) -> bool:
    """Whether an act is what somebody drops or puts off: "the trial was called off"."""
    verb = head.head
    if head.dep_ != "nsubjpass":
        return False
    particle = next((f"_{c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    return verb.lemma_.lower() + particle in verbs


def _is_dying(head: Token) -> bool:
    """Whether one person is only said to be near his death; "prisoners are dying" of what goes on."""
    if (
        head.lemma_ != "die"
        or head.tag_ != "VBG"
        or not any(c.dep_ == "aux" and c.lemma_ == "be" for c in head.children)
    ):
        return False
    return any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP", "PRP") and c.lower_ != "they" for c in head.children)


def _would_be(head: Token) -> bool:
    """Whether it is said of an act what it would be: "his arrest would be a mistake"."""
    verb = head.head
    return (
        head.dep_ == "nsubj"
        and verb.lemma_ == "be"
        and any(c.dep_ == "aux" and c.lower_ in ("would", "could") for c in verb.children)
        and not any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
    )


def _supposed(head: Token, text: str) -> bool:
    """Whether an act is told of as a mere condition ("If I get sent back, …", "should he be arrested") or a story."""
    verb = next((t for t in (head, *head.ancestors) if t.pos_ in {"VERB", "AUX"}), head)
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children):
        return True
    should = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "should"), None)
    if should is not None and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > should.i for c in verb.children):
        return not text[: _sentence(head)[1]].rstrip(" ”\"’'\n").endswith("?")
    return _IN_CASE.search(text, max(head.idx - _BEFORE, _sentence(head)[0]), head.idx) is not None


_IF = frozenset({"if", "unless", "lest"})
_IN_CASE = re.compile(
    r"\b(?:in case|lest) [^,.;]*$"
    r"|^\W*In (?:the|an?|one|his|her|their) (?:film|movie|novel|drama|soap opera|comedy|dream|nightmare)\b",
    re.I,
)
_PAST = frozenset({"VBN", "VBD"})


def anybody(head: Token, text: str) -> bool:
    """Whether an act is told of whoever it may befall: "anyone arrested loses his post"."""
    return _ANYBODY.search(_before(head, text)) is not None


_ANYBODY = re.compile(r"\b(?:anyone|anybody|whoever)(?: who)?(?: (?:is|gets|found|caught))? (?:[a-z]+ly )?$", re.I)


def would_have(head: Token, text: str) -> bool:
    """Whether an act is told of as what would have been."""
    might = _WOULD_HAVE.search(_before(head, text))
    return might is not None and (might["no"] is None or not _conditional(head, text))


def believed(head: Token, text: str) -> bool:
    """Whether an act is only what somebody is thought to have suffered: "long believed dead", "reported killed"."""
    before, words = _before(head, text), _patterns()
    if words.supposing.search(before) or words.rumoured.search(before):
        return True
    return head.tag_ in _PAST and words.believed.search(before) is not None


def presupposed(head: Token, text: str) -> bool:
    """Whether an act was done though its clause says no: "not only beaten", "not arrested until May", "would never have
    been shot if he had paid", "not arrested for theft but for his words"."""
    before, words = _before(head, text), _patterns()
    end = head.idx + len(head.text)
    behind = text[end : min(end + 2 * _BEFORE, _sentence(head)[1])]
    if words.presupposed.search(before) or any(way.search(behind) for way in (_LATER, _ALONE, _BUT)):
        return True
    if _REASON.search(behind) and _said_again(head):
        return True
    spared, might = words.spared.search(before), _WOULD_HAVE.search(before)
    if spared is not None:
        return spared["no"] is not None
    return might is not None and might["no"] is not None and _conditional(head, text)


def _conditional(head: Token, text: str) -> bool:
    return _CONDITION.search(text, *_sentence(head)) is not None


def _before(head: Token, text: str) -> str:
    if head.dep_ == "amod":
        return ""  # "fears for the arrested men": they are arrested
    return text[max(head.idx - _BEFORE, _sentence(head)[0]) : head.idx]


def _sentence(head: Token) -> tuple[int, int]:
    return columns.of(head.doc).sentence(head.i)
