"""Where it can hurt, in this order on the request form."""

from typing import Any

from site_project.content.items import block

from .care import (
    ANYWHERE_SEE_A_DOCTOR,
    EMERGENCY,
    KNEES_TO_THE_CHEST,
    LET_THE_JAW_HANG,
    LOWER_BACK_EMERGENCY,
    OPEN_THE_HANDS,
    PALMS_OVER_THE_EYES,
    PRESS_BASE_OF_SKULL,
    ROLL_THE_SHOULDERS,
    ROLL_THE_UPPER_BACK,
    SEE_A_DOCTOR,
    SMOOTH_THE_TEMPLES,
    STRETCH_THE_HIP,
    TILT_THE_HEAD,
)

HEAD = [EMERGENCY, SEE_A_DOCTOR]
LOWER_BACK = [LOWER_BACK_EMERGENCY, ANYWHERE_SEE_A_DOCTOR]


def _exercises(*exercises: dict[str, Any]) -> list[dict[str, Any]]:
    return [block("exercise", **exercise) for exercise in exercises]


# An area without warnings of its own has those of the page "Where does it hurt?".
PAIN_AREAS: tuple[dict[str, Any], ...] = (
    {
        "slug": "forehead",
        "name": "Forehead",
        "figure_region": "forehead",
        "text": "Pressure above the eyes, often late in a day at a screen. It can come from the "
        "forehead itself, or from the side of the neck.",
        "red_flags": HEAD,
        "at_home": _exercises(PALMS_OVER_THE_EYES, TILT_THE_HEAD),
    },
    {
        "slug": "temples",
        "name": "Temples",
        "figure_region": "temples",
        "text": "A dull or pulsing ache at the side of the head. Shoulders, jaw and the temple’s "
        "own muscle can each be behind it.",
        "red_flags": HEAD,
        "at_home": _exercises(SMOOTH_THE_TEMPLES, TILT_THE_HEAD),
    },
    {
        "slug": "behind-the-eyes",
        "name": "Behind the eyes",
        "figure_region": "eyes",
        "text": "An ache deep behind one eye or both. It can begin in the neck or on top of the "
        "shoulder.",
        "red_flags": HEAD,
        "at_home": _exercises(PALMS_OVER_THE_EYES, PRESS_BASE_OF_SKULL),
    },
    {
        "slug": "around-the-head",
        "name": "A band around the head",
        "figure_region": "around_head",
        "text": "As if a hat were too tight. The small muscles under the skull often have a part "
        "in it.",
        "red_flags": HEAD,
        "at_home": _exercises(PRESS_BASE_OF_SKULL),
    },
    {
        "slug": "base-of-the-skull",
        "name": "Base of the skull",
        "figure_region": "skull_base",
        "text": "Tight and tender where the head sits on the neck, often worse after reading or "
        "driving.",
        "red_flags": HEAD,
        "at_home": _exercises(PRESS_BASE_OF_SKULL, TILT_THE_HEAD),
    },
    {
        "slug": "jaw",
        "name": "Jaw",
        "figure_region": "jaw",
        "text": "Sore in the morning, tired when chewing, tight in front of the ear: often from "
        "clenching or grinding.",
        "at_home": _exercises(LET_THE_JAW_HANG),
    },
    {
        "slug": "neck",
        "name": "Neck",
        "figure_region": "neck",
        "text": "Stiff when you turn, or sore along one side, after a long day or a bad night.",
        "at_home": _exercises(TILT_THE_HEAD, ROLL_THE_SHOULDERS),
    },
    {
        "slug": "shoulders",
        "name": "Shoulders",
        "figure_region": "shoulders",
        "text": "Heavy, hard to the touch, creeping up towards the ears.",
        "at_home": _exercises(ROLL_THE_SHOULDERS, ROLL_THE_UPPER_BACK),
    },
    {
        "slug": "upper-back",
        "name": "Upper back",
        "figure_region": "upper_back",
        "text": "A tired burning between the shoulder blades, mostly from sitting.",
        "at_home": _exercises(ROLL_THE_UPPER_BACK, ROLL_THE_SHOULDERS),
    },
    {
        "slug": "lower-back",
        "name": "Lower back",
        "figure_region": "lower_back",
        "text": "Stiff on getting up, sore after sitting or lifting.",
        "red_flags": LOWER_BACK,
        "at_home": _exercises(KNEES_TO_THE_CHEST),
    },
    {
        "slug": "forearms",
        "name": "Elbows and forearms",
        "figure_region": "forearm",
        "text": "Tired forearms and a sore elbow, from the mouse, tools or a small child.",
        "at_home": _exercises(OPEN_THE_HANDS),
    },
    {
        "slug": "hands",
        "name": "Wrists and hands",
        "figure_region": "hand",
        "text": "Aching wrists, thumbs and hands after typing, gripping or lifting.",
        "at_home": _exercises(OPEN_THE_HANDS),
    },
    {
        "slug": "hips-and-legs",
        "name": "Hips and legs",
        "figure_region": "hips",
        "text": "Tight hips after sitting, heavy legs after sport.",
        "at_home": _exercises(STRETCH_THE_HIP),
    },
)
