//! `cargo xtask rehearse`: the template's own resources on an emulator of AWS that others wrote, with the packaged programs behind its HTTP
//! API, and the main job driven through them (infra/README.md, Rehearsal).
//!
//! What roles were refused fails the rehearsal. That this would be noticed is shown each time: at its end an action is taken from a role and
//! missed.

mod api;
mod bodies;
mod clock;
mod emulator;
mod fault;
mod mailbox;
mod stack;
mod steps;
mod walk;

use std::path::Path;

use clap::Args;
use serde_json::Value;
use tokio::signal::{
    ctrl_c,
    unix::{SignalKind, signal},
};

use self::{
    api::Api,
    clock::Clock,
    emulator::Emulator,
    fault::Fault,
    stack::{Account, Stack},
    steps::Steps,
    walk::{World, walk},
};
use crate::package::build_missing;

/// What to show.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Take an action from a role before anything is called; succeeds when the rehearsal fails for that reason.
    #[arg(long, value_name = "ROLE=ACTION", num_args = 0..=1, default_missing_value = Fault::USUAL)]
    seed_fault: Option<Fault>,
}

/// Where the emulator keeps its things and its log.
const FOLDER: &str = "target/rehearsal";

/// Builds what is missing, deploys and drives.
///
/// # Errors
/// One line with the first thing that went wrong, and what roles were refused.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    build_missing()?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(until_stopped(rehearse(options.seed_fault.as_ref())))
}

/// Lets go of the work, and with it of the emulator, when the chore is told to stop.
async fn until_stopped(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let mut terminated = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    tokio::select! {
        done = work => done,
        _ = ctrl_c() => Err("stopped from the keyboard".to_owned()),
        _ = terminated.recv() => Err("told to stop".to_owned()),
    }
}

async fn rehearse(seeded: Option<&Fault>) -> Result<(), String> {
    let mut steps = Steps::begin();
    let clock = Clock::of_the_day();
    let emulator = Emulator::start(Path::new(FOLDER), &clock).await?;
    steps.shown(&format!("the emulator is up; it is {}", clock.told()));
    let account = Account { endpoint: emulator.endpoint(), clock };
    let stack = Stack::deploy(&account, seeded)?;
    steps.shown(&format!("the stack of {} resources is up", stack.resources));
    let walked = walk(&World::new(&stack, &account.clock, emulator.port), &mut steps).await;
    let refusals = stack.refusals().map_err(|unread| match &walked {
        Ok(_) => unread,
        Err(fault) => format!("{fault}\n{unread}"),
    })?;
    if let Some(fault) = seeded {
        fault.is_among(&refusals)?;
        println!("xtask: it fails as it should: {}", verdict(walked, &refusals).err().unwrap_or_default());
        return Ok(());
    }
    let clerk = verdict(walked, &refusals)?;
    nothing_is_dead(emulator.port).await?;
    steps.shown("no role was refused anything, and no queue of failures holds anything");
    let in_hours = account.clock.in_hours();
    let calls = stack.check_permissions(in_hours)?;
    let used = if in_hours { ", and every permission there was of use" } else { "" };
    steps.shown(&format!("{calls} kinds of calls at the table were all permitted{used}"));
    fault::is_noticed(&account, &clerk).await?;
    steps.shown("with an action taken from a role, the call that needs it fails, and the refusal is found");
    steps.end();
    Ok(())
}

/// A walk that went well in which nobody was refused anything.
fn verdict<T>(walked: Result<T, String>, refusals: &[String]) -> Result<T, String> {
    if refusals.is_empty() {
        return walked;
    }
    let refused = format!("roles were refused: {}", refusals.join(", "));
    match walked {
        Ok(_) => Err(refused),
        Err(fault) => Err(format!("{fault}\n{refused}")),
    }
}

/// What could not be delivered or run waits in queues.
async fn nothing_is_dead(port: u16) -> Result<(), String> {
    let emulator = Api::new(port, &format!("127.0.0.1:{port}"), None).stranger();
    let queues = emulator.get("/_ministack/sqs/messages").await?.expect(200)?.json()?;
    let waiting = waiting(&queues);
    if waiting.is_empty() { Ok(()) } else { Err(format!("failed for good: {}", waiting.join(", "))) }
}

/// The messages in queues, wherever in the emulator's answer, which sorts them by account, region and queue.
fn waiting(queues: &Value) -> Vec<String> {
    match queues {
        Value::Array(messages) => messages.iter().map(Value::to_string).collect(),
        Value::Object(inner) => inner.values().flat_map(waiting).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_fails_a_walk_that_went_well() {
        let refused = ["haifu-dev-submit: dynamodb:PutItem".to_owned()];
        assert_eq!(verdict(Ok(()), &[]), Ok(()));
        let words = "roles were refused: haifu-dev-submit: dynamodb:PutItem";
        assert_eq!(verdict(Ok(()), &refused), Err(words.to_owned()));
        let failed = || Err::<(), _>("503".to_owned());
        assert_eq!(verdict(failed(), &refused), Err(format!("503\n{words}")));
        assert_eq!(verdict(failed(), &[]), failed());
    }

    #[test]
    fn messages_of_all_queues_are_found() {
        let queues = |messages: Value| json!({"messages": {"000000000000": {"ap-northeast-1": {"a": [], "b": messages}}}});
        assert_eq!(waiting(&queues(json!([]))), Vec::<String>::new());
        assert_eq!(waiting(&queues(json!([{"Body": "x"}]))), [r#"{"Body":"x"}"#]);
    }
}
