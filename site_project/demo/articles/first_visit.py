from site_project.content.items import Made, PageItem, block, text

from ..care import EMERGENCY

FIRST_VISIT = PageItem(
    key="page:what-to-expect-at-a-first-visit",
    model="blog.ArticlePage",
    title="What to expect at a first visit",
    slug="what-to-expect-at-a-first-visit",
    parent="page:articles",
    topics=(Made("topic:your-visit"),),
    tags=("first visit",),
    fields={
        "lead": "Nobody likes to lie down on a table without knowing what comes next. "
        "So here it is, from the first question to the day after.",
        "listing_summary": "From the first question to the day after: what I ask, what the "
        "pressure feels like, and when you may notice a difference.",
        "body": [
            EMERGENCY,
            text(
                "<h2>First, two questions</h2>"
                "<p>I ask where it hurts, and I ask what your days are like. The second answer "
                "often explains the first. Stress, posture and daily life tighten muscles, and "
                "a tight spot in one of them can be felt as pain in quite another place.</p>"
                "<p>If you come with headaches, I look at the base of the skull, the neck, the "
                "shoulders and upper back, and the jaw and temples. Tell me if there is a place "
                "where you would rather not be touched.</p>"
            ),
            block(
                "steps",
                heading="Then, the work itself",
                intro="",
                steps=[
                    {
                        "title": "Finding the spot",
                        "text": "I feel for the place in the muscle that is tight and "
                        "over-irritable. You will know when I am there.",
                    },
                    {
                        "title": "Holding it",
                        "text": "Focused pressure on one spot, for some seconds. "
                        "It is tender at first, and then it lets go.",
                    },
                    {
                        "title": "Lengthening",
                        "text": "Slow, deep strokes and stretching, while I guide your breathing.",
                    },
                ],
            ),
            text("<h2>What people ask</h2>"),
            block(
                "question",
                question="Does it hurt?",
                answer="<p>It can be tender, above all in the first seconds. Many call it a "
                "good hurt. It should stay one: say so when it is too much, and I press "
                "less.</p>",
            ),
            block(
                "question",
                question="May I come while I have a headache?",
                answer="<p>Yes, unless one of the signs at the top of this page fits: then get "
                "medical help first. If the headache comes from muscle tension, a session can "
                "help quickly. With a migraine, wait until the worst is over; it can then ease "
                "the soreness.</p>",
            ),
            block(
                "question",
                question="When will I notice something?",
                answer="<p>Some people feel relief at once, others over the next 24 to 48 hours. "
                "And sometimes something other than a muscle is behind the pain. "
                "No single answer fits everyone.</p>",
            ),
            block(
                "callout",
                heading="On the day after",
                text="<p>Drink enough. If a tight spot comes back, press gently into it with your "
                "fingertips for 10 to 15 seconds, and no harder than I did.</p>",
            ),
            block(
                "call_to_action",
                heading="Come and see",
                text="Tell me which times would suit you. It is a request: "
                "nothing is fixed before it is confirmed.",
                service=Made("page:trigger-point-therapy"),
                label="Ask for a first visit",
            ),
        ],
    },
)
