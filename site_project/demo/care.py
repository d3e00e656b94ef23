"""Parts that several pages share: what needs a doctor first, and what can be done at home."""

from site_project.content.items import block

EMERGENCY = block(
    "care_card",
    level="emergency",
    heading="Call your emergency number now if:",
    items=[
        "a headache is sudden and the worst you have ever had",
        "a headache follows a blow to the head",
        "a headache comes with weakness, slurred speech, confusion or loss of vision",
        "a headache comes with fever and a stiff neck",
    ],
    advice="This needs medical help first, not massage. Do not wait for an appointment with me.",
)

SEE_A_DOCTOR = block(
    "care_card",
    level="urgent",
    heading="Speak to a doctor today, before any massage, if:",
    items=[
        "your headaches have a new pattern and you are over fifty",
        "your headaches have a new pattern and you are pregnant",
    ],
    advice="Once a doctor has looked at it and sees no reason against massage, come and see me.",
)

PRESS_BASE_OF_SKULL = {
    "name": "Press the base of the skull",
    "position": "Sitting, with your neck at ease",
    "steps": [
        "Find a tight spot under the edge of your skull with your fingertips or a massage ball.",
        "Press gently into it and let your breath go slowly.",
        "Ease off, and look for the next tight spot.",
    ],
    "hold_min": 10,
    "hold_max": 15,
    "stop_if": "you feel dizzy, or the pain turns sharp",
}

TILT_THE_HEAD = {
    "name": "Tilt the head from side to side",
    "position": "Sitting or standing, shoulders low",
    "steps": [
        "Let one ear sink towards its shoulder until you feel a gentle stretch "
        "in the neck and shoulder.",
        "Stay there and breathe; do not pull with your hand.",
        "Come back slowly and change sides.",
    ],
    "hold_min": 20,
    "hold_max": 30,
    "sides": "each",
    "stop_if": "you feel dizzy, or an arm tingles or goes numb",
}

ROLL_THE_UPPER_BACK = {
    "name": "Roll the upper back",
    "position": "Against a wall with a lacrosse ball, or on the floor with a foam roller",
    "steps": [
        "Put the ball or roller on the muscles of the upper back, where the trapezius and the "
        "rhomboids lie between your shoulder blades.",
        "Lean in only as far as stays comfortable, and roll slowly.",
        "Do not roll over the neck.",
    ],
    "stop_if": "the pain turns sharp",
}

WATER = "<p>Drink enough through the day. Too little can add to tightness and to headaches.</p>"
