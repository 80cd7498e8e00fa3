"""What a file is when it is not UTF-8 text: a guess that helps its owner, never one that is acted upon."""

import codecs
import re

FORMATS = {
    ".pdf": "it is a PDF document",
    ".doc": "it is a Word document",
    ".docx": "it is a Word document",
    ".odt": "it is an OpenDocument text",
    ".rtf": "it is an RTF document",
    ".hwp": "it is a Hangul document",
    ".hwpx": "it is a Hangul document",
    ".html": "it is a web page",
    ".htm": "it is a web page",
    ".epub": "it is an e-book",
    ".eml": "it is a mail with its headers",
    ".zip": "it is an archive",
}
"""By the ending of the name, what a file is that is often taken for a report."""

_MAGICS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word or OpenDocument file, or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Hangul document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
)
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|\?xml)\b", re.IGNORECASE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Each encoding with what most of its letters must be; the first that decodes and fits is named. Names as iconv knows.
_CANDIDATES = (
    ("SHIFT_JIS", "cp932", re.compile(r"[\u3040-\u30ff]"), 0.25),
    ("EUC-JP", "euc_jp", re.compile(r"[\u3040-\u30ff]"), 0.25),
    ("EUC-KR", "cp949", re.compile(r"[\uac00-\ud7a3]"), 0.8),
    ("GB18030", "gb18030", re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"), 0.9),
    ("BIG5", "big5", re.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]"), 0.9),
    ("KOI8-R", "koi8_r", re.compile(r"[а-я]"), 0.75),
    ("WINDOWS-1251", "cp1251", re.compile(r"[а-яё]"), 0.75),
    ("WINDOWS-1252", "cp1252", re.compile(r"[‘’“”–—…à-öø-ÿÀ-ÖØ-Þ€©«»°·¿¡\u00a0]"), 0.9),
)
_SAMPLE = 65_536


def format_of(held: bytes) -> str | None:
    """What kind of file it is, in words, where it is none of plain text; None where it may be text."""
    if held.startswith(_UTF16):
        return None
    for magic, kind in _MAGICS:
        if held.startswith(magic):
            return kind
    if _PAGE.match(held):
        return "a web page"
    # UTF-16 without a mark is a text too, with a zero in every second byte.
    if b"\x00" in held and not _utf16_without_mark(held):
        return "it holds zero bytes"
    return None


def guess(held: bytes) -> str | None:
    """The encoding, as iconv calls it, that bytes which are not UTF-8 seem to be in; None where none fits."""
    if held.startswith(_UTF16):
        return "UTF-16"
    if kind := _utf16_without_mark(held):
        return kind
    sample = held[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    for name, codec, expected, share in _CANDIDATES:
        if name == "WINDOWS-1252" and high * 4 > len(sample):
            continue
        decoded = codecs.getincrementaldecoder(codec)("strict")
        try:
            text = decoded.decode(sample, final=len(held) <= _SAMPLE)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if char > "\x7f"]
        if foreign and sum(bool(expected.match(char)) for char in foreign) >= share * len(foreign):
            return name
    return None


def _utf16_without_mark(held: bytes) -> str | None:
    sample = held[: _SAMPLE & ~1]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "UTF-16LE"
    return "UTF-16BE" if even > 0.6 * half and odd < 0.05 * half else None
