//! Configuration, read from the environment once at the start (SPEC 1). The office has no default; prod refuses to start without it, or
//! with the names of the system this one must not be mistaken for.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Where this installation stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// One process on a laptop.
    Local,
    /// Development account.
    Dev,
    /// For practice.
    Practice,
    /// The real one.
    Prod,
}

/// Whom users turn to, in every mail and footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// 事務局の名称
    pub name: String,
    /// 電話
    pub phone: String,
    /// 受付時間
    pub hours: String,
}

/// Everything that differs between installations.
#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    /// The stage.
    pub stage: Stage,
    /// The table's name.
    pub table: String,
    /// The address users open, without a slash at the end; all links begin with it.
    pub public_url: String,
    /// 操作の手引
    pub guide_url: String,
    /// Whom users turn to.
    pub office: Office,
    /// How the ministry role is shown.
    pub ministry_label: String,
    /// Where mails to the ministry go, and those of prefectures without a confirmed address: never none.
    pub ministry_addresses: Vec<String>,
    /// Sender of every mail.
    pub mail_from: String,
    /// SES configuration set, if any.
    pub mail_configuration_set: Option<String>,
    /// The header in which our own host, and nobody else, writes the caller's network address; none where no host does.
    pub address_header: Option<String>,
    /// What our content delivery network says in a header of its own, so that nobody goes around it; two during a change. None on a laptop.
    pub origin_secrets: Vec<String>,
    /// Secret that seals cursors; at least 32 bytes.
    pub cursor_key: String,
}

/// Why a configuration is refused. One line, for the person who starts the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// A setting without default is not set.
    #[error("{0} is not set")]
    Missing(&'static str),
    /// A setting has a value it cannot have.
    #[error("{name} is invalid: {reason}")]
    Invalid {
        /// Which.
        name: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// Prod would pass itself off as the original system.
    #[error("{name} contains {word}, which needs HAIFU_AUTHORISATION")]
    Unauthorised {
        /// Which setting.
        name: &'static str,
        /// The word it may not hold.
        word: &'static str,
    },
}

/// What only an authorised installation may call itself (SPEC 1).
const RESERVED: [&str; 4] = ["厚生労働省", "G-MIS", "mhlw.go.jp", "0570-783-872"];
/// The shortest secret taken.
const MIN_KEY_BYTES: usize = 32;

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// [`ConfigError`] for the first setting that is missing or refused.
    #[allow(clippy::disallowed_methods, reason = "this is where configuration is read")]
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads settings by name from anywhere.
    ///
    /// # Errors
    /// [`ConfigError`] for the first setting that is missing or refused.
    pub fn read(setting: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let optional = |name: &str| setting(name).filter(|value| !value.trim().is_empty());
        let required = |name: &'static str| optional(name).ok_or(ConfigError::Missing(name));
        let public_url = required("HAIFU_PUBLIC_URL")?.trim_end_matches('/').to_owned();
        let config = Self {
            stage: stage(&required("HAIFU_STAGE")?)?,
            table: required("HAIFU_TABLE")?,
            guide_url: optional("HAIFU_GUIDE_URL").unwrap_or_else(|| format!("{public_url}/guide/")),
            public_url,
            office: Office {
                name: required("HAIFU_OFFICE_NAME")?,
                phone: required("HAIFU_OFFICE_PHONE")?,
                hours: required("HAIFU_OFFICE_HOURS")?,
            },
            ministry_label: optional("HAIFU_MINISTRY_LABEL").unwrap_or_else(|| "国の担当者".to_owned()),
            ministry_addresses: listed(&required("HAIFU_MINISTRY_ADDRESSES")?),
            mail_from: required("HAIFU_MAIL_FROM")?,
            mail_configuration_set: optional("HAIFU_MAIL_CONFIGURATION_SET"),
            address_header: optional("HAIFU_ADDRESS_HEADER").map(|name| name.to_ascii_lowercase()),
            origin_secrets: listed(&optional("HAIFU_ORIGIN_SECRET").unwrap_or_default()),
            cursor_key: required("HAIFU_CURSOR_KEY")?,
        };
        config.check(optional("HAIFU_AUTHORISATION").is_some())?;
        Ok(config)
    }

    fn check(&self, authorised: bool) -> Result<(), ConfigError> {
        if self.cursor_key.len() < MIN_KEY_BYTES {
            return Err(ConfigError::Invalid {
                name: "HAIFU_CURSOR_KEY",
                reason: "it must have at least 32 bytes",
            });
        }
        if !self.public_url.starts_with("https://") && self.stage != Stage::Local {
            return Err(ConfigError::Invalid {
                name: "HAIFU_PUBLIC_URL",
                reason: "it must begin with https://",
            });
        }
        let ministry_reached = self.ministry_addresses.iter().all(|address| is_address(address));
        if self.ministry_addresses.is_empty() || !ministry_reached {
            return Err(ConfigError::Invalid {
                name: "HAIFU_MINISTRY_ADDRESSES",
                reason: "it must be mail addresses, separated by commas",
            });
        }
        if self.origin_secrets.is_empty() && self.stage != Stage::Local {
            return Err(ConfigError::Missing("HAIFU_ORIGIN_SECRET"));
        }
        if self.origin_secrets.iter().any(|secret| secret.len() < MIN_KEY_BYTES) {
            return Err(ConfigError::Invalid {
                name: "HAIFU_ORIGIN_SECRET",
                reason: "it must have at least 32 bytes",
            });
        }
        if self.address_header.is_none() && self.stage != Stage::Local {
            return Err(ConfigError::Missing("HAIFU_ADDRESS_HEADER"));
        }
        if !is_address(&self.mail_from) {
            return Err(ConfigError::Invalid {
                name: "HAIFU_MAIL_FROM",
                reason: "it must be a mail address",
            });
        }
        if self.stage != Stage::Prod || authorised {
            return Ok(());
        }
        let shown = [
            ("HAIFU_OFFICE_NAME", &self.office.name),
            ("HAIFU_OFFICE_PHONE", &self.office.phone),
            ("HAIFU_OFFICE_HOURS", &self.office.hours),
            ("HAIFU_MINISTRY_LABEL", &self.ministry_label),
            ("HAIFU_PUBLIC_URL", &self.public_url),
            ("HAIFU_GUIDE_URL", &self.guide_url),
            ("HAIFU_MAIL_FROM", &self.mail_from),
        ];
        for (name, value) in shown {
            let value = plain(value);
            if let Some(word) = RESERVED.into_iter().find(|word| value.contains(&plain(word))) {
                return Err(ConfigError::Unauthorised { name, word });
            }
        }
        Ok(())
    }

    /// The configuration of the local system and of tests.
    pub fn sample(public_url: &str, table: &str) -> Self {
        Self {
            stage: Stage::Local,
            table: table.to_owned(),
            public_url: public_url.to_owned(),
            guide_url: format!("{public_url}/guide/"),
            office: Office {
                name: "Haifu運用事務局".to_owned(),
                phone: "03-0000-0000".to_owned(),
                hours: "平日9時～17時".to_owned(),
            },
            ministry_label: "国の担当者".to_owned(),
            ministry_addresses: vec!["nation@example.jp".to_owned()],
            mail_from: "no-reply@haifu.example".to_owned(),
            mail_configuration_set: None,
            address_header: None,
            origin_secrets: Vec::new(),
            cursor_key: "a sample key, never used outside this machine".to_owned(),
        }
    }
}

/// The secret is left out, so that no log can hold it.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("stage", &self.stage)
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

/// A spelling in which look-alikes are the same: full width as half width, capitals as small letters, without spaces, dashes and brackets.
fn plain(text: &str) -> String {
    let dashes =
        ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', 'ー'];
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !"()".contains(*c) && !dashes.contains(c))
        .collect()
}

/// As far as it can be told from the form. SES answers a malformed sender like a malformed recipient, whose mail counts as refused for good:
/// so a wrong sender must not get that far.
fn is_address(text: &str) -> bool {
    let plain = text.is_ascii()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;".contains(c));
    let parts = text.split_once('@');
    plain
        && parts
            .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.') && !domain.contains('@'))
}

fn stage(text: &str) -> Result<Stage, ConfigError> {
    match text {
        "local" => Ok(Stage::Local),
        "dev" => Ok(Stage::Dev),
        "practice" => Ok(Stage::Practice),
        "prod" => Ok(Stage::Prod),
        _ => Err(ConfigError::Invalid {
            name: "HAIFU_STAGE",
            reason: "it must be local, dev, practice or prod",
        }),
    }
}

fn listed(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
