"""The outbox stream to notify."""

import json

from template import of_type, target

PATTERN = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"pk": {"S": [{"prefix": "O#"}]}}}}


def the_mapping(template):
    """Its properties; there is one."""
    (properties,) = of_type(template, "AWS::Lambda::EventSourceMapping").values()
    return properties


def stream_leads_to_notify(template, _facts):
    """The table has a stream, and it leads to notify."""
    (table,) = of_type(template, "AWS::DynamoDB::Table").items()
    faults = [] if "StreamViewType" in table[1].get("StreamSpecification", {}) else ["the table has no stream"]
    mapping = the_mapping(template)
    if target(mapping.get("FunctionName")) != "Notify" or mapping.get("EventSourceArn") != {"Fn::GetAtt": [table[0], "StreamArn"]}:
        faults.append("the stream does not lead to notify")
    return faults


def only_the_outbox_wakes_notify(template, _facts):
    """Entries put into the outbox, and nothing else of the table."""
    filters = the_mapping(template).get("FilterCriteria", {}).get("Filters", [])
    return [] if [json.loads(f["Pattern"]) for f in filters] == [PATTERN] else ["the filter is not that of the outbox"]


def a_bad_record_stops_nothing(template, _facts):
    """Bisect, bounded tries and age: the defaults try for as long as the stream keeps the record."""
    mapping, faults = the_mapping(template), []
    if mapping.get("BisectBatchOnFunctionError") is not True:
        faults.append("a failing batch is not halved")
    if not 0 <= mapping.get("MaximumRetryAttempts", -1) <= 10:
        faults.append("tries are not bounded")
    if not 60 <= mapping.get("MaximumRecordAgeInSeconds", -1) <= 6 * 3600:
        faults.append("age is not bounded")
    return faults


def what_is_given_up_is_kept(template, _facts):
    """An on-failure queue, which is alarmed."""
    queue = target(the_mapping(template).get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"))
    return queue_faults(template, queue, "the stream")


def queue_faults(template, queue, whose):
    """Whether a queue of dead letters is there, kept for two weeks, encrypted and alarmed."""
    properties = of_type(template, "AWS::SQS::Queue").get(queue)
    if properties is None:
        return [f"{whose} has no queue for what is given up"]
    faults = [] if properties.get("MessageRetentionPeriod") == 1209600 else [f"{queue} does not keep for two weeks"]
    if properties.get("SqsManagedSseEnabled") is not True:
        faults.append(f"{queue} is not encrypted")
    alarmed = any(
        alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible"
        and alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": [queue, "QueueName"]}
        and alarm.get("AlarmActions") == [{"Ref": "Alarms"}]
        for alarm in of_type(template, "AWS::CloudWatch::Alarm").values()
    )
    return faults + ([] if alarmed else [f"nobody is told of what is in {queue}"])


ALL = [stream_leads_to_notify, only_the_outbox_wakes_notify, a_bad_record_stops_nothing, what_is_given_up_is_kept]
