//! The system check (システムチェック): the three conditions of SPEC 4 (manual 1-2), each with its own result.

use serde::{Deserialize, Serialize};

use crate::{
    facility::{Designation, FacilityProfile},
    label::label,
    policy::{Policy, PrefectureSettings},
    quantity::{Quantity, with_commas},
    request::{FacilityPart, ItemRequest, Request},
    supply::Catalogue,
    survey::Outlook,
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

/// The results of the last check as they were recorded: the failed one's while 要件未充足 and when withdrawn from there, else that all were met. A draft has none. Met
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
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for code in policy.catalogue.sorted(part.requested_items().map(|(code, _)| code)) {
        let (name, item) = (policy.catalogue.name(code), &part.items[code]);
        match item.outlook {
            Some(outlook) if policy.qualifying_outlooks.contains(&outlook) => {
                good.push(format!("{name}（{}）", outlook.label()));
            }
            _ => bad.push(format!("{name}（{}）", figures(item))),
        }
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
            "要件③を満たしていません。備蓄見通しが{allowed}の物資だけを要請できます。該当しない物資：{}。在庫量、想定消費量、備蓄見通しに誤りがあれば直し、なければ「要請する物資」でその物資のチェックを外して、もう一度申請してください。",
            bad.join("、")
        )
    };
    CheckResult { condition: Condition::Outlook, met, message }
}

/// What the facility wrote of an item's stock, to be held against its outlook.
fn figures(item: &ItemRequest) -> String {
    let pieces = |number: Option<Quantity>| match number {
        Some(number) => format!("{}枚", with_commas(number.pieces())),
        None => "未記入".to_owned(),
    };
    format!(
        "備蓄見通し：{}、{}：{}、{}：{}",
        item.outlook.map_or("未選択", Outlook::label),
        label("stock"),
        pieces(item.stock),
        label("weekly_consumption"),
        pieces(item.weekly_consumption)
    )
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
mod tests;
