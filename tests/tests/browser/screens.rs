//! Every screen in its main states, for every role, at three widths: axe-core finds nothing in any of them, nothing runs out of a narrow
//! screen, and each screen weighs what it may. With `HAIFU_SCREENSHOTS` set (`cargo xtask screenshots`) each state is also pictured.

mod axe;
mod data;
mod everybody;
mod facility;
mod figure;
mod look;
mod ministry;
mod policy;
mod prefecture;

use look::Look;

use crate::stage::{Stage, on_stage};

const NOW: &str = "2026-11-24T12:40:00";

#[tokio::test(flavor = "multi_thread")]
async fn screens_for_everybody_are_accessible() {
    on_stage(NOW, |stage| async move {
        let mut look = Look::new(&stage, "everybody");
        everybody::walk(&mut look).await;
        look.finish();
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn screens_of_a_facility_are_accessible() {
    on_stage(NOW, |stage| async move {
        let mut look = Look::new(&stage, "facility");
        facility::walk(&mut look).await;
        look.finish();
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn screens_of_a_prefecture_are_accessible() {
    on_stage(NOW, |stage| async move {
        let mut look = Look::new(&stage, "prefecture");
        prefecture::walk(&mut look).await;
        look.finish();
        stage
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn screens_of_the_ministry_are_accessible() {
    on_stage(NOW, |stage| async move {
        let mut look = Look::new(&stage, "ministry");
        ministry::walk(&mut look).await;
        look.finish();
        stage
    })
    .await;
}

/// The proof that a look can fail: an image nobody can hear, a faint text, a second title, and something that runs out of the screen.
#[tokio::test(flavor = "multi_thread")]
async fn planted_faults_are_found() {
    const PLANT: &str = "const add = (tag, more) => document.querySelector('main').append(Object.assign(document.createElement(tag), more)); \
        add('img', {src: '/icon.svg'}); add('h1', {textContent: '二つ目'}); add('input', {}); \
        const wide = document.createElement('p'); wide.textContent = 'a'.repeat(400); wide.style.cssText = 'overflow-wrap: normal'; \
        document.querySelector('main').append(wide); document.documentElement.lang = ''; document.title = '';";
    on_stage(NOW, |stage: Stage| async move {
        let mut look = Look::without_pictures(&stage);
        look.open("login", "planted", "/login.html", "パスワードをお忘れですか").await;
        assert_eq!(look.wrong, [""; 0]);
        stage.browser.execute(PLANT, Vec::new()).await.expect("the faults are planted");
        look.at("login", "planted").await;
        let all = look.wrong.join("\n");
        let mut expected = vec!["titles within", "language", "no title", "runs out"];
        if axe::source().is_some() {
            expected.extend(["image-alt", "label", "html-has-lang"]);
        }
        let missed: Vec<&str> = expected.into_iter().filter(|fault| !all.contains(fault)).collect();
        assert_eq!(missed, [""; 0], "not found in\n{all}");
        stage
    })
    .await;
}
