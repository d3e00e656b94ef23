"""What clients are asked and agree to until the practice has words of its own, in any language.

The safety questions ask for what common first-contact advice sends to a doctor before any
treatment of muscles, and tell nobody what they have.
"""

from django.utils.translation import gettext_lazy as _

from ..models import Route
from .screening import Question

# Word for word the first version of the database (migration 0002 of bookings).
CONSENT_TEXT = _(
    "You may store and read what I have written about my health, to answer this request and to "
    "prepare my visit."
)

SAFETY_QUESTIONS = (
    Question(
        text=_("A sudden headache, the worst I have ever had"),
        route=Route.URGENT,
        advice=_(
            "Call for emergency help now, even if it is easing. Do not drive yourself anywhere."
        ),
    ),
    Question(
        text=_("Sudden numbness, weakness, slurred speech or trouble seeing"),
        route=Route.URGENT,
        advice=_("Call for emergency help now, even if it has passed."),
    ),
    Question(
        text=_("A fever together with a stiff neck"),
        route=Route.URGENT,
        advice=_(
            "Ring a doctor now. Call for emergency help if you also feel drowsy or confused, "
            "have a rash, or cannot bear light."
        ),
    ),
    Question(
        text=_("A blow to the head or neck in the last two weeks"),
        route=Route.URGENT,
        advice=_(
            "See a doctor today, before anybody treats your neck. Call for emergency help if you "
            "are being sick, feel drowsy or confused, or the pain is getting worse."
        ),
    ),
    Question(
        text=_("I take blood thinners"),
        route=Route.CAUTION,
        advice=_("Say so again when you come: the pressure can be lighter."),
    ),
    Question(
        text=_("I am pregnant, or may be"),
        route=Route.CAUTION,
        advice=_("Ask your midwife or doctor first if you have been told to take care."),
    ),
    Question(
        text=_("I had an operation in the last three months"),
        route=Route.CAUTION,
        advice=_("Ask whoever operated on you whether massage is all right yet."),
    ),
    Question(
        text=_("I have osteoporosis, or bones that break easily"),
        route=Route.CAUTION,
        advice=_("Say so again when you come: the pressure can be lighter."),
    ),
    Question(
        text=_("I am being treated for cancer, or was in the last year"),
        route=Route.CAUTION,
        advice=_("Ask the people who treat you first whether massage is all right for you now."),
    ),
)
