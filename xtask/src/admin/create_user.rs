//! `cargo xtask admin create-user`: the first users of a new installation.

use chrono::TimeDelta;
use clap::{Args, ValueEnum};
use domain::{
    audit::{AuditAction, AuditBy, AuditEntry},
    history::{Change, Value},
    id::UserName,
    mail_address::read_mail_address,
    message::Message,
    prefecture::Prefecture,
    role::Role,
    text::{check_line, is_blank},
    time::{Instant, long_stamp},
};
use store::{LinkPurpose, LinkRow, Store, UserRow};
use web::{Clock, LINK_TOKEN, digest, new_token};

use super::Table;

/// How long an invitation lives (SPEC 10).
const INVITATION: TimeDelta = TimeDelta::days(7);

/// The roles that have users before there are facilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewRole {
    Ministry,
    Prefecture,
}

/// Who is to be created.
#[derive(Debug, Args)]
pub(crate) struct NewUser {
    #[command(flatten)]
    table: Table,
    #[arg(long)]
    role: NewRole,
    /// 2 to 32 small letters, digits and hyphens; never changes.
    #[arg(long)]
    user_name: String,
    /// Name shown to people.
    #[arg(long)]
    name: String,
    /// Where the invitation goes.
    #[arg(long)]
    mail: String,
    /// 01 to 47, for the role prefecture.
    #[arg(long)]
    prefecture: Option<String>,
    /// Also print an invitation link that begins with this address: for while mails are not sent yet.
    #[arg(long, value_name = "PUBLIC_URL")]
    print_link: Option<String>,
}

/// Creates the user with its invitation in the outbox and the entry in the audit record.
pub(crate) async fn run(new: NewUser) -> Result<(), String> {
    let user = new.user()?;
    let store = new.table.open().await;
    create(&store, &user, new.print_link.as_deref(), Clock::system().session_now()).await
}

async fn create(store: &Store, user: &UserRow, print_at: Option<&str>, now: Instant) -> Result<(), String> {
    let audit = entry(now, user, AuditAction::UserCreated, as_created(user));
    let invitation = Message::Invitation { user_name: user.user_name.clone(), invited_at: now };
    let created =
        store.user_create(user, &audit, Some(invitation)).await.map_err(|error| error.to_string())?;
    if !created {
        return Err(format!("there is a user {} already; nothing was changed", user.user_name));
    }
    println!("xtask: created {}; the invitation goes to {}", user.user_name, user.mail);
    match print_at {
        Some(public_url) => print_link(store, user, public_url, now).await,
        None => Ok(()),
    }
}

fn entry(at: Instant, user: &UserRow, action: AuditAction, changes: Vec<Change>) -> AuditEntry {
    let subject = user.user_name.to_string();
    AuditEntry { at, by: AuditBy::Operator, from: "-".to_owned(), action, subject, changes }
}

/// What the user is given, as the audit record tells of it.
fn as_created(user: &UserRow) -> Vec<Change> {
    let text = |field: &str, text: &str| Change {
        field: field.to_owned(),
        from: Value::Nothing,
        to: Value::Text(text.to_owned()),
    };
    let role = match user.role {
        Role::Facility => "医療機関",
        Role::Prefecture => "都道府県",
        Role::Ministry => "国",
    };
    let mut given = vec![text("name", &user.name), text("role", role), text("mail", &user.mail)];
    given.extend(user.prefecture.map(|prefecture| text("prefecture", prefecture.name())));
    given
}

/// Prints a link that was mailed to nobody. The record tells of it before the link is good for anything.
async fn print_link(store: &Store, user: &UserRow, public_url: &str, now: Instant) -> Result<(), String> {
    let expires_at = now + INVITATION;
    let token = new_token(LINK_TOKEN).map_err(|_| "the system has no randomness to give".to_owned())?;
    let purpose = LinkPurpose::Password { user_name: user.user_name.clone(), credentials: user.credentials };
    let link = LinkRow { purpose, expires_at };
    let change = Change {
        field: "printed_link".to_owned(),
        from: Value::Nothing,
        to: Value::Text(long_stamp(expires_at)),
    };
    let audit = entry(now, user, AuditAction::UserInvited, vec![change]);
    store.audit_put(&audit).await.map_err(|error| error.to_string())?;
    store.link_put(&digest(&["link", &token]), &link).await.map_err(|error| error.to_string())?;
    println!("xtask: {}/invitation.html#{token}", public_url.trim_end_matches('/'));
    println!("xtask: whoever has this link sets the password; it lives until {expires_at}");
    Ok(())
}

impl NewUser {
    fn user(&self) -> Result<UserRow, String> {
        let user_name = UserName::parse(&self.user_name)
            .map_err(|_| "--user-name: 2 to 32 small letters, digits and hyphens".to_owned())?;
        if is_blank(&self.name) || check_line(&self.name).is_err() {
            return Err("--name: one line of at most 200 characters".to_owned());
        }
        let mail = read_mail_address(&self.mail).ok_or("--mail: one mail address")?;
        let (role, prefecture) = match (self.role, &self.prefecture) {
            (NewRole::Ministry, None) => (Role::Ministry, None),
            (NewRole::Ministry, Some(_)) => return Err("--prefecture: not for the role ministry".to_owned()),
            (NewRole::Prefecture, code) => {
                let code = code.as_deref().ok_or("--prefecture: needed for the role prefecture")?;
                let prefecture = Prefecture::parse(code).map_err(|_| "--prefecture: 01 to 47".to_owned())?;
                (Role::Prefecture, Some(prefecture))
            }
        };
        Ok(UserRow {
            user_name,
            role,
            name: self.name.clone(),
            prefecture,
            facility: None,
            area: prefecture,
            mail,
            password_hash: None,
            credentials: 0,
            disabled: false,
            second_factor: None,
            second_factor_offer: None,
            signed_in_at: None,
            version: 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(role: NewRole, prefecture: Option<&str>) -> NewUser {
        NewUser {
            table: Table { table: "haifu".to_owned(), endpoint: None },
            role,
            user_name: "first-user".to_owned(),
            name: "国の担当者".to_owned(),
            mail: "nation@example.jp".to_owned(),
            prefecture: prefecture.map(str::to_owned),
            print_link: None,
        }
    }

    #[track_caller]
    fn check(new: &NewUser, fault: &str) {
        let error = new.user().unwrap_err();
        assert!(error.starts_with(fault), "{error}");
    }

    #[test]
    fn a_user_has_the_scope_of_its_role_and_no_password() {
        let ministry = new(NewRole::Ministry, None).user().unwrap();
        assert_eq!((ministry.role, ministry.area, ministry.password_hash), (Role::Ministry, None, None));
        let tokyo = Prefecture::parse("13").ok();
        let officer = new(NewRole::Prefecture, Some("13")).user().unwrap();
        assert_eq!((officer.role, officer.prefecture, officer.area), (Role::Prefecture, tokyo, tokyo));
    }

    #[test]
    fn each_fault_names_its_option() {
        check(&new(NewRole::Ministry, Some("13")), "--prefecture");
        check(&new(NewRole::Prefecture, None), "--prefecture");
        check(&new(NewRole::Prefecture, Some("48")), "--prefecture");
        check(&NewUser { user_name: "First User".to_owned(), ..new(NewRole::Ministry, None) }, "--user-name");
        check(&NewUser { name: "　".to_owned(), ..new(NewRole::Ministry, None) }, "--name");
        check(&NewUser { mail: "nobody".to_owned(), ..new(NewRole::Ministry, None) }, "--mail");
    }

    /// What the record says after that user was created, newest first.
    async fn recorded(print_at: Option<&str>) -> Vec<AuditEntry> {
        let store = store_emulator::isolated_store().await.unwrap();
        let user = new(NewRole::Prefecture, Some("13")).user().unwrap();
        let now = Clock::system().session_now();
        create(&store, &user, print_at, now).await.unwrap();
        let again = create(&store, &user, print_at, now).await.unwrap_err();
        assert!(again.contains("nothing was changed"), "{again}");
        let records = store.audit_of("~operator", None, 10).await.unwrap();
        records.iter().map(|record| record.entry().unwrap()).collect()
    }

    fn told(entry: &AuditEntry) -> Vec<(&str, &Value)> {
        entry.changes.iter().map(|change| (change.field.as_str(), &change.to)).collect()
    }

    #[tokio::test]
    async fn the_record_tells_what_the_user_was_given() {
        let entries = recorded(None).await;
        let [created] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((created.action, created.subject.as_str()), (AuditAction::UserCreated, "first-user"));
        let text = |text: &str| Value::Text(text.to_owned());
        let expected = [
            ("name", &text("国の担当者")),
            ("role", &text("都道府県")),
            ("mail", &text("nation@example.jp")),
            ("prefecture", &text("東京都")),
        ];
        assert_eq!(told(created), expected);
    }

    #[tokio::test]
    async fn a_printed_link_leaves_an_entry_of_its_own_without_the_link() {
        let entries = recorded(Some("https://haifu.example.jp")).await;
        let [printed, created] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!(created.action, AuditAction::UserCreated);
        assert_eq!((printed.action, printed.subject.as_str()), (AuditAction::UserInvited, "first-user"));
        assert_eq!(printed.changes[0].field, "printed_link");
        let text = serde_json::to_string(printed).unwrap();
        assert!(!text.contains("hl_"), "{text}");
    }
}
