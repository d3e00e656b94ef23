"""Network addresses, shortened: enough to tell a flood by, too little to tell a person by."""

from ipaddress import IPv4Address, ip_address, ip_network

IPV4_PREFIX, IPV6_PREFIX = 24, 48


def shortened(address: str) -> str:
    """“203.0.113.0” of 203.0.113.7; of IPv6 the first 48 bits. This machine's own stays as it is.

    Empty for what is no address, such as that of a Unix socket.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    if mapped := getattr(ip, "ipv4_mapped", None):
        ip = mapped
    if ip.is_loopback or ip.is_unspecified:
        return str(ip)
    prefix = IPV4_PREFIX if isinstance(ip, IPv4Address) else IPV6_PREFIX
    return str(ip_network((ip, prefix), strict=False).network_address)
