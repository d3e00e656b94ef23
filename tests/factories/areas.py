"""Areas of pain with what helps at home."""

from home.models import PainArea

EXERCISE = {
    "name": "Let it hang",
    "position": "Sit on a chair.",
    "steps": ["Breathe in.", "Let go."],
    "hold_min": 20,
    "hold_max": 30,
    "frequency": "Twice a day",
    "stop_if": "it turns sharp.",
}


def make_area(name: str, *, exercises: int = 1, **fields: object) -> PainArea:
    """An area of pain called `name`, with so many exercises, called “Let it hang, 1” and on."""
    numbered = [
        {"type": "exercise", "value": EXERCISE | {"name": f"{EXERCISE['name']}, {number}"}}
        for number in range(1, exercises + 1)
    ]
    slug = name.lower().replace(" ", "-")
    return PainArea.objects.create(name=name, slug=slug, at_home=numbered, **fields)
