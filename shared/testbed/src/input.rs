//! Bodies the tests send.

use serde_json::{Value, json};

/// A facility's part with N95 masks and gloves, nothing missing.
pub fn complete_part() -> Value {
    json!({
        "contact": {"person": "見本 花子", "phone": "03-0000-3333"},
        "delivery": {"postal_code": "100-0000", "address": "東京都千代田区見本町1-2-3", "receiving_hours": "平日9時～17時"},
        "cannot_procure": true,
        "remarks": "",
        "items": {"n95_mask": item(1500, true), "gloves": item(3000, false)}
    })
}

/// A requested item with everything a submission demands.
pub fn item(quantity: i64, aerosol: bool) -> Value {
    json!({
        "requested": true,
        "quantity": quantity,
        "stock": 200,
        "weekly_consumption": 700,
        "outlook": "within_1_week",
        "procurement_difficulty": "卸2社とも欠品のため",
        "aerosol_procedures": if aerosol { "気管挿管と喀痰吸引を毎日行うため" } else { "" }
    })
}

/// A decision to distribute from the prefecture's stock.
pub fn distribute(quantity: i64) -> Value {
    json!({
        "needed": true,
        "source": "prefecture",
        "prefecture_quantity": quantity,
        "national_quantity": 0,
        "total_quantity": quantity,
        "circumstances": "卸2社とも欠品と確認",
        "aerosol_procedures": "挿管あり"
    })
}

/// A refusal.
pub fn refuse() -> Value {
    json!({"needed": false, "refusal_reason": "在庫が十分にあるため", "message_to_facility": "次回の入荷をお待ちください。"})
}
