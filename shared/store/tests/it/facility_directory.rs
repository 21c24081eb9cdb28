//! A prefecture's directory of facilities.

use domain::{
    facility::{Category, Facility, FacilityCode},
    id::FacilityId,
};
use store::{FacilityListing, FacilityQuery, Store};

use crate::{
    sample::{facility, prefecture, tokyo},
    table,
};

fn numbered(number: usize) -> Facility {
    let mut made = facility();
    made.profile.code = format!("13{number:08}");
    made.profile.id = FacilityId::parse(&made.profile.code).unwrap();
    made.profile.name = format!("見本病院{number}");
    made.profile.category = if number.is_multiple_of(2) { Category::Hospital } else { Category::Clinic };
    made
}

async fn filled(count: usize) -> Store {
    let store = table().await;
    for number in 0..count {
        store.facility_put(&numbered(number)).await.unwrap();
    }
    store
}

fn query(code_prefix: &str, after: Option<String>, limit: usize) -> FacilityQuery {
    FacilityQuery { prefecture: tokyo(), code_prefix: code_prefix.to_owned(), after, limit }
}

#[tokio::test]
async fn pages_are_ordered_by_code_and_end_exactly() {
    let store = filled(6).await;
    let mut after = None;
    let mut pages = Vec::new();
    loop {
        let page = store.facility_list(&query("", after, 3), |_| true).await.unwrap();
        pages.push(page.items.iter().map(|listing| listing.code.clone()).collect::<Vec<_>>());
        let Some(next) = page.next else { break };
        after = Some(next);
    }
    let codes = |numbers: [usize; 3]| numbers.map(|number| format!("13{number:08}"));
    assert_eq!(pages, [codes([0, 1, 2]), codes([3, 4, 5])]);
}

#[tokio::test]
async fn a_prefix_reads_only_the_codes_that_begin_with_it() {
    let (store, meter) = filled(30).await.metered();
    let page = store.facility_list(&query("130000001", None, 50), |_| true).await.unwrap();
    assert_eq!((page.items.len(), page.next), (10, None));
    assert!(meter.take().read <= 0.5);
    let none = store.facility_list(&query("1399", None, 50), |_| true).await.unwrap();
    assert!(none.items.is_empty());
}

#[tokio::test]
async fn what_is_not_wanted_is_passed_over() {
    let store = filled(9).await;
    let is_clinic = |row: &FacilityListing| row.category == Category::Clinic;
    let clinics = async |after| store.facility_list(&query("", after, 3), is_clinic).await;
    // A prefecture's directory only: Osaka's is another.
    let first = clinics(None).await.unwrap();
    assert_eq!(
        first.items.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["見本病院1", "見本病院3", "見本病院5"]
    );
    let second = clinics(first.next).await.unwrap();
    assert_eq!((second.items.len(), second.next), (1, None));
    let osaka = FacilityQuery { prefecture: prefecture("27"), ..query("", None, 3) };
    assert!(store.facility_list(&osaka, |_| true).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn codes_lead_to_their_facilities_whatever_the_identifier() {
    let store = filled(250).await;
    store.facility_put(&facility()).await.unwrap();
    let codes: Vec<FacilityCode> = (0..250)
        .map(|number| format!("13{number:08}"))
        .chain([facility().profile.code, "2799999999".to_owned()])
        .map(|code| FacilityCode::parse(&code).unwrap())
        .collect();
    let found = store.facilities_of_codes(&codes.iter().collect::<Vec<_>>()).await.unwrap();
    assert_eq!(found.len(), 251);
    assert_eq!(found[&facility().profile.code], facility());
    assert_eq!(found["1300000249"], numbered(249));
    assert!(store.facilities_of_codes(&[]).await.unwrap().is_empty());
}
