//! Slowing down those who try again and again (SPEC 10). A try is counted before it is looked at, so that a hundred at once count as a
//! hundred; what turns out to be no failure is taken back. Unknown names count like known ones, with the same calls to the table.

mod rule;

use std::net::Ipv6Addr;

use domain::{id::UserName, time::Instant};
use store::TriesRow;
use web::{App, Problem, digest};

use rule::Rule;

/// How often a count is made anew when another try was counted at the same moment.
const ATTEMPTS: usize = 20;

/// What one call counts as: a try of each of these.
pub(crate) struct Tries(Vec<(String, Rule)>);

/// For how many seconds no further try is looked at.
pub(crate) struct Wait(pub(crate) u64);

impl Tries {
    /// To get in as the user of that name, from that address. Tries from a device that signed in as the user before count by themselves.
    pub(crate) fn to_sign_in(typed: &str, device: Option<&str>, from: &str) -> Self {
        let whose = device.map_or_else(
            || format!("user {}", named(typed)),
            |device| format!("user {} device {}", named(typed), digest(&["tries", device])),
        );
        let user = (whose, Rule::SIGN_IN_OF_USER);
        Self(with_address(user, "address", from, Rule::SIGN_IN_FROM_ADDRESS))
    }

    /// To have a reset mailed to the user of that name, from that address.
    pub(crate) fn to_reset(typed: &str, from: &str) -> Self {
        let user = (format!("reset {}", named(typed)), Rule::RESET_OF_USER);
        Self(with_address(user, "reset-address", from, Rule::RESET_FROM_ADDRESS))
    }

    /// Counts one more try of each, unless there is a wait: then nothing is counted, and so nothing prolongs it.
    pub(crate) async fn count(&self, app: &App) -> Result<Option<Wait>, Problem> {
        let now = app.clock.session_now();
        let mut rows = Vec::with_capacity(self.0.len());
        for (whose, _) in &self.0 {
            rows.push(app.store.tries_get(whose).await?);
        }
        if let Some(wait) = rows.iter().flatten().filter_map(|row| wait(row, now)).max_by_key(|wait| wait.0) {
            return Ok(Some(wait));
        }
        for ((whose, rule), row) in self.0.iter().zip(rows) {
            if let Some(wait) = count_one(app, whose, rule, row, now).await? {
                return Ok(Some(wait));
            }
        }
        Ok(None)
    }

    /// Takes the try back: it was no failure.
    pub(crate) async fn take_back(&self, app: &App) -> Result<(), Problem> {
        for (whose, _) in &self.0 {
            take_back_one(app, whose).await?;
        }
        Ok(())
    }

    /// Forgets the failures of the user, who has proved to be it; of the address only this try is taken back, or else whoever has an
    /// account could begin anew with others' whenever it likes.
    pub(crate) async fn succeed(&self, app: &App) -> Result<(), Problem> {
        let mut all = self.0.iter();
        if let Some((user, _)) = all.next() {
            app.store.tries_delete(user).await?;
        }
        for (whose, _) in all {
            take_back_one(app, whose).await?;
        }
        Ok(())
    }
}

async fn count_one(
    app: &App,
    whose: &str,
    rule: &Rule,
    mut row: Option<TriesRow>,
    now: Instant,
) -> Result<Option<Wait>, Problem> {
    for _ in 0..ATTEMPTS {
        if let Some(wait) = row.as_ref().and_then(|row| wait(row, now)) {
            return Ok(Some(wait));
        }
        if app.store.tries_put(whose, row.as_ref(), &rule.next(row.as_ref(), now)).await? {
            return Ok(None);
        }
        row = app.store.tries_get(whose).await?;
    }
    // So many at the same moment are no user.
    Ok(Some(Wait(1)))
}

async fn take_back_one(app: &App, whose: &str) -> Result<(), Problem> {
    for _ in 0..ATTEMPTS {
        let Some(row) = app.store.tries_get(whose).await? else { break };
        let fewer = TriesRow {
            failures: row.failures.saturating_sub(1),
            not_before: app.clock.session_now(),
            ..row.clone()
        };
        if app.store.tries_put(whose, Some(&row), &fewer).await? {
            break;
        }
    }
    Ok(())
}

fn wait(row: &TriesRow, now: Instant) -> Option<Wait> {
    let millis = u64::try_from((row.not_before - now).num_milliseconds()).ok().filter(|millis| *millis > 0);
    millis.map(|millis| Wait(millis.div_ceil(1_000)))
}

/// A name as it is counted. What cannot be a name, however long, by its digest: it may be a password in the wrong field.
fn named(typed: &str) -> String {
    let typed = typed.trim();
    UserName::parse(typed).map_or_else(|_| format!("~{}", digest(&["tries", typed])), |name| name.to_string())
}

/// The address counts only where it is known. Of IPv6 the network counts, since one household has endless addresses.
fn with_address(user: (String, Rule), kind: &str, from: &str, rule: Rule) -> Vec<(String, Rule)> {
    if from == "-" {
        return vec![user];
    }
    let network = from.parse::<Ipv6Addr>().map(|address| {
        let [a, b, c, d, ..] = address.segments();
        format!("{a:x}:{b:x}:{c:x}:{d:x}::")
    });
    vec![user, (format!("{kind} {}", network.unwrap_or_else(|_| from.to_owned())), rule)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, from: &str, expected: &[&str]) {
        let tries = Tries::to_sign_in(typed, None, from);
        let whose: Vec<&str> = tries.0.iter().map(|(whose, _)| whose.as_str()).collect();
        assert_eq!(whose, expected, "{typed} from {from}");
    }

    #[test]
    fn names_and_addresses_are_counted_each() {
        check("tokyo", "-", &["user tokyo"]);
        check(" tokyo\u{3000}", "192.0.2.1", &["user tokyo", "address 192.0.2.1"]);
        check("tokyo", "2001:db8:1:2:3:4:5:6", &["user tokyo", "address 2001:db8:1:2::"]);
    }

    #[test]
    fn what_cannot_be_a_name_is_counted_without_being_told() {
        let whose = |typed: &str| Tries::to_sign_in(typed, None, "-").0[0].0.clone();
        assert_eq!(whose("Haifu-2026"), whose(" Haifu-2026"));
        assert_ne!(whose("Haifu-2026"), whose("Haifu-2027"));
        assert!(!whose("Haifu-2026").contains("Haifu"));
        assert!(whose(&"x".repeat(10_000)).len() < 40);
    }
}
