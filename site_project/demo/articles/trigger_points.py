"""The long article. It closes with the way to a session of *Trigger point therapy*."""

from datetime import date

from site_project.content.items import Made, PageItem, block, text

from ..care import (
    EMERGENCY,
    PRESS_BASE_OF_SKULL,
    ROLL_THE_UPPER_BACK,
    SEE_A_DOCTOR,
    TILT_THE_HEAD,
    WATER,
)

WHAT_IT_IS = text(
    "<h2>What a trigger point is</h2>"
    "<p>A trigger point is a tight, over-irritable spot in a muscle. Press on it and it is "
    "tender, which surprises nobody. The surprise is that it can hurt somewhere else. "
    "This is called <b>referred pain</b>: the muscle is in one place, the ache is felt in "
    "another.</p>"
    "<p>Trigger points are common in tension headache, and they can play a part in some "
    "migraines. Nothing dramatic has to happen first. Stress, posture and plain daily life "
    "tighten our muscles a little every day, and some of them forget to let go.</p>"
)

IS_IT_FOR_YOU = block(
    "checklist",
    heading="Does this sound like you?",
    intro="People who come to me with headaches often recognise several of these.",
    items=[
        "My head aches often, or I have migraines.",
        "The ache can start at the base of my skull, in my neck or in my shoulders.",
        "I feel it in my temples, my forehead or behind my eyes.",
        "Sometimes it is like a band around my head.",
        "It tends to be worse after stress, or after hours in one posture.",
        "I clench my jaw or grind my teeth.",
    ],
    closing=(
        "If some of these are yours, your muscles may be part of the story. "
        "That is a hint, not a diagnosis."
    ),
)

MUSCLES = block(
    "muscle_list",
    heading="Four muscles, and where they can send pain",
    intro="The numbers in the drawing are the numbers in the list.",
    view="side",
    muscles=[
        Made("muscle:upper-trapezius"),
        Made("muscle:suboccipitals"),
        Made("muscle:sternocleidomastoid"),
        Made("muscle:temporalis"),
    ],
)

WHERE_I_WORK = text(
    "<h2>Where I work when your head aches</h2>"
    "<ul>"
    "<li><b>Base of the skull.</b> The suboccipitals tighten with stress and can play a part "
    "in occipital neuralgia.</li>"
    "<li><b>Shoulders and upper back.</b> The trapezius and the rhomboids carry posture, "
    "load and stress.</li>"
    "<li><b>Neck.</b> The sternocleidomastoid and the scalenes can refer pain to the forehead "
    "and behind the eyes.</li>"
    "<li><b>Jaw and temples.</b> The masseter and the temporalis work hard in everyone who "
    "clenches or grinds.</li>"
    "</ul>"
    '<p>Not sure which is yours? <a linktype="page" id="page:where-does-it-hurt">Point at where '
    "it hurts</a>, and see which muscles can send pain there.</p>"
)

HOW_IT_CAN_HELP = text(
    "<h2>How trigger point therapy can help</h2>"
    "<ul>"
    "<li>It can release tension in the neck, the shoulders and the head.</li>"
    "<li>It can ease referred pain by working on the place that it comes from.</li>"
    "<li>It can improve the flow of blood in the muscle.</li>"
    "<li>It can help an over-active nervous system to calm down.</li>"
    "</ul>"
    "<p>Whether it does so for you, and how much, neither of us can know beforehand. "
    "Bodies differ, and so do headaches.</p>"
)

A_SESSION = block(
    "steps",
    heading="What a session feels like",
    intro="It is not broad, relaxing strokes from head to foot. It is smaller and more exact.",
    steps=[
        {
            "title": "One spot",
            "text": "I look for the tight place in the muscle and press on just that, "
            "for some seconds at a time.",
        },
        {
            "title": "A good hurt",
            "text": "It is tender at first, in a way that many call a good hurt. "
            "Then it lets go. You say how much is enough.",
        },
        {
            "title": "Slow and deep",
            "text": "Slow, deep strokes and stretching follow, so that the whole muscle "
            "can lengthen.",
        },
        {
            "title": "Breath",
            "text": "I guide you through deep, slow breathing, which can help the muscle and "
            "the rest of you to settle.",
        },
        {
            "title": "Afterwards",
            "text": "Some people feel relief at once, others over the next 24 to 48 hours.",
        },
    ],
)

WHEN_TO_COME = text(
    "<h2>When to come</h2>"
    "<ul>"
    "<li><b>During a headache.</b> If it comes from muscle tension, a session can help "
    "quickly.</li>"
    "<li><b>After a migraine.</b> When the worst is over, it can ease the soreness that "
    "stays behind.</li>"
    "<li><b>Before the next one.</b> Regular sessions can help before trigger points "
    "build up.</li>"
    "</ul>"
)

AT_HOME = block(
    "exercises",
    heading="At home, between sessions",
    intro="Gently does it. None of these should make your headache worse.",
    exercises=[PRESS_BASE_OF_SKULL, TILT_THE_HEAD, ROLL_THE_UPPER_BACK],
)

HOW_TO_TRY = block(
    "do_and_dont",
    heading="When you try them",
    dos=[
        "stop while it is still comfortable",
        "breathe slowly, and give each spot its time",
        "ask your doctor first if you are not sure",
    ],
    donts=[
        "press where it is numb, or on a bruise",
        "pull on your head with your hand",
        "go on when you feel dizzy",
    ],
)

WATER_AND_MAGNESIUM = block(
    "callout",
    heading="Water and magnesium",
    text=WATER + "<p>Some people take magnesium glycinate with their migraines in mind. It may "
    "relax muscles, calm nerves and support blood flow, mostly where magnesium is short. "
    "Do not start it on my word: ask your doctor or pharmacist first.</p>",
)

MY_HEADACHES = text(
    "<h2>My own headaches</h2>"
    "<p>I had a headache every day, for years. In time they turned into migraines, about one "
    "a week. In July 2024 I spent two days in hospital and left with a name for what I had: "
    "occipital neuralgia. For me it was a sharp, stabbing pain from the base of the skull "
    "through one eye.</p>"
    "<p>No single thing turned it around. Several helped, together: trigger point therapy; "
    "vestibular physical therapy, with dry needling, for a weak inner ear; vision therapy for "
    "convergence insufficiency, which makes it hard for two eyes to work together up close; "
    "and an immunologist who looked at the whole body instead of only at my head.</p>"
    "<p>So I do not believe in one answer for everyone, mine included. "
    "If I think that someone else should look as well, I tell you.</p>"
)

LESSON = block(
    "quote",
    text="Neck, shoulders, eyes and inner ear are connected. It took me years to believe it.",
    attribution="The therapist at Alder Room",
)

AUTHOR = block(
    "author_card",
    name="",
    about="I am the massage therapist at Alder Room, and I have had years of headaches myself. "
    "What I write here is what I see on the table; it does not replace your doctor.",
    page=Made("page:about"),
)

INVITATION = block(
    "call_to_action",
    heading="Shall we look at your neck and shoulders?",
    text="Choose a length, say which times would suit you and tell me a little about your "
    "headaches. It is a request: nothing is fixed before it is confirmed.",
    service=Made("page:trigger-point-therapy"),
    label="Ask for a time",
)

TRIGGER_POINTS = PageItem(
    key="page:trigger-points-headaches-and-migraines",
    model="blog.ArticlePage",
    title="Trigger points, headaches and migraines",
    slug="trigger-points-headaches-and-migraines",
    parent="page:articles",
    pain_areas=tuple(
        Made(f"area:{slug}")
        for slug in (
            "forehead",
            "temples",
            "behind-the-eyes",
            "around-the-head",
            "base-of-the-skull",
            "neck",
        )
    ),
    topics=tuple(Made(f"topic:{slug}") for slug in ("headaches", "neck-and-shoulders", "at-home")),
    tags=("trigger points", "referred pain", "migraine"),
    fields={
        "lead": "If your head aches often, some of the cause may sit lower down, in the muscles "
        "of your neck and shoulders. I have had such headaches for years. This is what I "
        "learned about them, what you can try at home, and when to see a doctor instead.",
        "listing_summary": "Why a headache can begin in the neck and shoulders, what you can "
        "try at home, and what a session of trigger point therapy is like.",
        "reviewed_on": date(2026, 11, 2),
        "next_review_on": date(2027, 11, 2),
        "body": [
            WHAT_IT_IS,
            IS_IT_FOR_YOU,
            EMERGENCY,
            SEE_A_DOCTOR,
            MUSCLES,
            WHERE_I_WORK,
            HOW_IT_CAN_HELP,
            A_SESSION,
            WHEN_TO_COME,
            AT_HOME,
            HOW_TO_TRY,
            WATER_AND_MAGNESIUM,
            MY_HEADACHES,
            LESSON,
            AUTHOR,
            INVITATION,
        ],
    },
)
