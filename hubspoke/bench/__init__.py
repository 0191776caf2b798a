"""`hubspoke bench`: how long the warehouse takes, measured on generated files, as a Markdown table.

One module per concern: `command` (the command line), `builds` (what is measured), `delta` (new
filings), `floor` (the least that staging could cost), `warehouse` (running dbt and measuring it),
`report` (figures to Markdown). Another suite is a module beside `builds` with markers of its own.
"""

from hubspoke.bench.command import add_command, run

__all__ = ["add_command", "run"]
