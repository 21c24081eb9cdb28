"""What the rehearsal changes in the template, each because the emulator lacks something; the template is not bent to the emulator.

Each change's first line is what ``deploy.py`` prints, and what stands in infra/README.md.
"""

PACKAGES = "haifu-rehearsal-packages"
FUNCTION = "AWS::Lambda::Function"


def functions(flat):
    """The properties of every function, with its crate's name."""
    for resource in flat["Resources"].values():
        if resource["Type"] == FUNCTION:
            properties = resource["Properties"]
            yield properties["FunctionName"]["Fn::Sub"].removeprefix("haifu-${Stage}-"), properties


def packages_lie_in_the_emulator(flat, _endpoint):
    """Packages come from a bucket of the emulator, where `sam deploy` would have put them."""
    for crate, properties in functions(flat):
        properties["Code"] = {"S3Bucket": PACKAGES, "S3Key": f"{crate}.zip"}


def functions_call_the_emulator(flat, endpoint):
    """Functions are told AWS_ENDPOINT_URL; without it they would call AWS."""
    for _, properties in functions(flat):
        properties["Environment"]["Variables"]["AWS_ENDPOINT_URL"] = endpoint


def functions_tell_their_names(flat, _endpoint):
    """Functions are told AWS_SDK_UA_APP_ID, by which their calls are known in the emulator's CloudTrail."""
    for crate, properties in functions(flat):
        properties["Environment"]["Variables"]["AWS_SDK_UA_APP_ID"] = crate


def mail_is_permitted_by_action(flat, _endpoint):
    """Notify may send mail of any identity and sender: the emulator gives SendEmail neither resource nor ses:FromAddress."""
    for policy in flat["Resources"]["NotifyRole"]["Properties"]["Policies"]:
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Action"] == "ses:SendEmail":
                statement["Resource"] = "*"
                del statement["Condition"]


def no_budget(flat, _endpoint):
    """No Budget, which the emulator's CloudFormation does not know."""
    del flat["Resources"]["Budget"]


def no_alarm_by_arithmetic(flat, _endpoint):
    """No DeadlineCheckMissing: the emulator knows no metric maths."""
    del flat["Resources"]["DeadlineCheckMissing"]


def no_dkim_outputs(flat, _endpoint):
    """No MailRecord1 to 3: identities of the emulator have no DKIM tokens."""
    for number in (1, 2, 3):
        del flat["Outputs"][f"MailRecord{number}"]


ALL = [
    packages_lie_in_the_emulator,
    functions_call_the_emulator,
    functions_tell_their_names,
    mail_is_permitted_by_action,
    no_budget,
    no_alarm_by_arithmetic,
    no_dkim_outputs,
]
