//! Playing requests: the facility drafts and submits, its prefecture's officer decides at once.

use std::collections::HashMap;

use axum::{Router, http::Method};
use serde_json::{Map, Value, json};
use store_emulator::samples::{trace_officer, trace_user};
use web::Clock;

use super::{
    Demand,
    caller::{Answer, Caller},
};

/// A step of the trace did not go as it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PlayError(pub(super) String);

/// A request that was played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Played {
    /// Its id.
    pub id: String,
    /// User name of the facility it was mapped to.
    pub facility: String,
    /// Code of the prefecture that decided.
    pub prefecture: String,
    /// What it came to: the answer's `status` and `outcome`.
    pub status: String,
    /// See `status`.
    pub outcome: String,
}

/// Plays each request at its time on the clock; `after_each` is told how many are done.
///
/// # Errors
/// [`PlayError`] for the first step that fails.
pub async fn play(
    api: &Router,
    clock: &Clock,
    demands: &[Demand],
    after_each: impl Fn(usize),
) -> Result<Vec<Played>, PlayError> {
    let mut callers = HashMap::new();
    let mut played = Vec::with_capacity(demands.len());
    for demand in demands {
        clock.set(demand.at);
        let user = trace_user(demand.facility);
        let facility = caller(api, &mut callers, &user).await?;
        let (draft, submitted) = submit(&facility, demand).await?;
        let prefecture = text(&draft.json["facility"]["prefecture"]);
        let path = format!("/api/requests/{}", text(&draft.json["id"]));
        let officer = caller(api, &mut callers, &trace_officer(&prefecture)).await?;
        let body = json!({"status": "completed", "items": decisions(demand)});
        let done = officer.send(Method::PUT, &format!("{path}/review"), &submitted.etag, Some(&body)).await?;
        played.push(Played {
            id: text(&done.json["id"]),
            facility: user,
            prefecture,
            status: text(&done.json["status"]),
            outcome: text(&done.json["outcome"]),
        });
        after_each(played.len());
    }
    Ok(played)
}

async fn caller(
    api: &Router,
    callers: &mut HashMap<String, Caller>,
    user: &str,
) -> Result<Caller, PlayError> {
    if !callers.contains_key(user) {
        callers.insert(user.to_owned(), Caller::sign_in(api, user).await?);
    }
    Ok(callers[user].clone())
}

/// Drafts, fills in and submits; gives the draft, and the answer to the submission.
async fn submit(facility: &Caller, demand: &Demand) -> Result<(Answer, Answer), PlayError> {
    let draft = facility.send(Method::POST, "/api/requests", "", None).await?;
    let path = format!("/api/requests/{}", text(&draft.json["id"]));
    let part = json!({
        "contact": draft.json["contact"],
        "delivery": draft.json["delivery"],
        "cannot_procure": true,
        "items": items(demand),
    });
    facility.send(Method::PUT, &path, &draft.etag, Some(&part)).await?;
    let submitted = facility.send(Method::POST, &format!("{path}/submission"), "", None).await?;
    Ok((draft, submitted))
}

fn items(demand: &Demand) -> Value {
    each_item(demand, |code, quantity| {
        json!({
            "requested": true,
            "quantity": quantity,
            "outlook": "within_1_week",
            "procurement_difficulty": "取引先すべてが欠品のため",
            "aerosol_procedures": if code == "n95_mask" { "気管挿管と喀痰吸引を行うため" } else { "" },
        })
    })
}

/// `delivered` is decided 要 as requested from the prefecture's stock, `closed` 否.
fn decisions(demand: &Demand) -> Value {
    each_item(demand, |_, quantity| {
        if demand.delivered {
            json!({
                "needed": true,
                "source": "prefecture",
                "prefecture_quantity": quantity,
                "national_quantity": 0,
                "total_quantity": quantity,
                "circumstances": "取引先すべてが欠品と確認",
                "aerosol_procedures": "挿管と吸引あり",
            })
        } else {
            json!({"needed": false, "refusal_reason": "在庫がないため", "message_to_facility": "今回は在庫がありません。"})
        }
    })
}

fn each_item(demand: &Demand, value: impl Fn(&str, i64) -> Value) -> Value {
    let items = demand.items.iter().map(|(code, quantity)| (code.clone(), value(code, *quantity)));
    Value::Object(items.collect::<Map<_, _>>())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
