"""Where a request that somebody else chose the address of may go, and that it goes nowhere else."""

import datetime
import ipaddress
import socket
import ssl
import time

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from captioner import addresses
from captioner.addresses import Rules, is_public
from captioner.errors import AddressRefused
from tests.receiver import NAME, receiver

INSIDE = Rules(plain=True, private=True)


@pytest.fixture
def names(monkeypatch) -> dict[str, list]:
    """What the resolver answers, by name: lists of addresses, used up but for the last."""
    known: dict[str, list] = {NAME: [["127.0.0.1"]]}
    asked = socket.getaddrinfo

    def resolver(host, port, *args, **options):
        if host not in known:
            ipaddress.ip_address(host)  # else the test asks for a name it has not given
            return asked(host, port, *args, **options)
        answer = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        if not answer:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [info for ip in answer for info in asked(ip, port, *args, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    return known


def _allowed(url: str, rules: Rules = Rules()) -> tuple[str, ...]:  # noqa: B008
    return addresses.resolve(addresses.parse(url, rules=rules), rules=rules)


def _post(url: str, rules: Rules = INSIDE, *, seconds: float = 10) -> int:
    return addresses.post(url, headers={"a": "b"}, body=b"hello", rules=rules, seconds=seconds)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "must begin with https://"),
        ("receiver.test/hook", "must begin with https://"),
        ("http://93.184.215.14/", "must begin with https://"),
        ("ftp://93.184.215.14/", "must begin with https://"),
        ("file:///etc/passwd", "must begin with https://"),
        ("//93.184.215.14/", "must begin with https://"),
        ("https:///hook", "names no host"),
        ("https://", "names no host"),
        ("https://./", "names no host"),
        ("https://me:secret@93.184.215.14/", "no user name"),
        ("https://me@93.184.215.14/", "no user name"),
        ("https://[::1", "is no web address"),
        ("https://93.184.215.14:99999/", "names a port that is none"),
        ("https://93.184.215.14:0/", "names a port that is none"),
        ("https://93.184.215.14:port/", "is no web address"),
        ("https://a\nb/", "is no web address"),
        ("https://snap.example/", "leads back to this site"),
        ("https://SNAP.example./api", "leads back to this site"),
        ("https://snap.example:8443/", "leads back to this site"),
        ("https://www.snap.wild/", "leads back to this site"),
        ("https://snap.wild/", "leads back to this site"),
    ],
)
def test_a_url_that_may_not_be_sent_to_is_refused_before_any_lookup(names, url, why):
    with pytest.raises(AddressRefused, match=why) as refused:
        _allowed(url, Rules(own=("snap.example", ".snap.wild")))
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.215.14",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::5db8:d70e",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:5db8:d70e::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_a_name_that_leads_to_no_public_address_is_refused(names, ip):
    assert not is_public(ip)
    # Also where it stands among public ones.
    names["mixed.test"] = [["93.184.215.14", ip.partition("%")[0]]]
    with pytest.raises(AddressRefused, match="private or reserved") as refused:
        _allowed("https://mixed.test/hook")
    assert ip not in refused.value.detail, "an inner network's addresses were told"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://[::ffff:7f00:1]/",
        "https://127。0。0。1/",
        "https://[fe80::1]/",
    ],
)
def test_no_way_of_writing_an_inner_address_gets_by(url, monkeypatch):
    with pytest.raises(AddressRefused):
        _allowed(url)


@pytest.mark.parametrize("ip", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00::1"])
def test_a_public_address_is_allowed(names, ip):
    names["public.test"] = [[ip]]
    assert _allowed("https://public.test/hook") == (ip,)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_calls_otherwise(ip):
    if is_public(str(ip)):
        assert ip.is_global
        assert not ip.is_multicast


def test_a_public_address_of_this_very_machine_is_refused(names, monkeypatch):
    assert addresses.is_this_machine("127.0.0.1")
    assert not addresses.is_this_machine("203.0.113.9")
    names["home.test"] = [["93.184.215.14"]]
    monkeypatch.setattr(addresses, "is_this_machine", lambda ip: ip == "93.184.215.14")
    with pytest.raises(AddressRefused, match="this machine"):
        _allowed("https://home.test/")


def test_a_name_that_nobody_knows_is_refused(names):
    names["nowhere.test"] = [[]]
    with pytest.raises(AddressRefused, match="cannot be found"):
        _allowed("https://nowhere.test/")


@pytest.mark.parametrize("name", ["a" * 64 + ".test", "a..test"])
def test_a_name_that_no_resolver_takes_is_refused(name):
    with pytest.raises(AddressRefused):
        _allowed(f"https://{name}/")


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    started = time.monotonic()
    with pytest.raises(AddressRefused, match="cannot be found"):
        addresses.resolve(
            addresses.parse("https://slow.test/", rules=Rules()), rules=Rules(), seconds=0.1
        )
    assert time.monotonic() - started < 2


def test_a_name_that_answers_otherwise_a_moment_later_gains_nothing(names, monkeypatch):
    """DNS rebinding: public when it is checked, inner when it is connected to."""
    names["rebinds.test"] = [["93.184.215.14"], ["127.0.0.1"]]
    reached = []

    def connect(self, host, port, *_):
        reached.append(host)
        raise httpcore.ConnectError("the test lets nothing out")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(httpcore.ConnectError):
        _post("https://rebinds.test/hook", Rules())
    assert reached == ["93.184.215.14"]
    with pytest.raises(AddressRefused):
        _post("https://rebinds.test/hook", Rules())


def test_what_is_sent_arrives_once_as_it_was_given(names):
    with receiver() as taken:
        names[NAME] = [["127.0.0.1"], []]  # a second lookup would find nothing
        assert _post(f"http://{NAME}:{taken.port}/hook?a=1%202&b=ü") == 200
    ((path, headers, body),) = taken.came
    assert path == "/hook?a=1%202&b=%C3%BC"
    assert body == b"hello"
    assert headers["Host"] == f"{NAME}:{taken.port}"
    assert headers["a"] == "b"


def test_the_next_address_is_tried_where_one_takes_no_connection(names):
    names[NAME] = [["127.0.0.9", "127.0.0.1"]]
    with receiver() as taken:
        assert _post(taken.url) == 200


def test_a_redirect_is_not_followed(names):
    with receiver() as target, receiver() as taken:
        taken.status, taken.headers = 307, {"Location": target.url}
        assert _post(taken.url) == 307
    assert not target.came


def test_no_proxy_of_the_environment_is_asked(names, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with receiver() as taken:
        assert _post(taken.url) == 200


def test_an_answer_that_never_ends_is_not_read_to_its_end(names):
    with receiver() as taken:
        taken.drip = 0.1
        with pytest.raises(httpcore.TimeoutException):
            _post(taken.url, seconds=1)


def test_a_receiver_that_never_answers_is_left_in_time(names):
    with receiver() as taken:
        taken.go.clear()
        started = time.monotonic()
        with pytest.raises(httpcore.TimeoutException):
            _post(taken.url, seconds=1)
        assert time.monotonic() - started < 5


def test_time_that_is_spent_before_the_connection_counts_too(names, monkeypatch):
    trusted = addresses._trusted()
    monkeypatch.setattr(addresses, "_trusted", lambda: time.sleep(1.1) or trusted)
    with receiver() as taken:
        with pytest.raises(httpcore.TimeoutException):
            _post(taken.url, seconds=1)
        assert not taken.came


def test_a_large_body_is_not_taken_in(names, monkeypatch):
    monkeypatch.setattr(addresses, "BODY_MAX", 3)
    with receiver() as taken:
        taken.drip = 0.02
        started = time.monotonic()
        assert _post(taken.url) == 200
        assert time.monotonic() - started < 5


def _certificate(tmp_path, name: str) -> ssl.SSLContext:
    """A server's side of TLS for this name; the certificate lies beside, to be trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    return context


@pytest.mark.parametrize(("name", "trusted"), [(NAME, True), ("other.test", True), (NAME, False)])
def test_the_certificate_must_be_the_names_though_the_connection_goes_to_an_address(
    names, tmp_path, monkeypatch, name, trusted
):
    context = _certificate(tmp_path, name)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    monkeypatch.setattr(addresses, "_trusted", addresses._trusted.__wrapped__)
    with receiver(context) as taken:
        url = taken.url.replace("http://", "https://")
        if name == NAME and trusted:
            assert _post(url) == 200
        else:
            with pytest.raises(httpcore.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                _post(url)
            assert not taken.came
