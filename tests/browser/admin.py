"""Staff of the demonstration at the admin."""

from playwright.sync_api import Page

from site_project.demo.people import ACCOUNTS

PASSWORDS = {account.username: account.password for account in ACCOUNTS}


def log_in(page: Page, username: str) -> None:
    """Sign in to the Wagtail admin as one of the demonstration's accounts."""
    page.goto("/admin/login/")
    enter(page, username)
    page.wait_for_url("**/admin/")


def enter(page: Page, username: str) -> None:
    """Fill in name and password of one of the demonstration's accounts, and send them."""
    page.get_by_label("Username or email address").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORDS[username])
    page.get_by_role("button", name="Sign in", exact=True).click()
