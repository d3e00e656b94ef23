"""Staff of the demonstration at the admin."""

from playwright.sync_api import Page

from site_project.demo.people import ACCOUNTS

PASSWORDS = {account.username: account.password for account in ACCOUNTS}


def log_in(page: Page, username: str) -> None:
    """Sign in to the Wagtail admin as one of the demonstration's accounts."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(username)
    page.locator("#id_password").fill(PASSWORDS[username])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
