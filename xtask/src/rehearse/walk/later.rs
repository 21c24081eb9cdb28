//! What the schedules do.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{
    People, World,
    people::{DESK, add_version},
};
use crate::{background::POLL, rehearse::steps::Steps};

/// Words of the subjects of every digest to a prefecture.
const DIGEST: &str = "入力";

/// How long a schedule may take: the emulator looks for due ones every few seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets schedules fire.
pub(super) async fn run(world: &World<'_>, people: &People, steps: &mut Steps) -> Result<(), String> {
    count(world, people).await?;
    steps.shown("the summary is counted on demand, and anew by its schedule");
    cut_off(people).await?;
    world.stack.fire("CutoffRun")?;
    world.stack.wait_for_log("deadline-check", "checked", 1)?;
    if !world.clock.in_hours() {
        steps.shown("the deadline check ran by its schedule; out of hours it sends nothing");
        return Ok(());
    }
    world.mailbox.wait(DESK, DIGEST, 1).await?;
    steps.shown("the deadline check ran by its schedule, and the desk is mailed its digest");
    Ok(())
}

/// Counted on demand, the figures are of a later time once the schedule has fired.
async fn count(world: &World<'_>, people: &People) -> Result<(), String> {
    const SUMMARY: &str = "/api/summary";
    let as_of = async || people.ministry.get(SUMMARY).await?.expect(200)?.text("/as_of");
    people.ministry.post(SUMMARY, &Value::Null).await?.expect(200)?;
    let before = as_of().await?;
    world.stack.fire("SummaryRun")?;
    let begun = Instant::now();
    while as_of().await? == before {
        if begun.elapsed() > PATIENCE {
            return Err(format!("the summary is still of {before} after {} s", PATIENCE.as_secs()));
        }
        tokio::time::sleep(POLL).await;
    }
    people.officer.get(SUMMARY).await?.expect(200).map(drop)
}

/// From now on the day's cut-off is over, so that its digest is due for what was submitted before.
async fn cut_off(people: &People) -> Result<(), String> {
    add_version(&people.ministry, |version| version["cutoff"] = json!("00:01")).await.map(drop)
}
