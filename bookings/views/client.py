"""Where a request comes from, as far as that can be believed."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest

# What one customer of a provider usually has (RFC 6177).
IPV6_PREFIX: Final = 64


def client_address(request: HttpRequest) -> str:
    """The visitor's network address.

    X-Forwarded-For is believed only as far as settings.TRUSTED_PROXIES proxies wrote it:
    each appends the address that it saw, so the visitor's own forgeries stand further left.
    """
    proxies = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def client_network(request: HttpRequest) -> str:
    """What limits count by: the IPv4 address, or the network of an IPv6 one.

    "" where it cannot be told: what comes over a socket file without a proxy's word.
    """
    try:
        address = _unwrapped(ip_address(client_address(request)))
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """A server that listens on IPv6 has IPv4 visitors too, all in one network of IPv6."""
    return getattr(address, "ipv4_mapped", None) or address
