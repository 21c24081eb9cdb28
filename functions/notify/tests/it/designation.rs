//! 「登録の確認を依頼する」 reaches the prefecture.

use domain::{
    facility::{Category, Contact},
    id::FacilityId,
    message::Message,
    prefecture::Prefecture,
};

use crate::{NATION, Post, TOKYO, drained, recipients::set_addresses};

fn designation_check() -> Message {
    Message::DesignationCheck {
        facility: FacilityId::parse("tokyo-dental").unwrap(),
        facility_name: "見本歯科医院".to_owned(),
        facility_code: "1330000014".to_owned(),
        category: Category::Dental,
        prefecture: Prefecture::parse("13").unwrap(),
        contact: Contact { person: "鈴木一郎".to_owned(), phone: "03-1111-2222".to_owned() },
        asked_at: testbed::instant("2026-11-24T10:00:00"),
    }
}

async fn asked() -> Post {
    let post = Post::start("2026-11-24T10:00:00").await;
    post.claim("designation", designation_check()).await;
    post
}

#[tokio::test]
async fn a_facility_without_designation_is_told_to_its_prefecture_or_through_the_ministry() {
    let subject = ["要件②の登録の確認の依頼がありました（見本歯科医院）"];
    let post = asked().await;
    assert_eq!(post.drain().await, drained(1, 1, 0));
    assert_eq!(post.subjects_to(TOKYO), subject);
    let unreachable = asked().await;
    set_addresses(&unreachable, &[]).await;
    assert_eq!(unreachable.drain().await, drained(1, 1, 0));
    assert_eq!(unreachable.subjects_to(NATION), subject);
}
