from django import template

from services.models import ServicePage

register = template.Library()


@register.simple_tag
def services_in_order():
    """Every service for cards: two queries, whatever their number."""
    return ServicePage.objects.live().public().in_menu_order().for_cards()


@register.simple_tag
def services_good_for(area):
    """The services for this area, for cards: two queries, whatever their number."""
    return ServicePage.objects.live().public().good_for(area).in_menu_order().for_cards()
