import datetime as dt
import json
import ssl
import threading
from socket import create_server

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command
from django.utils import timezone

from home.jobs import beat, job
from home.models import Job
from site_project.operations.doctor import CHECKS, examine, note, wrong
from site_project.operations.doctor.machine import certificate
from tests.factories.bookings import make_request
from tests.factories.mails import queue_mails

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def well(settings, tmp_path):
    """An installation on which everything that runs by itself has run."""
    settings.BACKUP_HOURS = 26
    settings.MEDIA_ROOT = tmp_path
    for name in ("backup", "retention"):
        with job(name):
            pass
    beat("tick")


def words(name):
    return [(finding.is_wrong, finding.words) for finding in examine()[name]]


def test_healthy_installation_needs_nobody(well):
    found = examine()
    assert list(found) == list(CHECKS)
    assert [name for name, lines in found.items() if any(line.is_wrong for line in lines)] == []


def test_command_exits_with_what_is_wrong(well, capsys):
    call_command("doctor")
    said = capsys.readouterr().out
    assert "ok     backup\n" in said

    Job.objects.filter(name="backup").delete()
    with pytest.raises(CommandError, match=r"^Needs somebody: backup\.$"):
        call_command("doctor")
    assert "wrong  backup: Not done since ever. It is done by manage.py backup.\n" in (
        capsys.readouterr().out
    )


def test_command_speaks_json(well, capsys):
    call_command("doctor", json=True)
    said = json.loads(capsys.readouterr().out)
    assert said["diary"] == []
    assert list(said) == list(CHECKS)


@pytest.mark.parametrize(("name", "hours"), [("worker", 0.5), ("backup", 27), ("retention", 49)])
def test_silence_is_noticed(well, name, hours):
    with time_machine.travel(timezone.now() + hours * HOUR):
        [(is_wrong, said)] = words(name)
    assert is_wrong
    assert said.startswith("Not done since 20")


def test_failed_backup_is_wrong_though_the_one_before_is_fresh(well):
    with pytest.raises(OSError, match="full"), job("backup"):
        raise OSError("The disk is full.")
    assert words("backup") == [(True, "The last run failed: OSError.")]


def test_backups_by_other_means_are_noted(well, settings):
    settings.BACKUP_HOURS = 0
    Job.objects.filter(name="backup").delete()
    assert words("backup") == [(False, "BACKUP_HOURS=0: backups are made by other means.")]


def test_mail_that_waits_and_a_diary_that_is_unsound_are_told(well):
    queue_mails(2)
    late = timezone.now() + HOUR
    request = make_request()
    type(request).objects.filter(pk=request.pk).update(status="nonsense")
    with time_machine.travel(late):
        assert words("mail")[0][1].startswith("3 wait for more than ten minutes")
    assert words("diary") != []


def test_check_that_fails_leaves_the_others():
    def broken():
        raise OSError("Frida Muster")

    found = examine({"first": broken, "second": lambda: iter([note("well")])})

    assert found == {
        "first": [wrong("Could not be looked at: OSError.")],
        "second": [note("well")],
    }


def test_uploads_that_cannot_be_stored_are_wrong(well, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert words("uploads") == [(True, "Could not be looked at: NotADirectoryError.")]


def test_almost_full_disk_is_wrong(well, monkeypatch):
    monkeypatch.setattr("site_project.operations.doctor.machine.free_bytes", lambda: 300 * 1024**2)
    assert words("disk") == [(True, "300 MB are left on the disk of the site's state.")]


def test_proxy_out_of_reach_is_noted(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://127.0.0.1:1"
    [found] = certificate()
    assert found == note("127.0.0.1 could not be reached from here: ConnectionRefusedError.")


def test_certificate_that_browsers_refuse_is_wrong(settings, own_certificate):
    settings.WAGTAILADMIN_BASE_URL = f"https://localhost:{own_certificate}"
    [found] = certificate()
    assert found == wrong("Browsers refuse it: self-signed certificate.")


@pytest.fixture
def own_certificate(tmp_path):
    """A server on loopback with a certificate that nobody signed; its port."""
    certificate, key = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _address = server.accept()
            with connection, pytest.raises(ssl.SSLError):
                context.wrap_socket(connection, server_side=True)

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def make_certificate(folder):
    """The paths of a certificate for localhost and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + HOUR)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, private
