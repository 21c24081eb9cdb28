//! The users' guides under `docs/guide/`: their figures are there, as large as they say and described in words, their links lead somewhere, and
//! every screen leads to them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use crate::{
    pages::{files, loaded_with, read},
    stage::on_stage,
};

/// The module that draws the foot of a page, with the way to the guides.
const FRAME: &str = "/modules/frame.js";
const PAGES: [&str; 4] = ["index.html", "facility.html", "prefecture.html", "ministry.html"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/guide")
}

fn page(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn is_page(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|kind| kind == "html")
}

/// Every start of an element of that name, without the brackets.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name} ");
    html.split(&start).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

/// An attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!("{name}=\"");
    tag.split_once(&start)?.1.split('"').next()
}

/// Width and height of a PNG, which stand big-endian in its first chunk.
fn size(image: &str) -> (u32, u32) {
    let png = fs::read(folder().join(image)).unwrap_or_else(|error| panic!("{image}: {error}"));
    assert_eq!(png[12..16], *b"IHDR", "{image} is no PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn figures_of_the_guides_are_there_as_large_as_they_say_and_told_in_words() {
    let mut used = BTreeSet::new();
    for name in PAGES {
        let html = page(name);
        for tag in tags(&html, "img") {
            let image = attribute(tag, "src").expect("an image has a source");
            let said =
                ["width", "height"].map(|side| attribute(tag, side).and_then(|side| side.parse().ok()));
            let (width, height) = size(image);
            assert_eq!(said, [Some(width), Some(height)], "{image} in {name}");
            assert!(
                attribute(tag, "alt").is_some_and(|words| !words.is_empty()),
                "{image} in {name}: no words"
            );
            used.insert(image.to_owned());
        }
    }
    let there = fs::read_dir(folder().join("images")).expect("the folder of the images");
    let there: BTreeSet<String> = there
        .map(|entry| format!("images/{}", entry.expect("an entry").file_name().to_string_lossy()))
        .collect();
    assert_eq!(there.difference(&used).collect::<Vec<_>>(), [""; 0], "not used by any guide");
    assert_eq!(used.difference(&there).collect::<Vec<_>>(), [""; 0], "not there");
}

/// Where a link of a page leads: a file with the place in it, or none that is there.
fn dead(from: &str, link: &str) -> bool {
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    if let Some(screen) = path.strip_prefix('/') {
        return !files().iter().any(|file| file.trim_start_matches('/') == screen);
    }
    let file = if path.is_empty() { from } else { path };
    if is_page(file) && !place.is_empty() {
        return !PAGES.contains(&file) || !page(file).contains(&format!("id=\"{place}\""));
    }
    !folder().join(file).is_file()
}

#[test]
fn links_of_the_guides_lead_to_what_is_there() {
    let mut links = 0;
    for name in PAGES {
        let html = page(name);
        for tag in ["a", "link"].into_iter().flat_map(|element| tags(&html, element)) {
            let link = attribute(tag, "href").expect("a link leads somewhere");
            assert!(!dead(name, link), "{name}: {link}");
            links += 1;
        }
    }
    assert!(links > 100, "{links} links were found");
    assert!(
        dead("index.html", "#nowhere") && dead("index.html", "none.html") && dead("index.html", "/none.html")
    );
}

#[test]
fn contents_of_a_guide_name_all_its_parts_in_their_order() {
    for name in PAGES {
        let html = page(name);
        let (_, rest) = html.split_once("</h2>").expect("a heading over the contents");
        let (contents, parts) = rest.split_once("</nav>").expect("the contents");
        let listed: Vec<&str> = tags(contents, "a")
            .into_iter()
            .filter_map(|tag| attribute(tag, "href")?.strip_prefix('#'))
            .collect();
        let there: Vec<&str> = tags(parts, "h2").into_iter().filter_map(|tag| attribute(tag, "id")).collect();
        assert_eq!(listed, there, "{name}");
    }
}

#[test]
fn every_screen_has_the_foot_that_leads_to_the_guides() {
    let foot = read(FRAME);
    assert!(foot.contains("'/guide/', '利用案内'"), "the foot leads to the guides");
    // The first page only leads on to another.
    let screens = files().into_iter().filter(|file| is_page(file) && file != "/index.html");
    let has_foot = |screen: &String| {
        let html = read(screen);
        let script = tags(&html, "script").first().and_then(|tag| attribute(tag, "src"));
        script.is_some_and(|script| loaded_with(script).contains(FRAME))
    };
    let without: Vec<String> = screens.filter(|screen| !has_foot(screen)).collect();
    assert_eq!(without, [""; 0], "screens without the foot");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_foot_of_a_screen_leads_to_guides_whose_figures_show() {
    const SHOWN: &str = "const [done] = arguments; const images = [...document.images]; \
        Promise.all(images.map((image) => image.decode())).then(() => done(images.length), (error) => done(`${error}`));";
    on_stage("2026-11-24T12:40:00", |stage| async move {
        stage.open("/login.html").await;
        stage.press("利用案内").await;
        stage.sees("どの案内を読めばよいですか").await;
        stage.press("都道府県の方へ").await;
        stage.sees("管内の医療機関から届いた緊急配布要請").await;
        let shown = stage.browser.execute_async(SHOWN, Vec::new()).await.expect("the page answers");
        assert_eq!(shown, json!(tags(&page("prefecture.html"), "img").len()));
        stage
    })
    .await;
}
