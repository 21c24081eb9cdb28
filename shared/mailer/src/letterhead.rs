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
                    letterhead.overdue_list_url()
                ],
                [
                    "https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV",
                    "https://haifu.example.jp/requests.html?view=open",
                    "https://haifu.example.jp/requests.html?view=open&overdue=true",
                ]
            );
        }
    }
}
