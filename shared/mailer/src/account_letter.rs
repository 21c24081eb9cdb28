//! Mails 13 to 15: those about an account or an address, with a link that only they hold.

use domain::{
    id::UserName,
    prefecture::Prefecture,
    text::one_line,
    time::{Instant, long_stamp},
};
use serde::Serialize;

use crate::{
    letter::{Audience, Letter, RenderError},
    letterhead::{Letterhead, SYSTEM_NAME},
    template::{ADDRESS_CONFIRMATION, INVITATION, PASSWORD_RESET, PASSWORD_SET, Template},
};

/// The account a mail is about, and where it is read.
#[derive(Debug, Clone, Copy)]
pub struct Account<'a> {
    /// The user's address.
    pub address: &'a str,
    /// What the user belongs to, such as the facility's name.
    pub organization: &'a str,
    /// The user's name.
    pub user_name: &'a UserName,
}

/// What makes a link work. Not to be logged or stored: whoever has the token may do what the link is for.
#[derive(Clone, Copy)]
pub struct LinkToken<'a> {
    /// The token in clear.
    pub token: &'a str,
    /// Until when it works.
    pub expires_at: Instant,
}

#[derive(Serialize)]
struct AccountView {
    organization: String,
    user_name: String,
}

#[derive(Serialize)]
struct ResetView {
    account: AccountView,
    url: String,
    expires_at: String,
}

#[derive(Serialize)]
struct ChangedView {
    account: AccountView,
    changed_at: String,
}

#[derive(Serialize)]
struct InvitationView<'a> {
    account: AccountView,
    url: String,
    expires_at: String,
    system_name: &'static str,
    ui_domain: &'a str,
    sender_domain: &'a str,
    guide_url: &'a str,
}

#[derive(Serialize)]
struct ConfirmationView {
    prefecture_name: &'static str,
    url: String,
    expires_at: String,
}

/// Mail 13: how to set a new password.
///
/// # Errors
/// [`RenderError::Template`].
pub fn password_reset_letter(
    account: Account,
    link: LinkToken,
    letterhead: &Letterhead,
) -> Result<Letter, RenderError> {
    let view = ResetView {
        account: AccountView::of(account),
        url: letterhead.reset_url(link.token),
        expires_at: long_stamp(link.expires_at),
    };
    to_address(PASSWORD_RESET, account.address, &view, letterhead)
}

/// Mail 13 once more: the password was changed.
///
/// # Errors
/// [`RenderError::Template`].
pub fn password_set_letter(
    account: Account,
    changed_at: Instant,
    letterhead: &Letterhead,
) -> Result<Letter, RenderError> {
    let view = ChangedView { account: AccountView::of(account), changed_at: long_stamp(changed_at) };
    to_address(PASSWORD_SET, account.address, &view, letterhead)
}

/// Mail 14: how to begin.
///
/// # Errors
/// [`RenderError::Template`].
pub fn invitation_letter(
    account: Account,
    link: LinkToken,
    letterhead: &Letterhead,
) -> Result<Letter, RenderError> {
    let view = InvitationView {
        account: AccountView::of(account),
        url: letterhead.invitation_url(link.token),
        expires_at: long_stamp(link.expires_at),
        system_name: SYSTEM_NAME,
        ui_domain: letterhead.ui_domain(),
        sender_domain: letterhead.sender_domain(),
        guide_url: &letterhead.guide_url,
    };
    to_address(INVITATION, account.address, &view, letterhead)
}

/// Mail 15: whether requests may be mailed to this address.
///
/// # Errors
/// [`RenderError::Template`].
pub fn address_confirmation_letter(
    prefecture: Prefecture,
    address: &str,
    link: LinkToken,
    letterhead: &Letterhead,
) -> Result<Letter, RenderError> {
    let view = ConfirmationView {
        prefecture_name: prefecture.name(),
        url: letterhead.address_url(link.token),
        expires_at: long_stamp(link.expires_at),
    };
    to_address(ADDRESS_CONFIRMATION, address, &view, letterhead)
}

fn to_address(
    template: Template,
    address: &str,
    view: &impl Serialize,
    letterhead: &Letterhead,
) -> Result<Letter, RenderError> {
    template.letter(Audience::Address(address.to_owned()), view, letterhead)
}

impl AccountView {
    fn of(account: Account) -> Self {
        Self { organization: one_line(account.organization), user_name: account.user_name.to_string() }
    }
}
