"""The functions: which there are, and what they are told."""

import re

from facts import logical_id
from template import TEMPLATE, of_type, target

FUNCTION = "AWS::Serverless::Function"


def ids_are_crate_names(template, facts):
    """Logical id = crate name in UpperCamelCase, with the package cargo-lambda builds of that crate."""
    functions = of_type(template, FUNCTION)
    expected = {logical_id(crate): crate for crate in facts.functions}
    faults = [f"{crate} has no function {name}" for name, crate in expected.items() if name not in functions]
    for name, properties in functions.items():
        crate = expected.get(name)
        if crate is None:
            faults.append(f"{name} is no crate's name")
        elif properties.get("CodeUri") != f"../target/lambda/{crate}/":
            faults.append(f"{name} is not the package of {crate}")
    return faults


def environment_is_config(template, facts):
    """Every variable of web::Config and no other, and none for a single function."""
    told = set(template["Globals"]["Function"]["Environment"]["Variables"])
    faults = [f"{name} is not set" for name in sorted(facts.settings - told)]
    faults += [f"{name} is no setting" for name in sorted(told - facts.settings)]
    own = [name for name, properties in of_type(template, FUNCTION).items() if "Environment" in properties]
    return faults + [f"{name} has an environment of its own" for name in own]


def runtime_is_al2023(template, _facts):
    """provided.al2023, for which the packages are linked, and an architecture that can be chosen."""
    told = template["Globals"]["Function"]
    faults = [] if told.get("Runtime") == "provided.al2023" else ["the runtime is not provided.al2023"]
    if told.get("Architectures") != [{"Ref": "Architecture"}]:
        faults.append("the architecture is no parameter")
    for name, properties in of_type(template, FUNCTION).items():
        if "Runtime" in properties or "Architectures" in properties:
            faults.append(f"{name} has a runtime of its own")
    return faults


def functions_are_traced(template, _facts):
    """X-Ray."""
    return [] if template["Globals"]["Function"].get("Tracing") == "Active" else ["functions are not traced"]


def logs_are_structured_and_end(template, _facts):
    """JSON into a log group of our own, which is kept for a bounded time."""
    groups = of_type(template, "AWS::Logs::LogGroup")
    faults = [f"{name} is kept for ever" for name, group in groups.items() if "RetentionInDays" not in group]
    for name, properties in of_type(template, FUNCTION).items():
        logging = properties.get("LoggingConfig", {})
        if logging.get("LogFormat") != "JSON" or target(logging.get("LogGroup")) not in groups:
            faults.append(f"{name} does not log as JSON into a group of ours")
    return faults


def memory_and_timeout_have_reasons(template, _facts):
    """Each function says its own memory and timeout, and why in the line above."""
    faults = unreasoned(TEMPLATE.read_text(encoding="utf-8"))
    for name, properties in of_type(template, FUNCTION).items():
        if not {"MemorySize", "Timeout"} <= set(properties):
            faults.append(f"{name} does not say its memory and timeout")
    return faults


def unreasoned(text):
    """The lines of the template's text that say a memory or timeout without a comment above."""
    lines = text.splitlines()
    return [
        f"line {index + 1} has no reason: {line.strip()}"
        for index, line in enumerate(lines)
        if re.match(r"\s+(MemorySize|Timeout): ", line) and not lines[index - 1].lstrip().startswith("#")
    ]


def failures_are_alarmed(template, _facts):
    """Errors, throttles and a duration near the timeout of every function go to the topic."""
    faults = []
    for name, properties in of_type(template, FUNCTION).items():
        alarms = {
            alarm["MetricName"]: alarm
            for alarm in of_type(template, "AWS::CloudWatch::Alarm").values()
            if alarm.get("Dimensions") == [{"Name": "FunctionName", "Value": {"Ref": name}}]
            and alarm.get("AlarmActions") == [{"Ref": "Alarms"}]
        }
        faults += [f"{name} has no alarm of {m}" for m in ("Errors", "Throttles", "Duration") if m not in alarms]
        limit = properties["Timeout"] * 800
        if alarms.get("Duration", {"Threshold": limit})["Threshold"] != limit:
            faults.append(f"the alarm of {name} is not at 80 % of its timeout")
    return faults


ALL = [
    ids_are_crate_names,
    environment_is_config,
    runtime_is_al2023,
    functions_are_traced,
    logs_are_structured_and_end,
    memory_and_timeout_have_reasons,
    failures_are_alarmed,
]
