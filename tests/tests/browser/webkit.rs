//! The main job once more in WebKit, the engine of iPhones: signing in, a request, its review.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::{net::TcpStream, time};

use crate::{
    acts::{GLOVES, N95},
    driver::{Driver, passed_over},
    stage::play_in,
};

/// How long the driver may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_from_a_draft_to_its_result_in_webkit() {
    let Some((driver, browser)) = start().await else { return };
    play_in(driver, browser, "2026-11-24T12:40:00", |stage| async move {
        stage.sign_in("tokyo-hospital").await;
        stage.begin_request().await;
        stage.choose("欠品等により自ら調達できない").await;
        stage.ask_for(N95, "１，５００").await;
        stage.ask_for(GLOVES, "3000").await;
        let number = stage.submit().await;
        stage.sign_out().await;

        stage.sign_in("tokyo").await;
        stage.press("緊急配布要請一覧").await;
        stage.press(&number).await;
        stage.edit_review().await;
        stage.give(N95, "1500").await;
        stage.give(GLOVES, "3000").await;
        stage.save_review("完了").await;
        stage.find("#done").await;
        stage.sign_out().await;

        stage.sign_in("tokyo-hospital").await;
        stage.press(&number).await;
        stage.sees("受付完了（配布あり）").await;
        stage
    })
    .await;
}

/// WebKit's driver on a screen that nobody sees.
async fn start() -> Option<(Driver, Client)> {
    let (Some(browser), Some((screen, display))) = (mini_browser(), screen()) else {
        return passed_over("the test in WebKit: there is no MiniBrowser or no Xvfb on this machine");
    };
    let mut running = Driver(vec![screen]);
    let port = free_port();
    let command = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("DISPLAY", display)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(driver) = command else {
        return passed_over("the test in WebKit: there is no WebKitWebDriver on this machine");
    };
    running.0.push(driver);
    time::timeout(PATIENCE, listening(port)).await.expect("WebKitWebDriver listens");
    let options = json!({"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}});
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(serde_json::from_value(options).expect("capabilities are an object"));
    let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("WebKit starts");
    client.set_window_size(1280, 900).await.expect("the window takes its size");
    Some((running, client))
}

/// Where Debian puts the browser that can be driven: `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let machines = fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let places =
        machines.flat_map(|machine| ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|version| machine.join(version)));
    places.map(|place| place.join("MiniBrowser")).find(|browser| browser.is_file())
}

/// A screen without a screen, and its name.
fn screen() -> Option<(std::process::Child, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24"]);
    let mut screen = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut number = String::new();
    BufReader::new(screen.stdout.take()?).read_line(&mut number).ok()?;
    Some((screen, format!(":{}", number.trim())))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("its address").port()
}

/// It says nothing when it begins to listen: one has to knock.
async fn listening(port: u16) {
    let mut knocks = time::interval(Duration::from_millis(50));
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
        knocks.tick().await;
    }
}
