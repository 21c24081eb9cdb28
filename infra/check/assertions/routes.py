"""The API: a route for each row of the router table, and nothing besides."""

import re

from facts import logical_id
from template import of_type, target

ROUTE = "AWS::ApiGatewayV2::Route"
INTEGRATION = "AWS::ApiGatewayV2::Integration"


def rows(template):
    """(method and path, function's logical id) of every route; the id is None when the route leads nowhere."""
    integrations = of_type(template, INTEGRATION)
    for properties in of_type(template, ROUTE).values():
        leads_to = properties.get("Target", {}).get("Fn::Sub", "")
        found = re.fullmatch(r"integrations/\$\{(\w+)\}", leads_to)
        integration = integrations.get(found.group(1), {}) if found else {}
        yield properties["RouteKey"], target(integration.get("IntegrationUri"))


def routes_are_the_router_table(template, facts):
    """Every row has its route, every route its row and its function."""
    expected = {(f"{method} {path}", logical_id(function)) for method, path, function in facts.routes}
    actual = list(rows(template))
    faults = [f"{key} does not lead to {name}" for key, name in sorted(expected - set(actual))]
    faults += [f"{key} leads to {name}, which the router table does not say" for key, name in set(actual) - expected]
    return faults + [f"{key} is there twice" for key, name in set(actual) if actual.count((key, name)) > 1]


def nothing_catches_all(template, _facts):
    """No $default route, also not by a quick-create Target: an unknown address is answered by the API."""
    faults = [f"{key} catches all" for key, _ in rows(template) if "$default" in key or "ANY " in key or "+}" in key]
    made = [name for name, api in of_type(template, "AWS::ApiGatewayV2::Api").items() if {"Target", "Body"} & set(api)]
    return faults + [f"{name} makes routes by itself" for name in made]


def api_may_invoke(template, _facts):
    """The API may invoke each function a route leads to."""
    allowed = {
        target(permission["FunctionName"])
        for permission in of_type(template, "AWS::Lambda::Permission").values()
        if permission["Principal"] == "apigateway.amazonaws.com" and "${Api}" in str(permission.get("SourceArn"))
    }
    return [f"the API may not invoke {name}" for name in sorted({name for _, name in rows(template)} - allowed - {None})]


def calls_are_throttled(template, _facts):
    """A rate and a burst for all routes."""
    settings = next(iter(of_type(template, "AWS::ApiGatewayV2::Stage").values())).get("DefaultRouteSettings", {})
    return [f"{name} is not set" for name in ("ThrottlingRateLimit", "ThrottlingBurstLimit") if name not in settings]


# Who called, and the path, which holds the tokens of mailed links.
PERSONAL = ["identity", "path", "authorizer"]


def access_log_has_no_personal_data(template, _facts):
    """There is an access log, and it holds neither path nor address nor user."""
    log = next(iter(of_type(template, "AWS::ApiGatewayV2::Stage").values())).get("AccessLogSettings", {})
    told = re.findall(r"\$context\.([\w.]+)", log.get("Format", ""))
    faults = [] if {"routeKey", "status", "requestId"} <= set(told) else ["the access log lacks route, status or id"]
    return faults + [f"the access log holds {name}" for name in told if name.split(".")[0] in PERSONAL]


ALL = [
    routes_are_the_router_table,
    nothing_catches_all,
    api_may_invoke,
    calls_are_throttled,
    access_log_has_no_personal_data,
]
