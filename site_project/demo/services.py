"""Services, in the order of the list, with their lengths and prices in pounds."""

from decimal import Decimal
from typing import Any

from site_project.content.items import Made, PageItem, block, text

from .care import EMERGENCY


def _areas(*slugs: str) -> tuple[Made, ...]:
    return tuple(Made(f"area:{slug}") for slug in slugs)


def _read_next(*slugs: str) -> dict[str, Any]:
    pages = [Made(f"page:{slug}") for slug in slugs]
    return block("related_pages", heading="To read before you come", pages=pages)


# So that there are times to look at, however far ahead somebody looks.
BOOKING = {"horizon_days": 366}

BEFORE_YOU_COME = block(
    "before_you_come",
    heading="Before you come",
    items=[
        "Tell me about injuries, illnesses, medicines and pregnancy.",
        "Drink enough on the day.",
        "Leave yourself some quiet time afterwards.",
    ],
)

TRIGGER_POINT_THERAPY = PageItem(
    key="page:trigger-point-therapy",
    model="services.ServicePage",
    title="Trigger point therapy",
    slug="trigger-point-therapy",
    parent="page:services",
    lengths=((60, Decimal(68)), (90, Decimal(95))),
    pain_areas=_areas(
        "forehead",
        "temples",
        "behind-the-eyes",
        "around-the-head",
        "base-of-the-skull",
        "neck",
        "shoulders",
        "upper-back",
    ),
    fields={
        **BOOKING,
        "lead": "Focused pressure on the tight spots that can send pain elsewhere: from the "
        "shoulder to the temple, from the neck to behind the eye.",
        "listing_summary": "Focused pressure on tight spots in neck, shoulders and head that "
        "can send pain elsewhere. For headaches, migraines and stubborn knots.",
        "request_intro": "If you come because of headaches, tell me since when you have had them "
        "and how often they come.",
        "body": [
            text(
                "<h2>What it is</h2>"
                "<p>A trigger point is a tight, over-irritable spot in a muscle, and it can cause "
                "pain somewhere else. I look for those spots and press on them one at a time, "
                "for some seconds each, until they let go. These are not the broad strokes of a "
                "relaxing massage.</p>"
                "<p>It can release tension, ease referred pain and improve the flow of blood in "
                "the muscle. It can also help an over-active nervous system to calm down.</p>"
            ),
            EMERGENCY,
            block(
                "muscle_list",
                heading="Muscles I often work on for headaches",
                intro="",
                view="side",
                muscles=[
                    Made("muscle:suboccipitals"),
                    Made("muscle:upper-trapezius"),
                    Made("muscle:sternocleidomastoid"),
                    Made("muscle:temporalis"),
                ],
            ),
            block(
                "steps",
                heading="A session",
                intro="",
                steps=[
                    {"title": "You tell me", "text": "Where it hurts, and when it began."},
                    {
                        "title": "I press",
                        "text": "On one spot at a time. It can be tender, a good hurt; "
                        "you say how much is enough.",
                    },
                    {
                        "title": "You breathe",
                        "text": "Slow, deep strokes, stretching and deep breathing follow.",
                    },
                ],
            ),
            text(
                "<h2>When to come</h2>"
                "<p>During a headache that comes from tension, after a migraine when the worst "
                "is over, or regularly, before trigger points build up. Some people feel relief "
                "at once, others over the next 24 to 48 hours.</p>"
            ),
            BEFORE_YOU_COME,
            _read_next("trigger-points-headaches-and-migraines", "what-to-expect-at-a-first-visit"),
            block("review_date", reviewed_on="2026-11-02", next_review_on="2027-11-02"),
        ],
    },
)

NECK_JAW_SHOULDERS = PageItem(
    key="page:neck-jaw-and-shoulders",
    model="services.ServicePage",
    title="Neck, jaw and shoulders",
    slug="neck-jaw-and-shoulders",
    parent="page:services",
    lengths=((45, Decimal(52)), (60, Decimal(68))),
    pain_areas=_areas("temples", "jaw", "neck", "shoulders", "base-of-the-skull"),
    fields={
        **BOOKING,
        "lead": "For long days at a desk, and for jaws that clench at night. All the time goes "
        "to the places that carry it.",
        "listing_summary": "A shorter session for desk shoulders, stiff necks and jaws that "
        "clench or grind.",
        "body": [
            text(
                "<h2>What it is</h2>"
                "<p>Posture, load and stress gather in the shoulders and the neck. Clenching and "
                "grinding gather in the jaw and the temples. In this session I work on all four "
                "and leave the rest of you in peace.</p>"
                "<p>Expect slow, deep strokes, stretching, and focused pressure where a muscle "
                "stays tight. On the jaw I work from the outside, and gently.</p>"
            ),
            block(
                "checklist",
                heading="It may suit you if",
                intro="",
                items=[
                    "you sit for most of the day",
                    "your shoulders creep up when you are under stress",
                    "you clench your jaw or grind your teeth",
                    "your temples ache at the end of the day",
                ],
                closing="",
            ),
            BEFORE_YOU_COME,
            _read_next("desk-days-neck-and-shoulders"),
        ],
    },
)

DEEP_TISSUE = PageItem(
    key="page:deep-tissue-massage",
    model="services.ServicePage",
    title="Deep tissue massage",
    slug="deep-tissue-massage",
    parent="page:services",
    lengths=((60, Decimal(64)), (90, Decimal(90))),
    pain_areas=_areas(
        "shoulders", "upper-back", "lower-back", "forearms", "hands", "hips-and-legs"
    ),
    fields={
        **BOOKING,
        "lead": "Slow, firm work for backs, hips, legs and arms that have been carrying a lot.",
        "listing_summary": "Slow, firm massage for back, hips, legs and arms, as deep as feels "
        "right to you.",
        "body": [
            text(
                "<h2>What it is</h2>"
                "<p>Deep does not mean as hard as possible. It means slow: I wait for a muscle "
                "to give way before I go further. You set the limit, and you may change it at "
                "any time.</p>"
                "<p>It can ease tension that has settled in over months of work, sport or "
                "worry. You may feel the places we worked on for a day or two.</p>"
            ),
            block(
                "question",
                question="Sixty minutes or ninety?",
                answer="<p>Sixty give enough time for the back, or for the legs. "
                "Ninety are for both.</p>",
            ),
            BEFORE_YOU_COME,
        ],
    },
)

GENTLE_RESET = PageItem(
    key="page:gentle-reset",
    model="services.ServicePage",
    title="Gentle reset",
    slug="gentle-reset",
    parent="page:services",
    lengths=((45, Decimal(48)),),
    pain_areas=_areas("around-the-head", "neck", "shoulders"),
    fields={
        **BOOKING,
        "lead": "Forty-five quiet minutes with light pressure, for days when you have had enough.",
        "listing_summary": "Forty-five quiet minutes with light pressure: after a migraine, "
        "after a hard week, or simply so.",
        "body": [
            text(
                "<h2>What it is</h2>"
                "<p>Light, slow work on the head, the neck and the shoulders, and deep breathing "
                "that I guide. No strong pressure, and no talking unless you want to.</p>"
                "<p>After a migraine, when the worst is over, it can ease the soreness that "
                "stays behind. The room can be darkened.</p>"
            ),
            block(
                "quote",
                text="After my own migraines I wanted somebody to do very little, very slowly. "
                "This is that.",
                attribution="The therapist at Alder Room",
            ),
            BEFORE_YOU_COME,
        ],
    },
)

SERVICES = (TRIGGER_POINT_THERAPY, NECK_JAW_SHOULDERS, DEEP_TISSUE, GENTLE_RESET)
