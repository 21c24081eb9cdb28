//! `/api/audit/verification`.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use serde_json::{Value, json};
use testbed::{Client, TestBed};

use super::{bed, refused};

const PATH: &str = "/api/audit/verification";

/// Every answer until there is no more.
async fn verify(ministry: &Client, query: &str) -> Vec<Value> {
    let (mut answers, mut cursor) = (Vec::new(), String::new());
    loop {
        let answer = ministry.get(&format!("{PATH}?{query}{cursor}")).await.expect(200).json();
        let next = answer["next_cursor"].as_str().map(|next| format!("&cursor={next}"));
        answers.push(answer);
        let Some(next) = next else { return answers };
        cursor = next;
    }
}

#[tokio::test]
async fn a_record_as_it_was_written_is_sound() {
    let bed = bed().await;
    for user in ["tokyo", "osaka", "tokyo", "ministry"] {
        bed.sign_in(user).await;
    }
    let ministry = bed.sign_in("ministry").await;
    let expected = json!({
        "sound": true, "chains": 3, "rows": 5, "pointers": 5, "from": "2026-10-25", "to": "2026-11-24",
        "faults": [], "next_cursor": null
    });
    assert_eq!(verify(&ministry, "").await, [expected]);
    let before = verify(&ministry, "from=2026-11-01&to=2026-11-23").await;
    assert_eq!((&before[0]["pointers"], &before[0]["rows"]), (&json!(0), &json!(5)));
}

#[tokio::test]
async fn a_chain_longer_than_a_call_is_gone_on_with() {
    let bed = bed().await;
    bed.sign_in("osaka").await;
    refused(&bed, "tokyo", 5_100, &[]).await;
    let ministry = bed.sign_in("ministry").await;
    let answers = verify(&ministry, "").await;
    assert!(answers.len() > 2, "{answers:?}");
    let sum = |field: &str| answers.iter().map(|answer| answer[field].as_u64().unwrap()).sum::<u64>();
    assert_eq!((sum("rows"), sum("pointers"), sum("chains")), (5_102, 5_102, 3));
    assert!(answers.iter().all(|answer| answer["sound"] == true));
    assert!(answers.iter().all(|answer| answer["rows"].as_u64().unwrap() <= 5_500), "{answers:?}");
}

#[tokio::test]
async fn a_chain_that_is_gone_with_its_head_is_told_of() {
    let bed = bed().await;
    bed.sign_in("osaka").await;
    let ministry = bed.sign_in("ministry").await;
    remove(&bed, "osaka");
    let answers = verify(&ministry, "").await;
    let fault = json!({
        "chain": "osaka", "sequence": 1, "fault": "head_missing",
        "message": "「osaka」の記録と控えが、すべて消えています。2026年11月24日（火）の索引には1番目の記録があります。"
    });
    assert_eq!((&answers[0]["sound"], &answers[0]["faults"]), (&json!(false), &json!([fault])));
    // Only the days that are looked at can tell.
    assert_eq!(verify(&ministry, "to=2026-11-23").await[0]["sound"], true);
}

/// Removes a chain of one row with its head, as somebody could who may write the table. The store itself never deletes of the record, so
/// the database is asked by HTTP.
fn remove(bed: &TestBed, chain: &str) {
    let shard = chain.bytes().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte)) % 4;
    for (partition, sort) in [(format!("AH#{shard}"), chain), (format!("A#{chain}"), "0000000001")] {
        let key = json!({"pk": {"S": partition}, "sk": {"S": sort}});
        let body =
            json!({"TableName": bed.app.store.table(), "Key": key, "ReturnValues": "ALL_OLD"}).to_string();
        let endpoint = store_emulator::test_endpoint();
        let host = endpoint.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "POST / HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-amz-json-1.0\r\n\
             x-amz-date: 20261124T000000Z\r\nx-amz-target: DynamoDB_20120810.DeleteItem\r\ncontent-length: {}\r\nauthorization: AWS4-HMAC-SHA256 \
             Credential=local/20261124/ap-northeast-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(" 200 ") && answer.contains("Attributes"), "{answer}");
    }
}

#[tokio::test]
async fn what_is_asked_for_wrongly_is_named() {
    let bed = bed().await;
    let ministry = bed.sign_in("ministry").await;
    let check = async |query: &str, expected: &[(&str, &str)]| {
        ministry.get(&format!("{PATH}?{query}")).await.expect_errors(expected);
    };
    check("cursor=x", &[("cursor", "cursor")]).await;
    check("from=x&to=2026-02-30", &[("to", "malformed"), ("from", "malformed")]).await;
    check("from=2026-11-24&to=2026-11-23", &[("to", "before_from")]).await;
}
