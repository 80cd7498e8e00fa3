"""Signed bundles: a folder of exported files, a manifest of their hashes, and a signature over the manifest.

The manifest names no machine and no user. The signature is Ed25519 (RFC 8032); the key that made it lies beside it, and
is worth as much as the way in which its fingerprint reached the reader.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from secondsource.errors import SecondSourceError
from secondsource.publishing.exports.formats import File

MANIFEST, SIGNATURE, KEY = "manifest.json", "manifest.sig", "manifest.key"
_OWN = frozenset({MANIFEST, SIGNATURE, KEY})


class BundleError(SecondSourceError):
    """A bundle that is not what was signed, or that cannot be written."""

    code = "bundle"


class Held(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a bundle: SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bundle holds. ``made`` is an ISO date, no finer; ``profile`` for whom it was made."""

    format: str
    profile: str
    made: str
    files: dict[str, Held]
    version: int = 1


class Verified(msgspec.Struct, frozen=True):
    """A bundle that is as it was signed, and the fingerprint of the key: its SHA-256 in groups of four digits."""

    manifest: Manifest
    fingerprint: str


def write(folder: Path, files: Iterable[File], about: tuple[str, str, str], key: Ed25519PrivateKey) -> Manifest:
    """Write ``files`` and sign them; ``about`` is (format, profile, ISO date). The folder must be new or empty.

    Raises BundleError. Pieces are written as they are made, so that memory does not grow with the export.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise BundleError(str(folder), "is there and is not empty", "Give a new folder.")
        held = {file.name: _write(folder / file.name, file) for file in files}
        manifest = Manifest(*about, held)
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
        (folder / MANIFEST).write_bytes(text)
        (folder / SIGNATURE).write_bytes(key.sign(text))
        (folder / KEY).write_bytes(key.public_key().public_bytes_raw())
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise BundleError(str(folder), f"cannot be written ({reason})", "Give another place.") from fault
    return manifest


def _write(path: Path, file: File) -> Held:
    total, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        path.chmod(0o600)
        for piece in file.pieces:
            total.update(piece)
            size += len(piece)
            out.write(piece)
    return Held(total.hexdigest(), size)


def verify(folder: Path, trusted: bytes | None = None) -> Verified:
    """Check a bundle to the last byte. ``trusted`` is the public key (32 bytes) that must have signed it, if known.

    Raises BundleError that names the file at fault.
    """
    remedy = "Ask whoever sent it for the bundle again, and do not use this one."
    try:
        text, signature, key = ((folder / name).read_bytes() for name in (MANIFEST, SIGNATURE, KEY))
    except OSError as fault:
        raise BundleError(str(folder), "is no signed bundle, or a part of it is missing", remedy) from fault
    if trusted is not None and key != trusted:
        raise BundleError(str(folder), "was signed with another key than the one given", remedy)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
        manifest = msgspec.json.decode(text, type=Manifest)
    except (InvalidSignature, ValueError, msgspec.DecodeError) as fault:
        raise BundleError(str(folder / MANIFEST), "is not what was signed", remedy) from fault
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - _OWN
    for name in sorted(present ^ set(manifest.files)):
        reason = "is not in the manifest" if name in present else "is missing"
        raise BundleError(str(folder / name), reason, remedy)
    for name, held in manifest.files.items():
        if _read(folder / name) != held:
            raise BundleError(str(folder / name), "is not what was signed", remedy)
    return Verified(manifest, fingerprint(key))


def _read(path: Path) -> Held | None:
    if path.is_symlink() or not path.is_file():
        return None
    total, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            total.update(piece)
            size += len(piece)
    return Held(total.hexdigest(), size)


def fingerprint(key: bytes) -> str:
    """The SHA-256 of a public key in groups of four digits, to be read out."""
    digits = hashlib.sha256(key).hexdigest()
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))
