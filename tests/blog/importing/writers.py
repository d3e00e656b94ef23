"""Files of every format with the same article in them, made by real writers."""

import io
from pathlib import Path

import docx
from PIL import Image

FILES = Path(__file__).parent / "files"
TITLE = "Where headaches begin"
LEAD = "I had headaches for years; many of them began in my neck."
MUSCLES = [
    ("Upper trapezius", "pain in the temples"),
    ("Obliquus capitis", "a dull ache behind one eye"),
]
CLUES = ["It starts at the base of the skull.", "Long days at a screen make it worse."]
HOLD = "Chin tuck: draw the chin in and hold 10-15 seconds."
DRINK = "Drink enough."
CLOSING = "Does that sound like you? Book a session online."

MARKDOWN = f"""# {TITLE}

{LEAD}

## Muscles to know

- {MUSCLES[0][0]} – {MUSCLES[0][1]}
- {MUSCLES[1][0]} – {MUSCLES[1][1]}

## Clues

- [ ] {CLUES[0]}
- [x] {CLUES[1]}

## At home

- {HOLD}
- {DRINK}

{CLOSING}
"""
PLAIN = f"""{TITLE}

{LEAD}

Muscles to know

- {MUSCLES[0][0]} – {MUSCLES[0][1]}
- {MUSCLES[1][0]} – {MUSCLES[1][1]}

Clues

[ ] {CLUES[0]}
[x] {CLUES[1]}

At home

* {HOLD}
* {DRINK}

{CLOSING}
"""
HTML = f"""<!DOCTYPE html><title>{TITLE}</title>
<h1>{TITLE}</h1><p>{LEAD}
<h2>Muscles to know</h2>
<ul><li>{MUSCLES[0][0]} – {MUSCLES[0][1]}<li>{MUSCLES[1][0]} – {MUSCLES[1][1]}</ul>
<h2>Clues</h2>
<ul><li><input type="checkbox"> {CLUES[0]}<li><input type="checkbox" checked> {CLUES[1]}</ul>
<h2>At home</h2><ul><li>{HOLD}<li>{DRINK}</ul>
<p>{CLOSING}"""


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(LEAD)
    document.add_heading("Muscles to know", level=1)
    for name, text in MUSCLES:
        document.add_paragraph(f"{name} – {text}", style="List Bullet")
    document.add_heading("Clues", level=1)
    for clue in CLUES:
        document.add_paragraph(f"☐ {clue}")
    document.add_heading("At home", level=1)
    for point in (HOLD, DRINK):
        document.add_paragraph(point, style="List Bullet")
    document.add_paragraph(CLOSING)
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, (200, 220, 210)).save(stream, kind)
    return stream.getvalue()


def formats() -> dict[str, bytes]:
    return {
        "a.docx": word_file(),
        "a.md": MARKDOWN.encode(),
        "a.html": HTML.encode(),
        "a.txt": PLAIN.encode(),
    }
