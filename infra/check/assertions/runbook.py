"""The runbook knows every alarm."""

import re

from template import of_type


def alarms_are_in_the_runbook(template, facts):
    """In its chapter of alarms, each has a heading or begins a table's row by its name; and none is there that does not exist any more."""
    alarms = set(of_type(template, "AWS::CloudWatch::Alarm"))
    treated = set(names(facts.runbook))
    faults = [f"{name} is not in docs/runbook.md" for name in sorted(alarms - treated)]
    return faults + [f"{name} of docs/runbook.md is no alarm" for name in sorted(treated - alarms)]


def names(runbook):
    """What the chapter's headings and the first cells of its tables name, in backquotes."""
    chapter = re.search(r"^## Alarms$(.*?)(?=^## |\Z)", runbook, re.MULTILINE | re.DOTALL)
    for line in chapter.group(1).splitlines() if chapter else []:
        if line.startswith("### "):
            yield from re.findall(r"`(\w+)`", line)
        elif line.startswith("| `"):
            yield from re.findall(r"`(\w+)`", line.split("|")[1])


ALL = [alarms_are_in_the_runbook]
