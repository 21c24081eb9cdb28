//! Names of fields in Japanese, for messages, histories and mails.

/// The name of a field by its path on the wire; only the last part counts, save where it means different things.
pub fn label(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or(path) {
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
        "category" => "区分",
        "designations" => "登録の区分",
        "mail" => "メールアドレス",
        "total" => "行数",
        "created" => "新しく登録した数",
        "changed" => "変更した数",
        "unchanged" => "変更のなかった数",
        "text" => "本文",
        "effective_from" => "適用開始日時",
        "qualifying_designations" => "要件②を満たす登録",
        "qualifying_outlooks" => "要件③を満たす備蓄見通し",
        "cutoff" => "締切時刻",
        "target" => "入力期限の時刻",
        "days" => "休業日・営業日",
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
        _ => "項目",
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn the_last_part_of_a_path_names_the_field() {
        assert_eq!(label("items.n95_mask.total_quantity"), "総配布枚数");
        assert_eq!(label("remarks"), "備考");
        assert_eq!(label("something.new"), "項目");
    }
}
