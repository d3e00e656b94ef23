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

ANYWHERE_EMERGENCY = block(
    "care_card",
    level="emergency",
    heading="Call your emergency number now if:",
    items=[
        "you have pain or pressure in your chest, or pain that spreads to an arm, the jaw or the "
        "back, with sweating, sickness or shortness of breath",
        "weakness, numbness or slurred speech came suddenly",
        "the pain follows a bad fall, an accident or a blow",
    ],
    advice="This needs medical help first, not massage.",
)

ANYWHERE_SEE_A_DOCTOR = block(
    "care_card",
    level="urgent",
    heading="Speak to a doctor today, before any massage, if:",
    items=[
        "an arm or a leg is numb, weak or swollen",
        "you have a fever, or have lost weight without meaning to",
        "the pain wakes you every night, or is worse every day",
    ],
    advice="Once a doctor has looked at it and sees no reason against massage, come and see me.",
)

LOWER_BACK_EMERGENCY = block(
    "care_card",
    level="emergency",
    heading="Call your emergency number now if:",
    items=[
        "your back hurts and you are numb between the legs",
        "your back hurts and you can no longer hold or pass water",
        "the pain follows a bad fall, an accident or a blow",
    ],
    advice="This needs medical help first, not massage.",
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

LET_THE_JAW_HANG = {
    "name": "Let the jaw hang",
    "position": "Sitting, lips closed, teeth apart",
    "steps": [
        "Rest the tip of your tongue behind your upper front teeth.",
        "Let the lower jaw grow heavy, and stroke down your cheeks with flat fingers.",
    ],
    "repeats": 5,
    "frequency": "Several times a day",
    "stop_if": "the joint clicks painfully or locks",
}

PALMS_OVER_THE_EYES = {
    "name": "Palms over the eyes",
    "position": "Sitting, elbows on a table",
    "steps": [
        "Close your eyes and lay your cupped palms over them without pressing.",
        "Breathe out slowly and let your forehead and eyebrows go smooth.",
    ],
    "hold_min": 30,
    "hold_max": 60,
    "frequency": "After each hour at a screen",
    "stop_if": "the dark makes your head worse",
}

SMOOTH_THE_TEMPLES = {
    "name": "Smooth the temples",
    "position": "Sitting, jaw loose",
    "steps": [
        "Lay three fingertips on each temple.",
        "Draw slow, small circles, with no more pressure than you would use on an eyelid.",
    ],
    "hold_min": 20,
    "hold_max": 30,
    "stop_if": "it throbs",
}

ROLL_THE_SHOULDERS = {
    "name": "Roll the shoulders",
    "position": "Sitting or standing, arms hanging",
    "steps": ["Lift both shoulders, draw them back, and let them drop while you breathe out."],
    "repeats": 8,
    "frequency": "Once an hour at the desk",
    "stop_if": "a shoulder pinches",
}

KNEES_TO_THE_CHEST = {
    "name": "Knees to the chest",
    "position": "Lying on your back",
    "steps": [
        "Draw one knee towards you with both hands, then the other.",
        "Let your lower back sink into the floor and breathe.",
    ],
    "hold_min": 20,
    "hold_max": 30,
    "repeats": 3,
    "stop_if": "pain runs down a leg",
}

OPEN_THE_HANDS = {
    "name": "Open the hands",
    "position": "Sitting, forearms on the table",
    "steps": ["Spread your fingers wide, then let them fall loose."],
    "hold_min": 5,
    "hold_max": 10,
    "repeats": 5,
    "sides": "each",
    "stop_if": "your fingers tingle",
}

STRETCH_THE_HIP = {
    "name": "Stretch the front of the hip",
    "position": "Kneeling on one knee, a hand on a chair",
    "steps": ["Lean forward over the front foot until the other hip opens. Keep your back long."],
    "hold_min": 20,
    "hold_max": 30,
    "sides": "each",
    "stop_if": "the knee or the back hurts",
}

WATER = "<p>Drink enough through the day. Too little can add to tightness and to headaches.</p>"
