//! `GET` and `PUT /api/users/{name}`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    audit::AuditAction,
    field::FieldError,
    history::{Change, Value},
};
use serde::Deserialize;
use store::{UserChange, UserRow, UserWriteError};
use web::{App, IfMatch, JsonText, Ministry, Officer, PathPart, Problem, Sent, with_etag};

use super::{
    caller::{load, load_in_area},
    candidate::Faults,
    view::UserView,
};

/// What may change, and what may be sent along as it was answered but never changes (SPEC 10).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edited {
    name: Option<Sent<String>>,
    mail: Option<Sent<String>>,
    disabled: Option<Sent<bool>>,
    user_name: Option<serde_json::Value>,
    role: Option<serde_json::Value>,
    prefecture: Option<serde_json::Value>,
    facility: Option<serde_json::Value>,
}

/// `GET /api/users/{name}`, for the ministry, and for a prefecture in its own area.
pub(super) async fn show(
    State(app): State<App>,
    Officer(officer): Officer,
    PathPart(name): PathPart,
) -> Result<Response, Problem> {
    let user = load_in_area(&app, &officer, &name).await?;
    Ok(answer(&user))
}

/// `PUT /api/users/{name}`, for the ministry: name, mail address and whether the user is kept out. A new address voids links mailed to the
/// old one; with it and with disabling, the user's sessions end at once.
pub(super) async fn change(
    State(app): State<App>,
    Ministry(principal): Ministry,
    PathPart(name): PathPart,
    IfMatch(version): IfMatch,
    body: JsonText,
) -> Result<Response, Problem> {
    let before = load(&app, &name).await?;
    if before.version != version {
        return Err(stale());
    }
    let mut after = body.read::<Edited>()?.apply(&before).map_err(Problem::invalid)?;
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(answer(&before));
    }
    if after.disabled && after.user_name == principal.user_name {
        return Err(own_account());
    }
    let disabling = after.disabled && !before.disabled;
    if disabling || after.mail != before.mail {
        after.credentials += 1;
    }
    let action = match (before.disabled, after.disabled) {
        (false, true) => AuditAction::UserDisabled,
        (true, false) => AuditAction::UserEnabled,
        _ => AuditAction::UserChanged,
    };
    let audit = principal.audit(&app, action, after.user_name.as_str(), changes);
    let change = UserChange { before: &before, after: &after, audit: &audit, mail: None, link: None };
    match app.store.user_change(change).await {
        Ok(()) => Ok(answer(&UserRow { version: before.version + 1, ..after })),
        Err(UserWriteError::Stale) => Err(stale()),
        Err(UserWriteError::Store(error)) => Err(error.into()),
    }
}

impl Edited {
    /// The user as it is to be, or everything that is wrong.
    fn apply(self, user: &UserRow) -> Result<UserRow, Vec<FieldError>> {
        let mut unreadable = Vec::new();
        let mut text = |sent: Option<Sent<String>>, field: &str, label: &str| {
            sent.and_then(|sent| sent.read(field, label, &mut unreadable)).unwrap_or_default()
        };
        let name = text(self.name, "name", "名前").trim().to_owned();
        let mail = text(self.mail, "mail", "メールアドレス").trim().to_owned();
        if self.disabled.is_none() {
            unreadable.push(FieldError::not_chosen("disabled", "利用の停止"));
        }
        let disabled = self.disabled.and_then(|sent| sent.read("disabled", "利用の停止", &mut unreadable));
        let mut faults = Faults(unreadable);
        faults.line(&name, "name", "名前");
        faults.mail(&mail);
        let stands = serde_json::to_value(UserView::from(user)).unwrap_or_default();
        for (sent, field, label) in [
            (self.user_name, "user_name", "ユーザ名"),
            (self.role, "role", "役割"),
            (self.prefecture, "prefecture", "都道府県"),
            (self.facility, "facility", "医療機関"),
        ] {
            if sent.is_some_and(|sent| stands[field] != sent) {
                let message =
                    format!("{label}は変更できません。変えるときは、新しい利用者を登録してください。");
                faults.push(FieldError::new(field, "unchangeable", message));
            }
        }
        match disabled {
            Some(disabled) if faults.0.is_empty() => Ok(UserRow { name, mail, disabled, ..user.clone() }),
            _ => Err(faults.0),
        }
    }
}

fn changes(before: &UserRow, after: &UserRow) -> Vec<Change> {
    let of = |user: &UserRow| {
        [
            ("name", Value::text(&user.name)),
            ("mail", Value::text(&user.mail)),
            ("disabled", Value::Flag(user.disabled)),
        ]
    };
    let pairs = of(before).into_iter().zip(of(after)).filter(|(from, to)| from != to);
    pairs.map(|((field, from), (_, to))| Change { field: field.to_owned(), from, to }).collect()
}

/// The user with its version.
pub(super) fn answer(user: &UserRow) -> Response {
    with_etag(user.version, Json(UserView::from(user))).into_response()
}

/// 412: written since it was read, be it by the user's own sign-in.
fn stale() -> Problem {
    Problem::stale(
        "この利用者の情報は、画面を開いた後に更新されています（ログインも含みます）。入力した内容はこの画面に残っています。最新の内容を確認してから、もう一度保存してください。",
    )
}

/// 409: whoever acts stays able to act, so that the ministry always has a user who can come in.
fn own_account() -> Problem {
    Problem::conflict("own_account", "自分自身の利用は停止できません。国の別の利用者に依頼してください。")
}
