from decimal import Decimal

from django import template
from django.db.models import Max, Min

from home.page_cache.memory import remembered
from home.page_cache.stamps import Stamp
from home.visible import visible
from services import structured_data
from services.models import ServiceLength, ServicePage

register = template.Library()

SERVICES = "_services"
FIRST = "_first_services"
# On the front page; who has more of them has a list of services for that.
MOST_FIRST = 12


@register.simple_tag(takes_context=True)
def services_in_order(context):
    """Every service for cards: two queries a request, whatever their number."""
    return _once(context, SERVICES, lambda: list(_in_order()))


@register.simple_tag(takes_context=True)
def first_services(context):
    """For cards, the services that stand first: `shown`, and whether there are `more`."""
    found = _once(context, FIRST, lambda: _first(context))
    return {"shown": found[:MOST_FIRST], "more": len(found) > MOST_FIRST}


@register.simple_tag(takes_context=True)
def price_range(context):
    """What a session costs, such as “£48–£95”, of all services."""
    found = _once(context, FIRST, lambda: _first(context))
    if len(found) > MOST_FIRST:
        ends = _least_and_most()
    else:
        ends = [length.price for service in found for length in service.lengths.all()]
    return structured_data.price_range(ends, context["practice"].currency)


def _in_order():
    return visible(ServicePage.objects.all()).in_menu_order().for_cards()


def _first(context):
    """One more than are shown; where that is all of them, nothing is read again."""
    found = list(_in_order()[: MOST_FIRST + 1])
    if len(found) <= MOST_FIRST:
        _once(context, SERVICES, lambda: found)
    return found


def _once(context, name, read):
    """What `read` gives, read once a request."""
    request = context.get("request")
    if request is None:
        return read()
    if not hasattr(request, name):
        setattr(request, name, read())
    return getattr(request, name)


@remembered(Stamp.PAGES)
def _least_and_most() -> list[Decimal]:
    lengths = ServiceLength.objects.filter(page__in=visible(ServicePage.objects.all()))
    found = lengths.aggregate(least=Min("price"), most=Max("price"))
    return [price for price in found.values() if price is not None]


@register.simple_tag
def services_good_for(area):
    """The services for this area, for cards: two queries, whatever their number."""
    return visible(ServicePage.objects.all()).good_for(area).in_menu_order().for_cards()
