//! Pages and their cursors.

use testbed::{Client, TestBed};

async fn pages(client: &Client, query: &str) -> Vec<Vec<String>> {
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let json = client.get(&format!("/api/requests?{query}{cursor}")).await.expect(200).json();
        pages.push(
            json["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["id"].as_str().unwrap().to_owned())
                .collect(),
        );
        match json["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return pages,
        }
    }
}

async fn seeded() -> TestBed {
    let bed = TestBed::start(list::router, "2026-11-24T12:00:00").await;
    for facility in [
        "tokyo-hospital",
        "osaka-hospital",
        "tokyo-clinic",
        "osaka-hospital",
        "tokyo-hospital",
        "tokyo-clinic",
        "tokyo-hospital",
    ] {
        bed.seed_under_review(facility).await;
    }
    bed
}

#[tokio::test]
async fn pages_put_together_are_the_list_for_every_role() {
    let bed = seeded().await;
    for (who, expected) in [("tokyo", 5), ("osaka", 2), ("ministry", 7), ("tokyo-hospital", 3)] {
        let client = bed.sign_in(who).await;
        for query in
            ["view=all", "view=all&sort=updated_at", "view=open", "view=recent", "status=under_review"]
        {
            let whole = pages(&client, &format!("{query}&limit=100")).await.concat();
            let paged = pages(&client, &format!("{query}&limit=2")).await;
            assert_eq!(whole.len(), expected, "{who} {query}");
            assert!(paged.iter().all(|page| page.len() <= 2), "{who} {query}");
            let mut sorted = (paged.concat(), whole);
            if query == "view=open" && who == "tokyo-hospital" {
                // A facility's open work is sorted by target within a page only.
                sorted.0.sort();
                sorted.1.sort();
            }
            assert_eq!(sorted.0, sorted.1, "{who} {query}");
        }
    }
}

#[tokio::test]
async fn a_cursor_is_of_no_use_to_others_elsewhere_or_altered() {
    let bed = seeded().await;
    let tokyo = bed.sign_in("tokyo").await;
    let first = tokyo.get("/api/requests?limit=2").await.expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap().to_owned();
    let refused = [("cursor", "cursor")];
    tokyo
        .get(&format!("/api/requests?limit=2&status=accepted&cursor={cursor}"))
        .await
        .expect_errors(&refused);
    tokyo.get(&format!("/api/requests?limit=3&cursor={cursor}")).await.expect_errors(&refused);
    tokyo.get("/api/requests?limit=2&cursor=").await.expect_errors(&refused);
    for at in 0..cursor.len() {
        let mut altered = cursor.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'E' } else { b'A' };
        let altered = String::from_utf8(altered).unwrap();
        tokyo.get(&format!("/api/requests?limit=2&cursor={altered}")).await.expect_errors(&refused);
    }
    let ministry = bed.sign_in("ministry").await;
    ministry.get(&format!("/api/requests?limit=2&cursor={cursor}")).await.expect_errors(&refused);
    tokyo.get(&format!("/api/requests?limit=2&cursor={cursor}")).await.expect(200);
}
