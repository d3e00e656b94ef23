"""MAILERS, as an installation sets it by its environment."""

import datetime as dt
import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, mailers
from django.test import override_settings
from environs import Env

from site_project.settings.mail import mailer
from tests.bookings.smtp import Inbox, serving

pytestmark = pytest.mark.once


@pytest.fixture
def environment(monkeypatch):
    for name in ("MAIL_BACKEND", "MAIL_OPTIONS", "SMTP_HOST", "SMTP_PORT", "SMTP_SSL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("SMTP_STARTTLS", "SMTP_USER", "SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    return lambda **values: [monkeypatch.setenv(*pair) for pair in values.items()]


def security() -> tuple[bool, bool, int]:
    options = mailer(Env())["OPTIONS"]
    return options["use_tls"], options["use_ssl"], options["port"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (True, False, 587)),
        ({"SMTP_PORT": "465"}, (False, True, 465)),
        ({"SMTP_PORT": "2465", "SMTP_SSL": "on"}, (False, True, 2465)),
        ({"SMTP_PORT": "25", "SMTP_STARTTLS": "off"}, (False, False, 25)),
        ({"SMTP_PORT": "465", "SMTP_SSL": "off"}, (True, False, 465)),
    ],
)
def test_connection_is_encrypted_unless_said_otherwise(environment, values, expected):
    environment(**values)

    assert security() == expected


def test_two_kinds_of_encryption_are_one_too_many(environment):
    environment(SMTP_SSL="on", SMTP_STARTTLS="on")

    with pytest.raises(ImproperlyConfigured, match=r"^Set SMTP_SSL or SMTP_STARTTLS, not both\.$"):
        mailer(Env())


def test_any_other_backend_has_its_own_options(environment, tmp_path):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    environment(MAIL_BACKEND=backend, MAIL_OPTIONS=f'{{"file_path": "{tmp_path}"}}')

    entry = mailer(Env())

    assert entry == {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}
    with override_settings(MAILERS={"default": entry}):
        mailers.default.send_messages([EmailMessage("Hello", to=["vera@example.org"])])
    (written,) = tmp_path.iterdir()
    assert "Subject: Hello" in written.read_text()


# --- Port 465, with certificates ---------------------------------------------------------


def make_certificate(folder: Path) -> Path:
    """For 127.0.0.1, signed by itself: certificate and key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    file = folder / "certificate.pem"
    file.write_bytes(
        certificate.public_bytes(pem)
        + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@pytest.fixture
def inbox(environment, tmp_path):
    """Behind TLS from the first byte on, and the mailer pointed at it."""
    inbox = Inbox()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(make_certificate(tmp_path))
    environment(SMTP_HOST="127.0.0.1", SMTP_PORT=str(inbox.port), SMTP_SSL="on")
    with (
        serving(inbox, ssl_context=context),
        override_settings(MAILERS={"default": mailer(Env())}),
    ):
        yield inbox


def send_hello() -> None:
    mailers.default.send_messages([EmailMessage("Hello", to=["vera@example.org"])])


def test_mail_goes_by_tls_from_the_start(inbox, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))

    send_hello()

    assert [message["Subject"] for message in inbox.messages] == ["Hello"]


def test_server_whose_certificate_nobody_vouches_for_gets_nothing(inbox):
    with pytest.raises(ssl.SSLCertVerificationError):
        send_hello()

    assert inbox.messages == []
