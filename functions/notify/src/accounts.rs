//! The letters that hold a link. It is made when the letter is and stored by its hash before the letter goes out: what waits in the outbox
//! lets nobody in. A letter that is tried again has a new link, and an older one is as good as long as nobody used either.

use chrono::TimeDelta;
use domain::{id::UserName, message::Message, prefecture::Prefecture, role::Role, time::Instant};
use mailer::{
    Account, Letter, LinkToken, address_confirmation_letter, invitation_letter, password_reset_letter,
    password_set_letter,
};
use store::{LinkPurpose, LinkRow, OutboxEntry, StoreError, UserRow};
use web::{App, LINK_TOKEN, digest, new_token};

use crate::{deliver::DeliverError, letters::Desk};

/// How long a link to set a new password works (SPEC 10).
const RESET_LIVES: TimeDelta = TimeDelta::minutes(30);
/// How long an invitation works, and the link that confirms an address (SPEC 10; MAILS 14).
const INVITATION_LIVES: TimeDelta = TimeDelta::days(7);

/// The letter of a message about an account or address. None when nobody may get it any more, or it was sent: whether there is such a user
/// shows nowhere.
pub(crate) async fn letter(desk: &Desk<'_>, entry: &OutboxEntry) -> Result<Option<Letter>, DeliverError> {
    if !entry.sent.is_empty() {
        return Ok(None);
    }
    let now = desk.app.clock.session_now();
    match &entry.message {
        Message::PasswordReset { user_name, .. } => reset(desk, user_name, now + RESET_LIVES).await,
        Message::PasswordSet { user_name, set_at } => password_set(desk, user_name, *set_at).await,
        Message::Invitation { user_name, invited_at } => match alive(*invited_at, now) {
            Some(expires_at) => invitation(desk, user_name, expires_at).await,
            None => Ok(None),
        },
        Message::AddressConfirmation { prefecture, address, added_at } => match alive(*added_at, now) {
            Some(expires_at) => confirmation(desk, *prefecture, address, expires_at).await,
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Until when a link works that lives seven days from then; none when they are over, for a mail with a dead link helps nobody.
fn alive(from: Instant, now: Instant) -> Option<Instant> {
    Some(from + INVITATION_LIVES).filter(|expires_at| *expires_at > now)
}

async fn reset(
    desk: &Desk<'_>,
    user_name: &UserName,
    expires_at: Instant,
) -> Result<Option<Letter>, DeliverError> {
    let Some(user) = reachable(desk.app, user_name).await?.filter(|user| !user.disabled) else {
        return Ok(None);
    };
    let organization = organization(desk.app, &user).await?;
    let token = link(desk.app, of_password(&user), expires_at).await?;
    let link = LinkToken { token: &token, expires_at };
    Ok(Some(password_reset_letter(account(&user, &organization), link, &desk.letterhead)?))
}

async fn password_set(
    desk: &Desk<'_>,
    user_name: &UserName,
    set_at: Instant,
) -> Result<Option<Letter>, DeliverError> {
    let Some(user) = reachable(desk.app, user_name).await? else { return Ok(None) };
    let organization = organization(desk.app, &user).await?;
    Ok(Some(password_set_letter(account(&user, &organization), set_at, &desk.letterhead)?))
}

async fn invitation(
    desk: &Desk<'_>,
    user_name: &UserName,
    expires_at: Instant,
) -> Result<Option<Letter>, DeliverError> {
    // Who followed an earlier invitation has begun: the reset is the way to another password.
    let waits = |user: &UserRow| !user.disabled && user.password_hash.is_none();
    let Some(user) = reachable(desk.app, user_name).await?.filter(waits) else { return Ok(None) };
    let organization = organization(desk.app, &user).await?;
    let token = link(desk.app, of_password(&user), expires_at).await?;
    let link = LinkToken { token: &token, expires_at };
    Ok(Some(invitation_letter(account(&user, &organization), link, &desk.letterhead)?))
}

async fn confirmation(
    desk: &Desk<'_>,
    prefecture: Prefecture,
    address: &str,
    expires_at: Instant,
) -> Result<Option<Letter>, DeliverError> {
    let settings = desk.app.store.prefecture_get(prefecture).await?;
    if !settings.unconfirmed_addresses.contains_key(address) {
        return Ok(None);
    }
    let purpose = LinkPurpose::Address { prefecture, address: address.to_owned() };
    let token = link(desk.app, purpose, expires_at).await?;
    let link = LinkToken { token: &token, expires_at };
    Ok(Some(address_confirmation_letter(prefecture, address, link, &desk.letterhead)?))
}

/// The user of that name, if a mail can reach it.
async fn reachable(app: &App, name: &UserName) -> Result<Option<UserRow>, StoreError> {
    Ok(app.store.user_get(name).await?.filter(|user| !user.mail.is_empty()))
}

/// What the user belongs to, as the mail addresses it: no person's name.
async fn organization(app: &App, user: &UserRow) -> Result<String, StoreError> {
    let known = match (user.role, &user.facility, user.prefecture) {
        (Role::Facility, Some(id), _) => {
            app.store.facility_get(id).await?.map(|facility| facility.profile.name)
        }
        (Role::Prefecture, _, Some(prefecture)) => Some(prefecture.name().to_owned()),
        (Role::Ministry, _, _) => Some(app.config.ministry_label.clone()),
        _ => None,
    };
    Ok(known.unwrap_or_else(|| user.name.clone()))
}

fn account<'a>(user: &'a UserRow, organization: &'a str) -> Account<'a> {
    Account { address: &user.mail, organization, user_name: &user.user_name }
}

fn of_password(user: &UserRow) -> LinkPurpose {
    LinkPurpose::Password { user_name: user.user_name.clone(), credentials: user.credentials }
}

/// Stores a new link and tells its token.
async fn link(app: &App, purpose: LinkPurpose, expires_at: Instant) -> Result<String, DeliverError> {
    let token = new_token(LINK_TOKEN).map_err(|_| DeliverError::NoToken)?;
    app.store.link_put(&digest(&["link", &token]), &LinkRow { purpose, expires_at }).await?;
    Ok(token)
}
