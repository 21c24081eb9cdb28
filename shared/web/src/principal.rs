//! Who calls: taken from the session at every call, never from the body (SPEC 2).

use axum::{extract::FromRequestParts, http::request::Parts};
use domain::{
    id::{FacilityId, UserName},
    prefecture::Prefecture,
    role::{Actor, Role, Scope},
};
use store::SessionRow;

use crate::{App, Problem, audit, caller::address, session};

/// A signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// User name.
    pub user_name: UserName,
    /// What the user sees.
    pub scope: Scope,
    /// Name shown to people.
    pub name: String,
    /// Hash the session is stored under.
    pub session_hash: String,
    /// The session.
    pub session: SessionRow,
    /// The network address the call comes from.
    pub from: String,
    /// What is called, as the audit record names it: method and route, never the path.
    pub route: String,
}

/// A signed-in user who may still have to set up a second factor: for what leads there and out again. Everything else takes a
/// [`Principal`], which such a user is not yet.
#[derive(Debug, Clone)]
pub struct Enrolling(pub Principal);

/// A signed-in user of a prefecture or the ministry, who may still have to set up a second factor; facilities, which have none, are
/// refused.
#[derive(Debug, Clone)]
pub struct EnrollingOfficer(pub Principal);

/// A signed-in user of a prefecture or the ministry; facilities are refused.
#[derive(Debug, Clone)]
pub struct Officer(pub Principal);

/// A signed-in user of a facility; others are refused.
#[derive(Debug, Clone)]
pub struct OfFacility(pub Principal, pub FacilityId);

/// A signed-in officer of a prefecture; others are refused.
#[derive(Debug, Clone)]
pub struct OfPrefecture(pub Principal, pub Prefecture);

/// A signed-in user of the ministry; others are refused.
#[derive(Debug, Clone)]
pub struct Ministry(pub Principal);

impl Principal {
    /// The user as history keeps it.
    pub fn actor(&self) -> Actor {
        Actor { user_name: self.user_name.clone(), role: self.scope.role(), name: self.name.clone() }
    }

    fn new(session_hash: String, session: SessionRow, from: String, route: String) -> Result<Self, Problem> {
        let broken =
            || Problem::internal(&format!("user {} lacks its facility or prefecture", session.user_name));
        let scope = match session.role {
            Role::Facility => Scope::Facility(session.facility.clone().ok_or_else(broken)?),
            Role::Prefecture => Scope::Prefecture(session.prefecture.ok_or_else(broken)?),
            Role::Ministry => Scope::Nation,
        };
        let (user_name, name) = (session.user_name.clone(), session.name.clone());
        Ok(Self { user_name, scope, name, session_hash, session, from, route })
    }
}

impl FromRequestParts<App> for Enrolling {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let (hash, session) = session::current(app, &parts.headers).await?;
        let from = address(&parts.headers, &app.config);
        Ok(Self(Principal::new(hash, session, from, audit::route(parts))?))
    }
}

impl FromRequestParts<App> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Enrolling(principal) = Enrolling::from_request_parts(parts, app).await?;
        if principal.session.must_enroll { Err(Problem::second_factor_missing()) } else { Ok(principal) }
    }
}

impl FromRequestParts<App> for EnrollingOfficer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Enrolling(principal) = Enrolling::from_request_parts(parts, app).await?;
        match principal.scope {
            Scope::Facility(_) => Err(audit::refuse(app, &principal).await),
            Scope::Prefecture(_) | Scope::Nation => Ok(Self(principal)),
        }
    }
}

impl FromRequestParts<App> for Officer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let principal = Principal::from_request_parts(parts, app).await?;
        match principal.scope {
            Scope::Facility(_) => Err(audit::refuse(app, &principal).await),
            Scope::Prefecture(_) | Scope::Nation => Ok(Self(principal)),
        }
    }
}

impl FromRequestParts<App> for OfFacility {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let principal = Principal::from_request_parts(parts, app).await?;
        match principal.scope.clone() {
            Scope::Facility(id) => Ok(Self(principal, id)),
            _ => Err(audit::refuse(app, &principal).await),
        }
    }
}

impl FromRequestParts<App> for OfPrefecture {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let principal = Principal::from_request_parts(parts, app).await?;
        match principal.scope {
            Scope::Prefecture(prefecture) => Ok(Self(principal, prefecture)),
            _ => Err(audit::refuse(app, &principal).await),
        }
    }
}

impl FromRequestParts<App> for Ministry {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let principal = Principal::from_request_parts(parts, app).await?;
        match principal.scope {
            Scope::Nation => Ok(Self(principal)),
            _ => Err(audit::refuse(app, &principal).await),
        }
    }
}
