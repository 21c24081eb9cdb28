//! The columns of an export, in their fixed order: one row per requested item (docs/export-columns.md).

use domain::{
    policy::Policy,
    request::{ItemRequest, Request},
    review::ItemReview,
    status::{Outcome, Status},
    supply::ItemCode,
    survey::StockFlag,
    time::Instant,
};

use crate::cell::Cell;

/// What a cell may be taken from.
pub(crate) struct Line<'a> {
    request: &'a Request,
    code: &'a ItemCode,
    item: &'a ItemRequest,
    review: ItemReview,
    policy: &'a Policy,
    now: Instant,
}

/// A column: its heading, and what stands under it.
type Column = (&'static str, fn(&Line) -> Cell);

/// Every column.
const COLUMNS: &[Column] = &[
    ("要請番号", |l| l.request.number.as_ref().map_or(Cell::Empty, |n| plain(n.as_str()))),
    ("対応ステータス", |l| plain(l.request.status.label())),
    ("結果", |l| l.request.outcome.map_or(Cell::Empty, |o: Outcome| plain(o.label()))),
    ("都道府県確認ステータス", |l| plain(l.request.review.status.label())),
    ("都道府県コード", |l| Cell::Plain(l.request.facility.prefecture.code())),
    ("都道府県", |l| plain(l.request.facility.prefecture.name())),
    ("医療機関コード", |l| plain(&l.request.facility.code)),
    ("医療機関名", |l| text(&l.request.facility.name)),
    ("区分", |l| plain(l.request.facility.category.label())),
    ("要件②の登録", designations),
    ("担当者名", |l| text(&l.request.part.contact.person)),
    ("電話番号", |l| text(&l.request.part.contact.phone)),
    ("郵便番号", |l| text(&l.request.part.delivery.postal_code)),
    ("届け先の住所", |l| text(&l.request.part.delivery.address)),
    ("受取り可能な時間", |l| text(&l.request.part.delivery.receiving_hours)),
    ("要請日時", |l| date_time(l.request.submitted_at)),
    ("要請（更新）日時", |l| date_time(l.request.updated_at)),
    ("入力期限（目安）", |l| date_time(l.request.due_at())),
    ("入力期限超過", |l| mark(l.request.is_overdue(l.now), "超過")),
    ("照会中", |l| mark(l.request.awaits_answer(), "照会中")),
    ("物資コード", |l| plain(l.code.as_str())),
    ("物資", |l| plain(l.policy.catalogue.name(l.code))),
    ("要請枚数", |l| quantity(l.item.quantity)),
    ("前日時点の在庫量（枚）", |l| quantity(l.item.stock)),
    ("今後1週間の想定消費量（枚）", |l| quantity(l.item.weekly_consumption)),
    ("備蓄見通し", |l| l.item.outlook.map_or(Cell::Empty, |outlook| plain(outlook.label()))),
    ("自ら調達できない具体的な事情（医療機関）", |l| {
        text(&l.item.procurement_difficulty)
    }),
    ("エアロゾル発生手技を行う具体的な事情（医療機関）", |l| {
        text(&l.item.aerosol_procedures)
    }),
    ("備考", |l| text(&l.request.part.remarks)),
    ("在庫量が1ヶ月分以上の可能性あり", flag),
    ("緊急配布の要否", |l| {
        l.review.decision.needed.map_or(Cell::Empty, |needed| plain(if needed { "要" } else { "否" }))
    }),
    ("配布方法", |l| l.review.decision.source.map_or(Cell::Empty, |source| plain(source.label()))),
    ("県の配布枚数", |l| quantity(l.review.decision.prefecture_quantity)),
    ("国の配布枚数", |l| quantity(l.review.decision.national_quantity)),
    ("総配布枚数", |l| quantity(l.review.decision.total_quantity)),
    ("これまでの配布回数", prior_distributions),
    ("都道府県意見：自ら調達できない具体的な事情", |l| {
        text(&l.review.decision.circumstances)
    }),
    ("都道府県意見：エアロゾル発生手技を行う具体的な事情", |l| {
        text(&l.review.decision.aerosol_procedures)
    }),
    ("都道府県意見：都道府県と国の両方から配布する理由", |l| {
        text(&l.review.decision.both_sources_reason)
    }),
    ("都道府県意見：配布しない理由", |l| text(&l.review.decision.refusal_reason)),
    ("都道府県意見：その他", |l| text(&l.review.decision.opinion)),
    ("医療機関への連絡", |l| text(&l.review.decision.message_to_facility)),
    ("遅れる理由", |l| text(&l.request.review.delay_reason)),
    ("入力予定日", |l| {
        l.request
            .review
            .expected_on
            .map_or(Cell::Empty, |day| Cell::Plain(day.format("%Y/%m/%d").to_string()))
    }),
    ("最終入力者", |l| l.request.review.reviewed_by.as_ref().map_or(Cell::Empty, |by| text(&by.name))),
    ("最終入力日時", |l| date_time(l.request.review.reviewed_at)),
];

/// The row of headings.
pub fn headings() -> Vec<&'static str> {
    COLUMNS.iter().map(|(heading, _)| *heading).collect()
}

/// The rows of a request: one per requested item, in the catalogue's order; of a report on what the nation ships, only those items.
pub(crate) fn rows(
    request: &Request,
    national_direct: bool,
    policy: &Policy,
    now: Instant,
) -> Vec<Vec<Cell>> {
    let codes = policy.catalogue.sorted(request.requested_items().map(|(code, _)| code));
    codes
        .into_iter()
        .map(|code| Line {
            request,
            code,
            item: &request.part.items[code],
            review: request.review.items.get(code).cloned().unwrap_or_default(),
            policy,
            now,
        })
        .filter(|line| {
            !national_direct || line.review.decision.national_quantity.is_some_and(|n| !n.is_zero())
        })
        .map(|line| COLUMNS.iter().map(|(_, cell)| cell(&line)).collect())
        .collect()
}

fn plain(word: &str) -> Cell {
    Cell::Plain(word.to_owned())
}

fn text(typed: &str) -> Cell {
    if typed.is_empty() { Cell::Empty } else { Cell::Text(typed.to_owned()) }
}

fn mark(holds: bool, word: &str) -> Cell {
    if holds { plain(word) } else { Cell::Empty }
}

fn date_time(at: Option<Instant>) -> Cell {
    at.map_or(Cell::Empty, Cell::date_time)
}

fn quantity(pieces: Option<domain::quantity::Quantity>) -> Cell {
    pieces.map_or(Cell::Empty, |pieces| Cell::Number(pieces.into()))
}

fn designations(line: &Line) -> Cell {
    let labels: Vec<&str> =
        line.request.facility.designations.iter().map(|designation| designation.label()).collect();
    if labels.is_empty() { Cell::Empty } else { Cell::Plain(labels.join("、")) }
}

fn flag(line: &Line) -> Cell {
    match line.review.stock_flag {
        Some(StockFlag::Flagged) => plain("該当"),
        Some(StockFlag::NotFlagged) => plain("該当しない"),
        Some(StockFlag::NoSurvey) => plain("週次調査の回答なし"),
        None => Cell::Empty,
    }
}

/// Counted for every request that passed the check; before that there is nothing to count for.
fn prior_distributions(line: &Line) -> Cell {
    match line.request.status {
        Status::UnderReview | Status::Accepted => Cell::Number(line.review.prior_distributions().into()),
        _ => Cell::Empty,
    }
}
