//! Only mails of production look real (MAILS rule 9).

use domain::message::Message;
use testbed::TestBed;
use web::{App, Config, Stage};

use crate::{Post, seed::Seed};

/// Sends a submission's two mails and the ministry's digest of the day from that stage; tells whether each is marked as practice.
async fn marked(stage: Stage) -> Vec<bool> {
    let mut post = Post::start("2026-11-24T10:00:00").await;
    let TestBed { app, .. } = &mut post.bed;
    let config = Config { stage, ..(*app.config).clone() };
    *app = App::new(app.store.clone(), app.clock.clone(), config);
    Seed::submit(&post.bed, "tokyo-hospital").await;
    post.drain_at("2026-11-24T17:01:00").await;
    post.claim("ministry", Message::MinistryDigest { day: "2026-11-24".parse().unwrap() }).await;
    post.drain().await;
    let is_marked = |mail: &mailer::Sent| {
        let subject = mail.subject.starts_with("【訓練】");
        let body = mail.body.starts_with("※これは訓練用の環境から送信されたもので、");
        assert_eq!(subject, body, "{}: the body says as much", mail.subject);
        subject
    };
    post.sent().iter().map(is_marked).collect()
}

#[tokio::test]
async fn mails_of_production_are_not_marked() {
    assert_eq!(marked(Stage::Prod).await, [false; 3]);
}

#[tokio::test]
async fn mails_of_every_other_stage_are_marked_as_practice() {
    for stage in [Stage::Local, Stage::Dev, Stage::Practice] {
        assert_eq!(marked(stage).await, [true; 3], "{stage:?}");
    }
}
