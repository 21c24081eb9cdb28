use super::*;
use crate::{
    field::FieldError,
    policy::{FIRST_VERSION, Policy},
    request::samples::{prefecture_actor, settings},
    time::from_jst,
};

fn at(jst: &str) -> Instant {
    from_jst(jst.parse().unwrap())
}

fn now() -> Instant {
    at("2026-11-24T12:00:00")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(texts: &[&str]) -> BTreeSet<NaiveDate> {
    texts.iter().map(|text| day(text)).collect()
}

fn code(text: &str) -> ItemCode {
    ItemCode::parse(text).unwrap()
}

fn draft() -> SettingsDraft {
    SettingsDraft {
        office: "感染症対策課".into(),
        phone: "03-0000-0000".into(),
        emergency_phone: "03-0000-0001".into(),
        bundling_minutes: 5,
        days: ExtraDays { closed: days(&["2026-12-28"]), open: days(&["2026-12-29"]) },
        stock: [(
            code("gloves"),
            StockLevel { quantity: Quantity::new(12_000).unwrap(), as_of: day("2026-11-24") },
        )]
        .into(),
    }
}

fn edit(
    before: &PrefectureSettings,
    draft: SettingsDraft,
) -> Result<Option<PrefectureSettings>, Vec<FieldError>> {
    let policy: Policy = serde_json::from_str(FIRST_VERSION).unwrap();
    before.edit(draft, &policy.catalogue, Saved { by: prefecture_actor(), at: now() })
}

#[track_caller]
fn check(change: impl FnOnce(&mut SettingsDraft), expected: &[(&str, &str)]) {
    let mut draft = draft();
    change(&mut draft);
    let faults = edit(&settings(), draft).err().unwrap_or_default();
    let got: Vec<_> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    assert_eq!(got, expected, "{faults:?}");
}

#[test]
fn an_edit_keeps_the_addresses_and_counts_up() {
    let before = settings().confirmed("a@example.jp").with_waiting("b@example.jp");
    let after = edit(&before, draft()).unwrap().unwrap();
    assert_eq!((after.version, after.edition), (before.version + 1, 1));
    assert_eq!(after.notification_addresses, before.notification_addresses);
    assert_eq!(after.unconfirmed_addresses, before.unconfirmed_addresses);
    assert_eq!(after.emergency_phone.as_deref(), Some("03-0000-0001"));
    assert_eq!(after.saved.as_ref().map(|saved| saved.at), Some(now()));
    assert_eq!(edit(&after, draft()).unwrap(), None, "nothing would change");
}

#[test]
fn texts_are_kept_trimmed_and_narrow_and_an_empty_emergency_phone_is_none() {
    let typed = SettingsDraft {
        office: "　感染症対策課 ".into(),
        phone: "０３ー００００ー００００".into(),
        emergency_phone: "　".into(),
        ..draft()
    };
    let after = edit(&settings(), typed).unwrap().unwrap();
    assert_eq!((after.office.as_str(), after.phone.as_str()), ("感染症対策課", "03-0000-0000"));
    assert_eq!(after.emergency_phone, None);
}

#[test]
fn every_fault_of_an_edit_is_told_at_once() {
    check(|_| {}, &[]);
    check(
        |draft| {
            draft.office = "あ".repeat(201);
            draft.phone = "なし".into();
            draft.emergency_phone = "なし".into();
            draft.bundling_minutes = 16;
            draft.days.open.insert(day("2026-12-28"));
            draft.stock.values_mut().for_each(|level| level.as_of = day("2026-11-25"));
        },
        &[
            ("office", "too_long"),
            ("phone", "phone"),
            ("emergency_phone", "phone"),
            ("bundling_minutes", "out_of_range"),
            ("days", "contradiction"),
            ("stock.gloves.as_of", "future"),
        ],
    );
    check(|draft| draft.office = "感染症\u{7}対策課".into(), &[("office", "control_character")]);
}

#[test]
fn mails_are_gathered_for_a_quarter_of_an_hour_at_most() {
    for good in [0, 1, 15] {
        assert_eq!(read_bundling_minutes(Some(good)).map(i64::from), Ok(good));
    }
    for bad in [Some(16), Some(-1), Some(256), Some(i64::MAX), None] {
        let message = read_bundling_minutes(bad).unwrap_err().message;
        assert_eq!(message, "メールをまとめる時間は0から15までの整数（分）で入力してください。");
    }
}

#[test]
fn new_days_lie_between_today_and_three_years_ahead() {
    check(|draft| draft.days.closed = days(&["2026-11-24", "2029-11-24"]), &[]);
    check(|draft| draft.days.closed = days(&["2026-11-23"]), &[("days.closed", "out_of_range")]);
    check(|draft| draft.days.open = days(&["2029-11-25"]), &[("days.open", "out_of_range")]);
    let many = |first: &str| day(first).iter_days().take(MAX_EXTRA_DAYS + 1).collect();
    check(|draft| draft.days.closed = many("2027-01-04"), &[("days.closed", "too_many")]);
    check(|draft| draft.days.open = many("2027-01-04"), &[("days.open", "too_many")]);
}

#[test]
fn days_that_have_passed_may_stay_or_go_but_not_come_back() {
    let past = days(&["2026-10-01"]);
    let before =
        PrefectureSettings { days: ExtraDays { closed: past.clone(), open: BTreeSet::new() }, ..settings() };
    let with = |closed: BTreeSet<NaiveDate>, open: BTreeSet<NaiveDate>| SettingsDraft {
        days: ExtraDays { closed, open },
        ..draft()
    };
    let after = edit(&before, with(past.clone(), BTreeSet::new())).unwrap().unwrap();
    assert_eq!(after.days.closed, past);
    let gone = edit(&after, with(BTreeSet::new(), BTreeSet::new())).unwrap().unwrap();
    assert!(edit(&gone, with(past.clone(), BTreeSet::new())).is_err());
    assert!(edit(&after, with(BTreeSet::new(), past)).is_err(), "nor change sides");
}

#[test]
fn an_address_waits_until_it_is_confirmed() {
    let Ok(Adding::Added(added)) = settings().add_address("a@example.jp", now()) else { panic!() };
    assert!(added.notification_addresses.is_empty());
    assert_eq!(added.unconfirmed_addresses["a@example.jp"], now());
    let confirmed = added.confirm_address("a@example.jp").unwrap();
    assert_eq!(confirmed.notification_addresses, ["a@example.jp".to_owned()].into());
    assert!(confirmed.unconfirmed_addresses.is_empty());
    assert_eq!(confirmed.version, settings().version + 2);
    assert_eq!(confirmed.edition, settings().edition, "no officer's save becomes stale by it");
    assert_eq!(confirmed.add_address("a@example.jp", now()), Ok(Adding::Confirmed));
    assert_eq!(confirmed.confirm_address("a@example.jp"), None, "once is enough");
    assert_eq!(settings().confirm_address("b@example.jp"), None);
}

#[test]
fn the_link_is_mailed_again_when_a_minute_has_passed() {
    let waiting = settings().with_waiting("a@example.jp");
    let again = |at: Instant| waiting.add_address("a@example.jp", at).unwrap();
    assert_eq!(again(at("2026-11-24T12:00:59.999")), Adding::JustSent);
    let Adding::SentAgain(after) = again(at("2026-11-24T12:01:00")) else { panic!() };
    assert_eq!(after.unconfirmed_addresses["a@example.jp"], at("2026-11-24T12:01:00"));
}

#[test]
fn twenty_addresses_are_enough() {
    let full = (0..MAX_ADDRESSES).fold(settings(), |settings, n| match n % 2 {
        0 => settings.confirmed(&format!("{n}@example.jp")),
        _ => settings.with_waiting(&format!("{n}@example.jp")),
    });
    let error = full.add_address("more@example.jp", now()).unwrap_err();
    assert_eq!((error.field.as_str(), error.code), ("address", "too_many"));
    assert!(matches!(full.add_address("1@example.jp", at("2026-11-24T13:00:00")), Ok(Adding::SentAgain(_))));
    let less = full.remove_address("0@example.jp").unwrap();
    assert!(matches!(less.add_address("more@example.jp", now()), Ok(Adding::Added(_))));
}

#[test]
fn confirmed_and_waiting_addresses_can_be_removed() {
    let both = settings().confirmed("a@example.jp").with_waiting("b@example.jp");
    assert!(both.remove_address("a@example.jp").unwrap().notification_addresses.is_empty());
    assert!(both.remove_address("b@example.jp").unwrap().unconfirmed_addresses.is_empty());
    assert_eq!(both.remove_address("c@example.jp"), None);
}

#[test]
fn an_address_is_read_in_its_form_or_refused_with_words() {
    assert_eq!(PrefectureSettings::read_address(" a@EXAMPLE.jp "), Ok("a@example.jp".to_owned()));
    for (typed, code) in [("", "required"), ("　", "required"), ("a@", "mail"), ("担当@example.jp", "mail")]
    {
        let error = PrefectureSettings::read_address(typed).unwrap_err();
        assert_eq!((error.field.as_str(), error.code), ("address", code), "{typed}");
    }
}

#[test]
fn the_audit_record_has_every_change_in_words() {
    let before = settings().with_waiting("a@example.jp");
    let edited = edit(&before, draft()).unwrap().unwrap();
    let changes = edited.changes_since(&before);
    let fields: Vec<_> = changes.iter().map(|change| change.field.as_str()).collect();
    let expected = [
        "bundling_minutes",
        "days.closed",
        "days.open",
        "emergency_phone",
        "office",
        "phone",
        "stock.gloves",
    ];
    assert_eq!(fields, expected);
    assert_eq!(changes[6].to, Value::text("12,000枚（2026年11月24日（火）現在）"));
    let confirmed = before.confirm_address("a@example.jp").unwrap().changes_since(&before);
    let fields: Vec<_> = confirmed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["notification_addresses", "unconfirmed_addresses"]);
    let Ok(Adding::SentAgain(again)) = before.add_address("a@example.jp", at("2026-11-24T13:05:00")) else {
        panic!()
    };
    let changes = again.changes_since(&before);
    assert_eq!(changes[0].from, Value::text("a@example.jp（11月24日12時00分）"));
    assert_eq!(changes[0].to, Value::text("a@example.jp（11月24日13時05分）"));
}

impl PrefectureSettings {
    fn with_waiting(mut self, address: &str) -> Self {
        self.unconfirmed_addresses.insert(address.to_owned(), now());
        self
    }

    fn confirmed(mut self, address: &str) -> Self {
        self.notification_addresses.insert(address.to_owned());
        self
    }
}

#[test]
fn an_address_that_is_not_reached_is_marked_until_it_is_confirmed_or_removed() {
    let told = |at: &str, complaint| Undeliverable { at: at.parse().unwrap(), complaint };
    let early = told("2026-11-24T03:00:00Z", false);
    let late = told("2026-11-24T04:00:00Z", true);
    let tokyo = PrefectureSettings::unset(Prefecture::parse("13").unwrap());
    assert_eq!(tokyo.mark_undeliverable("a@example.jp", early), None, "no address of this prefecture");
    let now = "2026-11-24T02:00:00Z".parse().unwrap();
    let Ok(Adding::Added(waiting)) = tokyo.add_address("a@example.jp", now) else { panic!("it is new") };
    let marked = waiting.mark_undeliverable("a@EXAMPLE.jp", late).unwrap();
    assert_eq!((marked.undeliverable["a@example.jp"], marked.version), (late, waiting.version + 1));
    assert_eq!(marked.mark_undeliverable("a@example.jp", early), None, "something newer is noted");
    assert!(marked.confirm_address("a@example.jp").unwrap().undeliverable.is_empty());
    assert!(marked.remove_address("a@example.jp").unwrap().undeliverable.is_empty());
}
