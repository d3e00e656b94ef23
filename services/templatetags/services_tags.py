from django import template

from services import structured_data
from services.models import ServicePage

register = template.Library()


SERVICES = "_services"


@register.simple_tag(takes_context=True)
def services_in_order(context):
    """Every service for cards: two queries a request, whatever their number."""
    request = context.get("request")
    known = getattr(request, SERVICES, None)
    if known is None:
        known = ServicePage.objects.live().public().in_menu_order().for_cards()
        if request is not None:
            setattr(request, SERVICES, known)
    return known


@register.simple_tag(takes_context=True)
def price_range(context):
    """What a session costs, such as “£48–£95”, from the services that `services_in_order` reads."""
    services = services_in_order(context)
    prices = [length.price for service in services for length in service.lengths.all()]
    return structured_data.price_range(prices, context["practice"].currency)


@register.simple_tag
def services_good_for(area):
    """The services for this area, for cards: two queries, whatever their number."""
    return ServicePage.objects.live().public().good_for(area).in_menu_order().for_cards()
