//! Weekly surveys.

use domain::{id::FacilityId, survey::Survey};
use store::StoreError;

use crate::{
    raw,
    sample::{at, facility, survey},
    table,
};

#[tokio::test]
async fn the_last_answer_of_a_week_wins_and_earlier_ones_stay_in_history() {
    let store = table().await;
    let id = facility().profile.id;
    let first = survey("2026-W47", 10, 100);
    let second = Survey { answered_at: at("2026-11-19T09:00:00"), ..survey("2026-W47", 20, 200) };
    assert_eq!(store.survey_get(&id, first.week).await.unwrap(), None);
    for answer in [&first, &second] {
        store.survey_put(&id, answer).await.unwrap();
        assert_eq!(store.survey_get(&id, first.week).await.unwrap().as_ref(), Some(answer));
    }
    assert_eq!(raw::rows(&store, &format!("YH#{id}")).await.len(), 2);
    assert_eq!(store.survey_list(&id, 10).await.unwrap(), [second]);
}

#[tokio::test]
async fn an_answer_in_history_is_never_overwritten() {
    let store = table().await;
    let id = facility().profile.id;
    let (first, same_instant) = (survey("2026-W47", 10, 100), survey("2026-W47", 20, 200));
    store.survey_put(&id, &first).await.unwrap();
    let error = store.survey_put(&id, &same_instant).await.unwrap_err();
    assert!(matches!(error, StoreError::Busy), "{error}");
    assert_eq!(store.survey_latest(&id).await.unwrap(), Some(first));
}

#[tokio::test]
async fn weeks_are_listed_newest_first_over_the_turn_of_the_year() {
    let store = table().await;
    let (id, other) = (facility().profile.id, FacilityId::parse("tokyo-clinic").unwrap());
    let weeks = ["2027-W02", "2026-W53", "2027-W01", "2026-W47"];
    for week in weeks {
        store.survey_put(&id, &survey(week, 10, 100)).await.unwrap();
    }
    store.survey_put(&other, &survey("2027-W05", 10, 100)).await.unwrap();
    let listed = |surveys: Vec<Survey>| surveys.iter().map(|s| s.week.to_string()).collect::<Vec<_>>();
    assert_eq!(listed(store.survey_list(&id, 3).await.unwrap()), ["2027-W02", "2027-W01", "2026-W53"]);
    assert_eq!(listed(store.survey_list(&id, 10).await.unwrap()).len(), 4);
    assert_eq!(store.survey_latest(&id).await.unwrap(), Some(survey("2027-W02", 10, 100)));
    assert_eq!(store.survey_latest(&FacilityId::parse("nobody").unwrap()).await.unwrap(), None);
}
