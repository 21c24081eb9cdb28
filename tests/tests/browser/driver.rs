//! The program that moves the browser.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
};

use fantoccini::{
    Client, ClientBuilder,
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// What a browser needs to run without a screen, and without anything from the network.
const CHROMIUM: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// A running driver, with what it needs beside it. All of it stops when dropped, the browser too.
pub(crate) struct Driver(pub(crate) Vec<Child>);

impl Drop for Driver {
    fn drop(&mut self) {
        for child in &mut self.0 {
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// A driver and the client that talks to it; none, said aloud, when there is no browser on this machine.
pub(crate) async fn start() -> Option<(Driver, Client)> {
    let mut tries = 0;
    let (driver, port) = loop {
        let command =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut child) = command else {
            return passed_over("a browser test: there is no chromedriver on this machine");
        };
        let lines = child.stdout.take().map(BufReader::new).expect("its output is piped");
        let driver = Driver(vec![child]);
        let told = tokio::task::spawn_blocking(move || port(lines)).await.expect("its output can be read");
        // Two that start at once may choose the same port: the later one gives up and is started again.
        if let Some(port) = told {
            break (driver, port);
        }
        tries += 1;
        assert!(tries < 5, "chromedriver tells no port");
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities());
    let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.expect("the browser starts");
    Some((driver, client))
}

fn capabilities() -> Capabilities {
    serde_json::from_value(json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"args": CHROMIUM},
        "goog:loggingPrefs": {"browser": "ALL"},
    }))
    .expect("capabilities are an object")
}

/// The port it has chosen, none when it gave up: `ChromeDriver was started successfully on port 41234.` It reads on, so that the driver can go on writing.
fn port(lines: impl BufRead + Send + 'static) -> Option<u16> {
    let mut lines = lines.lines().map_while(Result::ok);
    let told =
        lines.find_map(|line| line.split_once(" successfully on port ").map(|(_, rest)| rest.to_owned()));
    std::thread::spawn(move || lines.for_each(drop));
    let digits: String = told.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Says aloud that something did not run, and why; a failure where `HAIFU_BROWSERS` says that browsers are required, as in CI.
#[allow(clippy::disallowed_methods, reason = "a setting of the tests, which no App has")]
pub(crate) fn passed_over<T>(what: &str) -> Option<T> {
    assert!(std::env::var("HAIFU_BROWSERS").as_deref() != Ok("required"), "did not run: {what}");
    say(&format!("SKIPPED {what}"));
    None
}

/// Written past the test harness, which would keep it to itself.
pub(crate) fn say(line: &str) {
    drop(writeln!(std::io::stderr(), "{line}"));
}

/// A command of Chromium's own.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

/// Sets the width of the page in CSS pixels, which may be narrower than a window can be.
pub(crate) async fn set_width(client: &Client, width: u32) {
    set_size(client, width, 900).await;
}

/// Sets width and height of the page in CSS pixels.
pub(crate) async fn set_size(client: &Client, width: u32, height: u32) {
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
    let body = json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics});
    client.issue_cmd(Own { path: "goog/cdp/execute", body }).await.expect("the browser changes its size");
}

/// Takes the network from the browser, or gives it back.
pub(crate) async fn set_offline(client: &Client, offline: bool) {
    let conditions = json!({"offline": offline, "latency": 0, "throughput": -1});
    let body = json!({"network_conditions": conditions});
    client
        .issue_cmd(Own { path: "chromium/network_conditions", body })
        .await
        .expect("the browser goes offline");
}

/// What the browser complained about since the last time: scripts that failed, content that the policy refused.
pub(crate) async fn complaints(client: &Client) -> Vec<String> {
    let log = client.issue_cmd(Own { path: "se/log", body: json!({"type": "browser"}) }).await;
    let entries = log.ok().and_then(|log| log.as_array().cloned()).unwrap_or_default();
    let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
    let told = severe.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned());
    // An answer of 4xx is logged as a failed resource; what the page makes of it is what the tests look at.
    told.filter(|message| !message.contains("Failed to load resource")).collect()
}
