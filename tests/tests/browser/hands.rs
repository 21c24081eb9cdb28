//! What a person does: typing, choosing, pressing, by the words on the screen.

use fantoccini::{Locator, elements::Element};

use crate::stage::Stage;

/// Password of every sample user.
const PASSWORD: &str = store_emulator::samples::PASSWORD;

impl Stage {
    /// Signs in at the sign-in page, and lands at home.
    pub(crate) async fn sign_in(&self, user_name: &str) {
        self.open("/login.html").await;
        self.fill("ユーザ名", user_name).await;
        self.fill("パスワード", PASSWORD).await;
        self.press("ログイン").await;
        self.reads("ログアウト").await;
    }

    /// Signs out by the menu.
    pub(crate) async fn sign_out(&self) {
        self.press("ログアウト").await;
        self.reads("パスワードをお忘れですか").await;
    }

    /// Types into the field of that label, in place of what stands there.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        self.fill_in("", label, text).await;
    }

    /// The same within a part of the page: the section under the heading of that name; a part of a part is written `N95等マスク/備蓄見通し`.
    pub(crate) async fn fill_in(&self, part: &str, label: &str, text: &str) {
        let field = self.labelled(part, label).await;
        self.scroll_to(&field).await;
        field.clear().await.unwrap_or_else(|error| panic!("{label} cannot be emptied: {error}"));
        field.send_keys(text).await.unwrap_or_else(|error| panic!("{label} takes no text: {error}"));
    }

    /// The field of a label.
    pub(crate) async fn labelled(&self, part: &str, label: &str) -> Element {
        let within = within(part);
        let path = format!(
            "{within}//*[self::input or self::textarea or self::select]{SHOWN}[@id = \
             {within}//label[starts-with(normalize-space(.), \"{label}\")]/@for]"
        );
        self.at(&path).await
    }

    /// Chooses a radio button or ticks a box by its words.
    pub(crate) async fn choose(&self, words: &str) {
        self.choose_in("", words).await;
    }

    /// The same within a part of the page.
    pub(crate) async fn choose_in(&self, part: &str, words: &str) {
        let path = format!("{}//label{SHOWN}[starts-with(normalize-space(.), \"{words}\")]", within(part));
        let label = self.at(&path).await;
        self.scroll_to(&label).await;
        label.click().await.expect("it can be chosen");
    }

    /// Presses a button or follows a link by its words.
    pub(crate) async fn press(&self, words: &str) {
        self.press_in("", words).await;
    }

    /// The same within a part of the page.
    pub(crate) async fn press_in(&self, part: &str, words: &str) {
        let path = format!(
            "{}//*[self::button or self::a or self::summary]{SHOWN}[normalize-space(.) = \"{words}\"]",
            within(part)
        );
        let button = self.at(&path).await;
        self.scroll_to(&button).await;
        button.click().await.expect("it can be pressed");
    }

    /// What stands in the field of that label.
    pub(crate) async fn value(&self, part: &str, label: &str) -> String {
        let field = self.labelled(part, label).await;
        field.prop("value").await.expect("the page answers").unwrap_or_default()
    }

    /// Waits until these words can be seen: what is hidden does not count, nor what only screen readers are told.
    pub(crate) async fn sees(&self, words: &str) -> Element {
        self.at(&seen(words)).await
    }

    /// Waits until these words cannot be seen any more.
    pub(crate) async fn sees_no(&self, words: &str) {
        self.at(&format!("/html/body[not({})]", seen(words).replacen("/html/body", ".", 1))).await;
    }

    /// What stands at the field of that label as its error.
    pub(crate) async fn error_at(&self, part: &str, label: &str) -> String {
        let field = self.labelled(part, label).await;
        let ids = field.attr("aria-describedby").await.expect("the page answers").unwrap_or_default();
        let invalid = field.attr("aria-invalid").await.expect("the page answers");
        let id = ids.split(' ').next().filter(|_| invalid.is_some()).expect("an error at the field");
        self.find(&format!("[id=\"{id}\"]")).await.text().await.expect("its words")
    }

    /// Waits for the error summary, which must have the focus; tells its lines.
    pub(crate) async fn summary(&self) -> Vec<String> {
        self.find("#summary:focus").await;
        let title = self.browser.title().await.expect("a title");
        assert!(title.starts_with("エラー："), "{title}");
        let mut lines = Vec::new();
        for line in self.browser.find_all(Locator::Css("#summary li")).await.expect("its lines") {
            lines.push(line.text().await.expect("its words"));
        }
        lines
    }

    /// Waits until the field of that label has the focus.
    pub(crate) async fn has_focus(&self, part: &str, label: &str) {
        let field = self.labelled(part, label).await;
        let id = field.attr("id").await.expect("the page answers").expect("an id");
        self.find(&format!("[id=\"{id}\"]:focus")).await;
    }

    /// Brings an element that lies across the lower edge of the screen to its middle: WebKit's driver takes it for visible and then does not
    /// reach it. All others the drivers bring there themselves.
    async fn scroll_to(&self, element: &Element) {
        const SCROLL: &str = "const {top, bottom} = arguments[0].getBoundingClientRect(); \
            if (bottom > innerHeight && top < innerHeight + 100) arguments[0].scrollIntoView({block: 'center'});";
        let element = serde_json::to_value(element).expect("an element's name");
        // It may be gone already; then whatever is done with it says so.
        drop(self.browser.execute(SCROLL, vec![element]).await);
    }

    /// Waits for an element by its path.
    pub(crate) async fn at(&self, path: &str) -> Element {
        self.wait_for(Locator::XPath(path), path).await
    }
}

/// An element that is not hidden.
const SHOWN: &str = "[not(ancestor-or-self::*[@hidden])]";

/// The innermost elements that show these words.
fn seen(words: &str) -> String {
    let says = format!("contains(normalize-space(.), \"{words}\")");
    format!("/html/body//*{SHOWN}[not(self::script or @id = \"say\")][{says}][not(.//*[{says}])]")
}

/// Where a part is looked for: parts within each other, each of them a section or group with its heading.
fn within(part: &str) -> String {
    let one = |name: &str| {
        format!(
            "//*[self::section or self::fieldset]\
             [*[self::h2 or self::h3 or self::legend][starts-with(normalize-space(.), \"{name}\")]]"
        )
    };
    part.split('/').filter(|name| !name.is_empty()).map(one).collect()
}
