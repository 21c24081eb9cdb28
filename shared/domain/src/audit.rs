//! The audit record: who did what outside of requests, whose history is their own. Written once, chained by hash in the store.

use serde::{Deserialize, Serialize};

use crate::{history::Change, id::UserName, prefecture::Prefecture, role::Actor, time::Instant};

/// One thing that was done or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: AuditBy,
    /// From which network address; `-` where there is none, such as at the command line.
    pub from: String,
    /// What was done.
    pub action: AuditAction,
    /// To what: a user name, a facility's id, a prefecture's code, a policy version, a report.
    pub subject: String,
    /// What was before and after, never a secret.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditBy {
    /// A signed-in user.
    User(Actor),
    /// Somebody not signed in, such as one whose sign-in was refused.
    Stranger,
    /// Whoever confirmed a prefecture's notification address by the link mailed there, not signed in.
    AddressHolder(Prefecture),
    /// An operator at the command line.
    Operator,
    /// The system itself, such as when the mail service tells of a mail that came back.
    System,
}

/// How many chains strangers share: one alone would be a single hot key in an attack.
const STRANGER_CHAINS: u32 = 64;

impl AuditBy {
    /// The chain of an entry at `at`: one per actor, so that nobody's work waits for another's. Strangers' entries are spread by time as
    /// well as by address, so that a burst from one address does not wait for itself.
    pub fn chain(&self, from: &str, at: Instant) -> String {
        match self {
            Self::User(actor) => actor.user_name.to_string(),
            Self::Stranger => {
                let bytes = from.bytes().chain(at.timestamp_millis().to_le_bytes());
                let sum = bytes.fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
                format!("~stranger-{:02}", sum % STRANGER_CHAINS)
            }
            Self::AddressHolder(prefecture) => format!("~address-{prefecture}"),
            Self::Operator => "~operator".to_owned(),
            Self::System => "~system".to_owned(),
        }
    }

    /// Whose chain that is, as people read it: a user's by the user name, the others in words. A chain of no such name stays as it is.
    pub fn chain_label(chain: &str) -> String {
        let whose = match chain.strip_prefix('~') {
            Some("operator") => Some(Self::Operator.label().to_owned()),
            Some("system") => Some(Self::System.label().to_owned()),
            Some(name) => Self::numbered_chain_label(name),
            None => None,
        };
        whose.unwrap_or_else(|| chain.to_owned())
    }

    /// The same of the chains there are several of.
    fn numbered_chain_label(name: &str) -> Option<String> {
        if let Some(number) = name.strip_prefix("stranger-") {
            return Some(format!("{}・{number}", Self::Stranger.label()));
        }
        let prefecture = Prefecture::parse(name.strip_prefix("address-")?).ok()?;
        Some(format!("{}の{}", prefecture.name(), Self::AddressHolder(prefecture).label()))
    }

    /// Who that was, as people read it.
    pub fn label(&self) -> &str {
        match self {
            Self::User(actor) => &actor.name,
            Self::Stranger => "ログインしていない人",
            Self::AddressHolder(_) => "通知先のメールを受け取った人",
            Self::Operator => "運用担当者（コマンド）",
            Self::System => "システム",
        }
    }

    /// The user, if it is one.
    pub fn user_name(&self) -> Option<&UserName> {
        match self {
            Self::User(actor) => Some(&actor.user_name),
            Self::Stranger | Self::AddressHolder(_) | Self::Operator | Self::System => None,
        }
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident => $label:literal,)*) => {
        /// What was done or refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum AuditAction {
            $($(#[$doc])* $name,)*
        }

        impl AuditAction {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in Japanese.
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $label,)*
                }
            }
        }
    };
}

actions! {
    /// Signed in.
    SignIn => "ログイン",
    /// A sign-in was refused: wrong credentials, a disabled user, too many tries.
    SignInRefused => "ログインの拒否",
    /// Signed out.
    SignOut => "ログアウト",
    /// A signed-in user called what is not for its role or scope.
    AccessRefused => "操作の拒否",
    /// A reset of a password was asked for.
    PasswordResetRequested => "パスワード再設定の申込み",
    /// A reset was asked for too often, or for what cannot be a user name: nothing was mailed.
    PasswordResetRefused => "パスワード再設定の申込みの拒否",
    /// A password was set by a mailed link.
    PasswordSet => "パスワードの設定",
    /// A second factor was offered; the first code sets it up.
    SecondFactorOffered => "二要素認証の設定の開始",
    /// The second factor was set up.
    SecondFactorEnabled => "二要素認証の設定",
    /// The second factor was taken away.
    SecondFactorDisabled => "二要素認証の解除",
    /// New recovery codes were made.
    RecoveryCodesRenewed => "回復コードの再発行",
    /// Which roles need a second factor was changed.
    SecurityChanged => "ログインの決まりの変更",
    /// A user was created.
    UserCreated => "利用者の登録",
    /// A user's name or address was changed.
    UserChanged => "利用者の変更",
    /// A user was disabled.
    UserDisabled => "利用者の停止",
    /// A user was enabled again.
    UserEnabled => "利用者の再開",
    /// An invitation was sent again.
    UserInvited => "招待の再送",
    /// A facility was added to the master data.
    FacilityCreated => "医療機関の登録",
    /// A facility's master data were changed.
    FacilityChanged => "医療機関の変更",
    /// Facilities were imported from a file.
    FacilitiesImported => "医療機関の一括登録",
    /// A facility asked for its designation to be looked at.
    DesignationCheckAsked => "登録の確認の依頼",
    /// A version of the policy was added.
    PolicyAdded => "制度設定の登録",
    /// A scheduled version of the policy was withdrawn.
    PolicyWithdrawn => "制度設定の取消し",
    /// A prefecture's settings were changed.
    SettingsChanged => "都道府県の設定の変更",
    /// A notification address was added; it has to be confirmed.
    AddressAdded => "通知先の追加",
    /// A notification address was confirmed by its link.
    AddressConfirmed => "通知先の確認",
    /// A notification address was removed.
    AddressRemoved => "通知先の削除",
    /// The mail service told that an address cannot be reached, or does not want our mails.
    AddressUndeliverable => "通知先への不達",
    /// A report was exported.
    Exported => "CSVの出力",
    /// The audit record was exported.
    AuditExported => "監査記録の出力",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::request::samples::facility_actor;

    fn at(millis: i64) -> Instant {
        Instant::from_timestamp_millis(1_795_478_400_000 + millis).unwrap()
    }

    #[test]
    fn each_user_has_one_chain_whatever_address_and_time() {
        let user = AuditBy::User(facility_actor());
        for (from, millis) in [("192.0.2.1", 0), ("192.0.2.2", 0), ("192.0.2.1", 1)] {
            assert_eq!(user.chain(from, at(millis)), facility_actor().user_name.as_str());
        }
    }

    #[test]
    fn strangers_share_chains_by_address_and_by_time() {
        let chain = |from: &str, millis| AuditBy::Stranger.chain(from, at(millis));
        let burst: BTreeSet<String> = (0..64).map(|millis| chain("192.0.2.1", millis)).collect();
        assert_eq!(burst.len(), 64, "one address within 64 milliseconds");
        let many: BTreeSet<String> = (0..=255).map(|n| chain(&format!("192.0.2.{n}"), 0)).collect();
        assert!(many.len() > 32, "many addresses at one moment: {}", many.len());
        assert!(burst.union(&many).count() <= 64);
    }

    #[test]
    fn every_chain_has_a_name_in_words() {
        let tokyo = Prefecture::parse("13").unwrap();
        for (by, label) in [
            (AuditBy::User(facility_actor()), "tokyo-hospital"),
            (AuditBy::Stranger, "ログインしていない人・"),
            (AuditBy::AddressHolder(tokyo), "東京都の通知先のメールを受け取った人"),
            (AuditBy::Operator, "運用担当者（コマンド）"),
            (AuditBy::System, "システム"),
        ] {
            let shown = AuditBy::chain_label(&by.chain("-", at(0)));
            assert!(shown.starts_with(label) && !shown.contains('~'), "{shown}");
        }
        assert_eq!(AuditBy::chain_label("~else"), "~else");
    }

    #[test]
    fn nobody_can_be_called_what_a_chain_without_a_user_is_called() {
        for by in [AuditBy::Stranger, AuditBy::Operator, AuditBy::System] {
            assert!(UserName::parse(&by.chain("-", at(0))).is_err(), "{by:?}");
        }
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        let labels: BTreeSet<_> = AuditAction::ALL.iter().map(|a| a.label()).collect();
        assert_eq!(labels.len(), AuditAction::ALL.len());
    }
}
