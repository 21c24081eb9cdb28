use std::collections::BTreeMap;

use super::*;

fn settings() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("HAIFU_STAGE", "prod"),
        ("HAIFU_TABLE", "haifu"),
        ("HAIFU_PUBLIC_URL", "https://haifu.example/"),
        ("HAIFU_OFFICE_NAME", "Haifu運用事務局"),
        ("HAIFU_OFFICE_PHONE", "03-0000-0000"),
        ("HAIFU_OFFICE_HOURS", "平日9時～17時"),
        ("HAIFU_MINISTRY_ADDRESSES", "nation@example.jp"),
        ("HAIFU_MAIL_FROM", "no-reply@haifu.example"),
        ("HAIFU_ADDRESS_HEADER", "CloudFront-Viewer-Address"),
        ("HAIFU_ORIGIN_SECRET", "an origin secret of at least 32 bytes"),
        ("HAIFU_CURSOR_KEY", "0123456789abcdef0123456789abcdef"),
    ])
}

fn read(change: impl Fn(&mut BTreeMap<&'static str, &'static str>)) -> Result<Config, ConfigError> {
    let mut settings = settings();
    change(&mut settings);
    Config::read(|name| settings.get(name).map(|value| (*value).to_owned()))
}

#[test]
fn a_complete_configuration_is_read_with_its_defaults() {
    let config = read(|s| _ = s.insert("HAIFU_MINISTRY_ADDRESSES", "a@example.jp, b@example.jp,")).unwrap();
    assert_eq!(config.stage, Stage::Prod);
    assert_eq!(config.public_url, "https://haifu.example");
    assert_eq!(config.guide_url, "https://haifu.example/guide/");
    assert_eq!(config.ministry_label, "国の担当者");
    assert_eq!(config.ministry_addresses, ["a@example.jp", "b@example.jp"]);
    assert_eq!(config.address_header.as_deref(), Some("cloudfront-viewer-address"));
    assert!(!format!("{config:?}").contains("0123456789abcdef"));
}

#[test]
fn what_has_no_default_must_be_set() {
    for name in settings().into_keys() {
        assert_eq!(read(|s| _ = s.remove(name)), Err(ConfigError::Missing(name)));
        assert_eq!(read(|s| _ = s.insert(name, " ")), Err(ConfigError::Missing(name)));
    }
}

#[test]
fn prod_may_not_pass_itself_off_as_the_original_system() {
    for (name, value, word) in [
        ("HAIFU_OFFICE_NAME", "厚生労働省事務局", "厚生労働省"),
        ("HAIFU_OFFICE_NAME", "G-MIS事務局", "G-MIS"),
        ("HAIFU_OFFICE_PHONE", "0570-783-872", "0570-783-872"),
        ("HAIFU_MAIL_FROM", "sos@mhlw.go.jp", "mhlw.go.jp"),
        ("HAIFU_MINISTRY_LABEL", "厚生労働省", "厚生労働省"),
        ("HAIFU_OFFICE_NAME", "ｇ－ｍｉｓ 事務局", "G-MIS"),
        ("HAIFU_OFFICE_NAME", "GMIS事務局", "G-MIS"),
        ("HAIFU_OFFICE_PHONE", "0570 783 872", "0570-783-872"),
        ("HAIFU_OFFICE_PHONE", "０５７０（783）872", "0570-783-872"),
        ("HAIFU_GUIDE_URL", "https://www.MHLW.go.jp/guide", "mhlw.go.jp"),
    ] {
        assert_eq!(read(|s| _ = s.insert(name, value)), Err(ConfigError::Unauthorised { name, word }));
        let authorised = read(|s| {
            s.insert(name, value);
            s.insert("HAIFU_AUTHORISATION", "yes");
        });
        assert!(authorised.is_ok());
        let practice = read(|s| {
            s.insert(name, value);
            s.insert("HAIFU_STAGE", "practice");
        });
        assert!(practice.is_ok());
    }
}

#[test]
fn values_that_cannot_be_are_refused() {
    for (name, value) in [
        ("HAIFU_STAGE", "production"),
        ("HAIFU_CURSOR_KEY", "short"),
        ("HAIFU_ORIGIN_SECRET", "short"),
        ("HAIFU_ORIGIN_SECRET", "an origin secret of at least 32 bytes, short"),
        ("HAIFU_PUBLIC_URL", "http://haifu.example"),
        ("HAIFU_MINISTRY_ADDRESSES", ","),
        ("HAIFU_MINISTRY_ADDRESSES", "nation@example.jp, nobody"),
        ("HAIFU_MAIL_FROM", "no-reply"),
        ("HAIFU_MAIL_FROM", "no-reply@haifu"),
        ("HAIFU_MAIL_FROM", "a@b@haifu.example"),
        ("HAIFU_MAIL_FROM", "Haifu <no-reply@haifu.example>"),
    ] {
        let error = read(|s| _ = s.insert(name, value)).unwrap_err();
        assert!(matches!(error, ConfigError::Invalid { name: found, .. } if found == name), "{error}");
    }
}
