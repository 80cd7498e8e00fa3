"""Files of every format with one fictional report in each, made from nothing."""

import gzip
import io
import json
import zipfile
import zlib

TITLE = "Officer arrested in Hyesan"
SENTENCES = (
    "A source in Ryanggang Province told Lake Radio that Ri Myong Su, an officer, was arrested in Hyesan on May 9.",
    "“They took him from his home at night,” the source said. “He had accepted 20,000 yuan from a smuggler.”",
    "The officer’s family was exiled to a village in June, another source said, and nobody has heard of them since.",
)
LINK = "https://example.org/lake/1"
HEADERS = "Date: Thu, 18 May 2023 10:00:00 +0900\r\nFrom: Mira Dole <mira@example.org>\r\n"


def html(title: str = TITLE, sentences: tuple[str, ...] = SENTENCES, head: str = "") -> str:
    """A page with what belongs to a page around its article."""
    paragraphs = "".join(f"<p>{one}</p>" for one in sentences)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | Lake Radio</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Lake Radio">'
        f'<meta property="article:published_time" content="2023-05-18T10:00:00Z"><link rel="canonical" href="{LINK}">'
        f'<meta name="author" content="Mira Dole">{head}</head><body><nav><a href="/">Home</a> <a href="/n">X</a></nav>'
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def mhtml() -> bytes:
    """A page as browsers save it, in one file."""
    return (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {LINK}\r\nSubject: {TITLE}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html; '
        f"charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: {LINK}\r\n\r\n{html()}\r\n--xx\r\n"
        "Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh\r\n--xx--\r\n"
    ).encode()


def mail(body: str = "\n\n".join(SENTENCES)) -> bytes:
    """A mail with its report as plain text."""
    return f"{HEADERS}Subject: {TITLE}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def mbox() -> bytes:
    """A mailbox of two mails, the second with a line that looks like the beginning of a third."""
    second = mail("\n\n".join([*SENTENCES[:2], ">From the market it is heard that prices rose."]))
    return b"From mira@example.org Thu May 18 10:00:00 2023\n" + mail() + b"\nFrom x@example.org Fri\n" + second


def pdf(lines: tuple[str, ...] = (TITLE, *SENTENCES), operator: str = "Tj") -> bytes:
    """One page with a line of text below another."""
    shown = "".join(f"({_escaped(line)}) {operator} T*\n" for line in lines)
    content = f"BT /F1 9 Tf 14 TL 40 780 Td\n{shown}ET".encode("cp1252")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        b">>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % _packed(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    at = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at))
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _packed(content: bytes) -> tuple[int, bytes]:
    data = zlib.compress(content)
    return len(data), data


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str | None = None, prolog: str = "") -> bytes:
    """A document with a table and a footnote."""
    words = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in (TITLE, *SENTENCES[:2]))
    table = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{SENTENCES[2]}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    noted = "<w:footnote><w:p><w:r><w:t>The name is on file.</w:t></w:r></w:p></w:footnote>"
    note = f"<w:footnotes {_W}>{noted}</w:footnotes>"
    said = f"<dc:title>{TITLE}</dc:title><dc:creator>Mira Dole</dc:creator>"
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</c>'
    text = body if body is not None else words + table
    document = f'<?xml version="1.0"?>{prolog}<w:document {_W}><w:body>{text}</w:body></w:document>'
    return zipped({"word/document.xml": document, "word/footnotes.xml": note, "docProps/core.xml": core})


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP of members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # With the date of ZipInfo, not the clock's: the same members make the same bytes.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def warc(pages: tuple[str, ...] = (html(),), packed: bool = True) -> bytes:
    """A web archive with a page and a picture."""
    records = [_record(f"{LINK}?{n}", "text/html; charset=utf-8", page.encode()) for n, page in enumerate(pages)]
    records.append(_record("https://example.org/x.gif", "image/gif", b"GIF89a"))
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def _record(url: str, kind: str, body: bytes) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-18T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def csv() -> bytes:
    """A table with columns by the names that are usual."""
    text = "\n".join(SENTENCES).replace('"', '""')
    return f'headline,body,date,publisher,link\n{TITLE},"{text}",2023-05-18,Lake Radio,{LINK}\n,,,,\n'.encode()


def jsonl() -> bytes:
    """A file with one report a line."""
    row = {
        "title": TITLE,
        "text": "\n\n".join(SENTENCES),
        "published": "2023-05-18",
        "outlet": "Lake Radio",
        "url": LINK,
    }
    return (json.dumps(row) + "\n").encode()


def text() -> bytes:
    """A plain text with front matter."""
    head = f"---\noutlet: Lake Radio\npublished: 2023-05-18\nurl: {LINK}\n---\n"
    return (head + "\n\n".join((TITLE, *SENTENCES))).encode()


def every() -> dict[str, bytes]:
    """A whole file of each format, by name."""
    return {
        "a.txt": text(),
        "a.md": text(),
        "a.html": html().encode(),
        "a.mhtml": mhtml(),
        "a.pdf": pdf(),
        "a.docx": docx(),
        "a.eml": mail(),
        "a.mbox": mbox(),
        "a.warc.gz": warc(),
        "a.warc": warc(packed=False),
        "a.wacz": zipped({"archive/data.warc.gz": warc(), "datapackage.json": "{}"}),
        "a.csv": csv(),
        "a.jsonl": jsonl(),
        "a.zip": zipped({"x/a.html": html(), "b.eml": mail(), ".hidden": b"x"}),
    }
