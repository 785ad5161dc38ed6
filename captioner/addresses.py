"""Requests to addresses that somebody else chose: which are allowed, and how to keep to that.

The name is resolved and every IP address behind it checked, when a URL is registered and again at
each request; the connection then goes to the very IP address that was checked, so that a name
which answers otherwise a moment later (DNS rebinding) gains nothing. Redirects are never followed
and no proxy of the environment is used, for the same reason. Knows nothing of what is sent.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import httpcore
import httpx

from captioner.errors import AddressRefused

LOOKUP_SECONDS = 5.0
# The answer's body is read so far and dropped: to close on a receiver that still writes looks to
# it like a failure.
BODY_MAX = 65_536

# What is not for the public internet, after the IANA special-purpose address registries as of
# November 2026, multicast and all.
_REFUSED_V4 = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "168.63.129.16/32",  # public by its number; inside Azure it is the machine's own host
    )
)
# Allowed is global unicast alone, which leaves out loopback, link-local, unique local, multicast,
# IPv4-mapped and NAT64 addresses; of it not what is reserved or holds an IPv4 address.
_UNICAST_V6 = ipaddress.ip_network("2000::/3")
_REFUSED_V6 = tuple(
    ipaddress.ip_network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What of all addresses may be sent to.

    Args:
        plain: http beside https.
        private: any IP address; for a site whose receivers stand on its own network.
        own: host names that this site answers to, with a leading dot for all below it. They are
            refused in any case: a message to ourselves could make the next one.
    """

    plain: bool = False
    private: bool = False
    own: tuple[str, ...] = ()


def parse(url: str, *, rules: Rules) -> httpx.URL:
    """The URL in its parts, as the request is made from them.

    Raises:
        AddressRefused: it is none, or not one that may be sent to.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise _refused("is no web address") from error
    if parsed.scheme != "https" and not (rules.plain and parsed.scheme == "http"):
        raise _refused("must begin with https://")
    if parsed.userinfo:
        raise _refused("must hold no user name and no password")
    if parsed.port is not None and not 1 <= parsed.port <= 65_535:
        raise _refused("names a port that is none")
    host = parsed.host.rstrip(".")
    if not host:
        raise _refused("names no host")
    if any(host == own.lstrip(".") or (own[:1] == "." and host.endswith(own)) for own in rules.own):
        raise _refused("leads back to this site")
    return parsed


def resolve(url: httpx.URL, *, rules: Rules, seconds: float = LOOKUP_SECONDS) -> tuple[str, ...]:
    """The IP addresses behind the URL's name, all of them allowed.

    The refusal tells none of them: names of an inner network are nobody's to look up here.

    Raises:
        AddressRefused: one is not allowed, or there is none.
    """
    found = _lookup(url.raw_host.decode("ascii"), seconds=seconds)
    if not found:
        raise _refused("names a host that cannot be found")
    if not rules.private and not all(is_public(ip) and not is_this_machine(ip) for ip in found):
        raise _refused("leads to a private or reserved network, or to this machine")
    return found


def is_public(ip: str) -> bool:
    """Whether the address can be a server on the public internet."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if address.version == 4:
        return not any(address in network for network in _REFUSED_V4)
    return address in _UNICAST_V6 and not any(address in network for network in _REFUSED_V6)


def is_this_machine(ip: str) -> bool:
    """Whether the address is one of this machine's own: it then talks to itself from it.

    A UDP socket that is connected sends nothing; the system only chooses where it would.
    """
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((ip, 9))
            return ipaddress.ip_address(probe.getsockname()[0]) == ipaddress.ip_address(ip)
    except OSError:
        return False  # no way there at all


def post(url: str, *, headers: Mapping[str, str], body: bytes, rules: Rules, seconds: float) -> int:
    """Send one request; the status that was answered.

    Args:
        seconds: for all of it, from the lookup to the answer's last byte.

    Raises:
        AddressRefused: as `parse` and `resolve`.
        httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError: no whole answer
            in time, no connection (a certificate that is not the name's among that), no HTTP.
    """
    deadline = time.monotonic() + seconds
    parsed = parse(url, rules=rules)
    addresses = resolve(parsed, rules=rules, seconds=min(LOOKUP_SECONDS, seconds))
    pool = httpcore.ConnectionPool(
        ssl_context=_trusted(),
        network_backend=_Checked(addresses, deadline=deadline),
    )
    target = httpcore.URL(
        scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path
    )
    sent = [("Host", parsed.netloc), *headers.items()]
    with pool, pool.stream("POST", target, headers=sent, content=body) as response:
        left = BODY_MAX
        for chunk in response.iter_stream():
            left -= len(chunk)
            if left <= 0:
                break
        return response.status


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: the usual authorities, or the environment's SSL_CERT_FILE.

    Read once a process: it takes tens of milliseconds.
    """
    return httpx.create_ssl_context()


def _refused(why: str) -> AddressRefused:
    return AddressRefused(f"url {why}", field="url")


def _lookup(host: str, *, seconds: float) -> tuple[str, ...]:
    """The name's addresses; none where the resolver knows none in time.

    In a thread of its own: the system's resolver cannot be told how long it may take.
    """
    answers: queue.SimpleQueue[list] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):  # the latter for a label that is empty or too long
            answers.put([])

    threading.Thread(target=ask, name="lookup", daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        return ()
    return tuple(dict.fromkeys(info[4][0] for info in found))


class _Checked(httpcore.NetworkBackend):
    """Connections to given IP addresses, whatever name is asked for, until a deadline.

    TLS is still verified against the name. The deadline is for the whole: httpcore's timeouts are
    each for one read, and who answers a byte at a time passes them all.

    Args:
        deadline: of `time.monotonic`, in seconds.
    """

    def __init__(self, addresses: Iterable[str], *, deadline: float) -> None:
        self._addresses = tuple(addresses)
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        for tried, ip in enumerate(self._addresses, 1):
            share = self._left() / (len(self._addresses) - tried + 1)
            try:
                stream = self._backend.connect_tcp(ip, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if tried == len(self._addresses):
                    raise
            else:
                return _Timed(stream, self._left)
        raise AssertionError("`resolve` gives one address at least")

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left


class _Timed(httpcore.NetworkStream):
    """A stream each of whose operations may take what is left until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes, timeout=None):
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer, timeout=None):
        self._stream.write(buffer, self._left())

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _Timed(
            self._stream.start_tls(ssl_context, server_hostname, self._left()), self._left
        )

    def close(self):
        self._stream.close()

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)
