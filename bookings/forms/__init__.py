from .ranking import RankingForm
from .request import RequestForm

__all__ = ["RankingForm", "RequestForm"]
