"""The pages around articles and services, and all pages in the order of making."""

from site_project.content.front import ROOT_KEY
from site_project.content.items import Made, PageItem, block, text
from site_project.content.statements import (
    ACCESSIBILITY_BODY,
    ACCESSIBILITY_LEAD,
    ACCESSIBILITY_SUMMARY,
    PRIVACY_BODY,
    PRIVACY_LEAD,
    PRIVACY_SUMMARY,
)

from .articles import ARTICLES
from .care import ANYWHERE_EMERGENCY, ANYWHERE_SEE_A_DOCTOR
from .services import SERVICES

HOME = PageItem(
    key="page:home",
    model="home.HomePage",
    title="Alder Room Massage",
    slug="alder-room-massage",
    parent=ROOT_KEY,
    fields={
        "hero_heading": "For heads that ache and shoulders that carry too much",
        "hero_text": "I am a massage therapist who has had years of headaches myself. In a quiet "
        "room I work on the neck, jaw and shoulders, where they can begin.",
        "hero_page": Made("page:trigger-point-therapy"),
        "hero_label": "See trigger point therapy",
        "listing_summary": "Massage for heads, necks, jaws and shoulders, by a therapist who has "
        "had years of headaches. Ask for a time online.",
        "body": [
            text(
                "<h2>Who you meet</h2>"
                "<p>I know the ache behind one eye, the dark room and the lost day: for years I "
                "had headaches every day. What I learned on my own neck is how I work on yours, "
                "slowly, and on few places at a time.</p>"
                '<p><a linktype="page" id="page:about">More about me</a></p>'
            ),
            block(
                "quote",
                text="Nobody has to be brave on my table.",
                attribution="The therapist at Alder Room",
            ),
            block(
                "steps",
                heading="How to get a time",
                intro="",
                steps=[
                    {
                        "title": "Ask",
                        "text": "Choose a service and up to three times or days that would suit "
                        "you.",
                    },
                    {
                        "title": "Hear from me",
                        "text": "A person looks at each request and answers within one "
                        "working day.",
                    },
                    {
                        "title": "Come",
                        "text": "Once I have confirmed a time it is yours. Until then nothing is "
                        "fixed, for either of us.",
                    },
                ],
            ),
        ],
    },
)

SERVICES_INDEX = PageItem(
    key="page:services",
    model="services.ServicesIndexPage",
    title="Services",
    slug="services",
    in_menus=True,
    fields={
        "lead": "Four ways to spend an hour or so on the table. Each has its lengths, its prices "
        "and its own form to ask for a time. Not sure which? Choose the one that sounds most "
        "like you; we can change it when you are here.",
        "listing_summary": "Trigger point therapy, neck, jaw and shoulders, deep tissue massage "
        "and gentle reset: lengths, prices, and how to ask for a time.",
        "body": [
            block(
                "price_list",
                heading="All prices",
                intro="The price is the price: nothing is added for headaches or for hard work.",
                services=[],
                extras=[],
                note="You pay after the session, by card or in cash.",
            ),
        ],
    },
)

WHERE_IT_HURTS = PageItem(
    key="page:where-does-it-hurt",
    model="home.WhereItHurtsPage",
    title="Where does it hurt?",
    slug="where-does-it-hurt",
    fields={
        "lead": "Choose the place. You see when to ask a doctor first, which muscles can send "
        "pain there, what you can try at home, and which session may suit you.",
        "listing_summary": "Point at where it hurts, and see which muscles can be behind it and "
        "what you can try at home.",
        "red_flags": [ANYWHERE_EMERGENCY, ANYWHERE_SEE_A_DOCTOR],
    },
)

ARTICLES_INDEX = PageItem(
    key="page:articles",
    model="blog.ArticleIndexPage",
    title="Articles",
    slug="articles",
    in_menus=True,
    fields={
        "lead": "What I have learned about headaches, necks and shoulders, as a therapist and as "
        "someone who has had them.",
        "listing_summary": "Articles about headaches, migraines, necks and shoulders, and what "
        "you can try at home.",
    },
)

ABOUT = PageItem(
    key="page:about",
    model="home.StandardPage",
    title="About",
    slug="about",
    in_menus=True,
    fields={
        "lead": "I know the ache behind one eye, the dark room and the lost day. "
        "That is why I do this work.",
        "listing_summary": "Who works at Alder Room, and how years of headaches led to it.",
        "body": [
            text(
                "<h2>How I came to this</h2>"
                "<p>For years I had headaches every day, and later migraines about once a week. "
                "After two days in hospital in July 2024 the worst of it had a name: occipital "
                "neuralgia. What helped was not one thing but several together, and trigger "
                "point therapy was one of them.</p>"
                "<p>I learned on my own body that neck, shoulders, eyes and inner ear are "
                "connected, and that what helps one person may do little for the next. "
                "I try not to forget it when you are the one on the table.</p>"
            ),
            text(
                "<h2>How I work</h2>"
                "<p>Slowly, and on few places at a time. You say how much pressure is enough. "
                "I do not diagnose and I do not replace your doctor; if I think that somebody "
                "else should look at it, I say so.</p>"
            ),
            block(
                "quote",
                text="Nobody has to be brave on my table.",
                attribution="The therapist at Alder Room",
            ),
        ],
    },
)

CONTACT = PageItem(
    key="page:contact",
    model="home.ContactPage",
    title="Contact",
    slug="contact",
    in_menus=True,
    fields={
        "lead": "For a time, use the form of a service: it asks what I need to know. For anything "
        "else, call or write.",
        "listing_summary": "Address, phone and email of Alder Room Massage.",
        "body": [
            text(
                "<h2>Finding the door</h2>"
                "<p>Through the archway, across the yard, and the green door on the left. "
                "There is one step. If that is one too many, tell me beforehand and we will find "
                "a way.</p>"
                "<p>With my hands on somebody's neck I cannot pick up the phone. "
                "Leave a message and I call back.</p>"
            ),
        ],
    },
)

PRIVACY = PageItem(
    key="page:privacy",
    model="home.StandardPage",
    title="Privacy",
    slug="privacy",
    fields={
        "lead": PRIVACY_LEAD,
        "listing_summary": PRIVACY_SUMMARY,
        "body": PRIVACY_BODY,
    },
)

ACCESSIBILITY = PageItem(
    key="page:accessibility",
    model="home.StandardPage",
    title="Accessibility",
    slug="accessibility",
    fields={
        "lead": ACCESSIBILITY_LEAD,
        "listing_summary": ACCESSIBILITY_SUMMARY,
        "body": ACCESSIBILITY_BODY,
    },
)

# Siblings appear in this order in the menu, and a parent comes before what is below it.
PAGES = (
    HOME,
    SERVICES_INDEX,
    *SERVICES,
    WHERE_IT_HURTS,
    ARTICLES_INDEX,
    *ARTICLES,
    ABOUT,
    CONTACT,
    PRIVACY,
    ACCESSIBILITY,
)
