//! Slowing down those who try again and again (SPEC 10). A try is counted before it is looked at, so that a hundred at once count as a
//! hundred; what turns out to be no failure is taken back. Unknown names count like known ones, with the same calls to the table.

mod counted;
mod rule;
mod turn;
mod whose;

use domain::time::Instant;
use store::TriesRow;
use web::{App, Problem, digest};

use counted::Count;
pub(crate) use counted::Counted;
use rule::Rule;
pub(crate) use turn::Turn;
use whose::{named, network};

/// How often a row is written anew when another try was counted at the same moment.
const ATTEMPTS: usize = 20;

/// What one call counts as: a try of each of these.
pub(crate) struct Tries(Vec<Whose>);

/// Whose tries one row counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Whose {
    /// The name of the row.
    name: String,
    rule: Rule,
    /// Whether several users share it, as they do an address.
    shared: bool,
}

/// What comes of counting a try.
pub(crate) enum Counting {
    /// It may be looked at.
    Counted(Counted),
    /// For so many seconds no further try is looked at.
    Wait(u64),
}

impl Tries {
    /// To get in as the user of that name, from that address.
    pub(crate) fn to_sign_in(typed: &str, from: &str) -> Self {
        let user = own(format!("user {}", named(typed)), Rule::SIGN_IN_OF_USER);
        Self([Some(user), of_address(from)].into_iter().flatten().collect())
    }

    /// The same from a device that signed in as the user before, or within a session: they count by themselves, so that no stranger, not
    /// even one at the same address, keeps the user waiting.
    pub(crate) fn on_device(typed: &str, device: &str) -> Self {
        let name = format!("user {} device {}", named(typed), digest(&["tries", device]));
        Self(vec![own(name, Rule::SIGN_IN_OF_USER)])
    }

    /// The same by one whose turn has come: strangers who fail under the name do not matter, those at the address do.
    pub(crate) fn in_turn(from: &str) -> Self {
        Self(of_address(from).into_iter().collect())
    }

    /// To have a reset mailed to the user of that name, from that address.
    pub(crate) fn to_reset(typed: &str, from: &str) -> Self {
        let user = own(format!("reset {}", named(typed)), Rule::RESET_OF_USER);
        let address = network(from).map(|network| Whose {
            name: format!("reset-address {network}"),
            rule: Rule::RESET_FROM_ADDRESS,
            shared: true,
        });
        Self([Some(user), address].into_iter().flatten().collect())
    }

    /// Counts one more try of each, unless there is a wait: then nothing prolongs it, and the refused try is only noted.
    pub(crate) async fn count(self, app: &App) -> Result<Counting, Problem> {
        let now = app.clock.session_now();
        let mut rows = Vec::with_capacity(self.0.len());
        for whose in &self.0 {
            rows.push(app.store.tries_get(&whose.name).await?);
        }
        let waits = self.0.iter().zip(&rows).filter_map(|(whose, row)| {
            let row = row.as_ref()?;
            Some((wait(row, now)?, whose, row))
        });
        if let Some((seconds, whose, row)) = waits.max_by_key(|(seconds, ..)| *seconds) {
            note_refused(app, whose, row).await;
            return Ok(Counting::Wait(seconds));
        }
        let mut counted = Counted(Vec::with_capacity(self.0.len()));
        for (whose, row) in self.0.into_iter().zip(rows) {
            match count_one(app, whose, row, now).await? {
                Ok(count) => counted.0.push(count),
                Err(seconds) => {
                    counted.take_back(app).await?;
                    return Ok(Counting::Wait(seconds));
                }
            }
        }
        Ok(Counting::Counted(counted))
    }
}

fn own(name: String, rule: Rule) -> Whose {
    Whose { name, rule, shared: false }
}

/// The address counts only where it is known.
fn of_address(from: &str) -> Option<Whose> {
    let name = format!("address {}", network(from)?);
    Some(Whose { name, rule: Rule::SIGN_IN_FROM_ADDRESS, shared: true })
}

/// Counts a try in one row; in vain, the seconds to wait, when another that was faster began a wait.
async fn count_one(
    app: &App,
    of: Whose,
    mut before: Option<TriesRow>,
    now: Instant,
) -> Result<Result<Count, u64>, Problem> {
    for _ in 0..ATTEMPTS {
        if let Some(seconds) = before.as_ref().and_then(|row| wait(row, now)) {
            return Ok(Err(seconds));
        }
        let after = of.rule.next(before.as_ref(), now);
        if app.store.tries_put(&of.name, before.as_ref(), &after).await? {
            return Ok(Ok(Count { of, before, after }));
        }
        before = app.store.tries_get(&of.name).await?;
    }
    // So many at the same moment are no user.
    Ok(Err(1))
}

/// Notes a try that was refused unseen. It has no entry in the audit record: a flood of them would be a flood of entries.
async fn note_refused(app: &App, of: &Whose, row: &TriesRow) {
    let noted = TriesRow { refused: row.refused.saturating_add(1), ..row.clone() };
    if let Err(error) = app.store.tries_put(&of.name, Some(row), &noted).await {
        tracing::warn!(%error, "a refused try is not noted");
    }
}

/// The seconds left to wait, none when there is no wait.
fn wait(row: &TriesRow, now: Instant) -> Option<u64> {
    let millis = u64::try_from((row.not_before - now).num_milliseconds()).ok().filter(|millis| *millis > 0);
    millis.map(|millis| millis.div_ceil(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tries: &Tries, expected: &[(&str, bool)]) {
        let names: Vec<_> = tries.0.iter().map(|whose| (whose.name.as_str(), whose.shared)).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn names_and_addresses_are_counted_each() {
        check(&Tries::to_sign_in("tokyo", "-"), &[("user tokyo", false)]);
        let user_and_address = [("user tokyo", false), ("address 192.0.2.1", true)];
        check(&Tries::to_sign_in(" tokyo\u{3000}", "192.0.2.1"), &user_and_address);
        check(&Tries::in_turn("192.0.2.1"), &[("address 192.0.2.1", true)]);
        let reset = [("reset tokyo", false), ("reset-address 192.0.2.1", true)];
        check(&Tries::to_reset("tokyo", "192.0.2.1"), &reset);
    }

    #[test]
    fn a_known_device_counts_by_itself_whatever_its_address() {
        let tries = Tries::on_device("tokyo", "hd_1");
        assert_eq!(tries.0.len(), 1);
        assert!(tries.0[0].name.starts_with("user tokyo device "), "{:?}", tries.0);
        assert!(!tries.0[0].name.contains("hd_1"), "the id stays with the device");
    }
}
