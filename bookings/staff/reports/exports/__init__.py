"""Taking reports along: as CSV or as a workbook, formulas made harmless, and written down."""

from .catalogue import exports_for
from .view import ExportReport

__all__ = ["ExportReport", "exports_for"]
