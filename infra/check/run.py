"""Everything that can be proved about the templates without an account: ``python run.py FACTS OUTPUT_FOLDER``.

Called by ``cargo xtask check-infra``, which makes the environment and the facts.
"""

import json
import os
import sys
import time
import unittest
from pathlib import Path

import tools
from template import EDGE, TEMPLATE, flatten, load


def steps(folder):
    """(name, check) in order, cheapest first. A check returns its faults."""
    template = load()
    flat = folder / "flattened.json"

    def write_flat():
        flat.write_text(json.dumps(flatten(template), indent=1), encoding="utf-8")
        return tools.cfn_lint(flat)

    return [
        ("our own assertions, each with a seeded fault", seeded_faults),
        ("parliament on every role", lambda: tools.parliament(template)),
        ("cfn-lint on the template as written", lambda: tools.cfn_lint(TEMPLATE)),
        ("cfn-lint on the template as deployed", write_flat),
        ("cfn-lint on the second stack", lambda: tools.cfn_lint(EDGE)),
        ("sam validate --lint", lambda: tools.sam_validate(TEMPLATE)),
        ("checkov", lambda: tools.checkov([flat, EDGE])),
    ]


def seeded_faults():
    """The unit tests beside this file."""
    suite = unittest.defaultTestLoader.discover(str(Path(__file__).parent), pattern="test_*.py")
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    if result.testsRun == 0:
        return ["no test was found"]
    return [] if result.wasSuccessful() else ["a test failed"]


def main(facts, folder):
    """Runs every step, and tells all faults rather than the first."""
    os.environ["HAIFU_INFRA_FACTS"] = str(facts)
    os.environ.update(tools.OFFLINE)
    failed = 0
    for name, check in steps(folder):
        begun = time.monotonic()
        faults = check()
        failed += len(faults)
        print(f"check-infra: {'FAILED' if faults else 'passed'} in {time.monotonic() - begun:.0f} s: {name}", flush=True)
        for fault in faults:
            print(f"  {fault}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
