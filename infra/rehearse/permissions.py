"""Holds what functions did at the table against what their roles are granted there: ``python permissions.py ENDPOINT``.

The emulator holds actions and resources itself, but not ``dynamodb:LeadingKeys``; here are the writes AWS would refuse for that, and the grants
nobody used: of an action on the table or an index, and of a partition. The emulator's CloudTrail has every call. In a transaction each item is
held against the conditions by itself. Prints JSON.
"""

import fnmatch
import json
import sys
from pathlib import Path

from calls import made

sys.path.append(str(Path(__file__).resolve().parent.parent / "check"))

from assertions.roles import TABLE_ACTIONS, as_list, statements
from facts import logical_id
from template import load, resolve

# Granted with a reason, and not used here.
NOT_REHEARSED = {
    "AdminRole: dynamodb:DeleteItem L#*": "An invitation that met another change of the user is not counted; that moment cannot be hit from outside.",
}


def patterns(statement):
    """The partitions a statement is confined to; none when it is not."""
    conditions = statement.get("Condition", {}).values()
    return [pattern for condition in conditions for pattern in condition.get("dynamodb:LeadingKeys", [])]


def matches(partition, confined):
    """Whether a partition is one of those."""
    return any(fnmatch.fnmatchcase(partition, pattern) for pattern in confined)


def permitted(template, role, call):
    """Whether the conditions on partitions let a role write there."""
    granted = False
    for _, statement in statements(template, role):
        if call.action in as_list(statement["Action"]):
            confined = patterns(statement)
            hit = not confined or matches(call.partition, confined)
            if hit and statement["Effect"] == "Deny":
                return False
            granted = granted or hit
    return granted


def grants(template, role):
    """The (action, index or nothing, partitions or nothing) a role is granted at the table."""
    for _, statement in statements(template, role):
        for action in as_list(statement["Action"]):
            if statement["Effect"] == "Allow" and action in TABLE_ACTIONS:
                for arn in resolve(template, as_list(statement["Resource"])):
                    index = arn.partition("/index/")[2]
                    yield from ((action, index, pattern) for pattern in patterns(statement) or [None])


def is_used(grant, calls):
    """Whether a call needed it."""
    action, index, pattern = grant
    return any(
        call.action == action and call.index == index and (pattern is None or matches(call.partition, [pattern])) for call in calls
    )


def look(template, functions, calls):
    """What AWS would refuse, and what was granted in vain."""
    forbidden, unused = set(), []
    for function in functions:
        role = f"{logical_id(function)}Role"
        own = {call for call in calls if call.function == function}
        writes = [call for call in own if call.partition]
        forbidden |= {f"{role}: {c.action} on {c.partition.partition('#')[0]}#" for c in writes if not permitted(template, role, c)}
        unused += [f"{role}: {' '.join(filter(None, grant))}" for grant in grants(template, role) if not is_used(grant, own)]
    return sorted(forbidden), [grant for grant in unused if grant not in NOT_REHEARSED]


def main(endpoint):
    """Looks at every call of every function."""
    template = load()
    calls = made(endpoint)
    functions = [path.name for path in (Path(__file__).resolve().parent.parent.parent / "functions").iterdir() if path.is_dir()]
    forbidden, unused = look(template, sorted(functions), calls)
    print(json.dumps({"calls": len(calls), "forbidden": forbidden, "unused": unused}))


if __name__ == "__main__":
    main(sys.argv[1])
