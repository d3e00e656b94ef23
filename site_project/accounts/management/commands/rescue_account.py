"""`manage.py rescue_account NAME`: let somebody in again, from the server."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from site_project.accounts.backend import User, find_account
from site_project.accounts.rescue import Rescued, rescue


class Command(BaseCommand):
    help = (
        "Lets somebody in again. Ends the waiting after wrong passwords and prints a link to "
        "choose a new password; --password asks for one here instead. --remove-second-step is "
        "for a lost phone: passkeys, app and recovery codes go, to be set up anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="username or email address of the account")
        way = parser.add_mutually_exclusive_group()
        way.add_argument("--password", action="store_true", help="ask for a new password here")
        way.add_argument(
            "--keep-password", action="store_true", help="print no link, ask for no password"
        )
        parser.add_argument(
            "--remove-second-step",
            action="store_true",
            help="remove passkeys, authenticator app and recovery codes",
        )

    def handle(self, *, name: str, **options: Any) -> None:
        account = find_account(name)
        if account is None:
            raise CommandError(self._unknown(name))
        password = self._ask_password(account) if options["password"] else None
        done = rescue(
            account=account,
            remove_factors=options["remove_second_step"],
            password=password,
            with_link=not (options["password"] or options["keep_password"]),
        )
        self._report(account, done)

    def _unknown(self, name: str) -> str:
        names = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
        return _("There is no one account “%(name)s”. The accounts are: %(names)s.") % {
            "name": name,
            "names": names or _("none yet; manage.py start_practice makes the first"),
        }

    def _ask_password(self, account: AbstractUser) -> str:
        if not sys.stdin.isatty():
            raise CommandError(_("--password asks for one, and there is nobody here to answer."))
        while True:
            password = getpass.getpass(_("New password: "))
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                continue
            if password == getpass.getpass(_("The same password again: ")):
                return password
            self.stderr.write(_("The two passwords differ. Enter them again."))

    def _report(self, account: AbstractUser, done: Rescued) -> None:
        say = self.stdout.write
        say(_("The account %(account)s is open again.") % {"account": account.get_username()})
        if done.attempts_forgotten:
            say(_("Wrong tries are forgotten: no more waiting."))
        if done.factors_removed:
            say(_("Passkeys, app and recovery codes are removed."))
        if done.link:
            minutes = settings.PASSWORD_RESET_TIMEOUT // 60
            words = _("To choose a new password, open this within %(minutes)s minutes, once:")
            say("\n" + words % {"minutes": minutes} + f"\n\n  {done.link}\n")
        say(_("Sign in at %(url)s/admin/login/") % {"url": settings.WAGTAILADMIN_BASE_URL})
