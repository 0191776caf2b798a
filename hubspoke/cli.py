"""The `hubspoke` command: check, load, status, generate, compare, declare, new, bench.

Exit codes: 0 done, 1 the command's own "no" (a difference, a table that failed), 2 bad usage or
an error the text explains.
"""

from __future__ import annotations

import argparse
import sys

from hubspoke import bench, check, compare, declare, generate, load, new, status
from hubspoke.project import HubspokeError


def build_parser() -> argparse.ArgumentParser:
    """The command line, one subcommand per module."""
    parser = argparse.ArgumentParser(
        prog="hubspoke",
        description="Move raw files into the warehouse; say what became of them; prove that both "
        "engines agree.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for module in (check, load, status, generate, compare, declare, new, bench):
        module.add_command(commands)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    arguments = build_parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except HubspokeError as error:
        print(f"hubspoke: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("hubspoke: stopped", file=sys.stderr)
        return 130
