//! What the main job is made of, each as one act of a person at the screen.

use crate::{others::Requested, stage::Stage};

pub(crate) const N95: &str = "N95等マスク";
pub(crate) const GLOVES: &str = "非滅菌手袋";
pub(crate) const OPINION: &str = "卸3社に照会し、欠品を確認した。";

impl Stage {
    /// A new request, from the menu.
    pub(crate) async fn begin_request(&self) {
        self.press("新しい要請").await;
        self.sees("緊急配布要請の作成").await;
    }

    /// Ticks an item and fills in what is mandatory for it.
    pub(crate) async fn ask_for(&self, item: &str, pieces: &str) {
        self.choose_in("要請する物資", item).await;
        self.choose_in(&format!("{item}/備蓄見通し"), "1週間以内").await;
        self.fill_in(item, "要請枚数", pieces).await;
        self.fill_in(item, "自ら調達できない具体的な事情", "卸2社とも欠品のため").await;
        if item == N95 {
            self.fill_in(item, "エアロゾル発生手技を行う具体的な事情", "気管挿管を毎日行うため").await;
        }
    }

    /// 「システムチェック&申請」 of what is complete; tells the number.
    pub(crate) async fn submit(&self) -> String {
        self.press("システムチェック&申請").await;
        self.sees("申請しました。ステータスは「確認中」です。").await;
        let title = self.find("h1").await.text().await.expect("a title");
        let number = title.split_whitespace().find(|word| word.starts_with("SOS-20261124-"));
        number.expect("the number stands in the title").to_owned()
    }

    /// The request of that id, seen by whoever is signed in.
    pub(crate) async fn open_request(&self, id: &str) {
        self.open(&format!("/request.html?id={id}")).await;
        self.sees("履歴").await;
    }

    /// Goes from the detail to the page on which the prefecture's part is entered.
    pub(crate) async fn edit_review(&self) {
        self.press("編集する").await;
        self.sees("「入力中」では、途中でも保存できます。").await;
    }

    /// Tokyo's officer has begun to decide on a new request, and has not saved: N95 masks are given as asked for.
    pub(crate) async fn begun_review(&self) -> Requested {
        let request = self.requested("tokyo-hospital").await;
        self.sign_in("tokyo").await;
        self.open_request(&request.id).await;
        self.edit_review().await;
        self.give(N95, "1500").await;
        request
    }

    /// Gives an item from the prefecture's stock, with the opinion that 要 demands.
    pub(crate) async fn give(&self, item: &str, pieces: &str) {
        self.choose_in(&format!("{item}/緊急配布の要否"), "要").await;
        self.choose_in(&format!("{item}/配布方法"), "都道府県の備蓄").await;
        self.fill_in(item, "県の配布枚数", pieces).await;
        self.fill_in(item, "総配布枚数", pieces).await;
        self.fill_in(item, "自ら調達できない具体的な事情", OPINION).await;
        if item == N95 {
            self.fill_in(
                item,
                "エアロゾル発生手技を行う具体的な事情",
                "挿管を毎日行うことを電話で確認した。",
            )
            .await;
        }
    }

    /// Saves the prefecture's part as 入力中 or 完了.
    pub(crate) async fn save_review(&self, status: &str) {
        self.choose_in("都道府県確認ステータス", status).await;
        self.press("保存").await;
    }
}
