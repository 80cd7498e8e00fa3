"""Malformed and hostile files, any number, always the same ones: ``python tests/hostile.py FOLDER [NUMBER]``.

Bombs, depth, wrong encodings, files in each other's clothes, truncated, changed, empty, endless. Each that can name an
address names one on this machine, so that whoever reaches for it is caught.
"""

import gzip
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import files_made
from files_made import SENTENCES, zipped

NUMBER = 2_000
Make = Callable[[random.Random, str], tuple[str, bytes]]


def files(number: int, link: str, lot: int = 0) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; in the first lot every kind at least once, in others those that are made in no time."""
    rng = random.Random(11 + lot)
    for n in range(number):
        make = KINDS[n] if n < len(KINDS) and not lot else rng.choice(CHEAP)
        name, data = make(rng, link)
        yield f"{n:05}-{make.__name__.strip('_')}{name}", data


def _any(rng: random.Random) -> tuple[str, bytes]:
    name, data = rng.choice(sorted(files_made.every().items()))
    return name[1:], data


def truncated(rng: random.Random, _: str) -> tuple[str, bytes]:
    name, data = _any(rng)
    return name, data[: rng.randrange(len(data))]


def changed(rng: random.Random, _: str) -> tuple[str, bytes]:
    name, data = _any(rng)
    held = bytearray(data)
    for _n in range(rng.choice((1, 3, 30))):
        held[rng.randrange(len(held))] = rng.randrange(256)
    return name, bytes(held)


def spliced(rng: random.Random, _: str) -> tuple[str, bytes]:
    name, data = _any(rng)
    _, other = _any(rng)
    at = rng.randrange(len(data))
    return name, data[:at] + other[rng.randrange(len(other)) :] + data[at:]


def disguised(rng: random.Random, _: str) -> tuple[str, bytes]:
    name, _data = _any(rng)
    return name, _any(rng)[1]


def polyglot(rng: random.Random, link: str) -> tuple[str, bytes]:
    first, second = _any(rng)[1], _any(rng)[1]
    head = rng.choice((b"GIF89a", b"\xff\xd8\xff\xe0", b"MZ", b"#!/bin/sh\n", b"%PDF-1.7\n", b""))
    return rng.choice((".html", ".pdf", ".zip", ".txt", ".docx", ".eml")), head + first + b"\n" + second + link.encode()


def empty(rng: random.Random, _: str) -> tuple[str, bytes]:
    return _any(rng)[0], rng.choice((b"", b" ", b"\n\n\n", b"\x00", b"\x00" * 4096, b"\xef\xbb\xbf", b"\xff\xfe"))


def noise(rng: random.Random, _: str) -> tuple[str, bytes]:
    return _any(rng)[0], rng.randbytes(rng.choice((1, 100, 20_000)))


def wrong_encoding(rng: random.Random, _: str) -> tuple[str, bytes]:
    text = "Überfall in Łódź: офицер арестован, 장교가 체포됐다. " * 30
    encoding = rng.choice(("utf-16", "utf-16-be", "euc-kr", "cp1251", "latin-1", "shift_jis", "utf-7", "gb18030"))
    said = rng.choice(("utf-8", "latin-1", "x-unknown", "utf-16", "cp037"))
    page = f'<meta charset="{said}"><p>{text}</p>'
    name = rng.choice((".txt", ".html", ".csv", ".jsonl", ".eml"))
    return name, (page if name == ".html" else text).encode(encoding, "ignore")


def tricks(rng: random.Random, link: str) -> tuple[str, bytes]:
    """Pages that ask for things from elsewhere."""
    head = rng.choice(
        (
            f'<base href="{link}">',
            f'<meta http-equiv="refresh" content="0;url={link}">',
            f'<link rel="stylesheet" href="{link}"><script src="{link}"></script>',
            f'<!DOCTYPE html SYSTEM "{link}"><iframe src="{link}"></iframe>',
            f'<link rel="canonical" href="{link}"><link rel="amphtml" href="{link}">',
        )
    )
    return ".html", files_made.html(head=head, sentences=(*SENTENCES, f'<img src="{link}">')).encode()


def entities(_: random.Random, link: str) -> tuple[str, bytes]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    prolog = (
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY n SYSTEM "{link}">]>'
    )
    return ".docx", files_made.docx("<w:p><w:r><w:t>&l11;&f;&n;</w:t></w:r></w:p>", prolog)


def deep(rng: random.Random, _: str) -> tuple[str, bytes]:
    depth = rng.choice((300, 3_000, 60_000))
    name = rng.choice((".html", ".docx", ".jsonl", ".eml", ".pdf"))
    if name == ".html":
        return name, ("<div>" * depth + f"<p>{SENTENCES[0]}</p>").encode()
    if name == ".docx":
        return name, files_made.docx("<w:p>" * depth + "</w:p>" * depth)
    if name == ".jsonl":
        return name, b'{"text": ' + b"[" * depth + b"]" * depth + b"}"
    if name == ".pdf":
        return name, files_made.pdf().replace(b"/Kids [3 0 R]", b"/Kids " + b"[" * depth + b"3 0 R" + b"]" * depth)
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth // 10))
    return name, ("Subject: x\r\n" + parts).encode()


def circular_pdf(rng: random.Random, _: str) -> tuple[str, bytes]:
    whole = files_made.pdf()
    return ".pdf", whole.replace(
        b"/Kids [3 0 R] /Count 1", rng.choice((b"/Kids [2 0 R] /Count 9", b"/Kids 9 0 R", b""))
    )


def many(rng: random.Random, _: str) -> tuple[str, bytes]:
    """Very much of one thing, which slow patterns stumble over."""
    piece = rng.choice(
        ("<", "&", "<p", "<a href='", "<!--", "<![CDATA[", '"', "&#x", "</p>", "<meta charset", "(", "\\", "A. ")
    )
    return rng.choice((".html", ".txt", ".eml", ".csv", ".mbox")), (piece * (300_000 // len(piece))).encode()


def long_line(rng: random.Random, _: str) -> tuple[str, bytes]:
    return rng.choice((".txt", ".csv", ".jsonl", ".mbox")), b"a" * 3_000_000


def unclosed(rng: random.Random, _: str) -> tuple[str, bytes]:
    return ".csv", b'text,date\n"' + SENTENCES[0].encode() * rng.choice((1, 9_000))


def zip_bomb(_: random.Random, __: str) -> tuple[str, bytes]:
    return ".zip", zipped({"a.txt": b"\0" * 80_000_000})


def nested_zip(rng: random.Random, _: str) -> tuple[str, bytes]:
    data = zipped({"a.txt": SENTENCES[0]})
    for _n in range(rng.choice((2, 9))):
        data = zipped({"b.zip": data, "c.zip": data})
    return ".zip", data


def zip_names(_: random.Random, __: str) -> tuple[str, bytes]:
    names = ("../../etc/a.txt", "/a.txt", "a\\b.txt", "con.txt", "a\n.txt", "‮txt.exe", "x" * 300 + ".txt")
    return ".zip", zipped(dict.fromkeys(names, SENTENCES[0]))


def docx_bomb(_: random.Random, __: str) -> tuple[str, bytes]:
    return ".docx", files_made.docx("<w:p><w:r><w:t>" + "x" * 80_000_000 + "</w:t></w:r></w:p>")


def warc_bomb(_: random.Random, __: str) -> tuple[str, bytes]:
    page = files_made.html(sentences=("x" * 80_000_000,))
    return ".warc.gz", files_made.warc((page,))


def warc_lies(rng: random.Random, _: str) -> tuple[str, bytes]:
    whole = files_made.warc(packed=False)
    said = rng.choice((b"Content-Length: 99999999", b"Content-Length: -1", b"Content-Length: x", b"Content-Length: 1"))
    return ".warc", whole.replace(b"Content-Length: ", said + b"\r\nX: ", rng.choice((1, 2)))


def gzipped(rng: random.Random, _: str) -> tuple[str, bytes]:
    return rng.choice((".warc.gz", ".html", ".txt")), gzip.compress(_any(rng)[1], mtime=0)


def deflate_bomb_pdf(_: random.Random, __: str) -> tuple[str, bytes]:
    return ".pdf", files_made.pdf(("x" * 200_000_000,))


CHEAP: tuple[Make, ...] = (
    truncated,
    changed,
    spliced,
    disguised,
    polyglot,
    empty,
    noise,
    wrong_encoding,
    tricks,
    circular_pdf,
    unclosed,
    zip_names,
    warc_lies,
    gzipped,
)
KINDS: tuple[Make, ...] = (
    *CHEAP,
    entities,
    *[deep] * 12,
    *[many] * 30,
    long_line,
    *[nested_zip] * 2,
    zip_bomb,
    docx_bomb,
    warc_bomb,
    deflate_bomb_pdf,
)

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, data in files(int(sys.argv[2]) if len(sys.argv) > 2 else NUMBER, "http://127.0.0.1:9/"):
        (folder / name).write_bytes(data)
