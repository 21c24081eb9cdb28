//! Who acts, and what they may see (SPEC 2).

use serde::{Deserialize, Serialize};

use crate::{
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    request::Request,
};

/// The role of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 医療機関
    Facility,
    /// 都道府県担当者
    Prefecture,
    /// 国の担当者
    Ministry,
}

/// The part of the country a user sees. A role without its facility or prefecture cannot be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One facility's own requests.
    Facility(FacilityId),
    /// The requests of one prefecture, from their first system check on.
    Prefecture(Prefecture),
    /// Every prefecture's, from the first system check on.
    Nation,
}

/// Who did something, as history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// User name.
    pub user_name: UserName,
    /// Role at that time.
    pub role: Role,
    /// Name shown to people, such as 東京都 物資担当.
    pub name: String,
}

/// How a facility is told who acted: officers by their office, never by name (SPEC 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offices<'a> {
    /// The prefecture's name.
    pub prefecture: &'a str,
    /// How this installation calls the ministry's officers (SPEC 1).
    pub ministry: &'a str,
}

impl<'a> Offices<'a> {
    /// The name of whoever acted, as a facility may know it.
    pub fn shown(self, by: &'a Actor) -> &'a str {
        match by.role {
            Role::Facility => &by.name,
            Role::Prefecture => self.prefecture,
            Role::Ministry => self.ministry,
        }
    }
}

impl Scope {
    /// The role that has this scope.
    pub fn role(&self) -> Role {
        match self {
            Self::Facility(_) => Role::Facility,
            Self::Prefecture(_) => Role::Prefecture,
            Self::Nation => Role::Ministry,
        }
    }

    /// Whether the request exists for this user. What does not is answered like an absent one (SPEC 2).
    pub fn sees(&self, request: &Request) -> bool {
        match self {
            Self::Facility(id) => request.facility.id == *id,
            Self::Prefecture(prefecture) => {
                request.facility.prefecture == *prefecture && request.was_checked()
            }
            Self::Nation => request.was_checked(),
        }
    }

    /// Whether the flag, the opinion and everything else of the prefecture's part may be shown.
    pub fn sees_review(&self) -> bool {
        !matches!(self, Self::Facility(_))
    }
}
