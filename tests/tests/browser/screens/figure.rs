//! The figures of the users' guides: parts of screens as they stand in a walk, so that they can be taken anew whenever the screens change
//! (`cargo xtask screenshots --figures`).

use std::{fs, path::PathBuf};

use serde_json::json;

use super::look::Look;
use crate::driver;

/// Pixels of the page for a figure, the same for nearly all, so that a guide's figures show their letters in one size.
const WIDE: u32 = 960;
/// Pixels that a list needs to show all its columns: as wide as a page's content grows.
const WIDER: u32 = 1184;
/// Height while the page is measured.
const TALL: u32 = 900;
/// Where the first thing begins and the last one ends of all that a path finds, with a little air around.
const BAND: &str = "const found = document.evaluate(arguments[0], document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null); \
    const boxes = Array.from({length: found.snapshotLength}, (_, at) => found.snapshotItem(at).getBoundingClientRect()).filter((box) => box.height > 0); \
    const top = Math.max(0, Math.floor(Math.min(...boxes.map((box) => box.top)) + scrollY) - 8); \
    return boxes.length ? [top, Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + scrollY) + 8 - top] : null;";

impl Look<'_> {
    /// Takes the figure of that name, when figures are wanted: the page from the first to the last thing that a path (`XPath`) finds.
    pub(super) async fn figure(&self, name: &str, part: &str) {
        self.take(name, part, WIDE).await;
    }

    /// Takes the figure of a list, which is [`WIDER`].
    pub(super) async fn wide_figure(&self, name: &str, part: &str) {
        self.take(name, part, WIDER).await;
    }

    async fn take(&self, name: &str, part: &str, wide: u32) {
        let Some(folder) = wanted() else { return };
        let browser = &self.stage.browser;
        driver::set_size(browser, wide, TALL).await;
        // Nothing that has the focus is marked: a reader would take the mark for part of the screen.
        browser.execute("document.activeElement?.blur()", Vec::new()).await.expect("the page lets go");
        let band = browser.execute(BAND, vec![json!(part)]).await.expect("the page answers");
        let (top, tall): (u32, u32) =
            serde_json::from_value(band).unwrap_or_else(|_| panic!("{name}: there is no {part}"));
        driver::set_size(browser, wide, tall).await;
        browser.execute("scrollTo(0, arguments[0])", vec![json!(top)]).await.expect("the page scrolls");
        let png = browser.screenshot().await.expect("a picture");
        fs::write(folder.join(format!("{name}.png")), png).expect("the figure can be written");
        self.stage.width(1280).await;
    }
}

#[allow(clippy::disallowed_methods, reason = "an option of the person who runs this test, not of the system")]
fn wanted() -> Option<PathBuf> {
    std::env::var_os("HAIFU_FIGURES").map(PathBuf::from)
}
