"""Render Jinja with dbt: texts in (a JSON list on stdin), their SQL or error out (JSON on stdout).

Run in the folder of a dbt project, with the target as the only argument. A process of its own,
because dbt keeps the first target it sees in global state.
"""

import copy
import json
import sys

from dbt.cli.main import dbtRunner


def main() -> None:
    options = ["--target", sys.argv[1], "--quiet", "--warn-error", "--no-populate-cache"]
    parsed = dbtRunner().invoke(["parse", *options])
    if not parsed.success:
        sys.exit(str(parsed.exception))
    answers = []
    for text in json.load(sys.stdin):
        # A copy, because a text that fails stays in dbt's manifest and blocks the next.
        manifest = copy.deepcopy(parsed.result)
        run = dbtRunner(manifest).invoke(["compile", "--inline", text, *options])
        node = run.result.results[0].node if run.success else None
        answers.append(node.compiled_code if node else f"error: {run.exception}")
    # dbt prints to stdout too: the answer is the last line.
    print("\n" + json.dumps(answers))


if __name__ == "__main__":
    main()
