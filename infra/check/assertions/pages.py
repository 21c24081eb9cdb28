"""Pages and content delivery: one origin for pages and API, and no way around it."""

import re

from template import of_type, target


def distribution(template):
    """Its configuration; there is one."""
    (properties,) = of_type(template, "AWS::CloudFront::Distribution").values()
    return properties["DistributionConfig"]


def bucket_is_private(template, _facts):
    """Nothing public; read by our distribution alone, signed."""
    (bucket,) = of_type(template, "AWS::S3::Bucket").values()
    blocked = bucket.get("PublicAccessBlockConfiguration", {})
    switches = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    faults = [f"{name} is off" for name in switches if blocked.get(name) is not True]
    (policy,) = of_type(template, "AWS::S3::BucketPolicy").values()
    for statement in policy["PolicyDocument"]["Statement"]:
        source = statement.get("Condition", {}).get("StringEquals", {}).get("aws:SourceArn", {})
        ours = "${Distribution}" in str(source) and statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
        if statement["Effect"] == "Allow" and not ours:
            faults.append("others than our distribution may read")
    origin = next(origin for origin in distribution(template)["Origins"] if origin["Id"] == "pages")
    return faults + ([] if target(origin.get("OriginAccessControlId")) else ["the distribution does not sign"])


def api_is_behind_the_distribution(template, _facts):
    """/api/* goes to the API with a secret that shows who comes through CloudFront; nothing of it is cached."""
    config = distribution(template)
    behaviour = next((b for b in config["CacheBehaviors"] if b["PathPattern"] == "/api/*"), {})
    origin = next((o for o in config["Origins"] if o["Id"] == behaviour.get("TargetOriginId")), {})
    headers = {h["HeaderName"]: str(h["HeaderValue"]) for h in origin.get("OriginCustomHeaders", [])}
    faults = [] if "${Api}" in str(origin.get("DomainName")) else ["/api/* does not go to the API"]
    taken = str(template["Globals"]["Function"]["Environment"]["Variables"]["HAIFU_ORIGIN_SECRET"])
    for secret in ("OriginSecretA", "OriginSecretB"):
        reference = "{{resolve:secretsmanager:${" + secret + "}:SecretString}}"
        if reference not in headers.get("X-Haifu-Origin", ""):
            faults.append(f"the API is not shown the secret {secret}")
        if reference not in taken:
            faults.append(f"the functions do not take the secret {secret}")
    if behaviour.get("CachePolicyId") != "4135ea2d-6df8-44a3-9df3-4b5a84be39ad":
        faults.append("answers of the API are cached")
    return faults


def the_caller_is_told_by_the_distribution(template, _facts):
    """The header that is believed is one CloudFront writes and passes on."""
    believed = template["Globals"]["Function"]["Environment"]["Variables"]["HAIFU_ADDRESS_HEADER"]
    (policy,) = of_type(template, "AWS::CloudFront::OriginRequestPolicy").values()
    passed = [name.lower() for name in policy["OriginRequestPolicyConfig"]["HeadersConfig"].get("Headers", [])]
    if believed not in passed or not believed.startswith("cloudfront-"):
        return [f"{believed} is not what CloudFront tells"]
    return []


def security_headers_are_those_of_the_local_host(template, facts):
    """The same content security policy, and HSTS besides, on pages and API."""
    (policy,) = of_type(template, "AWS::CloudFront::ResponseHeadersPolicy").items()
    headers = policy[1]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    faults = []
    if headers["ContentSecurityPolicy"]["ContentSecurityPolicy"].strip() != facts.content_security_policy:
        faults.append("the content security policy differs from local/src/ui.rs")
    if headers["ReferrerPolicy"]["ReferrerPolicy"] != "same-origin" or "ContentTypeOptions" not in headers:
        faults.append("referrer policy or nosniff differs from local/src/ui.rs")
    if headers.get("StrictTransportSecurity", {}).get("AccessControlMaxAgeSec", 0) < 31536000:
        faults.append("there is no HSTS of a year")
    config = distribution(template)
    for behaviour in [config["DefaultCacheBehavior"], *config["CacheBehaviors"]]:
        if target(behaviour.get("ResponseHeadersPolicyId")) != policy[0]:
            faults.append("a behaviour lacks the security headers")
        if behaviour.get("ViewerProtocolPolicy") not in ("redirect-to-https", "https-only"):
            faults.append("a behaviour answers without encryption")
    return faults


def every_page_has_its_address(template, facts):
    """The function in front of the pages lets each of them through, and names none that is not there."""
    (function,) = of_type(template, "AWS::CloudFront::Function").values()
    named = set(re.findall(r"'(/[^']*\.html)'", function["FunctionCode"].split("];")[0]))
    faults = [f"{page} cannot be reached" for page in sorted(facts.pages - named)]
    return faults + [f"{page} is no page" for page in sorted(named - facts.pages)]


ALL = [
    bucket_is_private,
    api_is_behind_the_distribution,
    the_caller_is_told_by_the_distribution,
    security_headers_are_those_of_the_local_host,
    every_page_has_its_address,
]
