//! `/dev`: what can be done here, with a button for each, so that a whole day can be tried in a minute.

use axum::{extract::State, response::Html};
use chrono::TimeDelta;
use domain::{
    policy::Policy,
    time::{Instant, jst, jst_date, long_stamp},
};
use web::{App, Problem};

use super::page::{escape, page};
use crate::scheduler::SLOTS;

pub(super) async fn show(State(app): State<App>) -> Result<Html<String>, Problem> {
    let now = app.clock.now();
    let policy = app.store.policy_at(now).await?;
    Ok(page("開発用の画面", &content(now, &policy)))
}

fn content(now: Instant, policy: &Policy) -> String {
    let times: String = times(now, policy).into_iter().map(time_button).collect();
    let jobs: String = JOBS.iter().map(|(job, label)| job_button(job, label)).collect();
    format!(
        "<h2>時計</h2><p>現在のシステム時刻：{}</p>\
         <form method=\"post\" action=\"/dev/clock\"><p>{times}</p></form>\
         <form method=\"post\" action=\"/dev/clock\"><p><label>別の時刻 \
         <input name=\"now\" size=\"30\" value=\"{}\"></label> <button>この時刻にする</button></p></form>\
         <h2>定時処理</h2>{jobs}\
         <h2>メール</h2><p><a href=\"/dev/mail\">送信されたメール</a></p>\
         <p><a href=\"/\">はじめの画面</a></p>",
        escape(&long_stamp(now)),
        wire_jst(now),
    )
}

/// What `/dev/run` runs, and what it does.
const JOBS: [(&str, &str); 3] = [
    ("deadline-check", "入力期限を確認する（9時、13時1分、16時1分、17時1分の処理）"),
    ("notify", "送信待ちのメールを送信する"),
    ("summary", "集計しなおす"),
];

/// The slots of today that are still to come, then tomorrow's first.
fn times(now: Instant, policy: &Policy) -> Vec<Instant> {
    let today = jst_date(now);
    let coming = SLOTS.into_iter().map(|slot| slot.begins(today, policy)).filter(|at| *at > now);
    coming.chain([SLOTS[0].begins(today + TimeDelta::days(1), policy)]).collect()
}

fn time_button(at: Instant) -> String {
    let shown = escape(&long_stamp(at));
    format!("<button name=\"now\" value=\"{}\">{shown}にする</button> ", wire_jst(at))
}

fn job_button(job: &str, label: &str) -> String {
    format!("<form method=\"post\" action=\"/dev/run/{job}\"><p><button>{label}</button></p></form>")
}

fn wire_jst(at: Instant) -> String {
    jst(at).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use domain::policy::FIRST_VERSION;

    use super::*;

    #[test]
    fn the_buttons_lead_through_the_day_and_into_the_next() {
        let policy: Policy = serde_json::from_str(FIRST_VERSION).unwrap();
        let html = content("2026-11-24T04:01:00Z".parse().unwrap(), &policy);
        assert!(html.contains("2026年11月24日（火）13時01分</p>"), "{html}");
        for later in ["2026-11-24T16:01:00+09:00", "2026-11-24T17:01:00+09:00", "2026-11-25T09:00:00+09:00"] {
            assert!(html.contains(&format!("<button name=\"now\" value=\"{later}\">")), "{later}: {html}");
        }
        assert!(!html.contains("<button name=\"now\" value=\"2026-11-24T13:01:00+09:00\">"), "{html}");
    }
}
