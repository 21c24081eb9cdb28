//! What the pages weigh and what they must not hold, by their files: no browser is needed.

mod parts;

use std::{collections::BTreeSet, path::Path};

use crate::pages::{files, imports, late_imports, loaded_with, read};

/// Most bytes of a screen, uncompressed (ux/UX.md): page, stylesheets and all modules it loads to stand there. What is loaded later on it is
/// counted in [`parts`].
const MOST: usize = 50 * 1024;
/// Loaded by the frame of every officer's page, once it is known who that is.
const MENUS: &str = "/modules/menus.js";
/// Those whose pages need the stylesheet of tables, figures and printouts.
const READ_AND_PRINTED: &[&str] =
    &["/modules/table.js", "/modules/figure.js", "/modules/tilemap.js", "/pages/requests/print.js"];
/// What would let text become markup or code, or styles come from elsewhere than the stylesheet.
const FORBIDDEN: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "createContextualFragment",
    "cssText",
    " style=",
    "'style'",
    "javascript:",
    "@import",
    "http://",
    "https://",
    "'//",
    "\"//",
];
/// The names of the two markup languages are no addresses that anything is fetched from.
const NAMES: &[&str] = &["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"];

fn pages() -> Vec<String> {
    files().into_iter().filter(|file| is(file, "html") && !file.starts_with("/guide/")).collect()
}

/// The script of a page.
fn script(page: &str) -> String {
    let html = read(page);
    let (_, rest) = html.split_once("<script type=\"module\" src=\"").expect("a page has its script");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The modules that build a page's screens: its script, or those it chooses among by role, status or address.
fn screens(page: &str) -> Vec<Vec<String>> {
    let script = script(page);
    let text = read(&script);
    let chooses = |part: &String| {
        let builds = |line: &str| line.contains(part.as_str()) && line.contains(".build(");
        let screen = |code: String| {
            ["build", "edit", "start"].iter().any(|name| code.contains(&format!(" function {name}(")))
        };
        if text.contains("import(`") { screen(read(part)) } else { text.lines().any(builds) }
    };
    let mut all: Vec<Vec<String>> =
        late_imports(&script).into_iter().filter(chooses).map(|part| vec![script.clone(), part]).collect();
    if all.is_empty() {
        all.push(vec![script]);
    }
    all
}

fn weigh(page: &str, modules: &[String]) -> usize {
    let mut loaded: BTreeSet<String> = modules.iter().flat_map(|module| loaded_with(module)).collect();
    if loaded.contains("/modules/frame.js") {
        loaded.insert(MENUS.to_owned());
    }
    loaded.insert(page.to_owned());
    loaded.extend(stylesheets(page));
    bytes(&loaded)
}

fn bytes<'a>(files: impl IntoIterator<Item = &'a String>) -> usize {
    files.into_iter().map(|file| read(file).len()).sum()
}

fn stylesheets(page: &str) -> Vec<String> {
    named_by(&read(page)).into_iter().filter(|file| is(file, "css")).collect()
}

#[test]
fn every_screen_weighs_at_most_50_kilobytes() {
    let mut heavy = Vec::new();
    for page in pages() {
        for modules in screens(&page) {
            let bytes = weigh(&page, &modules);
            let part = modules.get(1).map_or("", String::as_str);
            let line = format!("{bytes:>6} bytes  {page} {part}");
            println!("{line}");
            if bytes > MOST {
                heavy.push(line);
            }
        }
    }
    assert_eq!(heavy, [""; 0], "more than {MOST} bytes");
}

#[test]
fn nothing_makes_markup_or_code_of_text_or_asks_another_host() {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| !is_picture(file)) {
        let text = NAMES.iter().fold(read(file), |text, name| text.replace(name, ""));
        let wrong = FORBIDDEN.iter().filter(|word| text.contains(**word));
        found.extend(wrong.map(|word| format!("{file}: {word}")));
        if is(file, "html") && handler(&text) {
            found.push(format!("{file}: an inline event handler"));
        }
    }
    assert_eq!(found, [""; 0]);
}

fn is_picture(file: &str) -> bool {
    ["png", "webp", "ico"].into_iter().any(|kind| is(file, kind))
}

/// Whether a file is of that kind, by its ending.
fn is(file: &str, kind: &str) -> bool {
    Path::new(file).extension().is_some_and(|ending| ending == kind)
}

/// Whether markup holds an attribute such as `onclick=`.
fn handler(html: &str) -> bool {
    html.split_whitespace().any(|word| {
        word.split_once('=').is_some_and(|(name, _)| {
            name.len() > 2 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_lowercase())
        })
    })
}

#[test]
fn an_inline_event_handler_would_be_seen() {
    assert!(handler("<button type=\"button\" onclick=\"go()\">"));
    assert!(!handler("<p>on = 1</p>"));
}

#[test]
fn whatever_a_page_or_module_names_is_there() {
    let files = files();
    let mut missing = Vec::new();
    for file in &files {
        let named = if is(file, "js") {
            [imports(file), late_imports(file)].concat()
        } else if is(file, "html") {
            named_by(&read(file))
        } else {
            Vec::new()
        };
        missing.extend(named.into_iter().filter(|name| !files.contains(name)).map(|name| (file, name)));
    }
    assert_eq!(missing, []);
}

/// Addresses in `href` and `src` of a page that begin at the root.
fn named_by(html: &str) -> Vec<String> {
    let quoted = ["href=\"/", "src=\"/"].into_iter().flat_map(|before| html.split(before).skip(1));
    let address = |rest: &str| format!("/{}", rest.split(['"', '#', '?']).next().unwrap_or_default());
    let file = |address: String| if address.ends_with('/') { address + "index.html" } else { address };
    quoted.map(address).map(file).collect()
}

/// A page holds nothing but its title, its script and a word for browsers without scripts; the root, which only leads on, says more.
#[test]
fn every_page_is_the_same_shell() {
    for page in pages().iter().filter(|page| *page != "/index.html") {
        let name = page.trim_start_matches('/').trim_end_matches(".html");
        let html = read(page);
        let title =
            html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        assert!(title.ends_with(" - 緊急配布要請"), "{page}: {title}");
        let script = script(page);
        let html = without_tables(&html, reads_or_prints(&script));
        assert!(html.as_deref() == Some(&shell(title, &script)), "{page} is not the shell:\n{html:?}");
        assert!(name == "404" || script == format!("/pages/{name}.js"), "{page}: {script}");
    }
}

/// Whether anything that a script loads, be it later, is a table, a figure or a printout.
fn reads_or_prints(script: &str) -> bool {
    let loaded = parts::ever_loaded_with(script);
    loaded.iter().any(|file| READ_AND_PRINTED.contains(&file.as_str()) || read(file).contains(" print()"))
}

/// A page without the stylesheet of tables, which it must have just then when it is needed.
fn without_tables(html: &str, needed: bool) -> Option<String> {
    const TABLES: &str = "<link rel=\"stylesheet\" href=\"/tables.css\">\n";
    (html.contains(TABLES) == needed).then(|| html.replacen(TABLES, "", 1))
}

fn shell(title: &str, script: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
<script type="module" src="{script}"></script>
</head>
<body><noscript>この画面にはJavaScriptが必要です。ブラウザの設定で有効にしてください。</noscript></body>
</html>
"#
    )
}
