"""Our own assertions about the template: what no tool notices.

An assertion is a function from template and facts to the faults it found, a sentence each.
"""

from . import functions, mail, pages, roles, routes, runbook, schedules, stream, table, workflows

ALL = [
    *functions.ALL,
    *routes.ALL,
    *table.ALL,
    *stream.ALL,
    *schedules.ALL,
    *roles.ALL,
    *mail.ALL,
    *pages.ALL,
    *runbook.ALL,
    *workflows.ALL,
]
