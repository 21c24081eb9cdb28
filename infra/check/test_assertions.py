"""Each assertion fails on a fault that is seeded here, and on nothing else. Run by ``cargo xtask check-infra``."""

import copy
import dataclasses
import os
import unittest
from pathlib import Path

import assertions
import facts as code
from assertions import functions, mail, pages, roles, routes, runbook, schedules, stream, table, workflows
from template import load

TEMPLATE = load()
FACTS = code.read(Path(os.environ["HAIFU_INFRA_FACTS"]))


def properties(name):
    """A seed works on the properties of a resource."""
    return lambda template: template["Resources"][name]["Properties"]


def put(name, path, value):
    """Seeds a value at a path within a resource's properties; None takes it away."""

    def seed(template):
        place = properties(name)(template)
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return seed


def put_global(path, value):
    """The same for what all functions have in common."""

    def seed(template):
        place = template["Globals"]["Function"]
        for step in path[:-1]:
            place = place[step]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return seed


def remove(name):
    """Takes a resource away."""
    return lambda template: template["Resources"].pop(name)


def grant(role, action, resource, **more):
    """Grants a role something."""

    def seed(template):
        document = properties(role)(template)["Policies"][0]["PolicyDocument"]
        document["Statement"].append({"Effect": "Allow", "Action": action, "Resource": resource, **more})

    return seed


def add(name, kind, **what):
    """Adds a resource."""
    return lambda template: template["Resources"].update({name: {"Type": kind, "Properties": what}})


def of_resource(name, attribute, value):
    """Sets an attribute of a resource beside its properties."""
    return lambda template: template["Resources"][name].update({attribute: value})


def own(*path):
    """The inline policy's statements."""
    return ["Policies", 0, "PolicyDocument", "Statement", *path]


TABLE = {"Fn::GetAtt": ["Table", "Arn"]}
INDEX = ["GlobalSecondaryIndexes", 0]
ROUTE = "AWS::ApiGatewayV2::Route"
API_BEHAVIOUR = ["DistributionConfig", "CacheBehaviors", 0]
DENIED = ["PolicyDocument", "Statement", 0]

# (assertion, seed, a part of what it must say)
SEEDS = [
    (functions.ids_are_crate_names, remove("Survey"), "survey has no function"),
    (functions.ids_are_crate_names, add("Extra", "AWS::Serverless::Function"), "Extra is no crate's name"),
    (functions.ids_are_crate_names, put("List", ["CodeUri"], "../target/lambda/review/"), "not the package of list"),
    (functions.environment_is_config, put_global(["Environment", "Variables", "HAIFU_TABLE"], None), "HAIFU_TABLE is not set"),
    (functions.environment_is_config, put_global(["Environment", "Variables", "HAIFU_TABEL"], "x"), "HAIFU_TABEL is no setting"),
    (functions.environment_is_config, put("Admin", ["Environment"], {}), "an environment of its own"),
    (functions.runtime_is_al2023, put_global(["Runtime"], "provided.al2"), "runtime"),
    (functions.runtime_is_al2023, put_global(["Architectures"], ["x86_64"]), "architecture"),
    (functions.runtime_is_al2023, put("List", ["Runtime"], "python3.13"), "a runtime of its own"),
    (functions.functions_are_traced, put_global(["Tracing"], "PassThrough"), "not traced"),
    (functions.logs_are_structured_and_end, put("ListLogs", ["RetentionInDays"], None), "ListLogs is kept for ever"),
    (functions.logs_are_structured_and_end, put("List", ["LoggingConfig", "LogFormat"], "Text"), "does not log as JSON"),
    (functions.memory_and_timeout_have_reasons, put("List", ["MemorySize"], None), "does not say its memory"),
    (functions.failures_are_alarmed, remove("NotifyErrors"), "Notify has no alarm of Errors"),
    (functions.failures_are_alarmed, put("NotifyThrottles", ["AlarmActions"], []), "Notify has no alarm of Throttles"),
    (functions.failures_are_alarmed, put("List", ["Timeout"], 29), "80 %"),
    (routes.routes_are_the_router_table, remove("PostRequestsIdUpdatesRoute"), "POST /api/requests/{id}/updates"),
    (routes.routes_are_the_router_table, put("GetSessionRoute", ["RouteKey"], "GET /api/sessions"), "GET /api/sessions"),
    (
        routes.routes_are_the_router_table,
        put("GetSessionRoute", ["Target"], {"Fn::Sub": "integrations/${ListIntegration}"}),
        "leads to List",
    ),
    (routes.routes_are_the_router_table, put("GetSessionRoute", ["Target"], {"Fn::Sub": "integrations/${NoIntegration}"}), "leads to None"),
    (
        routes.routes_are_the_router_table,
        put("ListIntegration", ["IntegrationUri"], {"Fn::GetAtt": ["Export", "Arn"]}),
        "does not lead to List",
    ),
    (
        routes.routes_are_the_router_table,
        add("Again", ROUTE, RouteKey="GET /api/session", Target={"Fn::Sub": "integrations/${SessionIntegration}"}),
        "there twice",
    ),
    (routes.nothing_catches_all, add("All", ROUTE, RouteKey="$default"), "catches all"),
    (routes.nothing_catches_all, put("Api", ["Target"], {"Ref": "List"}), "makes routes by itself"),
    (routes.api_may_invoke, remove("ExportPermission"), "may not invoke Export"),
    (routes.calls_are_throttled, put("ApiStage", ["DefaultRouteSettings", "ThrottlingRateLimit"], None), "ThrottlingRateLimit"),
    (routes.access_log_has_no_personal_data, put("ApiStage", ["AccessLogSettings"], {}), "lacks"),
    (
        routes.access_log_has_no_personal_data,
        put("ApiStage", ["AccessLogSettings", "Format"], "$context.routeKey $context.status $context.requestId $context.path"),
        "holds path",
    ),
    (
        routes.access_log_has_no_personal_data,
        put("ApiStage", ["AccessLogSettings", "Format"], "$context.routeKey $context.status $context.requestId $context.identity.sourceIp"),
        "holds identity.sourceIp",
    ),
    (table.schema_is_the_stores, put("Table", [*INDEX, "IndexName"], "by_update"), "by_updated"),
    (table.schema_is_the_stores, put("Table", [*INDEX, "KeySchema", 1, "AttributeName"], "s2"), "the keys of by_updated"),
    (table.schema_is_the_stores, put("Table", [*INDEX, "Projection", "NonKeyAttributes", 0], "nn"), "the projection of by_updated"),
    (table.schema_is_the_stores, put("Table", [*INDEX, "Projection", "ProjectionType"], "ALL"), "the projection of by_updated"),
    (table.schema_is_the_stores, put("Table", ["KeySchema", 1, "AttributeName"], "s1"), "the table's keys"),
    (table.schema_is_the_stores, put("Table", ["AttributeDefinitions", 3, "AttributeType"], "N"), "attribute definitions"),
    (table.schema_is_the_stores, put("Table", ["TimeToLiveSpecification", "AttributeName"], "expires"), "rows do not end"),
    (table.table_is_protected, put("Table", ["DeletionProtectionEnabled"], False), "deletion protection"),
    (table.table_is_protected, of_resource("Table", "DeletionPolicy", "Delete"), "DeletionPolicy"),
    (table.table_is_protected, of_resource("Table", "UpdateReplacePolicy", "Delete"), "UpdateReplacePolicy"),
    (table.table_can_be_restored, put("Table", ["PointInTimeRecoverySpecification"], None), "recovery"),
    (table.table_is_encrypted_and_on_demand, put("Table", ["SSESpecification", "SSEEnabled"], False), "KMS"),
    (table.table_is_encrypted_and_on_demand, put("Table", ["BillingMode"], "PROVISIONED"), "on demand"),
    (stream.stream_leads_to_notify, put("Table", ["StreamSpecification"], None), "no stream"),
    (stream.stream_leads_to_notify, put("OutboxStream", ["FunctionName"], {"Ref": "Summary"}), "lead to notify"),
    (stream.only_the_outbox_wakes_notify, put("OutboxStream", ["FilterCriteria"], None), "the filter"),
    (stream.a_bad_record_stops_nothing, put("OutboxStream", ["BisectBatchOnFunctionError"], None), "halved"),
    (stream.a_bad_record_stops_nothing, put("OutboxStream", ["MaximumRetryAttempts"], -1), "tries"),
    (stream.a_bad_record_stops_nothing, put("OutboxStream", ["MaximumRecordAgeInSeconds"], None), "age"),
    (stream.what_is_given_up_is_kept, put("OutboxStream", ["DestinationConfig"], None), "no queue"),
    (stream.what_is_given_up_is_kept, remove("StreamFailuresWaiting"), "nobody is told"),
    (stream.what_is_given_up_is_kept, put("StreamFailures", ["MessageRetentionPeriod"], None), "two weeks"),
    (stream.what_is_given_up_is_kept, put("StreamFailures", ["SqsManagedSseEnabled"], None), "not encrypted"),
    (schedules.expressions_are_well_formed, put("CutoffRun", ["ScheduleExpression"], "cron(1 13 * * ?)"), "six fields"),
    (schedules.expressions_are_well_formed, put("Sweep", ["ScheduleExpression"], "1 minute"), "neither rate nor cron"),
    (schedules.zone_is_tokyo, put("CutoffRun", ["ScheduleExpressionTimezone"], "Asia/Tokio"), "CutoffRun"),
    (schedules.zone_is_tokyo, put("OverdueRun", ["ScheduleExpressionTimezone"], None), "OverdueRun"),
    (schedules.runs_are_those_of_the_rules, remove("BeforeDueRun"), "DeadlineCheck runs at"),
    (schedules.runs_are_those_of_the_rules, put("Sweep", ["ScheduleExpression"], "rate(1 hour)"), "Notify runs at"),
    (schedules.runs_are_those_of_the_rules, put("Sweep", ["Target", "Arn"], {"Fn::GetAtt": ["List", "Arn"]}), "List is not to be run"),
    (schedules.runs_are_those_of_the_rules, put("CutoffRun", ["FlexibleTimeWindow"], {"Mode": "FLEXIBLE"}), "may be late"),
    (schedules.runs_are_those_of_the_rules, put("CutoffRun", ["State"], "DISABLED"), "is off"),
    (schedules.failed_runs_are_tried_again_and_kept, put("CutoffRun", ["Target", "RetryPolicy"], None), "no retry policy"),
    (schedules.failed_runs_are_tried_again_and_kept, put("CutoffRun", ["Target", "DeadLetterConfig"], None), "CutoffRun has no queue"),
    (schedules.failed_runs_are_tried_again_and_kept, remove("SummaryTries"), "Summary has no queue"),
    (schedules.a_missed_run_is_noticed, remove("DeadlineCheckMissing"), "DeadlineCheckMissing does not take"),
    (schedules.a_missed_run_is_noticed, put("DeadlineCheckMissing", ["EvaluationWindow"], None), "slides"),
    (
        schedules.a_missed_run_is_noticed,
        put("DeadlineCheckMissing", ["Metrics", 0, "Expression"], "IF(HOUR(sweeps) == 9, FILL(checks, 0), 1)"),
        "does not watch the hours [0, 4, 7, 8]",
    ),
    (schedules.a_missed_run_is_noticed, put("SweepMissing", ["TreatMissingData"], "notBreaching"), "SweepMissing"),
    (roles.each_function_has_its_own_role, put("List", ["Role"], {"Fn::GetAtt": ["ExportRole", "Arn"]}), "shared"),
    (roles.each_function_has_its_own_role, put("List", ["Role"], None), "List has not a role of ours"),
    (roles.nobody_scans, grant("ExportRole", "dynamodb:Scan", TABLE), "ExportRole may dynamodb:Scan"),
    (roles.nobody_scans, put("RecordsPolicy", ["PolicyDocument", "Statement", 1, "Action"], "dynamodb:ListTables"), "not denied Scan"),
    (roles.records_are_written_once, put("ListRole", ["ManagedPolicyArns"], [{"Ref": "TracesPolicy"}]), "List might"),
    (
        roles.records_are_written_once,
        put("RecordsPolicy", [*DENIED, "Condition", "ForAnyValue:StringLike", "dynamodb:LeadingKeys"], ["H#*", "YH#*", "FH#*"]),
        "Notify might",
    ),
    (roles.records_are_written_once, put("RecordsPolicy", [*DENIED, "Action"], ["dynamodb:DeleteItem"]), "Admin might"),
    (roles.changes_are_of_named_partitions, grant("ListRole", "dynamodb:DeleteItem", TABLE), "ListRole may dynamodb:DeleteItem anywhere"),
    (roles.only_notify_mails, grant("SubmitRole", "ses:SendEmail", "*"), "SubmitRole may ses:SendEmail"),
    (roles.only_notify_mails, grant("NotifyRole", "ses:SendEmail", "*"), "NotifyRole may mail as anybody"),
    (roles.wildcards_have_reasons, grant("ListRole", "s3:Get*", "arn:aws:s3:::bucket"), "s3:Get*"),
    (roles.wildcards_have_reasons, grant("ListRole", "dynamodb:Query", {"Fn::Sub": "${Table.Arn}/index/*"}), "index/*"),
    (roles.wildcards_have_reasons, of_resource("TracesPolicy", "Metadata", {}), "TracesPolicy: * has no reason"),
    (roles.wildcards_have_reasons, of_resource("TracesPolicy", "Metadata", {"Wildcards": {"*": "needed"}}), "empty reason"),
    (roles.wildcards_have_reasons, of_resource("Table", "Metadata", {"Wildcards": {"s3:*": "a reason for nothing"}}), "is not there"),
    (roles.the_table_is_used_as_the_store_does, grant("AdminRole", "dynamodb:UpdateTable", TABLE), "dynamodb:UpdateTable"),
    (roles.the_table_is_used_as_the_store_does, grant("AdminRole", "dynamodb:Query", {"Fn::Sub": "${Table.Arn}/index/by_name"}), "by_name"),
    (mail.bounces_and_complaints_reach_notify, put("MailEvents", ["EventDestination", "MatchingEventTypes"], ["bounce"]), "told to nobody"),
    (mail.bounces_and_complaints_reach_notify, put("MailEventRule", ["Targets"], []), "lead to notify"),
    (mail.bounces_and_complaints_reach_notify, put("MailEventRule", ["EventPattern", "detail-type"], ["Bounce"]), "does not pick"),
    (mail.bounces_and_complaints_reach_notify, put("MailEventRule", ["Targets", 0, "DeadLetterConfig"], None), "the rule has no queue"),
    (mail.bounces_and_complaints_reach_notify, remove("MailEventPermission"), "may not invoke"),
    (mail.late_mail_is_noticed, remove("OldestUnsent"), "not measured"),
    (mail.late_mail_is_noticed, put("MailLate", ["AlarmActions"], []), "alarms nobody"),
    (pages.bucket_is_private, put("Pages", ["PublicAccessBlockConfiguration", "BlockPublicPolicy"], False), "BlockPublicPolicy"),
    (pages.bucket_is_private, put("PagesPolicy", ["PolicyDocument", "Statement", 0, "Principal"], "*"), "others than our distribution"),
    (pages.bucket_is_private, put("Distribution", ["DistributionConfig", "Origins", 0, "OriginAccessControlId"], None), "does not sign"),
    (pages.api_is_behind_the_distribution, put("Distribution", [*API_BEHAVIOUR, "PathPattern"], "/apis/*"), "does not go to the API"),
    (
        pages.api_is_behind_the_distribution,
        put("Distribution", ["DistributionConfig", "Origins", 1, "OriginCustomHeaders"], []),
        "not shown the secret OriginSecretA",
    ),
    (
        pages.api_is_behind_the_distribution,
        put_global(
            ["Environment", "Variables", "HAIFU_ORIGIN_SECRET"], {"Fn::Sub": "{{resolve:secretsmanager:${OriginSecretA}:SecretString}}"}
        ),
        "do not take the secret OriginSecretB",
    ),
    (pages.api_is_behind_the_distribution, put("Distribution", [*API_BEHAVIOUR, "CachePolicyId"], "other"), "cached"),
    (
        pages.the_caller_is_told_by_the_distribution,
        put_global(["Environment", "Variables", "HAIFU_ADDRESS_HEADER"], "x-forwarded-for"),
        "x-forwarded-for",
    ),
    (
        pages.security_headers_are_those_of_the_local_host,
        put(
            "SecurityHeaders",
            ["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ContentSecurityPolicy", "ContentSecurityPolicy"],
            "default-src *",
        ),
        "content security policy",
    ),
    (
        pages.security_headers_are_those_of_the_local_host,
        put("SecurityHeaders", ["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "ReferrerPolicy", "ReferrerPolicy"], "no-referrer"),
        "referrer policy",
    ),
    (
        pages.security_headers_are_those_of_the_local_host,
        put("SecurityHeaders", ["ResponseHeadersPolicyConfig", "SecurityHeadersConfig", "StrictTransportSecurity"], None),
        "HSTS",
    ),
    (
        pages.security_headers_are_those_of_the_local_host,
        put("Distribution", ["DistributionConfig", "DefaultCacheBehavior", "ResponseHeadersPolicyId"], None),
        "lacks the security headers",
    ),
    (
        pages.security_headers_are_those_of_the_local_host,
        put("Distribution", [*API_BEHAVIOUR, "ViewerProtocolPolicy"], "allow-all"),
        "without encryption",
    ),
    (pages.every_page_has_its_address, put("PageAddresses", ["FunctionCode"], "const pages = ['/home.html'];"), "/login.html cannot be reached"),
    (pages.every_page_has_its_address, put("PageAddresses", ["FunctionCode"], "const pages = ['/old.html'];"), "/old.html is no page"),
    (runbook.alarms_are_in_the_runbook, add("TableFull", "AWS::CloudWatch::Alarm"), "TableFull is not in docs/runbook.md"),
    (runbook.alarms_are_in_the_runbook, remove("SubmitSlow"), "SubmitSlow of docs/runbook.md is no alarm"),
    (runbook.alarms_are_in_the_runbook, remove("MailLate"), "MailLate of docs/runbook.md is no alarm"),
]


def rewrite(name, old, new):
    """Changes the text of a workflow."""
    text = FACTS.workflows[name]
    assert old in text, f"{name} has no {old!r}"
    return {"workflows": {**FACTS.workflows, name: text.replace(old, new)}}


# The same with faults seeded in the facts: (assertion, facts that differ, a part of what it must say)
FACT_SEEDS = [
    (runbook.alarms_are_in_the_runbook, {"runbook": "# Runbook"}, "MailLate is not in docs/runbook.md"),
    (workflows.actions_are_pinned, {"workflows": {}}, "no workflows"),
    (workflows.actions_are_pinned, rewrite("ci.yml", "@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2", "@v6"), "actions/checkout@v6 is"),
    (workflows.actions_are_pinned, rewrite("ci.yml", " # v6.0.2", ""), "ci.yml: actions/checkout@de0fac2"),
    (workflows.actions_are_pinned, rewrite("deploy.yml", "@8df5847569e6427dd6c4fb1cf565c83acfa8afa7", "@8df5847"), "deploy.yml: aws-actions"),
    (workflows.actions_are_pinned, rewrite("ci.yml", "@sha256:", ":"), "rust:1.98.1-bookworm"),
    (workflows.jobs_say_what_they_may, rewrite("ci.yml", "permissions: {}\n", ""), "ci.yml has permissions nobody named"),
    (workflows.jobs_say_what_they_may, rewrite("ci.yml", "contents: read", "contents: write"), "ci.yml may write: contents"),
    (workflows.jobs_say_what_they_may, rewrite("ci.yml", "contents: read", "id-token: write"), "ci.yml may write: id-token"),
    (workflows.jobs_say_what_they_may, rewrite("ci.yml", "  pull_request:", "  pull_request_target:"), "strangers"),
]


class Assertions(unittest.TestCase):
    def test_each_assertion_fails_on_its_seeded_faults(self):
        for assertion, seed, said in SEEDS:
            with self.subTest(assertion=assertion.__name__, said=said):
                template = copy.deepcopy(TEMPLATE)
                seed(template)
                faults = assertion(template, FACTS)
                self.assertTrue(any(said in fault for fault in faults), faults)

    def test_each_assertion_fails_on_faults_seeded_in_the_facts(self):
        for assertion, differing, said in FACT_SEEDS:
            with self.subTest(assertion=assertion.__name__, said=said):
                faults = assertion(TEMPLATE, dataclasses.replace(FACTS, **differing))
                self.assertTrue(any(said in fault for fault in faults), faults)

    def test_no_assertion_is_without_a_seeded_fault(self):
        seeded = {assertion.__name__ for assertion, _, _ in [*SEEDS, *FACT_SEEDS]}
        self.assertEqual(seeded, {assertion.__name__ for assertion in assertions.ALL})

    def test_the_template_has_no_fault(self):
        for assertion in assertions.ALL:
            with self.subTest(assertion=assertion.__name__):
                self.assertEqual(assertion(TEMPLATE, FACTS), [])

    def test_a_memory_without_a_reason_is_found_in_the_text(self):
        reasoned = "      # Because.\n      MemorySize: 512\n"
        self.assertEqual(functions.unreasoned(reasoned), [])
        self.assertEqual(functions.unreasoned("      Role: x\n      Timeout: 20\n"), ["line 2 has no reason: Timeout: 20"])


if __name__ == "__main__":
    unittest.main()
