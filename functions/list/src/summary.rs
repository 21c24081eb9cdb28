//! `GET` and `POST /api/summary`: the chart's figures with the time they are of, and what the day's clock says.

use axum::{Json, extract::State};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    deadline::deadline,
    id::FacilityId,
    prefecture::Prefecture,
    role::Scope,
    row::RequestRow,
    summary::{StatusCounts, Summary},
    time::{jst_date, start_of_day},
};
use serde::Serialize;
use store::{ListQuery, ListScope, Order};
use web::{App, NoBody, Principal, Problem, QueryParams, Situation, wire_instant};

use crate::values::NoParams;

/// Refreshes within this share one count.
const SHARED: TimeDelta = TimeDelta::seconds(30);
/// Rows a facility's home counts, its newest requests: as many as 2.5 read units hold, so that with its master data it costs 3 (DESIGN).
const FACILITY_ROWS: usize = 40;

#[derive(Debug, Serialize)]
pub(crate) struct SummaryAnswer {
    as_of: String,
    /// Whether every request of the caller's was looked at. False for a facility with more than [`FACILITY_ROWS`]: then the figures are of
    /// its newest ones, and the page says so.
    complete: bool,
    now: String,
    business_day: Option<bool>,
    previous_business_day: Option<NaiveDate>,
    due_if_submitted_now: Option<String>,
    due_today: u64,
    due_today_awaiting: u64,
    overdue: u64,
    by_item: Vec<ItemLine>,
    by_day: Vec<DayLine>,
    by_prefecture: Vec<PrefectureLine>,
    /// Days until the holiday table ends, when few are left.
    calendar_days_left: Option<i64>,
    /// The prefecture has no confirmed address: its mails go to the ministry.
    #[serde(skip_serializing_if = "Option::is_none")]
    notification_address_missing: Option<bool>,
    /// For the ministry: which prefectures have no confirmed address, as of the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    prefectures_without_address: Option<Vec<String>>,
}

/// Figures, and whether they are of everything.
struct Counted {
    summary: Summary,
    complete: bool,
}

impl Counted {
    fn whole(summary: Summary) -> Self {
        Self { summary, complete: true }
    }
}

#[derive(Debug, Serialize)]
struct ItemLine {
    item: String,
    by_status: StatusCounts,
    total: u64,
}

#[derive(Debug, Serialize)]
struct DayLine {
    day: NaiveDate,
    by_status: StatusCounts,
    total: u64,
}

#[derive(Debug, Serialize)]
struct PrefectureLine {
    prefecture: String,
    by_status: StatusCounts,
    open: u64,
    overdue: u64,
    national_quantity: u64,
}

/// The last snapshot.
pub(crate) async fn show(
    State(app): State<App>,
    principal: Principal,
    QueryParams(NoParams {}): QueryParams<NoParams>,
) -> Result<Json<SummaryAnswer>, Problem> {
    let situation = situation(&app, &principal.scope).await?;
    // One from the future is left over from a clock that was set back; clocks of two machines differ by less.
    let is_past = |summary: &Summary| summary.as_of < situation.now + SHARED;
    let counted = match last(&app, &principal.scope).await?.filter(is_past) {
        Some(summary) => Counted::whole(summary),
        None => count(&app, &principal.scope, &situation).await?,
    };
    Ok(Json(answer(&counted, &principal.scope, &situation)))
}

/// Counts anew, unless that was just done.
pub(crate) async fn refresh(
    State(app): State<App>,
    principal: Principal,
    QueryParams(NoParams {}): QueryParams<NoParams>,
    _: NoBody,
) -> Result<Json<SummaryAnswer>, Problem> {
    let situation = situation(&app, &principal.scope).await?;
    let fresh = |summary: &Summary| {
        let age = situation.now - summary.as_of;
        age >= TimeDelta::zero() && age < SHARED
    };
    let counted = match last(&app, &principal.scope).await?.filter(fresh) {
        Some(summary) => Counted::whole(summary),
        None => count(&app, &principal.scope, &situation).await?,
    };
    Ok(Json(answer(&counted, &principal.scope, &situation)))
}

async fn situation(app: &App, scope: &Scope) -> Result<Situation, Problem> {
    match scope {
        Scope::Prefecture(own) => Situation::load(app, *own).await,
        Scope::Nation => Situation::national(app).await,
        Scope::Facility(id) => {
            let facility = app.store.facility_get(id).await?.ok_or_else(Problem::not_found)?;
            Situation::load(app, facility.profile.prefecture).await
        }
    }
}

async fn last(app: &App, scope: &Scope) -> Result<Option<Summary>, Problem> {
    match scope {
        Scope::Prefecture(own) => Ok(app.store.summary_get(Some(*own)).await?),
        Scope::Nation => Ok(app.store.summary_get(None).await?),
        // A facility's own figures are always counted: they are few, and nobody shares them.
        Scope::Facility(_) => Ok(None),
    }
}

async fn count(app: &App, scope: &Scope, situation: &Situation) -> Result<Counted, Problem> {
    match scope {
        Scope::Prefecture(own) => Ok(Counted::whole(app.store.summary_recount(*own, situation.now).await?)),
        Scope::Nation => Ok(Counted::whole(app.store.summary_recount_nation(situation.now).await?)),
        Scope::Facility(id) => of_facility(app, id, situation).await,
    }
}

async fn of_facility(app: &App, id: &FacilityId, situation: &Situation) -> Result<Counted, Problem> {
    let query = ListQuery {
        scope: ListScope::OfFacility(id.clone()),
        from: None,
        until: None,
        order: Order::Descending,
        after: None,
        limit: FACILITY_ROWS,
    };
    let page = app.store.request_list(&query, None).await?;
    // Like everybody's chart: what was submitted or updated yesterday or today.
    let yesterday = start_of_day(jst_date(situation.now) - TimeDelta::days(1));
    let is_recent = |row: &&RequestRow| row.updated_at.is_some_and(|at| at >= yesterday);
    let recent: Vec<RequestRow> = page.rows.iter().filter(is_recent).cloned().collect();
    let summary = Summary::count(situation.now, &recent, &page.rows);
    Ok(Counted { summary, complete: page.next.is_none() })
}

fn answer(counted: &Counted, scope: &Scope, situation: &Situation) -> SummaryAnswer {
    let Counted { summary, complete } = counted;
    let today = jst_date(situation.now);
    let calendar = situation.calendar();
    let catalogue = &situation.policy.catalogue;
    let due = deadline(situation.now, &situation.policy, &calendar).ok();
    let by_item = catalogue.sorted(summary.by_item.keys()).into_iter().map(|item| {
        let by_status = summary.by_item[item];
        ItemLine { item: item.to_string(), by_status, total: by_status.total() }
    });
    SummaryAnswer {
        as_of: wire_instant(summary.as_of),
        complete: *complete,
        now: wire_instant(situation.now),
        business_day: calendar.is_business_day(today).ok(),
        previous_business_day: calendar.previous_business_day(today).ok(),
        due_if_submitted_now: due.map(|deadline| wire_instant(deadline.due_at)),
        due_today: summary.due_today,
        due_today_awaiting: summary.due_today_awaiting,
        overdue: summary.overdue,
        by_item: by_item.collect(),
        by_day: summary
            .by_day
            .iter()
            .map(|(day, by_status)| DayLine { day: *day, by_status: *by_status, total: by_status.total() })
            .collect(),
        by_prefecture: if scope.sees_review() { prefecture_lines(summary, scope) } else { Vec::new() },
        calendar_days_left: calendar.days_left_if_few(today),
        notification_address_missing: match scope {
            Scope::Prefecture(_) => Some(situation.prefecture.notification_addresses.is_empty()),
            _ => None,
        },
        prefectures_without_address: match scope {
            Scope::Nation => Some(summary.without_address.iter().copied().map(Prefecture::code).collect()),
            _ => None,
        },
    }
}

/// The ministry sees all 47, also those without requests.
fn prefecture_lines(summary: &Summary, scope: &Scope) -> Vec<PrefectureLine> {
    let shown: Vec<Prefecture> = match scope {
        Scope::Prefecture(own) => vec![*own],
        _ => Prefecture::all().collect(),
    };
    let line = |prefecture: Prefecture| {
        let counts = summary.by_prefecture.get(&prefecture).copied().unwrap_or_default();
        PrefectureLine {
            prefecture: prefecture.code(),
            by_status: counts.by_status,
            open: counts.open,
            overdue: counts.overdue,
            national_quantity: counts.national_quantity,
        }
    };
    shown.into_iter().map(line).collect()
}
