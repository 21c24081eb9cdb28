"""The schedules: when, where, and what becomes of a run that fails."""

import re

from template import of_type, target

from .stream import queue_faults

SCHEDULE = "AWS::Scheduler::Schedule"
# Function -> expressions (SPEC 5, 8, 9).
EXPECTED = {
    "DeadlineCheck": {
        "cron(0 9 * * ? *)",
        "cron(1 13 * * ? *)",
        "cron(1 16 * * ? *)",
        "cron(1 17 * * ? *)",
        "cron(5/10 9-19 * * ? *)",
    },
    "Summary": {"cron(0/10 * * * ? *)"},
    "Notify": {"rate(1 minute)"},
}


def expressions_are_well_formed(template, _facts):
    """A rate, or a cron of six fields; five are taken by most tools and refused by AWS."""
    faults = []
    for name, schedule in of_type(template, SCHEDULE).items():
        expression = schedule.get("ScheduleExpression", "")
        cron = re.fullmatch(r"cron\((.+)\)", expression)
        if cron and len(cron.group(1).split(" ")) != 6:
            faults.append(f"{name} has not six fields: {expression}")
        if not cron and not re.fullmatch(r"rate\(\d+ (minute|minutes|hour|hours)\)", expression):
            faults.append(f"{name} is neither rate nor cron: {expression}")
    return faults


def zone_is_tokyo(template, _facts):
    """Spelt as the zone database has it; without it, UTC is meant."""
    return [
        f"{name} is not in Asia/Tokyo"
        for name, schedule in of_type(template, SCHEDULE).items()
        if schedule.get("ScheduleExpressionTimezone") != "Asia/Tokyo"
    ]


def runs_are_those_of_the_rules(template, _facts):
    """Each function at its hours, exactly."""
    actual = {}
    for schedule in of_type(template, SCHEDULE).values():
        actual.setdefault(target(schedule["Target"]["Arn"]), set()).add(schedule["ScheduleExpression"])
    loose = [n for n, s in of_type(template, SCHEDULE).items() if s.get("FlexibleTimeWindow") != {"Mode": "OFF"}]
    off = [n for n, s in of_type(template, SCHEDULE).items() if s.get("State", "ENABLED") != "ENABLED"]
    faults = [f"{name} runs at {sorted(actual.get(name, []))}" for name, at in EXPECTED.items() if actual.get(name) != at]
    faults += [f"{name} is not to be run by schedule" for name in actual if name not in EXPECTED]
    return faults + [f"{name} may be late" for name in loose] + [f"{name} is off" for name in off]


def failed_runs_are_tried_again_and_kept(template, _facts):
    """Retries and a dead-letter queue for runs that cannot be started, and for runs that fail."""
    faults = []
    for name, schedule in of_type(template, SCHEDULE).items():
        aim = schedule["Target"]
        if not {"MaximumEventAgeInSeconds", "MaximumRetryAttempts"} <= set(aim.get("RetryPolicy", {})):
            faults.append(f"{name} has no retry policy")
        faults += queue_faults(template, target(aim.get("DeadLetterConfig", {}).get("Arn")), name)
    tries = {target(c["FunctionName"]): c for c in of_type(template, "AWS::Lambda::EventInvokeConfig").values()}
    for function in EXPECTED:
        config = tries.get(function, {}).get("DestinationConfig", {}).get("OnFailure", {})
        faults += queue_faults(template, target(config.get("Destination")), function)
    return faults


def a_missed_run_is_noticed(template, _facts):
    """Alarms of a deadline check or a sweep that did not run: missing data is the fault itself. The check is missed by whole hours of the
    clock, those of its schedules in UTC."""
    alarms = of_type(template, "AWS::CloudWatch::Alarm")
    missing = alarms.get("DeadlineCheckMissing", {})
    faults = [] if "WallClockWindow" in missing.get("EvaluationWindow", {}) else ["DeadlineCheckMissing slides over its hours"]
    watched = re.findall(r"HOUR\(sweeps\) == (\d+)", str(missing.get("Metrics")))
    hours = [cron.split(" ")[1] for cron in EXPECTED["DeadlineCheck"]]
    # The catch-up run has a span of hours: it makes up for one that was missed, and is not missed itself.
    expected = {(int(hour) - 9) % 24 for hour in hours if hour.isdigit()}
    if {int(hour) for hour in watched} != expected:
        faults.append(f"DeadlineCheckMissing does not watch the hours {sorted(expected)}")
    return faults + [
        f"{name} does not take missing data for a fault"
        for name in ("DeadlineCheckMissing", "SweepMissing")
        if alarms.get(name, {}).get("TreatMissingData") != "breaching" or alarms[name].get("AlarmActions") != [{"Ref": "Alarms"}]
    ]


ALL = [
    expressions_are_well_formed,
    zone_is_tokyo,
    runs_are_those_of_the_rules,
    failed_runs_are_tried_again_and_kept,
    a_missed_run_is_noticed,
]
