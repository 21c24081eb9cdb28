//! Names of fields in Japanese, for messages, histories and mails.

use crate::audit::AuditAction;

/// What a field without a name of its own is called.
const UNNAMED: &str = "項目";

/// The name of a field in the audit entry of that action: where a record is of one thing, its name and number are called after it.
pub fn audit_label(action: AuditAction, path: &str) -> &'static str {
    use AuditAction::{
        FacilityChanged, FacilityCreated, UserChanged, UserCreated, UserDisabled, UserEnabled,
    };
    match (action, path) {
        (UserCreated | UserChanged | UserDisabled | UserEnabled, "name") => "名前",
        (FacilityCreated | FacilityChanged, path) => facility_label(path),
        (_, path) => label(path),
    }
}

/// The name of a field of a facility's master data.
pub fn facility_label(path: &str) -> &'static str {
    match path {
        "code" => "医療機関コード",
        "name" => "医療機関名",
        "valid_from" => "有効期間の始まり",
        "valid_to" => "有効期間の終わり",
        "delivery.address" => "住所",
        path => label(path),
    }
}

/// The name of a field by its path on the wire; only the last part that is no number counts, save where it means different things.
pub fn label(path: &str) -> &'static str {
    match path {
        "acceptance.open" => "申請の受付",
        path if is_member("catalogue", path) => "物資の内容",
        path if is_member("stock", path) => "都道府県の備蓄",
        path => last_label(path),
    }
}

/// Whether the path names a whole member of that map, such as `stock.gloves`.
fn is_member(map: &str, path: &str) -> bool {
    path.strip_prefix(map)
        .and_then(|rest| rest.strip_prefix('.'))
        .is_some_and(|code| !code.contains('.') && !is_number(code))
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

fn last_label(path: &str) -> &'static str {
    match path.rsplit('.').find(|part| !is_number(part)).unwrap_or(path) {
        "contact" => "連絡先",
        "delivery" => "届け先",
        "items" => "物資",
        "person" => "担当者名",
        "phone" => "電話番号",
        "postal_code" => "郵便番号",
        "address" => "届け先の住所",
        "receiving_hours" => "受取り可能な時間",
        "cannot_procure" => "要件①（欠品等により自ら調達できない）",
        "remarks" => "備考",
        "requested" => "要請する",
        "quantity" => "要請枚数",
        "stock" => "前日時点の在庫量",
        "weekly_consumption" => "今後1週間の想定消費量",
        "planned_purchase" => "購入予定量",
        "outlook" => "備蓄見通し",
        "procurement_difficulty" | "circumstances" => "自ら調達できない具体的な事情",
        "aerosol_procedures" => "エアロゾル発生手技を行う具体的な事情",
        "needed" => "緊急配布の要否",
        "source" => "配布方法",
        "prefecture_quantity" => "県の配布枚数",
        "national_quantity" => "国の配布枚数",
        "total_quantity" => "総配布枚数",
        "quantity_confirmed" => "枚数の確認",
        "prior_distributions" => "これまでの配布回数",
        "both_sources_reason" => "都道府県と国の両方から配布する理由",
        "refusal_reason" => "配布しない理由",
        "opinion" => "その他の意見",
        "message_to_facility" => "医療機関への連絡",
        "delay_reason" => "遅れる理由",
        "expected_on" => "入力予定日",
        "status" => "対応ステータス",
        "prefecture_status" => "都道府県確認ステータス",
        "outcome" => "結果",
        "due_at" => "入力期限（目安）",
        "question" => "照会の内容",
        "answer" => "回答",
        "reason" => "理由",
        "wait_seconds" => "次の操作までの待機（秒）",
        "refused_meanwhile" => "待機中に受け付けなかった回数",
        "role" => "役割",
        "prefecture" => "都道府県",
        "facility" => "医療機関ID",
        "disabled" => "利用の停止",
        "category" => "区分",
        "designations" => "登録の区分",
        "mail" => "メールアドレス",
        "total" => "行数",
        "created" => "新しく登録した数",
        "changed" => "変更した数",
        "unchanged" => "変更のなかった数",
        "created_facilities" => "新しく登録した医療機関",
        "changed_facilities" => "変更した医療機関",
        "history_sha256" => "変更履歴の検証値（SHA-256）",
        "file_sha256" => "ファイルの検証値（SHA-256）",
        "printed_link" => "画面に表示した招待リンクの期限",
        "text" => "本文",
        "effective_from" => "適用開始日時",
        "qualifying_designations" => "要件②を満たす登録",
        "qualifying_outlooks" => "要件③を満たす備蓄見通し",
        "cutoff" => "締切時刻",
        "target" => "入力期限の時刻",
        "days" => "休業日・営業日",
        "added" if path.starts_with("days.closed") => "休業日（追加）",
        "removed" if path.starts_with("days.closed") => "休業日（削除）",
        "added" => "営業日（追加）",
        "removed" => "営業日（削除）",
        "taken_over_by" => "この後に切り替わる版",
        "closed" => "休業日",
        "open" => "営業日",
        "catalogue" => "物資の一覧",
        "acceptance" => "受付",
        "notice" => "お知らせ",
        "name" => "名称",
        "unit" => "単位",
        "code" => "コード",
        "order" => "表示順",
        "valid_from" => "開始日",
        "valid_to" => "終了日",
        "office" => "担当課名",
        "emergency_phone" => "休日の緊急連絡先",
        "bundling_minutes" => "メールをまとめる時間",
        "notification_addresses" => "通知先メールアドレス",
        "undeliverable" => "届かない通知先",
        "unconfirmed_addresses" => "確認待ちの通知先メールアドレス",
        "user_name" => "ユーザ名",
        "password" => "パスワード",
        "second_factor_required" => "二要素認証が必要な役割",
        "as_of" => "基準日",
        _ => UNNAMED,
    }
}

#[cfg(test)]
mod tests;
