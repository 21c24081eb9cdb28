//! 9:00: the facility is reminded of a question that was asked on an earlier day and is still open (SPEC 5).

use chrono::NaiveDate;
use domain::{
    calendar::{BusinessCalendar, HolidayTable, OutsideCalendar},
    id::{RequestId, UserName},
    message::Message,
    policy::{Policy, PrefectureSettings},
    request::Act,
    role::{Actor, Role},
    time::{Instant, jst_date},
};
use store::{Claim, Consistency};
use web::App;

use crate::{Report, RunError, failures::Failures, open_rows::Desk};

/// Puts a prefecture's reminders of today into the outbox. One that fails keeps no other back.
pub(crate) async fn send(
    app: &App,
    desk: &Desk,
    policy: &Policy,
    now: Instant,
    report: &mut Report,
) -> Result<(), RunError> {
    let waiting: Vec<_> = desk.rows.iter().filter(|row| row.awaiting_answer).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let settings = app.store.prefecture_get(desk.prefecture).await?;
    let mut failures = Failures::default();
    for row in waiting {
        failures.note(remind(app, &row.id, policy, &settings, now, report).await);
    }
    failures.first()
}

/// Reminds of the open question when today is the next business day after it was asked. Once: the mark is the question's.
async fn remind(
    app: &App,
    id: &RequestId,
    policy: &Policy,
    settings: &PrefectureSettings,
    now: Instant,
    report: &mut Report,
) -> Result<(), RunError> {
    let Some(request) = app.store.request_get(id, Consistency::Eventual).await? else { return Ok(()) };
    let Some(question) = request.open_question() else { return Ok(()) };
    let calendar = BusinessCalendar::of_prefecture(HolidayTable::shipped(), &policy.days, &settings.days);
    let today = jst_date(now);
    if !is_day_after(jst_date(question.asked_at), today, &calendar)? {
        return Ok(());
    }
    let by = scheduler();
    let act = Act { by: &by, at: now, policy, calendar: &calendar, prefecture: settings };
    let message = Message::answer_reminder(&request, question, &act);
    let what = format!("answer_reminder#{}#{}", request.id, request.questions.len());
    let claim = app.store.digest_claim(today, &what, message, now).await?;
    report.reminders += usize::from(claim == Claim::Made);
    Ok(())
}

/// Whether `today` is the first business day after `asked`. Looks back only, so that it can be told up to the last day of the holiday table.
fn is_day_after(
    asked: NaiveDate,
    today: NaiveDate,
    calendar: &BusinessCalendar,
) -> Result<bool, OutsideCalendar> {
    Ok(asked < today && calendar.is_business_day(today)? && calendar.previous_business_day(today)? <= asked)
}

/// Who acts when nobody does: the reminder names no one.
fn scheduler() -> Actor {
    let user_name = UserName::parse("scheduler").expect("a user name");
    Actor { user_name, role: Role::Ministry, name: "自動".to_owned() }
}
