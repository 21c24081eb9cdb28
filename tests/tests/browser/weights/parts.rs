//! What is loaded on a screen after it has opened.
//!
//! A screen is counted again with each part that somebody opens on it: a form, a section, a message, with everything that part loads in its
//! turn. It may weigh no more with it. Excepted are what lies over any screen and is rare, such as signing in again or a save conflict: each
//! of those is counted on its own ([`OVER`]). What does not fit is a page of its own.

use std::collections::BTreeSet;

use super::{MENUS, MOST, bytes, pages, screens, weigh};
use crate::pages::{late_imports, loaded_with};

/// What lies over any screen: signing in again, leaving what is not saved, acceptance that is stopped, a page that cannot be shown; somebody
/// who saved first; typed text that comes back after a reload. Each with a module that stands there when it comes.
const OVER: &[(&str, &str)] = &[
    ("/modules/failure.js", FRAME),
    ("/modules/leave.js", FORM),
    ("/modules/restore.js", FORM),
    ("/modules/session-end.js", FORM),
    ("/modules/sign-in-again.js", FORM),
    ("/modules/sign-out.js", FORM),
    ("/modules/stopped.js", FRAME),
    ("/pages/request-edit/conflict.js", "/pages/request-edit/update.js"),
    ("/pages/request-edit/overtaken.js", "/pages/request-edit/draft.js"),
    ("/pages/request-edit/update-overtaken.js", "/pages/request-edit/update.js"),
    ("/pages/review/overtaken.js", "/pages/review.js"),
    ("/pages/review/restored.js", "/pages/review.js"),
];
const FRAME: &str = "/modules/frame.js";
/// Any form whose typed text is kept.
const FORM: &str = "/pages/request/answer.js";
/// Most bytes that one of [`OVER`] adds.
const MOST_OVER: usize = 10 * 1024;

/// Everything a module loads at some time, other pages' screens left out.
pub(super) fn ever_loaded_with(module: &str) -> BTreeSet<String> {
    let mut all = loaded_with(module);
    let mut waiting: Vec<String> = all.iter().cloned().collect();
    while let Some(next) = waiting.pop() {
        for late in late_imports(&next).into_iter().filter(|late| !lies_over(late)) {
            waiting.extend(loaded_with(&late).difference(&all).cloned());
            all.extend(loaded_with(&late));
        }
    }
    all
}

/// The parts that can be opened on a screen, those opened on parts among them.
fn parts(modules: &[String]) -> BTreeSet<String> {
    // A script that chooses among screens opens nothing on them; but the frame does.
    let screen = modules.last().expect("a screen has its module");
    let mut loaded = loaded_with(screen);
    loaded.extend(ever_loaded_with(screen));
    loaded.insert(FRAME.to_owned());
    let late = loaded.iter().flat_map(|module| late_imports(module));
    late.filter(|part| part != MENUS && !lies_over(part)).collect()
}

fn lies_over(module: &str) -> bool {
    OVER.iter().any(|(over, _)| *over == module)
}

#[test]
fn no_part_that_is_opened_makes_a_screen_weigh_more() {
    let mut wrong = Vec::new();
    for page in pages() {
        for modules in screens(&page) {
            for part in parts(&modules) {
                let with: Vec<String> = modules.iter().cloned().chain(ever_loaded_with(&part)).collect();
                let bytes = weigh(&page, &with);
                println!("{bytes:>6} bytes  {page} with {part}");
                if bytes > MOST {
                    wrong.push(format!("{bytes} bytes: {page} with {part}"));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_lies_over_a_screen_adds_little() {
    let mut heavy = Vec::new();
    for (over, beneath) in OVER {
        let there: BTreeSet<String> = [FRAME, beneath].into_iter().flat_map(loaded_with).collect();
        let more = bytes(ever_loaded_with(over).difference(&there));
        println!("{more:>6} bytes  {over} over {beneath}");
        if more > MOST_OVER {
            heavy.push(format!("{over}: {more} bytes"));
        }
    }
    assert_eq!(heavy, [""; 0], "more than {MOST_OVER} bytes");
}
