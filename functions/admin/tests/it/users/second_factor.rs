//! `DELETE /api/users/{name}/second-factor`.

use axum::http::Method;
use domain::audit::AuditAction;
use testbed::{Answer, Client};

use super::{audit, row, start, with_second_factor};

async fn remove(client: &Client, name: &str) -> Answer {
    client.send(Method::DELETE, &format!("/api/users/{name}/second-factor"), &[], None).await
}

#[tokio::test]
async fn the_ministry_removes_a_lost_second_factor_and_sessions_end() {
    let bed = start().await;
    with_second_factor(&bed, "tokyo").await;
    let tokyo = bed.sign_in("tokyo").await;
    let ministry = bed.sign_in("ministry").await;
    let before = row(&bed, "tokyo").await.unwrap();
    assert_eq!(remove(&ministry, "tokyo").await.expect(200).json()["second_factor"], false);
    let after = row(&bed, "tokyo").await.unwrap();
    assert_eq!((after.second_factor, after.credentials), (None, before.credentials + 1));
    tokyo.get("/api/users").await.expect_problem(401, "signed_out");
    let entries = audit(&bed, "ministry").await;
    assert_eq!(
        (entries[0].action, entries[0].subject.as_str()),
        (AuditAction::SecondFactorDisabled, "tokyo")
    );
    assert!(entries[0].changes.is_empty());
}

#[tokio::test]
async fn removing_what_is_not_there_changes_nothing() {
    let bed = start().await;
    let ministry = bed.sign_in("ministry").await;
    let before = row(&bed, "tokyo").await;
    remove(&ministry, "tokyo").await.expect(200);
    assert_eq!(row(&bed, "tokyo").await, before);
    assert!(audit(&bed, "ministry").await.is_empty());
}

#[tokio::test]
async fn nobody_removes_the_own_one_here_and_others_none() {
    let bed = start().await;
    with_second_factor(&bed, "ministry").await;
    with_second_factor(&bed, "osaka").await;
    let ministry = bed.sign_in("ministry").await;
    remove(&ministry, "ministry").await.expect_problem(409, "own_account");
    remove(&ministry, "nobody").await.expect_problem(404, "not_found");
    remove(&bed.sign_in("osaka").await, "osaka").await.expect_problem(403, "forbidden");
    remove(&bed.stranger(), "osaka").await.expect_problem(401, "signed_out");
    assert!(row(&bed, "ministry").await.unwrap().second_factor.is_some());
    assert!(row(&bed, "osaka").await.unwrap().second_factor.is_some());
}
