"""What the proxies in deploy/ keep from the site, which it could not tell from their own words."""

import pytest

from tests.files import ROOT

pytestmark = pytest.mark.once


def lines_of(name: str) -> list[str]:
    return [line.strip() for line in (ROOT / "deploy" / name).read_text().splitlines()]


@pytest.mark.parametrize("header", ["-X_*", "-X-Forwarded-Host", "-Forwarded"])
def test_caddy_passes_on_no_claim_of_a_visitor(header):
    assert f"header_up {header}" in lines_of("Caddyfile")


def test_nginx_passes_on_no_name_with_an_underscore():
    assert [line for line in lines_of("nginx.conf") if "underscores_in_headers on" in line] == []
