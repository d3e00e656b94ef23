"""The words of each kind of mail: the practice's own, or those that it comes with."""

import logging
from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp

from ..characters import LAYOUT, has_control_characters
from ..models import MailWording
from .kinds import MailKind
from .placeholders import PLACEHOLDERS
from .words import crowded_blocks, has_stray_bracket, placeholders_in

logger = logging.getLogger(__name__)

LONGEST_SUBJECT: Final = MailWording._meta.get_field("subject").max_length
LONGEST_BODY: Final = MailWording._meta.get_field("body").max_length


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str

    @classmethod
    def typed(cls, subject: str, body: str) -> "Wording":
        """From a form: the subject is one line, the text has plain ends of lines."""
        return cls(" ".join(subject.split()), body.replace("\r\n", "\n").strip())


def first_wording(kind: MailKind, language: str) -> Wording:
    """The words that the kind comes with."""
    with translation.override(language):
        return Wording(str(kind.subject), "\n\n".join(map(str, kind.body)))


def wording_of(kind: MailKind, language: str) -> Wording:
    """The words to send; those it comes with, where the practice's have become wrong since."""
    wording = _own_words().get((kind.name, language))
    if wording is None:
        return first_wording(kind, language)
    if subject_problems(kind, wording.subject) or body_problems(kind, wording.body):
        logger.error(
            "The wording of %s (%s) can't be used; see it at the desk.", kind.name, language
        )
        return first_wording(kind, language)
    return wording


@remembered(Stamp.PAGES)
def _own_words() -> dict[tuple[str, str], Wording]:
    """By kind and language."""
    rows = MailWording.objects.values_list("kind", "language", "subject", "body")
    return {(kind, language): Wording(*words) for kind, language, *words in rows}


def subject_problems(kind: MailKind, subject: str) -> list[str]:
    """What is wrong with a subject, in words; nothing if it can be used."""
    if not subject:
        return [_("Enter a subject.")]
    blocks = [name for name in placeholders_in(subject) if _is_block(name)]
    return [
        *_problems(kind, subject, kind.subject_needs),
        *_typing_problems(subject, LONGEST_SUBJECT),
        *(
            _("%(name)s is too long for a subject. Use it in the text.") % {"name": _marked(name)}
            for name in dict.fromkeys(blocks)
        ),
    ]


def body_problems(kind: MailKind, body: str) -> list[str]:
    """The same for the text."""
    if not body:
        return [_("Enter a text.")]
    blocks = {name for name in PLACEHOLDERS if _is_block(name)}
    return [
        *_problems(kind, body, kind.needs),
        *_typing_problems(body, LONGEST_BODY, allowed=LAYOUT),
        *(
            _("Put %(name)s in a paragraph of its own, with an empty line before and after it.")
            % {"name": _marked(name)}
            for name in dict.fromkeys(crowded_blocks(body, blocks))
        ),
    ]


def _problems(kind: MailKind, words: str, needs: frozenset[str]) -> list[str]:
    used = placeholders_in(words)
    unknown = [name for name in dict.fromkeys(used) if name not in kind.placeholders]
    missing = sorted(needs - set(used))
    found = []
    if unknown:
        found.append(
            ngettext(
                "This mail has no placeholder %(names)s. Take it out, or use one of the list.",
                "This mail has no placeholders %(names)s. Take them out, or use those of the list.",
                len(unknown),
            )
            % {"names": ", ".join(map(_marked, unknown))}
        )
    if missing:
        found.append(
            ngettext(
                "Without %(names)s this mail makes no sense. Add it.",
                "Without %(names)s this mail makes no sense. Add them.",
                len(missing),
            )
            % {"names": ", ".join(map(_marked, missing))}
        )
    if has_stray_bracket(words):
        found.append(_("Curly brackets come in pairs around a placeholder, as in {service}."))
    return found


def _typing_problems(
    words: str, longest: int, *, allowed: frozenset[str] = frozenset()
) -> list[str]:
    found = []
    if len(words) > longest:
        found.append(
            _("Use %(longest)d characters or fewer; you have %(count)d.")
            % {"longest": longest, "count": len(words)}
        )
    if has_control_characters(words, allowed):
        found.append(_("Use letters, digits and punctuation only, without hidden characters."))
    return found


def _is_block(name: str) -> bool:
    return name in PLACEHOLDERS and PLACEHOLDERS[name].block


def _marked(name: str) -> str:
    return f"{{{name}}}"
