//! Files of facilities, put in parts.

use axum::http::Method;
use serde_json::Value;
use testbed::{Answer, Client};

pub(crate) const HEADINGS: &str = "医療機関コード,医療機関名,区分,登録の区分";

/// The ministry's import of a file.
pub(crate) struct Upload {
    pub(crate) caller: Client,
    pub(crate) path: String,
}

impl Upload {
    /// A new import, without parts.
    pub(crate) async fn start(caller: &Client) -> Self {
        let made = caller.post_empty("/api/facility-imports", &[]).await.expect(201);
        let path = made.header("location").unwrap().to_owned();
        assert_eq!((made.json()["state"].as_str(), path.contains("import-")), (Some("open"), true));
        Self { caller: caller.clone(), path }
    }

    /// The same with these parts put.
    pub(crate) async fn of(caller: &Client, parts: &[&str]) -> Self {
        let upload = Self::start(caller).await;
        for (at, part) in parts.iter().enumerate() {
            upload.put(at + 1, part.as_bytes()).await.expect(200);
        }
        upload
    }

    /// The same, checked and found good.
    pub(crate) async fn checked(caller: &Client, parts: &[&str]) -> Self {
        let upload = Self::of(caller, parts).await;
        let answer = upload.check().await.expect(200).json();
        assert_eq!(answer["state"], "checked", "{answer}");
        upload
    }

    pub(crate) async fn put(&self, part: usize, bytes: &[u8]) -> Answer {
        self.put_as("text/csv", &part.to_string(), bytes).await
    }

    pub(crate) async fn put_as(&self, media_type: &str, part: &str, bytes: &[u8]) -> Answer {
        let path = format!("{}/parts/{part}", self.path);
        let headers = [("content-type", media_type)];
        self.caller.send_bytes(Method::PUT, &path, &headers, Some(bytes.to_vec())).await
    }

    pub(crate) async fn check(&self) -> Answer {
        self.caller.post_empty(&format!("{}/check", self.path), &[]).await
    }

    pub(crate) async fn step(&self) -> Answer {
        self.caller.post_empty(&format!("{}/steps", self.path), &[]).await
    }

    /// Steps until everything is applied, and how many steps that took.
    pub(crate) async fn finish(&self) -> (Value, usize) {
        for steps in 1.. {
            let answer = self.step().await.expect(200).json();
            if answer["state"] == "done" {
                return (answer, steps);
            }
            assert_eq!(answer["state"], "applying", "{answer}");
        }
        unreachable!("steps end")
    }

    pub(crate) async fn get(&self) -> Value {
        self.caller.get(&self.path).await.expect(200).json()
    }
}

/// A file of clinics with running codes in Fukuoka, without headings.
pub(crate) fn rows(numbers: std::ops::Range<usize>) -> String {
    let row = |number| format!("40{number:08},見本医院{number},診療所,外来対応医療機関\r\n");
    numbers.map(row).collect::<Vec<_>>().concat()
}
