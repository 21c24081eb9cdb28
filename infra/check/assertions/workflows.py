"""GitHub's workflows: what runs there is what we looked at, and may do no more than it needs. ``facts.workflows`` has their texts by name."""

import re

# A full commit hash, and the version it is of for who reads it. A tag can be moved to other code.
PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")
# An image by its content.
IMAGE = re.compile(r"\S+@sha256:[0-9a-f]{64}")


def actions_are_pinned(_template, facts):
    """Every action by its commit, every container by its digest."""
    faults = [] if facts.workflows else ["there are no workflows"]
    for name, text in facts.workflows.items():
        uses = re.findall(r"^ *(?:- )?uses: *(.*\S)", text, re.MULTILINE)
        images = re.findall(r"^ *(?:container|image): *(.*\S)", text, re.MULTILINE)
        faults += [f"{name}: {action} is not pinned" for action in uses if not PINNED.fullmatch(action)]
        faults += [f"{name}: {image} is not pinned" for image in images if not IMAGE.fullmatch(image)]
    return faults


def jobs_say_what_they_may(_template, facts):
    """A workflow may do nothing but what its jobs name, and none may write, but for the token by which AWS knows a deployment."""
    faults = []
    for name, text in facts.workflows.items():
        if not re.search(r"^permissions: \{\}$", text, re.MULTILINE):
            faults.append(f"{name} has permissions nobody named")
        for granted in re.findall(r"^\s+([\w-]+): write$|\b(write-all)\b", text, re.MULTILINE):
            right = granted[0] or granted[1]
            if (name, right) != ("deploy.yml", "id-token"):
                faults.append(f"{name} may write: {right}")
        if "pull_request_target" in text:
            faults.append(f"{name} runs strangers' code with our rights")
    return faults


ALL = [actions_are_pinned, jobs_say_what_they_may]
