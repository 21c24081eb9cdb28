//! `GET /api/audit/verification`: whether the record is as it was written. First every chain is followed, then the pointers of the days are
//! looked at, which tell of chains that are gone with their heads.

use axum::{Json, extract::State};
use chrono::NaiveDate;
use serde::Serialize;
use store::{AuditFollowed, AuditMark, PointerPlace};
use web::{App, CursorBinding, Ministry, Problem, QueryParams, open_cursor, seal_cursor};

use super::{
    fault::FaultView,
    verification_params::{Period, VerificationParams},
    verification_place::Place,
};

/// Rows and pointers looked at by one call at most, about.
const ROWS: u64 = 5_000;
/// What a look at a partition of a day counts for, even when it is empty.
const LOOK: u64 = 5;
/// Pointers looked at together.
const POINTERS: usize = 500;

/// What one call found.
#[derive(Debug, Serialize)]
pub(crate) struct VerificationAnswer {
    /// Whether no fault was found in what this call looked at.
    sound: bool,
    /// Chains this call followed to their end.
    chains: usize,
    /// Rows of chains it followed.
    rows: u64,
    /// Pointers of days it looked at.
    pointers: u64,
    /// The days whose pointers are looked at, by this call or one that goes on.
    from: NaiveDate,
    to: NaiveDate,
    faults: Vec<FaultView>,
    /// Where to go on; none when everything was looked at.
    next_cursor: Option<String>,
    #[serde(skip)]
    looked: u64,
}

/// Goes on where the last call stopped, which may be in the middle of a chain.
pub(crate) async fn verify(
    State(app): State<App>,
    Ministry(principal): Ministry,
    QueryParams(params): QueryParams<VerificationParams>,
) -> Result<Json<VerificationAnswer>, Problem> {
    let period = params.read(app.clock.session_now())?;
    let filter = format!("audit verification {period:?}");
    let binding = CursorBinding { caller: principal.user_name.as_str(), filter: &filter };
    let opened = params.cursor.map(|cursor| open_cursor(&app.config, binding, &cursor)).transpose()?;
    let unread = || Problem::internal(&"a cursor that was sealed here holds no place");
    let begin = opened.map_or(Some(Place::default()), |text| Place::read(&text)).ok_or_else(unread)?;
    let mut answer = VerificationAnswer::of(period);
    let next = match begin {
        Place::Chain { .. } => match follow(&app, begin, &mut answer).await? {
            None => look(&app, (period.from, PointerPlace::default()), &mut answer).await?,
            next => next,
        },
        Place::Day { day, pointer } => look(&app, (day, pointer), &mut answer).await?,
    };
    answer.next_cursor = next.map(|place| seal_cursor(&app.config, binding, &place.to_string()));
    Ok(Json(answer))
}

/// Follows chains by name. Tells where to go on; nowhere when all are followed.
async fn follow(app: &App, begin: Place, answer: &mut VerificationAnswer) -> Result<Option<Place>, Problem> {
    let Place::Chain { chain: first, mut mark } = begin else { return Ok(None) };
    let mut heads = app.store.audit_heads().await?;
    heads.retain(|head| head.chain >= first);
    for head in heads {
        let chain = &head.chain;
        if answer.looked >= ROWS {
            return Ok(Some(Place::Chain { chain: chain.clone(), mark: AuditMark::default() }));
        }
        let after = if *chain == first { std::mem::take(&mut mark) } else { AuditMark::default() };
        let before = after.sequence;
        match app.store.audit_verify(&head, after, ROWS - answer.looked).await? {
            AuditFollowed::GoesOn(mark) => {
                answer.followed(mark.sequence.saturating_sub(before));
                return Ok(Some(Place::Chain { chain: chain.clone(), mark }));
            }
            AuditFollowed::Ended(verdict) => {
                answer.chains += 1;
                answer.followed(head.count.saturating_sub(before));
                answer.fault(FaultView::of_chain(chain, &verdict));
            }
        }
    }
    Ok(None)
}

/// Looks at the pointers of days. Tells where to go on; nowhere when the period is looked at.
async fn look(
    app: &App,
    (mut day, mut place): (NaiveDate, PointerPlace),
    answer: &mut VerificationAnswer,
) -> Result<Option<Place>, Problem> {
    while day <= answer.to {
        if answer.looked >= ROWS {
            return Ok(Some(Place::Day { day, pointer: place }));
        }
        let found = app.store.audit_pointers_verify(day, &place, POINTERS).await?;
        answer.pointers += found.looked_at;
        answer.looked += found.looked_at + LOOK;
        for fault in found.faults {
            answer.fault(Some(FaultView::of_pointer(day, fault)));
        }
        match (found.next, day.succ_opt()) {
            (Some(next), _) => place = next,
            (None, Some(next)) => (day, place) = (next, PointerPlace::default()),
            (None, None) => break,
        }
    }
    Ok(None)
}

impl VerificationAnswer {
    fn of(Period { from, to }: Period) -> Self {
        Self {
            sound: true,
            chains: 0,
            rows: 0,
            pointers: 0,
            from,
            to,
            faults: Vec::new(),
            next_cursor: None,
            looked: 0,
        }
    }

    fn followed(&mut self, rows: u64) {
        self.rows += rows;
        self.looked += rows.max(1);
    }

    /// Tells of a fault, of each chain and kind once.
    fn fault(&mut self, fault: Option<FaultView>) {
        let Some(fault) = fault else { return };
        self.sound = false;
        if !self.faults.iter().any(|told| told.is_like(&fault)) {
            self.faults.push(fault);
        }
    }
}
