//! How many confirmation mails may go out: adding and removing an address in turn must not flood a stranger's mailbox.

use chrono::TimeDelta;
use domain::{prefecture::Prefecture, time::Instant};
use store::TriesRow;
use web::{App, Problem};

/// How long one mail to an address keeps off the next.
const PAUSE: TimeDelta = TimeDelta::minutes(1);
/// How long mails are counted, from the first of them on.
const COUNTED: TimeDelta = TimeDelta::hours(24);
/// How often a count is tried anew when another mail is counted at the same time.
const ATTEMPTS: usize = 5;

/// Why nothing was mailed: a mail to that address went out just now.
pub(super) const JUST_SENT: &str =
    "確認のメールは、1分以内に送ったばかりです。届かないときは、しばらく待ってからもう一度追加してください。";
const ADDRESS_USED_UP: &str = "この通知先への確認のメールは24時間に5通までのため、送りませんでした。迷惑メールに入っていないかを確認し、明日以降にもう一度追加してください。";
const PREFECTURE_USED_UP: &str = "確認のメールは都道府県ごとに24時間に30通までのため、送りませんでした。明日以降にもう一度追加してください。";

/// One count of mails.
struct Limit {
    /// Whose mails are counted.
    whose: String,
    most: u32,
    pause: TimeDelta,
    /// What the officer is told when there are no more.
    used_up: &'static str,
}

/// Counts a confirmation mail to that address, whichever prefecture asks for it; words when it may not be sent. Counted before it is sent, so
/// that two at once are one; should the mail fail, it counts all the same.
pub(super) async fn count(
    app: &App,
    prefecture: Prefecture,
    address: &str,
) -> Result<Option<&'static str>, Problem> {
    let now = app.clock.session_now();
    let of_address =
        Limit { whose: format!("confirmation {address}"), most: 5, pause: PAUSE, used_up: ADDRESS_USED_UP };
    let of_prefecture = Limit {
        whose: format!("confirmations of {prefecture}"),
        most: 30,
        pause: TimeDelta::zero(),
        used_up: PREFECTURE_USED_UP,
    };
    // Looked at first, so that a mail that is not sent takes none from the prefecture.
    let counted = app.store.tries_get(&of_address.whose).await?;
    if let Some(words) = of_address.refusal(counted.as_ref(), now) {
        return Ok(Some(words));
    }
    if let Some(words) = of_prefecture.count(app, now).await? {
        return Ok(Some(words));
    }
    of_address.count(app, now).await
}

impl Limit {
    async fn count(&self, app: &App, now: Instant) -> Result<Option<&'static str>, Problem> {
        for _ in 0..ATTEMPTS {
            let before = app.store.tries_get(&self.whose).await?;
            if let Some(words) = self.refusal(before.as_ref(), now) {
                return Ok(Some(words));
            }
            let counted = before.as_ref().filter(|row| row.forgotten_at > now);
            let next = TriesRow {
                failures: counted.map_or(0, |row| row.failures) + 1,
                not_before: now + self.pause,
                forgotten_at: counted.map_or(now + COUNTED, |row| row.forgotten_at),
                refused: 0,
            };
            if app.store.tries_put(&self.whose, before.as_ref(), &next).await? {
                return Ok(None);
            }
        }
        Err(Problem::busy())
    }

    /// Words when no more mail may go out. A row that is past its time may still be there: the table deletes it some time later.
    fn refusal(&self, counted: Option<&TriesRow>, now: Instant) -> Option<&'static str> {
        let counted = counted.filter(|row| row.forgotten_at > now)?;
        if counted.not_before > now {
            return Some(JUST_SENT);
        }
        (counted.failures >= self.most).then_some(self.used_up)
    }
}
