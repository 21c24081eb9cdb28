//! `POST /api/users`: a new user.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    audit::AuditAction,
    field::FieldError,
    history::{Change, Value},
    message::Message,
    prefecture::Prefecture,
};
use serde::Deserialize;
use store::UserRow;
use web::{App, JsonBody, Ministry, Principal, Problem, Sent, with_etag};

use super::{
    candidate::{Finding, Typed, role_label, taken},
    view::UserView,
};

/// What is sent. Whatever cannot be read is named beside everything else that is wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUser {
    user_name: Option<Sent<String>>,
    role: Option<Sent<String>>,
    name: Option<Sent<String>>,
    mail: Option<Sent<String>>,
    prefecture: Option<Sent<String>>,
    facility: Option<Sent<String>>,
}

/// `POST /api/users`, for the ministry: creates a user and mails the invitation.
pub(super) async fn create(
    State(app): State<App>,
    Ministry(principal): Ministry,
    body: JsonBody<NewUser>,
) -> Result<Response, Problem> {
    let mut unreadable = Vec::new();
    let typed = body.value.typed(&mut unreadable);
    let candidate = typed.read(unreadable);
    let name = candidate.user_name.clone();
    let is_taken = || Problem::invalid(name.as_ref().map(taken).into_iter().collect());
    let user = match candidate.look_up(&app).await? {
        Finding::New(user) => user,
        Finding::There => return Err(is_taken()),
        Finding::Wrong(errors) => return Err(Problem::invalid(errors)),
    };
    if !write(&app, &principal, &user).await? {
        return Err(is_taken());
    }
    let mut response = with_etag(user.version, (StatusCode::CREATED, axum::Json(UserView::from(&*user))));
    if let Ok(location) = HeaderValue::from_str(&format!("/api/users/{}", user.user_name)) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response.into_response())
}

/// Writes a new user with invitation and audit entry. False when the name is taken.
///
/// # Errors
/// A [`Problem`] when the store fails.
pub(super) async fn write(app: &App, principal: &Principal, user: &UserRow) -> Result<bool, Problem> {
    let audit = principal.audit(app, AuditAction::UserCreated, user.user_name.as_str(), all_of(user));
    let mail = Message::Invitation { user_name: user.user_name.clone(), invited_at: audit.at };
    Ok(app.store.user_create(user, &audit, Some(mail)).await?)
}

fn all_of(user: &UserRow) -> Vec<Change> {
    let prefecture = user.prefecture.map(Prefecture::name).unwrap_or_default();
    let facility = user.facility.as_ref().map_or("", |id| id.as_str());
    let fields = [
        ("role", role_label(user.role)),
        ("name", &user.name),
        ("mail", &user.mail),
        ("prefecture", prefecture),
        ("facility", facility),
    ];
    let change = |(field, text): (&str, &str)| Change {
        field: field.to_owned(),
        from: Value::Nothing,
        to: Value::text(text),
    };
    fields.into_iter().map(change).filter(|change| !change.to.is_nothing()).collect()
}

impl NewUser {
    fn typed(self, errors: &mut Vec<FieldError>) -> Typed {
        let mut text = |sent: Option<Sent<String>>, field: &str, label: &str| {
            sent.and_then(|sent| sent.read(field, label, errors)).unwrap_or_default()
        };
        Typed {
            user_name: text(self.user_name, "user_name", "ユーザ名"),
            role: text(self.role, "role", "役割"),
            name: text(self.name, "name", "名前"),
            mail: text(self.mail, "mail", "メールアドレス"),
            prefecture: text(self.prefecture, "prefecture", "都道府県"),
            facility: text(self.facility, "facility", "医療機関ID"),
        }
    }
}
