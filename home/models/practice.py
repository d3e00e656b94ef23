"""What the practice is called, where it is and how it can be reached."""

from zoneinfo import ZoneInfo, available_timezones

from babel.numbers import is_currency
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, Site

from home import last_known
from home.blocks.social import SocialLinkBlock
from home.models.address import Address
from home.models.notice import NoticeBanner
from home.models.remembered import RememberedSetting


def time_zone_choices() -> list[tuple[str, str]]:
    """Every IANA time zone that this machine knows, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones())]


def language_choices() -> list[tuple[str, str]]:
    """The languages that the site's own words exist in."""
    return settings.LANGUAGES


def validate_currency(value: str) -> None:
    if not is_currency(value):
        raise ValidationError(
            _("Enter the three capital letters of a currency, such as GBP."), code="currency"
        )


FIRST_REPLY_TIME = _("within one working day")

validate_phone = RegexValidator(
    r"^\+?[0-9][0-9 ().\-]*$",
    _("Enter a phone number with digits and spaces, such as +44 1632 960 001."),
)


@register_setting(icon="home")
class PracticeSettings(Address, NoticeBanner, PreviewableMixin, RememberedSetting):
    """The practice: one row for the installation, since workers and mails have no request.

    Templates have it as `practice`; Python with a request calls `load(request_or_site=request)`,
    Python without one calls `current()`.
    """

    practice_name = models.CharField(_("name of the practice"), max_length=80, default="")
    tagline = models.CharField(
        _("in a few words"),
        max_length=120,
        blank=True,
        help_text=_("Follows the name in the title of the home page."),
    )
    phone = models.CharField(
        _("phone"),
        max_length=30,
        blank=True,
        validators=[validate_phone],
        help_text=_("Shown on every page, error pages included."),
    )
    second_phone = models.CharField(
        _("second phone"),
        max_length=30,
        blank=True,
        validators=[validate_phone],
        help_text=_("Such as a mobile; shown on the contact page and at the foot of every page."),
    )
    email = models.EmailField(
        _("email for visitors"), blank=True, help_text=_("Shown at the foot of every page.")
    )
    notify_email = models.EmailField(
        _("email for notices"),
        blank=True,
        help_text=_(
            "Where a new request is announced. Left empty, the email for visitors is used."
        ),
    )
    language = models.CharField(
        _("language of the site"),
        max_length=10,
        choices=language_choices,
        default=settings.LANGUAGE_CODE,
        help_text=_(
            "Of everything that you don’t write yourself: buttons, forms, mails, dates and prices."
        ),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        default="Europe/London",
        help_text=_("Every time on the site, at the desk and in mails is in this zone."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="GBP",
        validators=[validate_currency],
        help_text=_("Three capital letters, such as GBP, EUR or USD."),
    )
    emergency_number = models.CharField(
        _("emergency number"),
        max_length=20,
        default="112",
        help_text=_("What to call in an emergency where the practice is."),
    )
    reply_time = models.CharField(
        _("how soon you reply"),
        max_length=60,
        default=FIRST_REPLY_TIME,
        help_text=_('Goes on from "I reply", such as "within one working day".'),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What every form that asks about health links to."),
    )
    hosted_by = models.CharField(
        _("company that runs the server"),
        max_length=120,
        blank=True,
        help_text=_("Named on the privacy page. Left empty if the computer is your own."),
    )
    legal_line = models.CharField(
        _("last line of every page"),
        max_length=255,
        blank=True,
        help_text=_('Such as "Massage is not a substitute for medical care."'),
    )

    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands before the name instead of the leaf, 36 pixels high."),
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())],
        verbose_name=_("elsewhere"),
        blank=True,
        max_num=8,
        help_text=_("Links at the foot of every page, such as Instagram."),
    )
    sharing_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Appears where somebody shares a page of yours that has no picture of its own for it; "
            "1,200 by 630 pixels or more."
        ),
    )

    panels = [
        MultiFieldPanel(["practice_name", "tagline", "logo"], heading=_("The practice")),
        MultiFieldPanel(
            ["phone", "second_phone", "email", *Address.place_panels],
            heading=_("How clients reach you"),
        ),
        NoticeBanner.notice_panel,
        MultiFieldPanel(["notify_email", "reply_time"], heading=_("Requests")),
        MultiFieldPanel(["privacy_page", "hosted_by"], heading=_("Privacy")),
        MultiFieldPanel(
            ["language", "time_zone", "currency", "emergency_number"],
            heading=_("Language, time and money"),
        ),
        MultiFieldPanel(["social_links", "sharing_image"], heading=_("Elsewhere")),
        FieldPanel("legal_line"),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practice")

    def __str__(self):
        return self.practice_name or super().__str__()

    select_related = ["privacy_page", "logo", "sharing_image"]

    @classmethod
    def load(cls, request_or_site=None) -> "PracticeSettings":
        # Of one request it is read once; a preview brings what it shows.
        brought = hasattr(request_or_site, cls.get_cache_attr_name())
        practice = super().load(request_or_site=request_or_site)
        if not brought:
            last_known.remember(
                name=practice.practice_name, phone=practice.phone, language=practice.site_language
            )
        return practice

    preview_modes = [("", _("Today")), ("notice", _("While the notice is shown"))]

    def serve_preview(self, request, mode_name):
        """The front page with these settings, which Wagtail has put on the request."""
        if mode_name == "notice":
            self.notice_from = self.notice_until = None
        home = Site.find_for_request(request).root_page.specific
        return home.serve_preview(request, home.default_preview_mode)

    @property
    def site_language(self) -> str:
        """The language chosen, or the first one where the installation has it no more."""
        return (
            self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def notices_to(self) -> str:
        """Where notices of requests go; empty if the practice gave no address at all."""
        return self.notify_email or self.email
