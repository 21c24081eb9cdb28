//! Who writes, and where the links lead: the settings every mail needs.

use domain::id::RequestId;

/// The system's name, as the closing of every mail gives it (SPEC 1).
pub const SYSTEM_NAME: &str = "医療用物資緊急配布要請システム Haifu";

/// Settings of the installation. None has a default: nobody may be taken for another office (MAILS rule 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// 差出人, such as Haifu運用事務局; at the head of every subject.
    pub office_name: String,
    /// The office's phone.
    pub office_phone: String,
    /// When the phone is answered, such as 平日9時～17時.
    pub office_hours: String,
    /// The public address of the screens, such as `https://haifu.example.jp`. Every link begins with it (MAILS rule 7).
    pub public_url: String,
    /// The address of the operating guide (操作の手引).
    pub guide_url: String,
    /// The sender's address.
    pub mail_from: String,
    /// Any stage other than prod: mails are marked 【訓練】 (MAILS rule 9).
    pub practice: bool,
}

impl Letterhead {
    /// The screen of a request.
    pub fn request_url(&self, id: &RequestId) -> String {
        self.page(&format!("request.html?id={id}"))
    }

    /// The list of open requests.
    pub fn open_list_url(&self) -> String {
        self.page("requests.html?view=open")
    }

    /// The list of open requests past their target.
    pub fn overdue_list_url(&self) -> String {
        self.page("requests.html?view=open&overdue=true")
    }

    /// The first screen.
    pub fn home_url(&self) -> String {
        self.page("")
    }

    /// The screen that sets a new password. The token stands behind `#`: browsers send that part to nobody, so that no log holds it.
    pub fn reset_url(&self, token: &str) -> String {
        self.page(&format!("reset.html#{token}"))
    }

    /// The screen that sets the first password.
    pub fn invitation_url(&self, token: &str) -> String {
        self.page(&format!("invitation.html#{token}"))
    }

    /// The screen that confirms a notification address.
    pub fn address_url(&self, token: &str) -> String {
        self.page(&format!("address.html#{token}"))
    }

    /// The host of the screens, for allow-lists.
    pub fn ui_domain(&self) -> &str {
        let address = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        address.split('/').next().unwrap_or(address)
    }

    /// The domain of the sender's address, for allow-lists.
    pub fn sender_domain(&self) -> &str {
        self.mail_from.rsplit('@').next().unwrap_or_default().trim_end_matches('>')
    }

    fn page(&self, path: &str) -> String {
        format!("{}/{path}", self.public_url.trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::samples::{letterhead, request_id};

    #[test]
    fn links_begin_with_the_public_address_with_or_without_its_last_slash() {
        for public_url in ["https://haifu.example.jp", "https://haifu.example.jp/"] {
            let letterhead = crate::Letterhead { public_url: public_url.into(), ..letterhead() };
            assert_eq!(
                [
                    letterhead.request_url(&request_id()),
                    letterhead.open_list_url(),
                    letterhead.overdue_list_url(),
                    letterhead.home_url(),
                    letterhead.reset_url("hl_x"),
                    letterhead.invitation_url("hl_x"),
                    letterhead.address_url("hl_x"),
                ],
                [
                    "https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV",
                    "https://haifu.example.jp/requests.html?view=open",
                    "https://haifu.example.jp/requests.html?view=open&overdue=true",
                    "https://haifu.example.jp/",
                    "https://haifu.example.jp/reset.html#hl_x",
                    "https://haifu.example.jp/invitation.html#hl_x",
                    "https://haifu.example.jp/address.html#hl_x",
                ]
            );
        }
    }

    #[test]
    fn domains_are_those_of_the_screens_and_of_the_sender() {
        for (public_url, mail_from) in [
            ("https://haifu.example.jp", "no-reply@mail.example.jp"),
            ("https://haifu.example.jp/", "Haifu <no-reply@mail.example.jp>"),
        ] {
            let letterhead = crate::Letterhead {
                public_url: public_url.into(),
                mail_from: mail_from.into(),
                ..letterhead()
            };
            assert_eq!(
                (letterhead.ui_domain(), letterhead.sender_domain()),
                ("haifu.example.jp", "mail.example.jp")
            );
        }
    }
}
