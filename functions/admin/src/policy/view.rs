//! A version as the ministry reads it.

use std::collections::BTreeSet;

use domain::{
    facility::Designation,
    policy::{Acceptance, ExtraDays, Policy},
    supply::SupplyItem,
    survey::Outlook,
    time::{Instant, long_stamp},
};
use serde::Serialize;
use store::PolicyVersion;
use web::{App, Problem, wire_instant};

/// Where a version stands in its life.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Another one has taken its place.
    Past,
    /// It holds.
    InForce,
    /// Its time has not come.
    Scheduled,
    /// It was withdrawn before its time.
    Withdrawn,
}

#[derive(Debug, Serialize)]
pub(crate) struct VersionView {
    version: u32,
    state: State,
    effective_from: String,
    /// None for the version shipped with the program.
    made_at: Option<String>,
    made_by: Option<String>,
    withdrawn_at: Option<String>,
    qualifying_designations: BTreeSet<Designation>,
    qualifying_outlooks: BTreeSet<Outlook>,
    cutoff: String,
    target: String,
    days: ExtraDays,
    catalogue: Vec<SupplyItem>,
    acceptance: Acceptance,
}

/// A version that was just added.
#[derive(Debug, Serialize)]
pub(crate) struct Added {
    #[serde(flatten)]
    pub(crate) version: VersionView,
    /// What the ministry should know about what will become of it.
    pub(crate) warnings: Vec<String>,
}

/// Warns that a version scheduled before will take over with another acceptance.
pub(crate) fn warning(scheduled: &Policy) -> String {
    format!(
        "登録済みの第{}版が{}に適用され、受付の設定がその版のもの（{}）に変わります。いまの受付の状態を続けるときは、その版を取り消してください。",
        scheduled.version,
        long_stamp(scheduled.effective_from),
        scheduled.acceptance.words()
    )
}

/// Where a version stands at `now`, when `in_force` holds.
pub(crate) fn state(version: &PolicyVersion, in_force: &Policy, now: Instant) -> State {
    match version {
        PolicyVersion { withdrawn_at: Some(_), .. } => State::Withdrawn,
        PolicyVersion { policy, .. } if policy.effective_from > now => State::Scheduled,
        PolicyVersion { policy, .. } if policy.version == in_force.version => State::InForce,
        PolicyVersion { .. } => State::Past,
    }
}

impl VersionView {
    pub(crate) async fn list(app: &App, versions: Vec<PolicyVersion>) -> Result<Vec<Self>, Problem> {
        let now = app.clock.now();
        let in_force = app.store.policy_at(now).await?;
        let view = |version: PolicyVersion| {
            let state = state(&version, &in_force, now);
            Self::of(version, state)
        };
        Ok(versions.into_iter().map(view).collect())
    }

    pub(crate) fn of(version: PolicyVersion, state: State) -> Self {
        let PolicyVersion { policy, made, withdrawn_at } = version;
        let (made_at, made_by) = made.unzip();
        Self {
            version: policy.version,
            state,
            effective_from: wire_instant(policy.effective_from),
            made_at: made_at.map(wire_instant),
            made_by: made_by.map(|actor| actor.name),
            withdrawn_at: withdrawn_at.map(wire_instant),
            qualifying_designations: policy.qualifying_designations,
            qualifying_outlooks: policy.qualifying_outlooks,
            cutoff: policy.cutoff.format("%H:%M").to_string(),
            target: policy.target.format("%H:%M").to_string(),
            days: policy.days,
            catalogue: policy.catalogue.into(),
            acceptance: policy.acceptance,
        }
    }
}
