"""How German writes the dates that the code and the templates name by their British pattern.

Django looks a pattern up here by its own text before it takes it as it is (`get_format`), so
`{{ day|date:"l j F Y" }}` is “Dienstag, 1. Dezember 2026” without another word in the template.
A pattern that is missing here is written as the British one; tests/site_project/test_formats.py
names those.
"""

# Without a row, since it is the same in both: "G:i", "D", "j", "M".
PATTERNS = {
    "l j F Y": "l, j. F Y",
    "l j F Y, G:i": "l, j. F Y, G:i",
    "l j F": "l, j. F",
    "j F Y": "j. F Y",
    "j F Y, G:i": "j. F Y, G:i",
    "j F": "j. F",
    "D j M Y, G:i": "D, j. N Y, G:i",
    "D j M, G:i": "D, j. N, G:i",
    "D j M Y": "D, j. N Y",
    "D j M": "D, j. N",
    "j M Y, G:i": "j. N Y, G:i",
    "j M Y": "j. N Y",
    "j M": "j. N",
}
globals().update(PATTERNS)
