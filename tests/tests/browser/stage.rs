//! A system and a browser, for one test.

use std::{
    future::{Future, IntoFuture},
    net::Ipv4Addr,
    time::Duration,
};

use fantoccini::{Client, Locator, elements::Element};
use local::System;
use testbed::instant;
use tokio::{net::TcpListener, sync::Semaphore};

use crate::driver::{self, Driver, complaints};

/// Browsers at once: one per core of the smallest machine this runs on.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);

/// The system, and a browser that looks at it.
pub(crate) struct Stage {
    pub(crate) system: System,
    pub(crate) browser: Client,
    pub(crate) address: String,
    _driver: Driver,
}

/// Runs a test at that Japanese time. Whatever the browser complained about fails it.
pub(crate) async fn on_stage<F: Future<Output = Stage>>(jst: &str, play: impl FnOnce(Stage) -> F) {
    let _turn = AT_ONCE.acquire().await.expect("the semaphore is never closed");
    let Some((driver, browser)) = driver::start().await else { return };
    let play = |stage: Stage| async move {
        stage.width(1280).await;
        let stage = play(stage).await;
        assert_eq!(complaints(&stage.browser).await, [""; 0]);
        stage
    };
    play_in(driver, browser, jst, play).await;
}

/// Runs a test in that browser.
pub(crate) async fn play_in<F: Future<Output = Stage>>(
    driver: Driver,
    browser: Client,
    jst: &str,
    play: impl FnOnce(Stage) -> F,
) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    let system =
        System::start(local::Data::Memory, Some(instant(jst)), &address).await.expect("the system starts");
    let server = tokio::spawn(axum::serve(listener, system.router.clone()).into_future());
    let stage = play(Stage { system, browser, address, _driver: driver }).await;
    stage.browser.clone().close().await.expect("the browser closes");
    server.abort();
}

impl Stage {
    /// Opens a page.
    pub(crate) async fn open(&self, path: &str) {
        self.browser.goto(&format!("{}{path}", self.address)).await.expect("the page opens");
    }

    /// Sets the width of the page in CSS pixels.
    pub(crate) async fn width(&self, width: u32) {
        driver::set_width(&self.browser, width).await;
    }

    /// Waits for an element.
    pub(crate) async fn find(&self, css: &str) -> Element {
        self.wait_for(Locator::Css(css), css).await
    }

    /// Waits until the page says something.
    pub(crate) async fn reads(&self, words: &str) -> Element {
        let path = format!("//body//*[not(self::script)][contains(normalize-space(.), \"{words}\")]");
        self.wait_for(Locator::XPath(&path), words).await
    }

    pub(crate) async fn wait_for(&self, locator: Locator<'_>, what: &str) -> Element {
        match self.browser.wait().at_most(PATIENCE).for_element(locator).await {
            Ok(element) => element,
            Err(error) => {
                panic!("no {what}: {error}\nat {:?}\n{}", self.browser.current_url().await, self.text().await)
            }
        }
    }

    /// What the page says now.
    pub(crate) async fn text(&self) -> String {
        let body = self.browser.find(Locator::Css("body")).await.expect("a body");
        body.text().await.unwrap_or_default()
    }
}
