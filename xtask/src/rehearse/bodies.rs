//! What the rehearsal's people send.

use serde_json::{Value, json};

/// The code of the facility, with a right check digit.
pub(super) const FACILITY: &str = "1312345679";
/// That of the facility that comes by a file.
pub(super) const IMPORTED: &str = "0110113719";

/// A clinic of Tokyo.
pub(super) fn facility() -> Value {
    json!({
        "code": FACILITY,
        "name": "見本町南診療所",
        "category": "clinic",
        "designations": [],
        "contact": {"person": "見本 南", "phone": "03-0000-7777"},
        "delivery": {"postal_code": "100-0000", "address": "東京都港区見本町9-9", "receiving_hours": "平日"},
        "mail": "south@example.jp"
    })
}

/// The file of a spreadsheet, in UTF-8.
pub(super) const IMPORT: &str =
    "医療機関コード,医療機関名,区分,登録の区分\r\n0110113719,札幌見本病院,病院,\r\n";

/// Users in a file.
pub(super) const USERS: &str = "ユーザ名,役割,名前,メールアドレス,都道府県,医療機関ID\r\n\
    osaka-2,都道府県,大阪府 次席,osaka-2@example.jp,大阪府,\r\n";

/// A facility's part of a request with N95 masks and gloves; `outlook` is that of the gloves.
pub(super) fn part(outlook: &str, gloves: i64) -> Value {
    json!({
        "contact": {"person": "見本 花子", "phone": "03-0000-3333"},
        "delivery": {"postal_code": "100-0000", "address": "東京都千代田区見本町1-2-3", "receiving_hours": "平日9時～17時"},
        "cannot_procure": true,
        "remarks": "",
        "items": {
            "n95_mask": item(1500, "within_1_week", "気管挿管と喀痰吸引を毎日行うため"),
            "gloves": item(gloves, outlook, "")
        }
    })
}

fn item(quantity: i64, outlook: &str, aerosol: &str) -> Value {
    json!({
        "requested": true,
        "quantity": quantity,
        "stock": 200,
        "weekly_consumption": 700,
        "outlook": outlook,
        "procurement_difficulty": "卸2社とも欠品のため",
        "aerosol_procedures": aerosol
    })
}

/// The prefecture's part: N95 masks are distributed, gloves are not.
pub(super) fn decision(status: &str) -> Value {
    json!({"status": status, "items": {
        "n95_mask": {
            "needed": true,
            "source": "prefecture",
            "prefecture_quantity": 1500,
            "national_quantity": 0,
            "total_quantity": 1500,
            "circumstances": "卸2社とも欠品と確認",
            "aerosol_procedures": "挿管あり"
        },
        "gloves": {
            "needed": false,
            "refusal_reason": "在庫が十分にあるため",
            "message_to_facility": "次回の入荷をお待ちください。"
        }
    }})
}

/// A week's survey.
pub(super) fn survey() -> Value {
    json!({"items": {"gloves":
        {"stock": 5200, "weekly_consumption": 1000, "planned_purchase": 0, "outlook": "two_to_three_weeks"}}})
}
