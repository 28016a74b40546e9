"""Dated checklists for closing a business in mainland China.

The public Python API, imported on first use:

- `read_company(data, name=...)` and `read_file(path)`: YAML to a `Company` with its places;
- `load_law()`: sources, rules, tasks and year files as checked data;
- `compute(law, calendar, rule, trigger)`: one period of the law;
- `Calendar(holidays, filing)`: rest days and filing tables;
- `make_plan(company, law, calendar, as_of, line_of)`: the dated `Plan`.
"""

import importlib
from typing import Any, Final

_WHERE: Final[dict[str, str]] = {
    "Calendar": "checklist.holidays",
    "Company": "checklist.company",
    "InputErrors": "checklist.problems",
    "NoDateError": "checklist.deadlines",
    "Plan": "checklist.plan",
    "compute": "checklist.deadlines",
    "load_law": "checklist.rules.loader",
    "make_plan": "checklist.planning.build",
    "read_company": "checklist.reading",
    "read_file": "checklist.reading",
}

__all__ = list(_WHERE)


def __getattr__(name: str) -> Any:
    """Import a public name when it is used, so that importing the package costs nothing."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_WHERE[name]), name)
