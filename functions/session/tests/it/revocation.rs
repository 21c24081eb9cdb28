//! What ends sessions before their time.

use store::{UserChange, UserRow};

use crate::{PATH, holder, seed, sign_in, start};

#[tokio::test]
async fn disabling_a_user_ends_its_sessions_and_keeps_it_out() {
    let bed = start().await;
    let clients = [holder(&bed.app, &sign_in(&bed.app).await), holder(&bed.app, &sign_in(&bed.app).await)];
    let before = seed::user(&bed, "tokyo").await;
    let after = UserRow { disabled: true, ..before.clone() };
    let by = bed.sign_in("ministry").await;
    by.get(PATH).await.expect(200);
    let audit = web::audit_of_stranger(&bed.app, "-", domain::audit::AuditAction::UserDisabled, "tokyo");
    let change = UserChange { before: &before, after: &after, audit: &audit, mail: None, link: None };
    bed.app.store.user_change(change).await.unwrap();
    for client in &clients {
        client.get(PATH).await.expect_problem(401, "signed_out");
        crate::put(client).await.expect_problem(401, "signed_out");
    }
    by.get(PATH).await.expect(200);
    let body = crate::credentials("tokyo", store_emulator::samples::PASSWORD);
    bed.stranger().post(PATH, &body).await.expect_problem(401, "wrong_credentials");
}

#[tokio::test]
async fn the_twenty_first_session_ends_the_oldest() {
    let bed = start().await;
    let mut clients = Vec::new();
    for second in 0..21 {
        seed::after(&bed, second);
        clients.push(bed.sign_in("tokyo").await);
    }
    clients[0].get(PATH).await.expect_problem(401, "signed_out");
    for client in &clients[1..] {
        client.get(PATH).await.expect(200);
    }
}
