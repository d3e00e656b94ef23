from collections.abc import Iterable, Mapping

from django.apps import apps
from wagtail.models import Page

from services.models import ServiceLength

from .items import PageItem, resolve


def draft(item: PageItem, parent: Page) -> Page:
    """An unpublished page in its place, with no more than its title: what others can refer to.

    `parent` must be fresh from the database.
    """
    page = apps.get_model(item.model)(
        title=str(item.title), slug=item.slug, show_in_menus=item.in_menus, live=False
    )
    return parent.add_child(instance=page)


def publish(item: PageItem, keys: Mapping[str, int]) -> Page:
    """Fill the draft of `item` and publish it as an editor would: by way of a revision.

    `keys` holds the primary key of the draft and of everything that the item may refer to.
    """
    # Read afresh: a page in memory does not know of children added to it since.
    page = apps.get_model(item.model).objects.get(pk=keys[item.key])
    for name, value in item.fields.items():
        attribute = page._meta.get_field(name).attname
        setattr(page, attribute, resolve(value, keys))
    if item.lengths:
        page.lengths = [
            ServiceLength(sort_order=order, minutes=minutes, price=price)
            for order, (minutes, price) in enumerate(item.lengths)
        ]
    if item.pain_areas:
        page.pain_areas.set(resolve(list(item.pain_areas), keys))
    if item.topics:
        page.topics.set(resolve(list(item.topics), keys))
    if item.tags:
        page.tags.set(item.tags)
    page.save_revision().publish()
    return page


def build(items: Iterable[PageItem], keys: dict[str, int]) -> dict[str, Page]:
    """Make and publish all `items`, adding their keys to `keys`, which must hold the parents.

    Items may refer to each other in any order, since all of them exist before any is filled.
    """
    items = list(items)
    for item in items:
        keys[item.key] = draft(item, Page.objects.get(pk=keys[item.parent])).pk
    return {item.key: publish(item, keys) for item in items}
