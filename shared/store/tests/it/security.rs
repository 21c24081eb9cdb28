//! What the ministry decides about signing in.

use domain::{audit::AuditAction, role::Role};
use store::SecurityRow;

use crate::{session::audit, table};

fn requiring(role: Role, version: u64) -> SecurityRow {
    SecurityRow { second_factor_required: [role].into(), version }
}

#[tokio::test]
async fn nothing_is_required_until_it_is_decided() {
    let store = table().await;
    let none = store.security_get().await.unwrap();
    assert_eq!(none, SecurityRow::default());
    let wanted = requiring(Role::Ministry, 0);
    assert!(store.security_change(&none, &wanted, &audit(AuditAction::SecurityChanged)).await.unwrap());
    assert_eq!(store.security_get().await.unwrap(), requiring(Role::Ministry, 1));
}

#[tokio::test]
async fn a_decision_on_an_older_version_is_not_taken_nor_recorded() {
    let store = table().await;
    let entry = audit(AuditAction::SecurityChanged);
    let none = SecurityRow::default();
    assert!(store.security_change(&none, &requiring(Role::Ministry, 0), &entry).await.unwrap());
    assert!(!store.security_change(&none, &requiring(Role::Prefecture, 0), &entry).await.unwrap());
    let first = requiring(Role::Ministry, 1);
    assert!(store.security_change(&first, &requiring(Role::Prefecture, 1), &entry).await.unwrap());
    assert!(!store.security_change(&first, &none, &entry).await.unwrap());
    assert_eq!(store.security_get().await.unwrap(), requiring(Role::Prefecture, 2));
    assert_eq!(store.audit_of("~operator", None, 9).await.unwrap().len(), 2);
}
