//! Mail 12: the ministry's digest of a business day.

use chrono::NaiveDate;
use domain::{
    digest::{MinistryDigest, OverdueCount},
    prefecture::Prefecture,
    time::{long_date, short_date, short_stamp},
};
use serde::Serialize;

use crate::{
    letter::{Audience, Context, Letter, RenderError},
    template::MINISTRY_DIGEST,
    view::{NO_VALUE, amount, item_name},
};

#[derive(Serialize)]
struct MinistryView {
    date: String,
    date_short: String,
    overdue: u64,
    awaiting: u64,
    due_today: u64,
    completed: u64,
    prefectures: Vec<PrefectureRow>,
    unreachable: Vec<&'static str>,
    national_requests: u64,
    national: Vec<NationalRow>,
    list_url: String,
}

#[derive(Serialize)]
struct PrefectureRow {
    name: &'static str,
    overdue: u64,
    awaiting: u64,
    oldest_due_at: String,
    within_one_week: u64,
}

#[derive(Serialize)]
struct NationalRow {
    name: String,
    quantity: String,
}

/// The day's one mail to the ministry. Whether there is anything to send is [`MinistryDigest::is_empty`]'s to say.
///
/// # Errors
/// [`RenderError::Template`].
pub fn ministry_letter(
    day: NaiveDate,
    digest: &MinistryDigest,
    context: &Context,
) -> Result<Letter, RenderError> {
    let view = MinistryView {
        date: long_date(day),
        date_short: short_date(day),
        overdue: digest.overdue(),
        awaiting: digest.awaiting(),
        due_today: digest.due_today,
        completed: digest.completed,
        prefectures: digest.prefectures.iter().map(PrefectureRow::of).collect(),
        unreachable: digest.unreachable.iter().map(|prefecture| prefecture.name()).collect(),
        national_requests: digest.national_requests,
        national: national_rows(digest, context),
        list_url: context.letterhead.overdue_list_url(),
    };
    MINISTRY_DIGEST.letter(Audience::Ministry, &view, context.letterhead)
}

impl PrefectureRow {
    fn of((prefecture, count): (&Prefecture, &OverdueCount)) -> Self {
        Self {
            name: prefecture.name(),
            overdue: count.overdue,
            awaiting: count.awaiting,
            oldest_due_at: count.oldest_due_at.map_or_else(|| NO_VALUE.to_owned(), short_stamp),
            within_one_week: count.within_one_week,
        }
    }
}

fn national_rows(digest: &MinistryDigest, context: &Context) -> Vec<NationalRow> {
    let catalogue = context.catalogue;
    let row = |code| NationalRow {
        name: item_name(catalogue, code),
        quantity: amount(catalogue, code, digest.national[code]),
    };
    catalogue.sorted(digest.national.keys()).into_iter().map(row).collect()
}
