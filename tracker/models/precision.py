"""How exactly a date is known, and what "by a day" means for each degree."""

import calendar
from datetime import date

from django.db.models import Q, TextChoices


class Precision(TextChoices):
    """`day` is exact; `month` and `year` mean some day within; `by` means no later than."""

    DAY = "day", "on the day"
    MONTH = "month", "some day of the month"
    YEAR = "year", "some day of the year"
    BY = "by", "no later than"


def last_possible_day(day: date, precision: str) -> date:
    """The latest day that a date of this precision can mean."""
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31) if precision == Precision.YEAR else day


def said_by(day: date, field: str = "stated_on", precision_field: str = "stated_precision") -> Q:
    """Rows whose last possible day is at or before `day` (rule 3: only those count)."""
    month_end = last_possible_day(day, Precision.MONTH)
    year_end = last_possible_day(day, Precision.YEAR)
    whole_months = {"lte": month_end} if day == month_end else {"lt": day.replace(day=1)}
    whole_years = {"lte": year_end} if day == year_end else {"lt": day.replace(month=1, day=1)}

    def rows(precisions: tuple[str, ...], bound: dict[str, date]) -> Q:
        ((operator, limit),) = bound.items()
        return Q(**{f"{precision_field}__in": precisions, f"{field}__{operator}": limit})

    return (
        rows((Precision.DAY, Precision.BY), {"lte": day})
        | rows((Precision.MONTH,), whole_months)
        | rows((Precision.YEAR,), whole_years)
    )
