//! Mails 9 to 11: a prefecture's three digests of a business day.

use chrono::NaiveDate;
use domain::{
    digest::{Digest, Slot},
    prefecture::Prefecture,
    row::RequestRow,
    text::one_line,
    time::{long_date, short_stamp, stamp},
};
use serde::Serialize;

use crate::{
    letter::{Audience, Context, Letter, RenderError},
    template::{CUTOFF_DIGEST, OVERDUE_DIGEST, REMINDER_DIGEST},
    view::{NO_VALUE, PrefectureView, item_name},
};

/// How many rows one mail holds, all its lists together (MAILS 9).
const MAX_ROWS: usize = 50;

#[derive(Serialize)]
struct DigestView {
    prefecture: PrefectureView,
    date: String,
    /// All that is told of, in whichever list.
    count: usize,
    main: ListView,
    awaiting: ListView,
    carried: ListView,
    after_closed_days: bool,
    list_url: String,
}

#[derive(Serialize)]
struct ListView {
    count: usize,
    rows: Vec<RowView>,
    /// How many found no room.
    rest: usize,
}

#[derive(Serialize)]
struct RowView {
    number: String,
    facility_name: String,
    received_at: String,
    due_at: String,
    items: String,
    prefecture_status: &'static str,
    shortest_outlook: &'static str,
}

/// The mail of a slot: 9 at the cut-off, 10 an hour before the target, 11 after it. `after_closed_days` tells that the day before `day`
/// was closed, so that the list spans more than a night. Whether there is anything to send is [`Digest::is_empty`]'s to say.
///
/// # Errors
/// [`RenderError`]; [`RenderError::NotADigest`] for the reminder of questions, which is a message of its own.
pub fn digest_letter(
    slot: Slot,
    day: NaiveDate,
    prefecture: Prefecture,
    digest: &Digest,
    after_closed_days: bool,
    context: &Context,
) -> Result<Letter, RenderError> {
    let (template, list_url) = match slot {
        Slot::Cutoff => (CUTOFF_DIGEST, context.letterhead.open_list_url()),
        Slot::Reminder => (REMINDER_DIGEST, context.letterhead.open_list_url()),
        Slot::Overdue => (OVERDUE_DIGEST, context.letterhead.overdue_list_url()),
        Slot::AnswerReminder => return Err(RenderError::NotADigest(slot)),
    };
    context.check_prefecture(prefecture)?;
    let mut room = MAX_ROWS;
    let view = DigestView {
        prefecture: PrefectureView::of(context.prefecture),
        date: long_date(day),
        count: digest.main.len() + digest.awaiting.len() + digest.carried.len(),
        main: ListView::take(&digest.main, &mut room, context),
        awaiting: ListView::take(&digest.awaiting, &mut room, context),
        carried: ListView::take(&digest.carried, &mut room, context),
        after_closed_days,
        list_url,
    };
    template.letter(Audience::Prefecture(prefecture), &view, context.letterhead)
}

impl ListView {
    /// As many rows as there is room for, which they use up.
    fn take(rows: &[RequestRow], room: &mut usize, context: &Context) -> Self {
        let shown = rows.len().min(*room);
        *room -= shown;
        Self {
            count: rows.len(),
            rows: rows[..shown].iter().map(|row| RowView::of(row, context)).collect(),
            rest: rows.len() - shown,
        }
    }
}

impl RowView {
    fn of(row: &RequestRow, context: &Context) -> Self {
        let items = context.catalogue.sorted(row.items.keys()).into_iter();
        let names: Vec<String> = items.map(|code| item_name(context.catalogue, code)).collect();
        Self {
            number: row.number.as_ref().map_or_else(|| NO_VALUE.to_owned(), ToString::to_string),
            facility_name: one_line(&row.facility_name),
            received_at: row.updated_at.map_or_else(|| NO_VALUE.to_owned(), stamp),
            due_at: row.due_at.map_or_else(|| NO_VALUE.to_owned(), short_stamp),
            items: names.join("、"),
            prefecture_status: row.prefecture_status.label(),
            shortest_outlook: row.shortest_outlook.map_or(NO_VALUE, |outlook| outlook.label()),
        }
    }
}
