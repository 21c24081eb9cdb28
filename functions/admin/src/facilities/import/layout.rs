//! The columns of a file of facilities.

use crate::csv_input::{Column, Layout};

/// The most rows a file may have: the nation has about 180,000 institutions.
pub(super) const MAX_ROWS: usize = 300_000;

/// The columns by the field they fill. What an optional one would fill stays as it is where a file lacks it.
pub(super) const LAYOUT: Layout = Layout {
    columns: &[
        Column::new("code", "医療機関コード"),
        Column::new("name", "医療機関名"),
        Column::new("category", "区分"),
        Column::new("prefecture", "都道府県").optional(),
        Column::new("designations", "登録の区分").optional(),
        Column::new("contact.person", "担当者名").optional(),
        Column::new("contact.phone", "電話番号").optional().phone(),
        Column::new("delivery.postal_code", "郵便番号").optional(),
        Column::new("delivery.address", "住所").optional(),
        Column::new("delivery.receiving_hours", "受取り可能な時間").optional(),
        Column::new("mail", "メールアドレス").optional(),
        Column::new("valid_from", "有効期間の始まり").optional(),
        Column::new("valid_to", "有効期間の終わり").optional(),
    ],
    max_rows: MAX_ROWS,
};
