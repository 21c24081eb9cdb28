use super::*;
use crate::request::samples::{code, complete_part, facility, policy, quantity, settings};

#[track_caller]
fn check(
    change: impl Fn(&mut FacilityPart, &mut FacilityProfile, &mut Policy),
    expected: [bool; 3],
) -> Vec<CheckResult> {
    let (mut part, mut profile, mut policy) = (complete_part(), facility().profile, policy());
    change(&mut part, &mut profile, &mut policy);
    let results = results(&part, &profile, &policy, &settings());
    assert_eq!(results.iter().map(|r| r.met).collect::<Vec<_>>(), expected);
    assert_eq!(all_met(&results), expected == [true; 3]);
    results
}

#[test]
fn each_condition_has_its_own_result() {
    check(|_, _, _| {}, [true, true, true]);
    check(|part, _, _| part.cannot_procure = false, [false, true, true]);
    check(|_, profile, _| profile.designations.clear(), [true, false, true]);
    check(|part, _, _| set_outlook(part, "gloves", Outlook::OneMonthOrMore), [true, true, false]);
    check(
        |part, profile, _| {
            *part = FacilityPart { cannot_procure: false, ..part.clone() };
            profile.designations.clear();
            set_outlook(part, "gloves", Outlook::OneMonthOrMore);
        },
        [false, false, false],
    );
}

fn set_outlook(part: &mut FacilityPart, item: &str, outlook: Outlook) {
    part.items.get_mut(&code(item)).unwrap().outlook = Some(outlook);
}

#[test]
fn each_designation_qualifies_by_itself() {
    for designation in
        [Designation::CovidInpatient, Designation::FeverOutpatient, Designation::RecoveryBackup]
    {
        check(|_, profile, _| profile.designations = [designation].into(), [true, true, true]);
    }
}

#[test]
fn the_outlook_table() {
    for (outlook, met) in
        [(Outlook::Within1Week, true), (Outlook::TwoToThreeWeeks, true), (Outlook::OneMonthOrMore, false)]
    {
        check(|part, _, _| set_outlook(part, "gloves", outlook), [true, true, met]);
    }
}

#[test]
fn only_requested_items_count() {
    check(
        |part, _, _| {
            set_outlook(part, "gloves", Outlook::OneMonthOrMore);
            part.items.get_mut(&code("gloves")).unwrap().requested = false;
        },
        [true, true, true],
    );
    check(|part, _, _| part.items.clear(), [true, true, false]);
}

#[test]
fn conditions_follow_the_policy() {
    check(|_, _, policy| policy.qualifying_designations.clear(), [true, false, true]);
    check(|_, _, policy| policy.qualifying_outlooks = [Outlook::TwoToThreeWeeks].into(), [true, true, false]);
}

#[test]
fn messages_tell_the_facilitys_own_figures_and_what_to_do() {
    let results = check(
        |part, profile, _| {
            profile.designations.clear();
            set_outlook(part, "gloves", Outlook::OneMonthOrMore);
            let gloves = part.items.get_mut(&code("gloves")).unwrap();
            (gloves.stock, gloves.weekly_consumption) = (Some(quantity(12_000)), Some(quantity(700)));
        },
        [true, false, false],
    );
    assert!(results[1].message.starts_with("要件②の登録が確認できません。"));
    assert!(results[1].message.contains("東京都保健医療局　03-5320-0000"));
    assert!(results[1].message.contains("「登録の確認を依頼する」を押すか"));
    assert_eq!(
        results[2].message,
        "要件③を満たしていません。備蓄見通しが「1週間以内」または「2～3週間」の物資だけを要請できます。該当しない物資：非滅菌手袋（備蓄見通し：1か月以上、前日時点の在庫量：12,000枚、今後1週間の想定消費量：700枚）。在庫量、想定消費量、備蓄見通しに誤りがあれば直し、なければ「要請する物資」でその物資のチェックを外して、もう一度申請してください。"
    );
}

#[test]
fn a_figure_that_was_left_out_is_told_as_such() {
    let results = check(
        |part, _, _| {
            set_outlook(part, "gloves", Outlook::OneMonthOrMore);
            let gloves = part.items.get_mut(&code("gloves")).unwrap();
            (gloves.stock, gloves.weekly_consumption) = (None, Some(quantity(0)));
        },
        [true, true, false],
    );
    let told = "前日時点の在庫量：未記入、今後1週間の想定消費量：0枚）";
    assert!(results[2].message.contains(told), "{}", results[2].message);
}

#[test]
fn who_did_not_tick_condition_1_reads_what_to_do() {
    let results = check(|part, _, _| part.cannot_procure = false, [false, true, true]);
    assert!(results[0].message.contains("チェックを付けてもう一度申請してください。"));
}

#[test]
fn a_passed_check_stays_passed_when_the_policy_changes() {
    let request = crate::request::samples::under_review();
    assert!(recorded(&crate::request::samples::draft(), &policy()).is_empty());
    assert!(recorded(&request, &policy())[1].message.contains("外来対応医療機関"));
    let mut strict = policy();
    strict.qualifying_designations.clear();
    let told = recorded(&request, &strict);
    assert!(all_met(&told));
    assert_eq!(told[1].message, "要件②：申請時の要件により確認しました。");
}
