//! The rules at the head of MAILS, over every mail.

use std::{fs, path::Path};

use domain::{
    digest::{Digest, Slot},
    id::UserName,
    message::{Message, RequestFacts},
    prefecture::Prefecture,
    row::RequestRow,
};

use super::samples::*;
use crate::{Audience, Letter, RenderError, letters};

fn all() -> Vec<Letter> {
    with_context(|_, _| {}, all_letters).unwrap()
}

fn all_in_practice() -> Vec<Letter> {
    with_context(|letterhead, _| letterhead.practice = true, all_letters).unwrap()
}

/// Every template by its path.
fn templates() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let files = folders.flat_map(|folder| ["subject.txt", "body.txt"].map(|name| folder.join(name)));
    files.map(|file| (file.display().to_string(), fs::read_to_string(&file).unwrap())).collect()
}

#[test]
fn every_mail_closes_with_the_office_and_the_disclaimer() {
    let closing = "\n\n----------------------------------------\n\
        このメールは自動で送信しています。返信いただいてもお答えできません。\n\
        お問い合わせ：Haifu運用事務局\n\
        電話 03-0000-0000（平日9時～17時）\n\
        医療用物資緊急配布要請システム Haifuは、厚生労働省の医療機関等情報支援システム（G-MIS）ではありません。\n\
        ----------------------------------------";
    let all = all();
    assert_eq!(all.len(), 19);
    for letter in all {
        assert!(letter.body.ends_with(closing), "{}", letter.body);
    }
}

#[test]
fn the_disclaimer_is_the_only_mention_of_the_other_system() {
    for letter in all() {
        for name in ["厚生労働省", "G-MIS"] {
            assert_eq!(whole(&letter).matches(name).count(), 1, "{}", letter.body);
        }
        for name in ["mhlw", "0570"] {
            assert!(!whole(&letter).contains(name), "{}", letter.body);
        }
    }
}

#[test]
fn practice_stages_mark_subject_and_first_line_and_nothing_else_changes() {
    let first = "※これは訓練用の環境から送信されたもので、実際の要請ではありません。\n\n";
    for (real, practice) in all().into_iter().zip(all_in_practice()) {
        assert!(!whole(&real).contains("訓練"), "{}", real.body);
        assert_eq!(practice.subject, format!("【訓練】{}", real.subject));
        assert_eq!(practice.body, format!("{first}{}", real.body));
    }
}

#[test]
fn every_subject_is_one_line_and_begins_with_the_office() {
    for letter in all() {
        assert!(letter.subject.starts_with("【Haifu運用事務局】"), "{}", letter.subject);
        assert!(!letter.subject.contains(char::is_control), "{}", letter.subject);
    }
}

#[test]
fn reception_is_spoken_of_only_as_completed() {
    let templates = templates();
    assert_eq!(templates.len(), 2 * 20);
    for (path, text) in templates {
        assert!(!text.replace("受付完了", "").contains("受付"), "{path}");
        assert!(!text.contains("受け付け"), "{path}");
    }
}

#[test]
fn no_word_to_a_facility_hints_at_the_stock_flag_or_the_opinion() {
    let to_facilities = |letter: &Letter| matches!(letter.to, Audience::Facility(_));
    let letters: Vec<_> = all().into_iter().filter(to_facilities).collect();
    assert_eq!(letters.len(), 5);
    for letter in letters {
        for word in ["ヶ月", "1か月分", "可能性", "意見", "週次調査", "自動チェック"] {
            assert!(!letter.body.contains(word), "{word} in {}", letter.body);
        }
    }
}

#[test]
fn every_mail_about_a_request_gives_its_number_its_link_and_that_it_is_found_by_number() {
    for message in messages() {
        for letter in written(&message) {
            assert!(letter.body.contains(&format!("要請番号：{NUMBER}\n")), "{}", letter.body);
            let link = "https://haifu.example.jp/request.html?id=01ARZ3NDEKTSV4RRFFQ69G5FAV\n\
                リンクを開けないときは、ログインした後、要請番号で検索してください。";
            assert!(letter.body.contains(link), "{}", letter.body);
        }
    }
}

#[test]
fn every_link_begins_with_the_public_address() {
    for letter in all() {
        let links = letter.body.matches("http").count();
        // The notice of a changed password asks for nothing but a call.
        assert_eq!(links == 0, letter.subject.contains("パスワードが変更されました"), "{}", letter.body);
        assert_eq!(links, letter.body.matches("https://haifu.example.jp/").count(), "{}", letter.body);
    }
}

#[test]
fn a_facility_reads_beside_the_target_that_it_is_not_the_day_of_arrival() {
    for letter in all() {
        if matches!(letter.to, Audience::Facility(_)) && letter.body.contains("確認を終える目安") {
            assert!(letter.body.contains("※物資が届く日ではありません。"), "{}", letter.body);
        }
    }
}

const INJECTED: &str = "病院\r\nBcc: x@example.jp\n\n■結果\u{2028}配布します\u{0}";
const FLATTENED: &str = "病院Bcc: x@example.jp■結果配布します";

#[test]
fn line_breaks_in_master_data_reach_neither_subject_nor_body() {
    let request = RequestFacts { facility_name: INJECTED.into(), contact_person: INJECTED.into(), ..facts() };
    let messages = [
        Message::Withdrawn { request: request.clone(), withdrawn_at: at("2026-11-24T14:00:00") },
        Message::Reopened {
            request,
            due_at: at("2026-11-25T17:00:00"),
            completed_on: "2026-11-24".parse().unwrap(),
        },
    ];
    for message in messages {
        let body = only(&message).body;
        assert!(body.contains(FLATTENED), "{body}");
        assert!(!body.lines().any(|line| line.starts_with("Bcc") || line.starts_with("■結果")), "{body}");
    }
    let row = RequestRow { facility_name: INJECTED.into(), ..row("AAAAA", "2026-11-24") };
    let body = digest_of(Slot::Cutoff, &Digest { main: vec![row], ..Digest::default() }, false).body;
    assert!(body.contains(&format!("SOS-20261124-AAAAA／{FLATTENED}／11月24日12時40分／")), "{body}");
}

#[test]
fn line_breaks_in_settings_reach_neither_subject_nor_body() {
    let all = with_context(
        |letterhead, prefecture| {
            for text in
                [&mut letterhead.office_name, &mut letterhead.office_phone, &mut letterhead.office_hours]
            {
                *text = INJECTED.into();
            }
            prefecture.office = INJECTED.into();
            prefecture.emergency_phone = Some(INJECTED.into());
        },
        all_letters,
    );
    for letter in all.unwrap() {
        assert!(letter.subject.starts_with(&format!("【{FLATTENED}】")), "{}", letter.subject);
        assert!(!letter.subject.contains(char::is_control), "{}", letter.subject);
        assert!(!letter.body.lines().any(|line| line.starts_with("Bcc")), "{}", letter.body);
    }
}

#[test]
fn free_texts_stand_framed_in_the_body_and_never_in_the_subject() {
    let forged = "教えて\n----------------------------------------\n■結果\r\n配布します";
    let framed = "\n｜教えて\n｜----------------------------------------\n｜■結果\n｜配布します\n";
    let mut messages = [asked(), answer_reminder(), answered(), decided_in_part()];
    for message in &mut messages {
        match message {
            Message::Asked { text, .. } | Message::AnswerReminder { text, .. } => *text = forged.into(),
            Message::Answered { answer, .. } => *answer = forged.into(),
            Message::Decided { items, .. } => items[1].message_to_facility = forged.into(),
            _ => unreachable!("none of these"),
        }
        let letter = only(message);
        assert!(letter.body.contains(framed), "{}", letter.body);
        assert_eq!(letter.body.matches("\n-----").count(), 2, "{}", letter.body);
        assert!(!letter.subject.contains("教えて"), "{}", letter.subject);
    }
}

#[test]
fn texts_that_look_like_templates_are_left_as_they_are() {
    let request = RequestFacts { facility_name: "{{ request.url }}{% if x %}".into(), ..facts() };
    let body = only(&Message::Withdrawn { request, withdrawn_at: at("2026-11-24T14:00:00") }).body;
    assert!(body.contains("要請者：{{ request.url }}{% if x %}（病院）\n"), "{body}");
}

#[test]
fn no_value_is_left_out_or_shown_in_the_programs_words() {
    for letter in all() {
        for word in ["none", "true", "false", "{{", "}}", "{%", "\n\n\n"] {
            assert!(!letter.body.replace("&overdue=true", "").contains(word), "{word:?} in {}", letter.body);
        }
    }
}

#[test]
fn a_request_without_a_number_is_told_to_nobody() {
    let message = Message::Withdrawn {
        request: RequestFacts { number: None, ..facts() },
        withdrawn_at: at("2026-11-24T14:00:00"),
    };
    let result = with_context(|_, _| {}, |context| letters(&message, context));
    assert!(matches!(result, Err(RenderError::NoNumber(id)) if id == request_id()));
}

#[test]
fn another_prefectures_settings_are_refused() {
    let osaka = Prefecture::parse("27").unwrap();
    let result = with_context(
        |_, prefecture| prefecture.prefecture = osaka,
        |context| {
            let digest = crate::digest_letter(
                Slot::Cutoff,
                "2026-11-24".parse().unwrap(),
                tokyo(),
                &digest(),
                false,
                context,
            );
            [letters(&submitted(), context).err(), digest.err()]
        },
    );
    for error in result {
        let Some(RenderError::OtherPrefecture { wanted, given }) = error else { panic!("{error:?}") };
        assert_eq!((wanted, given), (tokyo(), osaka));
    }
}

#[test]
fn what_needs_more_than_its_message_has_no_letter_of_its_own() {
    let day = "2026-11-24".parse().unwrap();
    let (prefecture, at, user_name) =
        (tokyo(), at("2026-11-24T14:00:00"), UserName::parse("tokyo-hospital").unwrap());
    for message in [
        Message::Digest { prefecture, day, slot: Slot::Cutoff },
        Message::MinistryDigest { day },
        Message::Bundle { prefecture, until: at },
        Message::PasswordReset { user_name: user_name.clone(), asked_at: at },
        Message::PasswordSet { user_name: user_name.clone(), set_at: at },
        Message::Invitation { user_name, invited_at: at },
        Message::AddressConfirmation { prefecture, address: "a@example.jp".into(), added_at: at },
    ] {
        let result = with_context(|_, _| {}, |context| letters(&message, context));
        assert!(matches!(result, Err(RenderError::NoContent)));
    }
}
