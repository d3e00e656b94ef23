"""Lists whose points read "muscle – what it can cause"."""

import re

from home.models import Muscle

# A name, then a dash with spaces around it, a long dash, an arrow or a colon, then the words.
PAIR = re.compile(
    r"(?P<name>[^–—:→\n]{2,80}?)(?:\s+[-–—]\s+|\s*[–—]\s*|:\s+|\s*(?:→|->)\s*)(?P<text>\S.*)",
    re.DOTALL,
)
MAX_NAME = 80
MAX_NAME_WORDS = 8
IN_BRACKETS = re.compile(r"\(([^)]*)\)")
CAN_CAUSE = re.compile(r"(?:(?:can|may) (?:also )?)?(?:cause|refer|send|lead)s?\b", re.IGNORECASE)
# Stems of what anatomy calls muscles, and the word itself.
ANATOMY = re.compile(
    r"\b(?:muscles?\b|muscul|trap(?:s|ez)|suboccipit|occipit|frontalis|sternocleido|scm\b|scalen|tempor[ao]"
    r"|masset|pterygoid|digastric|splenius|semispinal|longissim|multifid|rhomboid|levator|deltoid"
    r"|supraspin|infraspin|subscapul|teres|latissim|pector|serrat|biceps|triceps|brachi|pronator"
    r"|supinator|flexor|extensor|erector|quadratus|psoas|iliac|ilio|glute|piriform|hamstring"
    r"|quadricep|adduct|abduct|tensor fasciae|sartori|gastrocnem|soleus|tibial|peroneus|fibular"
    r"|popliteus|platysma|orbicular|zygomatic|buccinator|longus|capitis|cervicis|oblique"
    r"|diaphragm|intercostal|abdomin|rotator|rectus|vastus|gracilis|gemell|obturator|thenar)",
    re.IGNORECASE,
)


def pair_of(text: str) -> tuple[str, str] | None:
    """The name and what is said of it, if the text reads like that."""
    match = PAIR.fullmatch(text.strip())
    if not match or len(match["name"].split()) > MAX_NAME_WORDS:
        return None
    return match["name"].strip(), match["text"].strip()


def looks_like_muscle_line(text: str) -> bool:
    pair = pair_of(text)
    return bool(pair and ANATOMY.search(pair[0]))


class Library:
    """The muscles of the site, found by the names that people write."""

    def __init__(self) -> None:
        self.by_key: dict[str, Muscle] = {}
        for muscle in Muscle.objects.all():
            for name in (muscle.plain_name, muscle.name):
                if name:
                    self.by_key[_key(name)] = muscle

    def find(self, name: str) -> Muscle | None:
        inside = IN_BRACKETS.findall(name)
        for written in (name, IN_BRACKETS.sub(" ", name), *inside):
            muscle = self.by_key.get(_key(written))
            if muscle:
                return muscle
        return None

    def knows(self, name: str) -> bool:
        return self.find(name) is not None or bool(ANATOMY.search(name))

    def read(self, texts: list[str], context: str) -> list[dict] | None:
        """The points as muscles, if most of them are; None for another kind of list.

        `context` is what stands before the list: where it speaks of muscles, one will do, or
        that all of them say what they can cause.
        """
        pairs = [pair_of(text) for text in texts]
        if not all(pairs):
            return None
        known = sum(self.knows(name) for name, _text in pairs)
        is_about_muscles = bool(ANATOMY.search(context))
        say_so = is_about_muscles and all(CAN_CAUSE.match(text) for _name, text in pairs)
        if not say_so and known < (1 if is_about_muscles else len(pairs) / 2):
            return None
        return [self._item(name, text) for name, text in pairs]

    def _item(self, name: str, text: str) -> dict:
        muscle = self.find(name)
        return {"muscle": muscle and muscle.pk, "name": name, "text": text}


def _key(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return " ".join(word.rstrip("s") for word in words if word not in {"muscle", "muscles", "the"})
