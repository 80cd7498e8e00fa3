"""Where the workbench listens and whom it lets in: a real server, accounts, and what is refused."""

import http.client
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from typer.testing import CliRunner

import an_archive
from a_workbench import browser, workbench
from secondsource.archive.face import Archive
from secondsource.cli import app as program
from secondsource.workbench import accounts
from secondsource.workbench.desk import WorkbenchError
from secondsource.workbench.serving import Opened, Serving, check, serve

pytestmark = pytest.mark.xdist_group("workbench")
PASSWORD = "slow rivers in March"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    """An archive with nothing in it."""
    with Archive.create(tmp_path / "archive.db", None, by="tester") as made:
        yield made


def pem(folder: Path) -> tuple[Path, Path]:
    """A certificate for desk.example.org and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    (folder / "certificate.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return folder / "certificate.pem", folder / "key.pem"


@contextmanager
def running(archive: Archive, serving: Serving) -> Iterator[Opened]:
    """A server in a thread, until the block is left."""
    told: list[Opened] = []
    listens = threading.Event()

    def opened(at: Opened) -> None:
        told.append(at)
        listens.set()

    thread = threading.Thread(target=serve, args=(archive, serving, opened), daemon=True)
    thread.start()
    assert listens.wait(60)
    yield told[0]
    told[0].stop()
    thread.join(30)


def test_a_server_of_this_machine_lets_in_once_by_the_address_it_tells(held: Archive) -> None:
    with running(held, Serving(port=0)) as at:
        assert at.start is not None
        address = at.start()
        base, _, path = address.partition("/start/")
        host = base.removeprefix("http://")
        assert host.startswith("127.0.0.1:")
        connection = http.client.HTTPConnection(host)
        connection.request("GET", f"/start/{path}")
        first = connection.getresponse()
        first.read()
        assert first.status == 303
        cookie = (first.headers["set-cookie"] or "").partition(";")[0]
        connection.request("GET", "/", headers={"cookie": cookie})
        page = connection.getresponse()
        assert page.status == 200
        assert b"Second Source" in page.read()
        assert "server" not in {name.lower() for name in page.headers}
        connection.request("GET", f"/start/{path}")
        assert connection.getresponse().status == 401


def test_a_team_signs_in_by_name_over_tls(held: Archive, tmp_path: Path) -> None:
    certificate, key = pem(tmp_path)
    accounts.add(held, "M. Ito", "keeper", PASSWORD)
    serving = Serving(port=0, address="0.0.0.0", name="desk.example.org", certificate=certificate, key=key)
    with running(held, serving) as at:
        assert at.start is None
        port = int(at.address.rpartition(":")[2])
        trusting = ssl.create_default_context(cafile=certificate)
        trusting.check_hostname = False
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=trusting)
        form = {"content-type": "application/x-www-form-urlencoded", "host": f"desk.example.org:{port}"}
        connection.request("POST", "/sign-in", f"name=M.+Ito&password={PASSWORD.replace(' ', '+')}", form)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 303
        assert "Secure" in (answer.headers["set-cookie"] or "")
        connection.request("GET", "/", headers={"host": f"127.0.0.1:{port}"})
        assert connection.getresponse().status == 421


def test_it_is_not_served_beyond_this_machine_without_tls_accounts_and_a_name(held: Archive, tmp_path: Path) -> None:
    certificate, key = pem(tmp_path)
    with pytest.raises(WorkbenchError, match="without TLS"):
        check(Serving(address="0.0.0.0"), held)
    with pytest.raises(WorkbenchError, match="a certificate and its key"):
        check(Serving(address="0.0.0.0", certificate=certificate), held)
    secured = Serving(address="::", certificate=certificate, key=key)
    with pytest.raises(WorkbenchError, match="without accounts"):
        check(secured, held)
    accounts.add(held, "Reader", "reader", PASSWORD)
    with pytest.raises(WorkbenchError, match="without accounts"):
        check(secured, held)
    accounts.add(held, "Keeper", "keeper", PASSWORD)
    with pytest.raises(WorkbenchError, match="a name"):
        check(secured, held)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.0.0.2", "localhost"])
def test_this_machine_is_local(address: str) -> None:
    assert Serving(address=address).local


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_any_other_is_not(address: str) -> None:
    assert not Serving(address=address).local


def test_a_port_that_is_taken_is_said_in_one_line(held: Archive, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = subprocess.run(
            [
                sys.executable,
                "-m",
                "secondsource.cli",
                "serve",
                "--archive",
                tmp_path / "archive.db",
                "--port",
                port,
                "--no-browser",
            ],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    assert result.returncode == 2
    assert result.stderr.startswith(f"error: 127.0.0.1, port {port}: ")
    assert len(result.stderr.splitlines()) == 1


def test_accounts_are_made_changed_and_taken_away(tmp_path: Path) -> None:
    an_archive.Place("sqlite", str(tmp_path / "a.db")).create().close()
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", "utf-8")
    asked = CliRunner()

    def account(*given: str) -> str:
        return asked.invoke(program, ["account", *given, "--archive", str(tmp_path / "a.db")]).output

    assert "may sign in as editor" in account("add", "M. Ito", "--role", "editor", "--password-file", str(file))
    assert account("list") == "M. Ito · editor\n"
    assert "may sign in as reader" in account("add", "M. Ito", "--password-file", str(file))
    assert account("list", "--json").count('"reader"') == 1
    account("drop", "M. Ito")
    assert account("list") == ""


@pytest.mark.parametrize(
    ("name", "role", "password", "why"),
    [("", "reader", PASSWORD, "no name"), ("A", "owner", PASSWORD, "no role"), ("A", "reader", "short", "too short")],
)
def test_an_account_that_would_not_do_is_refused(held: Archive, name: str, role: str, password: str, why: str) -> None:
    with pytest.raises(WorkbenchError, match=why):
        accounts.add(held, name, role, password)


def test_passwords_are_kept_as_digests_alone(held: Archive) -> None:
    accounts.add(held, "A", "reader", PASSWORD)
    kept = held.get(accounts.KIND, "A")
    assert PASSWORD not in str(kept)
    assert kept["digest"].startswith("$argon2id$")


def test_only_the_right_password_of_an_account_signs_in(held: Archive) -> None:
    accounts.add(held, "A", "editor", PASSWORD)
    app = workbench(held, team=True)
    with browser(app, None) as client:
        for name, password in (("A", "wrong"), ("B", PASSWORD), ("", ""), ("a", PASSWORD)):
            assert client.post("/sign-in", data={"name": name, "password": password}).status_code == 401
        assert client.post("/sign-in", data={"name": " A ", "password": PASSWORD}).status_code == 303
        assert client.get("/api/me").json()["role"] == "editor"


def test_who_uses_it_alone_unlocks_it_with_the_passphrase_of_the_archive(tmp_path: Path) -> None:
    with (
        Archive.create(tmp_path / "a.db", an_archive.PASSPHRASE) as archive,
        browser(workbench(archive, user="tester"), None) as client,
    ):
        assert client.post("/sign-in", data={"password": "five dull lamps"}).status_code == 401
        assert client.post("/sign-in", data={"password": an_archive.PASSPHRASE}).status_code == 303
        me = client.get("/api/me").json()
    assert (me["name"], me["role"], me["sees_sources"]) == ("tester", "keeper", True)


def test_a_plain_archive_has_no_passphrase_that_unlocks_it(held: Archive) -> None:
    with browser(workbench(held), None) as client:
        assert client.post("/sign-in", data={"password": ""}).status_code == 401
