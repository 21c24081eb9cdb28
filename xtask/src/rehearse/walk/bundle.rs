//! Mails that wait for one another: gathered by the stream, sent by the sweep.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{
    People, World,
    main_job::{ASKED, draft},
    of,
    people::DESK,
};
use crate::rehearse::{bodies::part, steps::Steps};

pub(super) const SETTINGS: [&str; 6] =
    ["office", "phone", "emergency_phone", "bundling_minutes", "days", "stock"];
/// The shortest time for which mails are gathered, a minute, and what a sweep takes.
const PATIENCE: Duration = Duration::from_secs(100);
/// How often the sweep is called meanwhile.
const SWEEP: Duration = Duration::from_secs(5);

/// Has the prefecture's mails gathered from now on, and submits a request. Tells its number.
pub(super) async fn begin(people: &People) -> Result<String, String> {
    let gathered = |settings: &mut Value| settings["bundling_minutes"] = json!(1);
    people.officer.edit("/api/prefectures/13", &SETTINGS, gathered).await?.expect(200)?;
    let id = draft(&people.clerk, &part("within_1_week", 3000)).await?;
    let submitted = people.clerk.post(&of(&id, "submission"), &Value::Null).await?.expect(200)?;
    submitted.text("/number")
}

/// Sweeps until the bundle has come.
pub(super) async fn finish(world: &World<'_>, number: &str, steps: &mut Steps) -> Result<(), String> {
    let begun = Instant::now();
    while world.mailbox.count(DESK, ASKED, number).await? == 0 {
        if begun.elapsed() > PATIENCE {
            return Err(format!("no bundle with {number} reached {DESK} in {} s", PATIENCE.as_secs()));
        }
        world.stack.fire("Sweep")?;
        tokio::time::sleep(SWEEP).await;
    }
    steps.shown("a mail that was gathered for a minute is sent by the sweep");
    Ok(())
}
