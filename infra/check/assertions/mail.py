"""Mail: what comes back is told to us, and what does not go out too."""

from template import of_type, target

from .stream import queue_faults


def bounces_and_complaints_reach_notify(template, _facts):
    """From the configuration set by the event bus to notify, and kept when notify fails."""
    destinations = of_type(template, "AWS::SES::ConfigurationSetEventDestination").values()
    faults = []
    if not any(
        {"bounce", "complaint"} <= set(d["EventDestination"]["MatchingEventTypes"])
        and d["EventDestination"].get("Enabled") is True
        and "EventBridgeDestination" in d["EventDestination"]
        for d in destinations
    ):
        faults.append("bounces and complaints are told to nobody")
    rule = of_type(template, "AWS::Events::Rule").get("MailEventRule", {})
    if set(rule.get("EventPattern", {}).get("detail-type", [])) != {"Email Bounced", "Email Complaint Received"}:
        faults.append("the rule does not pick bounces and complaints")
    aims = [aim for aim in rule.get("Targets", []) if target(aim["Arn"]) == "Notify"]
    if not aims:
        faults.append("the rule does not lead to notify")
    for aim in aims:
        faults += queue_faults(template, target(aim.get("DeadLetterConfig", {}).get("Arn")), "the rule")
    allowed = any(
        target(p["FunctionName"]) == "Notify" and target(p.get("SourceArn")) == "MailEventRule"
        for p in of_type(template, "AWS::Lambda::Permission").values()
    )
    return faults + ([] if allowed else ["the rule may not invoke notify"])


def late_mail_is_noticed(template, _facts):
    """The age of the oldest unsent mail, by the sweep's line in the log."""
    metric = of_type(template, "AWS::Logs::MetricFilter").get("OldestUnsent", {})
    alarm = of_type(template, "AWS::CloudWatch::Alarm").get("MailLate", {})
    if target(metric.get("LogGroupName")) != "NotifyLogs" or "oldest_unsent_seconds" not in metric.get("FilterPattern", ""):
        return ["the age of unsent mail is not measured"]
    if alarm.get("MetricName") != metric["MetricTransformations"][0]["MetricName"] or alarm.get("AlarmActions") != [{"Ref": "Alarms"}]:
        return ["late mail alarms nobody"]
    return []


ALL = [bounces_and_complaints_reach_notify, late_mail_is_noticed]
