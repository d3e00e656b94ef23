"""The words that a practice looks out for until it has a list of its own, by language.

In many countries advertising may not promise that a treatment heals (in the United Kingdom
CAP Code 12.1 and 12.2, in Germany § 3 HWG).
"""

ENGLISH = """\
cure: Say what it may do, such as “may ease”.
heal: Say what it may do, such as “may help you recover”.
guarantee: Say what clients often notice.
diagnose: Say what you look for; a diagnosis is a doctor's.
diagnosis: Say what you look for; a diagnosis is a doctor's.
miracle: Say what happens in a session.
permanent: Say how long it lasted for some.
proven: Name the study, or say “some studies suggest”.
pain-free: Say “less pain”.
detox: Leave it out; muscles hold no toxins to be rubbed away.
toxins: Leave it out; muscles hold no toxins to be rubbed away.
"""
GERMAN = """\
heilen: Schreiben Sie, was es bewirken kann, zum Beispiel „kann lindern“.
geheilt: Schreiben Sie, was es bewirken kann, zum Beispiel „kann lindern“.
Heilung: Schreiben Sie, was es bewirken kann, zum Beispiel „kann die Erholung unterstützen“.
garantieren: Schreiben Sie, was Klientinnen und Klienten oft bemerken.
Garantie: Schreiben Sie, was Klientinnen und Klienten oft bemerken.
diagnostizieren: Schreiben Sie, wonach Sie suchen; eine Diagnose stellt die Ärztin oder der Arzt.
Diagnose: Schreiben Sie, wonach Sie suchen; eine Diagnose stellt die Ärztin oder der Arzt.
Wunder: Schreiben Sie, was in einer Sitzung geschieht.
dauerhaft: Schreiben Sie, wie lange es bei manchen angehalten hat.
bewiesen: Nennen Sie die Studie, oder schreiben Sie „manche Studien deuten darauf hin“.
erwiesen: Nennen Sie die Studie, oder schreiben Sie „manche Studien deuten darauf hin“.
schmerzfrei: Schreiben Sie „weniger Schmerzen“.
entgiften: Lassen Sie es weg; in Muskeln sind keine Gifte, die sich herausmassieren lassen.
entschlacken: Lassen Sie es weg; in Muskeln sind keine Gifte, die sich herausmassieren lassen.
Giftstoffe: Lassen Sie es weg; in Muskeln sind keine Gifte, die sich herausmassieren lassen.
"""
DEFAULT_CLAIMS = {"en": ENGLISH, "de": GERMAN}


def default_claims(language: str) -> str:
    """English for a language without a list."""
    return DEFAULT_CLAIMS.get(language.partition("-")[0], ENGLISH)


def is_default(lines: str) -> bool:
    """Whether nobody has changed them; forms send the ends of their lines as CR and LF."""
    return lines.replace("\r\n", "\n").strip() in map(str.strip, DEFAULT_CLAIMS.values())
