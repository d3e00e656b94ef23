from site_project.content.items import Made, PageItem, block, text

from ..care import EMERGENCY, PRESS_BASE_OF_SKULL, ROLL_THE_UPPER_BACK, TILT_THE_HEAD, WATER

DESK_DAYS = PageItem(
    key="page:desk-days-neck-and-shoulders",
    model="blog.ArticlePage",
    title="Desk days: neck and shoulders",
    slug="desk-days-neck-and-shoulders",
    parent="page:articles",
    pain_areas=tuple(Made(f"area:{slug}") for slug in ("neck", "shoulders", "upper-back")),
    topics=(Made("topic:neck-and-shoulders"), Made("topic:at-home")),
    tags=("desk work", "posture", "referred pain"),
    fields={
        "lead": "A long day at a desk can end in tight shoulders, a stiff neck and, for some of "
        "us, a headache. Here is why that can happen, and three small things to do about it.",
        "listing_summary": "How a day at the desk can end in a headache, and three gentle "
        "exercises for the neck, the base of the skull and the upper back.",
        "body": [
            text(
                "<h2>Why the desk ends up in your head</h2>"
                "<p>Posture is load. The trapezius and the rhomboids in the shoulders and upper "
                "back hold you up, hour after hour, and stress makes them hold harder. The small "
                "muscles at the base of the skull tighten with it. If you clench or grind when "
                "you concentrate, jaw and temples join in.</p>"
                "<p>A tight, over-irritable spot in one of these muscles can cause pain "
                "somewhere else. That is how a shoulder can turn into a headache.</p>"
            ),
            block(
                "muscle_list",
                heading="Two that sit with you",
                intro="",
                view="side",
                muscles=[Made("muscle:upper-trapezius"), Made("muscle:suboccipitals")],
            ),
            block(
                "exercises",
                heading="Three things to do between meetings",
                intro="Gently, and not through pain.",
                exercises=[TILT_THE_HEAD, PRESS_BASE_OF_SKULL, ROLL_THE_UPPER_BACK],
            ),
            block("callout", heading="Keep a glass on the desk", text=WATER),
            EMERGENCY,
            text(
                "<h2>When the desk wins</h2>"
                "<p>Some tightness does not go away with stretching. Regular sessions can help "
                "before trigger points build up, and a session can help once they have.</p>"
            ),
            block(
                "call_to_action",
                heading="Forty-five minutes away from the desk",
                text="Say which times would suit you. It is a request: "
                "nothing is fixed before it is confirmed.",
                service=Made("page:neck-jaw-and-shoulders"),
                label="Ask for a time",
            ),
        ],
    },
)
