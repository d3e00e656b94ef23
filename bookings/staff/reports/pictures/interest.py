from django.utils.translation import gettext as _

from ....domain.reports import Figures
from ..charts import RowChart
from .rows import MOST, count_rows


def interest_pictures(figures: Figures) -> dict[str, RowChart]:
    """By the table that each stands for; without what there is nothing of."""
    interest = figures.interest
    services = [(one.name, one.requests) for one in figures.services[:MOST]]
    articles = [(one.name, one.requests) for one in figures.articles[:MOST]]
    areas = list(interest.areas.items())[:MOST]
    pairs = [
        (f"{area} · {article}", number)
        for (article, area), number in list(interest.pairs.items())[:MOST]
    ]
    charts = {
        "services": RowChart(
            _("Which services are asked for"),
            _("By the name that a service had then."),
            count_rows(services, total=figures.requests.received),
        ),
        "articles": RowChart(
            _("Which articles bring requests"),
            _("Requests of visitors who came to the form from an article."),
            count_rows(articles),
        ),
        "areas": RowChart(
            _("Which areas of pain they name"),
            _("Counted by the month, without anybody’s name; one request may name several."),
            count_rows(areas),
        ),
        "articles-areas": RowChart(
            _("Which areas they name after which article"),
            _("What fewer than three requests name is not said."),
            count_rows(pairs),
        ),
    }
    return {name: chart for name, chart in charts.items() if chart.rows}
