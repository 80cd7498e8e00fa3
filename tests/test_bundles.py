"""Signed bundles: what was signed is what is there, to the last byte."""

import random
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from secondsource.publishing.bundles import KEY, MANIFEST, SIGNATURE, BundleError, verify, write
from secondsource.publishing.exports.formats import File

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FILES = (File("facts.jsonl", (b'{"id":1}\n', b'{"id":2}\n')), File("claims.csv", (b"claim,fact\r\n",)))
CHANGES = 2_000


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    write(folder, FILES, ("jsonl", "public", "2026-01-02"), SIGNER)
    return folder


def test_a_bundle_is_what_was_signed(bundle: Path) -> None:
    found = verify(bundle, SIGNER.public_key().public_bytes_raw())
    assert set(found.manifest.files) == {"facts.jsonl", "claims.csv"}
    assert found.manifest.profile == "public"
    assert len(found.fingerprint.split()) == 16


def test_any_changed_byte_is_refused(bundle: Path) -> None:
    chance = random.Random(20260102)
    paths = sorted(bundle.iterdir())
    held = {path: path.read_bytes() for path in paths}
    for _ in range(CHANGES):
        path = chance.choice(paths)
        data = bytearray(held[path])
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at]
            case 2:
                data.insert(at, chance.randrange(256))
            case 3:
                del data[at:]
        path.write_bytes(bytes(data))
        if bytes(data) != held[path]:
            with pytest.raises(BundleError):
                verify(bundle)
        path.write_bytes(held[path])
    verify(bundle)


@pytest.mark.parametrize("name", ["facts.jsonl", MANIFEST, SIGNATURE, KEY])
def test_a_missing_file_is_refused(bundle: Path, name: str) -> None:
    (bundle / name).unlink()
    with pytest.raises(BundleError, match=r"missing"):
        verify(bundle)


def test_a_file_more_is_refused(bundle: Path) -> None:
    (bundle / "extra.csv").write_bytes(b"")
    with pytest.raises(BundleError, match="not in the manifest"):
        verify(bundle)


def test_a_link_in_place_of_a_file_is_refused(bundle: Path, tmp_path: Path) -> None:
    shutil.move(bundle / "claims.csv", tmp_path / "claims.csv")
    (bundle / "claims.csv").symlink_to(tmp_path / "claims.csv")
    with pytest.raises(BundleError):
        verify(bundle)


def test_another_key_is_refused_where_the_right_one_is_known(bundle: Path) -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    with pytest.raises(BundleError, match="another key"):
        verify(bundle, other)


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no signed bundle"):
        verify(tmp_path)


def test_a_folder_that_holds_something_is_left_alone(bundle: Path) -> None:
    with pytest.raises(BundleError, match="not empty"):
        write(bundle, FILES, ("jsonl", "public", "2026-01-02"), SIGNER)
    verify(bundle)


def test_files_can_be_read_by_their_owner_alone(bundle: Path) -> None:
    assert all(path.stat().st_mode & 0o077 == 0 for path in bundle.glob("*.csv"))
