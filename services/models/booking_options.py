from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

START_STEPS = [(minutes, str(minutes)) for minutes in (5, 10, 15, 20, 30, 60)]


class BookingOptions(models.Model):
    """How a service takes requests: fields of its page, so the therapist sets them there."""

    accepts_requests = models.BooleanField(
        _("take requests for this service"),
        default=True,
        help_text=_("Switched off, the page shows the text below in place of the form."),
    )
    requests_closed_text = models.TextField(
        _("when requests are switched off, say"),
        max_length=400,
        blank=True,
        default=_(
            "I am not taking new requests for this service at the moment. "
            "Call or write, and I will tell you when I do again."
        ),
    )
    request_intro = models.TextField(
        _("above the form, say"),
        max_length=400,
        blank=True,
        help_text=_("Anything a client needs to know before asking for a time."),
    )
    minimum_notice_hours = models.PositiveSmallIntegerField(
        _("notice you need, in hours"),
        default=24,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("Nobody can ask for a time sooner than this."),
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("how many days ahead"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_("Nobody can ask for a time later than this."),
    )
    turnaround_minutes = models.PositiveSmallIntegerField(
        _("minutes you need afterwards"),
        default=15,
        validators=[MaxValueValidator(240)],
        help_text=_("To change the linen and write notes before the next client."),
    )
    start_step_minutes = models.PositiveSmallIntegerField(
        _("minutes between possible starts"), default=15, choices=START_STEPS
    )
    auto_accept_returning = models.BooleanField(
        _("accept returning clients by itself"),
        default=False,
        help_text=_("A free time asked for by a client you have treated is confirmed at once."),
    )

    class Meta:
        abstract = True


booking_panels = [
    MultiFieldPanel(
        ["accepts_requests", "requests_closed_text", "request_intro"], heading=_("Requests")
    ),
    MultiFieldPanel(
        [
            "minimum_notice_hours",
            "horizon_days",
            "turnaround_minutes",
            "start_step_minutes",
            "auto_accept_returning",
        ],
        heading=_("Times"),
    ),
]
