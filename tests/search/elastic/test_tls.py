"""A server with TLS is trusted when its authority is, and with the password of the address."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine
from search.values import Query
from tests.search.elastic.faults import FaultyServer, answer, http
from tests.search.elastic.things import PUBLIC, SCHEMA

NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
QUERY = Query(PUBLIC, facets=("thema",))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *plain) + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[FaultyServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = FaultyServer(context)
    server.answer = http(200, answer())
    yield server
    server.close()


def test_a_server_of_a_known_authority_is_asked(tls_server: FaultyServer, certificate: Path) -> None:
    engine = ElasticEngine(tls_server.url, SCHEMA, ca_certs=str(certificate))
    assert engine.search(QUERY).total == 0


def test_a_server_of_an_unknown_authority_is_not_trusted(tls_server: FaultyServer) -> None:
    with pytest.raises(EngineUnavailable, match="certificate"):
        ElasticEngine(tls_server.url, SCHEMA).search(QUERY)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_an_authority_that_cannot_be_read_is_named(
    tls_server: FaultyServer, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "authority.pem"
    if content:
        file.write_text(content)
    with pytest.raises(EngineUnavailable, match="CA file"):
        ElasticEngine(tls_server.url, SCHEMA, ca_certs=str(file)).search(QUERY)


def test_user_and_password_of_the_address_are_sent(tls_server: FaultyServer, certificate: Path) -> None:
    address = tls_server.url.replace("//", "//elastic:p%40ss%3Aword@")
    ElasticEngine(address, SCHEMA, ca_certs=str(certificate)).search(QUERY)
    assert b"authorization: basic zwxhc3rpyzpwqhnzondvcmq=" in tls_server.heads[-1].lower()
