//! The system check (システムチェック): the three conditions of SPEC 4 (manual 1-2), each with its own result.

use serde::{Deserialize, Serialize};

use crate::{
    facility::{Designation, FacilityProfile},
    policy::{Policy, PrefectureSettings},
    request::{FacilityPart, Request},
    supply::{Catalogue, ItemCode},
};

/// One of the three conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// ① it cannot procure by itself because of shortage or the like.
    CannotProcure,
    /// ② it is registered with a designation that qualifies.
    Designation,
    /// ③ the outlook of every requested item qualifies.
    Outlook,
}

/// Whether a condition is met, with what the facility reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Which condition.
    pub condition: Condition,
    /// Whether it is met.
    pub met: bool,
    /// The finding in Japanese: the facility's own figures, and what to do next when unmet.
    pub message: String,
}

/// The results of all three conditions, in their order.
pub fn results(
    part: &FacilityPart,
    facility: &FacilityProfile,
    policy: &Policy,
    prefecture: &PrefectureSettings,
) -> Vec<CheckResult> {
    vec![cannot_procure(part), designation(facility, policy, prefecture), outlook(part, policy)]
}

/// Whether every condition is met.
pub fn all_met(results: &[CheckResult]) -> bool {
    results.iter().all(|result| result.met)
}

/// The results of the last check as they were recorded: the failed one's while 要件未充足, else that all were met. A draft has none. Met
/// results are told again from the request itself, and stay met though the policy may have changed since.
pub fn recorded(request: &Request, policy: &Policy) -> Vec<CheckResult> {
    if !request.failed_checks.is_empty() {
        return request.failed_checks.clone();
    }
    if request.deadline.is_none() {
        return Vec::new();
    }
    let mut told = results(
        &request.part,
        &request.facility,
        policy,
        &PrefectureSettings::unset(request.facility.prefecture),
    );
    for result in told.iter_mut().filter(|result| !result.met) {
        result.met = true;
        result.condition.met_under_earlier_policy().clone_into(&mut result.message);
    }
    told
}

impl Condition {
    fn met_under_earlier_policy(self) -> &'static str {
        match self {
            Self::CannotProcure => "要件①：申請時に確認しました。",
            Self::Designation => "要件②：申請時の要件により確認しました。",
            Self::Outlook => "要件③：申請時の要件により確認しました。",
        }
    }
}

fn cannot_procure(part: &FacilityPart) -> CheckResult {
    let message = if part.cannot_procure {
        "要件①：欠品等により自ら調達できないことを確認しました。"
    } else {
        "要件①を満たしていません。「欠品等により自ら調達できない」にチェックがありません。自ら調達できる場合は対象外です。調達できない場合は、チェックを付けてもう一度申請してください。"
    };
    CheckResult { condition: Condition::CannotProcure, met: part.cannot_procure, message: message.to_owned() }
}

fn designation(facility: &FacilityProfile, policy: &Policy, prefecture: &PrefectureSettings) -> CheckResult {
    let labels =
        |set: &mut dyn Iterator<Item = &Designation>| set.map(|d| d.label()).collect::<Vec<_>>().join("、");
    let qualifying = labels(&mut facility.designations.intersection(&policy.qualifying_designations));
    let met = !qualifying.is_empty();
    let message = if met {
        format!("要件②：登録：{qualifying}")
    } else {
        let registered = if facility.designations.is_empty() {
            "なし".to_owned()
        } else {
            labels(&mut facility.designations.iter())
        };
        format!(
            "要件②の登録が確認できません。現在の登録：{registered}。登録がお済みの場合は「登録の確認を依頼する」を押すか、{}へお問い合わせください。",
            prefecture.contact_line()
        )
    };
    CheckResult { condition: Condition::Designation, met, message }
}

fn outlook(part: &FacilityPart, policy: &Policy) -> CheckResult {
    let item = |code: &ItemCode, label: &str| format!("{}（{label}）", policy.catalogue.name(code));
    let codes = policy.catalogue.sorted(part.requested_items().map(|(code, _)| code));
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for code in codes {
        let outlook = part.items.get(code).and_then(|item| item.outlook);
        let qualifies = outlook.is_some_and(|outlook| policy.qualifying_outlooks.contains(&outlook));
        let line = item(code, outlook.map_or("未選択", super::survey::Outlook::label));
        if qualifies { good.push(line) } else { bad.push(line) }
    }
    let allowed = policy
        .qualifying_outlooks
        .iter()
        .map(|o| format!("「{}」", o.label()))
        .collect::<Vec<_>>()
        .join("または");
    let met = bad.is_empty() && !good.is_empty();
    let message = if met {
        format!("要件③：備蓄見通しを確認しました。{}", good.join("、"))
    } else {
        format!(
            "要件③を満たしていません。備蓄見通しが{allowed}の物資だけを要請できます。該当しない物資：{}。備蓄見通しに誤りがあれば直し、なければその物資の「要請する」のチェックを外して、もう一度申請してください。",
            bad.join("、")
        )
    };
    CheckResult { condition: Condition::Outlook, met, message }
}

/// The catalogue's names of requested items, in display order: what mails and lists show.
pub fn requested_names<'a>(part: &'a FacilityPart, catalogue: &'a Catalogue) -> Vec<&'a str> {
    catalogue
        .sorted(part.requested_items().map(|(code, _)| code))
        .into_iter()
        .map(|code| catalogue.name(code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        request::samples::{code, complete_part, facility, policy, settings},
        survey::Outlook,
    };

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
        check(
            |_, _, policy| policy.qualifying_outlooks = [Outlook::TwoToThreeWeeks].into(),
            [true, true, false],
        );
    }

    #[test]
    fn messages_tell_the_facilitys_own_figures_and_what_to_do() {
        let results = check(
            |part, profile, _| {
                profile.designations.clear();
                set_outlook(part, "gloves", Outlook::OneMonthOrMore);
            },
            [true, false, false],
        );
        assert!(results[1].message.starts_with("要件②の登録が確認できません。"));
        assert!(results[1].message.contains("東京都保健医療局　03-5320-0000"));
        assert!(results[2].message.contains("非滅菌手袋（1か月以上）"));
        assert!(results[2].message.contains("「1週間以内」または「2～3週間」"));
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
}
