"""Staff sign in, with Chromium's virtual authenticator, an app's codes, and without scripts."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from tests.browser.admin import enter, log_in
from tests.browser.fixtures import watched_page
from tests.site_project.accounts.signing import add_app, add_codes, code_now

pytestmark = pytest.mark.usefixtures("demo_site")


@pytest.fixture
def named_page(browser, server, own_database) -> Iterator[Page]:
    """The site under a name: there are no passkeys at an address made of numbers."""
    with watched_page(browser, server.replace("127.0.0.1", "localhost")) as page:
        yield page


@pytest.fixture
def device(named_page) -> Iterator[object]:
    """A phone with a fingerprint reader that always says yes."""
    session = named_page.context.new_cdp_session(named_page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def sign_out(page: Page) -> None:
    page.goto("/admin/security/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/admin/login/")


def test_owner_sets_up_a_passkey_before_anything_else_and_signs_in_with_it(
    named_page, device, settings, axe
):
    settings.STAFF_SECOND_FACTOR = True
    page = named_page
    page.goto("/admin/pages/")
    enter(page, "owner")
    expect(page.get_by_role("heading", name="One thing before you start")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Anna’s phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert axe(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a text file").click()
    codes = [line for line in download.value.path().read_text().splitlines() if line.isdigit()]
    assert codes == page.locator(".account__codes li").all_inner_texts()
    page.get_by_role("link", name="I have saved them").click()
    page.wait_for_url("**/admin/pages/**")

    sign_out(page)
    page.goto("/admin/reports/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/reports/**")


def test_a_code_of_the_app_is_the_second_step(named_page, settings):
    settings.STAFF_SECOND_FACTOR = True
    page = named_page
    page.goto("/admin/login/")
    enter(page, "therapist")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("Or type this key").click()
    secret = page.locator(".account__key").inner_text()
    page.get_by_label("Code from the app").fill(code_now(secret))
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="I have saved them").click()
    page.wait_for_url("**/admin/")
    sign_out(page)

    enter(page, "therapist")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_contain_text("This did not work. Try once more.")
    page.get_by_label("Code").fill(code_now(secret, steps=1))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/")


def test_password_and_code_do_without_scripts(no_script_page, settings):
    settings.STAFF_SECOND_FACTOR = True
    user = get_user_model().objects.get(username="owner")
    codes = add_codes(user)
    add_app(user)
    page = no_script_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/admin/pages/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    enter(page, "owner")
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/pages/**")
    sign_out(page)

    enter(page, "owner")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/admin/")


def test_passkey_is_the_second_step_too(named_page, device):
    page = named_page
    log_in(page, "owner")
    page.goto("/admin/account/")
    page.get_by_role("tab", name="More actions").click()
    page.get_by_role("link", name="Passkeys and second step").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have saved them").click()
    sign_out(page)

    enter(page, "owner")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/")

    page.goto("/admin/security/confirm/passkey/?next=/admin/security/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/security/")
    page.get_by_role("link", name="Add another passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    words = page.get_by_text("This device has a passkey for your account already.")
    expect(words).to_be_visible()


def test_refused_passkey_says_so_and_leaves_other_ways(named_page, device):
    page = named_page
    page.goto("/admin/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Your device has not given a passkey.")).to_be_visible()
    enter(page, "owner")
    page.wait_for_url("**/admin/")


def test_address_of_numbers_says_why_there_are_no_passkeys(page):
    page.goto("/admin/login/")
    expect(page.get_by_text("Passkeys do not work at an address made of numbers.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_accessible_and_fit(named_page, device, settings, axe, width, scheme):
    settings.STAFF_SECOND_FACTOR = True
    page = named_page
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    found = {}

    def look(address=""):
        if address:
            page.goto(f"/admin/{address}")
        problems = axe(page)
        page.set_viewport_size({"width": 320, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.set_viewport_size({"width": width, "height": 844})
        found[page.url.partition("/admin/")[2]] = problems + (["too wide"] if wide else [])

    look("login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    look()
    look("password/forgotten/")
    look("password/forgotten/sent/")
    look("password/new/x/y/")
    page.goto("/admin/login/")
    enter(page, "owner")
    page.wait_for_url("**/security/**")
    look("security/")
    look("security/app/add/")
    look("security/passkeys/add/")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/codes/")
    look()
    look("security/")
    look("security/codes/new/")
    for way in ("password", "code", "passkey"):
        look(f"security/confirm/{way}/")
    page.goto("/admin/security/")
    page.get_by_role("link", name="Rename").click()
    look()
    page.goto("/admin/security/")
    page.get_by_role("link", name="Remove").click()
    look()
    sign_out(page)
    enter(page, "owner")
    page.wait_for_url("**/login/code/")
    look()
    assert len(found) >= 15
    assert {address: problems for address, problems in found.items() if problems} == {}
