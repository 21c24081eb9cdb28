//! One look at one state of a screen.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde::Deserialize;

use super::axe;
use crate::{driver, stage::Stage};

/// A desk, a phone, and the narrowest phone.
const WIDTHS: [u32; 3] = [1280, 390, 320];
/// Most bytes of a screen as it opens: page, stylesheet and modules, uncompressed (ux/UX.md).
const MOST: u64 = 50 * 1024;
/// Most pixels of a picture from top to bottom.
const TALLEST: u32 = 6000;

/// Two frames later: a chart is drawn anew in the first one after its room has changed.
const FACTS: &str = "const [done] = arguments; const {documentElement: root} = document; \
    const tell = () => done({title: document.title, lang: root.lang, titles: document.querySelectorAll('h1').length, \
    wide: Math.max(root.scrollWidth, document.body.scrollWidth), tall: root.scrollHeight}); \
    requestAnimationFrame(() => requestAnimationFrame(tell));";
const LOADED: &str = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] \
    .filter(({name}) => /\\.(js|css|html)(\\?|#|$)/.test(name)).map(({name, decodedBodySize}) => [new URL(name).pathname, decodedBodySize]);";

#[derive(Deserialize)]
struct Facts {
    title: String,
    lang: String,
    titles: u32,
    wide: u32,
    tall: u32,
}

/// A walk through screens: looks at each state, and gathers what is wrong.
pub(super) struct Look<'a> {
    pub(super) stage: &'a Stage,
    /// Who looks, as pictures are named after it.
    who: &'static str,
    pub(super) wrong: Vec<String>,
    axe: Option<String>,
    pictures: Option<PathBuf>,
    /// Titles of documents by screen.
    titles: BTreeMap<String, String>,
}

impl<'a> Look<'a> {
    #[allow(
        clippy::disallowed_methods,
        reason = "an option of the person who runs this test, not of the system"
    )]
    pub(super) fn new(stage: &'a Stage, who: &'static str) -> Self {
        let pictures = std::env::var_os("HAIFU_SCREENSHOTS").map(PathBuf::from);
        Self { stage, who, wrong: Vec::new(), axe: axe::source(), pictures, titles: BTreeMap::new() }
    }

    /// The same, which takes no pictures.
    pub(super) fn without_pictures(stage: &'a Stage) -> Self {
        Self { pictures: None, ..Self::new(stage, "nobody") }
    }

    /// Opens a page, waits for these words and looks at it, also at its weight.
    pub(super) async fn open(&mut self, screen: &str, state: &str, path: &str, words: &str) {
        // Through an empty page: an address that differs in its fragment alone would not be loaded anew.
        self.stage.browser.goto("about:blank").await.expect("an empty page");
        self.stage.open(path).await;
        self.stage.sees(words).await;
        self.weigh(screen, state).await;
        self.at(screen, state).await;
    }

    /// Presses what has these words, waits for others, and looks.
    pub(super) async fn press(&mut self, screen: &str, state: &str, button: &str, words: &str) {
        self.stage.press(button).await;
        self.stage.sees(words).await;
        self.at(screen, state).await;
    }

    /// Looks at what stands there now.
    pub(super) async fn at(&mut self, screen: &str, state: &str) {
        for width in WIDTHS {
            self.stage.width(width).await;
            let facts = self.stage.browser.execute_async(FACTS, Vec::new()).await.expect("the page answers");
            let facts: Facts = serde_json::from_value(facts).expect("facts");
            let mut wrong = self.faults(screen, width, &facts);
            if let Some(source) = &self.axe {
                wrong.extend(axe::violations(self.stage, source).await);
            }
            self.wrong.extend(wrong.into_iter().map(|fault| format!("{screen} {state} at {width}: {fault}")));
            self.picture(screen, state, width, facts.tall).await;
        }
        self.stage.width(WIDTHS[0]).await;
    }

    /// Whatever was wrong fails the test, all of it at once.
    #[track_caller]
    pub(super) fn finish(self) {
        assert!(self.wrong.is_empty(), "{} faults:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }

    fn faults(&mut self, screen: &str, width: u32, facts: &Facts) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut expect = |right: bool, fault: String| {
            if !right {
                wrong.push(fault);
            }
        };
        expect(facts.lang == "ja", format!("its language is {:?}", facts.lang));
        expect(facts.titles == 1, format!("{} titles within", facts.titles));
        // Not of `innerWidth`: on a phone that grows with whatever runs out.
        expect(facts.wide <= width, format!("runs out: {} of {width} pixels", facts.wide));
        expect(!facts.title.is_empty(), "no title".to_owned());
        let title = facts.title.replace("エラー：", "");
        let first = self.titles.entry(title.clone()).or_insert_with(|| screen.to_owned());
        expect(first == screen, format!("is called {title} like {first}"));
        wrong
    }

    async fn weigh(&mut self, screen: &str, state: &str) {
        let loaded = self.stage.browser.execute(LOADED, Vec::new()).await.expect("the page answers");
        let loaded: Vec<(String, u64)> = serde_json::from_value(loaded).expect("names with sizes");
        let bytes: u64 = loaded.iter().map(|(_, bytes)| bytes).sum();
        println!("{bytes:>6} bytes in {:>2} files as it opens: {screen} {state}", loaded.len());
        if bytes > MOST {
            self.wrong.push(format!("{screen} {state}: {bytes} bytes as it opens: {loaded:?}"));
        }
    }

    async fn picture(&self, screen: &str, state: &str, width: u32, tall: u32) {
        let Some(folder) = &self.pictures else { return };
        driver::set_size(&self.stage.browser, width, tall.clamp(600, TALLEST)).await;
        self.stage.browser.execute("scrollTo(0, 0)", Vec::new()).await.expect("the page scrolls");
        let png = self.stage.browser.screenshot().await.expect("a picture");
        let folder = folder.join(width.to_string());
        fs::create_dir_all(&folder).expect("the folder can be made");
        fs::write(folder.join(format!("{}-{screen}-{state}.png", self.who)), png)
            .expect("the picture can be written");
    }
}
