//! Master data: facilities and prefectures' settings.

use domain::policy::PrefectureSettings;

use crate::{
    sample::{facility, prefecture, tokyo, undesignated},
    table,
};

#[tokio::test]
async fn a_facility_is_read_back_and_may_be_written_anew() {
    let store = table().await;
    let id = facility().profile.id;
    assert_eq!(store.facility_get(&id).await.unwrap(), None);
    for written in [facility(), undesignated()] {
        store.facility_put(&written).await.unwrap();
        assert_eq!(store.facility_get(&id).await.unwrap(), Some(written));
    }
}

#[tokio::test]
async fn a_prefectures_settings_are_unset_until_it_makes_some() {
    let store = table().await;
    let settings = PrefectureSettings {
        office: "東京都保健医療局".to_owned(),
        phone: "03-5320-0000".to_owned(),
        emergency_phone: Some("03-5320-0001".to_owned()),
        notification_addresses: ["tokyo@example.jp".to_owned()].into(),
        days: domain::policy::ExtraDays {
            closed: ["2026-10-01".parse().unwrap()].into(),
            open: ["2026-12-29".parse().unwrap()].into(),
        },
        ..PrefectureSettings::unset(tokyo())
    };
    assert_eq!(store.prefecture_get(tokyo()).await.unwrap(), PrefectureSettings::unset(tokyo()));
    store.prefecture_put(&settings).await.unwrap();
    assert_eq!(store.prefecture_get(tokyo()).await.unwrap(), settings);
    let osaka = prefecture("27");
    assert_eq!(store.prefecture_get(osaka).await.unwrap(), PrefectureSettings::unset(osaka));
}
