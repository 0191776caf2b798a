"""`hubspoke bench`: how long the warehouse takes, measured on generated files, as Markdown tables.

One module per concern: `command` (the command line), `builds`, `contracts` and `people` (the
suites: what is measured), `suite` (what they share), `delta`, `events` and `arrivals` (what is
new), `floor` (the least that staging could cost), `queries` (what an application asks),
`warehouse` (running dbt and measuring it), `report` (figures to Markdown). Each suite has markers
of its own on the page.
"""

from hubspoke.bench.command import add_command, run

__all__ = ["add_command", "run"]
