"""An empty site for a real practice, in one go or not at all."""

import getpass
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from site_project.content.front import site_is_empty
from site_project.content.practice import start_practice
from site_project.questions import QUESTIONS, Question, User

PASSWORD_VARIABLE = "OWNER_PASSWORD"  # noqa: S105 (its name, not a password)


class Command(BaseCommand):
    help = (
        "Makes an empty site for a real practice: its pages with starting texts, the groups, the "
        "owner's account and the settings. Asks for what the options leave open."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for question in QUESTIONS:
            parser.add_argument(f"--{_dashed(question.name)}", help=str(question.words))
        parser.add_argument(
            "--no-input",
            action="store_true",
            help=f"ask nothing; the owner's password comes from ${PASSWORD_VARIABLE}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not site_is_empty():
            raise CommandError(
                _(
                    "This site has pages already, and they stay as they are. "
                    "start_practice needs an empty site, such as a new database."
                )
            )
        if options["no_input"]:
            answers, password = self._answers_given(options)
        else:
            try:
                answers, password = self._answers_asked(options)
            except (EOFError, KeyboardInterrupt):
                raise CommandError(_("Stopped. Nothing was made.")) from None
        start_practice(answers=answers, password=password)
        self.stdout.write(
            _(
                "%(practice)s is ready. Log in as %(username)s at %(url)s/admin/; the first page "
                "there lists what is still to fill in."
            )
            % {
                "practice": answers["practice_name"],
                "username": answers["username"],
                "url": settings.WAGTAILADMIN_BASE_URL,
            }
        )

    def _answers_given(self, options: dict[str, Any]) -> tuple[dict[str, str], str]:
        """Everything from the options; all that is wrong with them is said at once."""
        answers: dict[str, str] = {}
        problems = []
        for question in QUESTIONS:
            given = options[question.name]
            value = question.default_given(answers) if given is None else given.strip()
            try:
                answers[question.name] = question.clean(value)
            except ValidationError as error:
                problems += [f"--{_dashed(question.name)}: {text}" for text in error.messages]
        password = os.environ.get(PASSWORD_VARIABLE, "")
        problems += [f"{PASSWORD_VARIABLE}: {text}" for text in _wrong_with(password, answers)]
        if problems:
            raise CommandError("\n".join(problems))
        return answers, password

    def _answers_asked(self, options: dict[str, Any]) -> tuple[dict[str, str], str]:
        answers: dict[str, str] = {}
        for question in QUESTIONS:
            answers[question.name] = self._ask(question, answers, options[question.name])
        return answers, self._ask_password(answers)

    def _ask(self, question: Question, answers: dict[str, str], given: str | None) -> str:
        default = question.default_given(answers)
        prompt = f"{question.words} [{default}]: " if default else f"{question.words}: "
        while True:
            value = input(prompt).strip() or default if given is None else given.strip()
            given = None
            try:
                return question.clean(value)
            except ValidationError as error:
                self._say(error.messages)

    def _ask_password(self, answers: dict[str, str]) -> str:
        while True:
            password = getpass.getpass(_("Password of the owner: "))
            problems = _wrong_with(password, answers)
            if not problems and password != getpass.getpass(_("The same password again: ")):
                problems = [_("The two passwords differ. Enter them again.")]
            if not problems:
                return password
            self._say(problems)

    def _say(self, problems: list[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)


def _wrong_with(password: str, answers: dict[str, str]) -> list[str]:
    if not password:
        return [_("Enter a password for the owner's account.")]
    owner = User(username=answers.get("username", ""), email=answers.get("account_email", ""))
    try:
        validate_password(password, owner)
    except ValidationError as error:
        return error.messages
    return []


def _dashed(name: str) -> str:
    return name.replace("_", "-")
