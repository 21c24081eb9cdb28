//! What the system logs while tests run, for `cargo xtask ci` to search for secrets that must never be logged.

use std::{fs::File, path::Path, sync::Mutex, sync::Once};

use tracing_subscriber::EnvFilter;

/// Everything of ours, more than any stage logs, and what libraries log on every stage.
const FILTER: &str = "info,web=trace,store=trace,domain=trace,mailer=trace,local=trace,session=trace,submit=trace,review=trace,\
                      list=trace,export=trace,survey=trace,admin=trace,notify=trace,summary=trace,deadline_check=trace";

/// Adds what is logged from here on to the file that `HAIFU_TEST_LOG` names, if it does. Later calls change nothing.
#[allow(clippy::disallowed_methods, reason = "a setting of the tests, which no App has")]
pub(crate) fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if let Some(path) = std::env::var_os("HAIFU_TEST_LOG") {
            write_to(Path::new(&path));
        }
    });
}

fn write_to(path: &Path) {
    let file =
        File::options().create(true).append(true).open(path).expect("the log of the tests can be written");
    let lines = tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new(FILTER));
    // A process whose logs go elsewhere already, such as a test of the logs themselves, keeps its own.
    drop(lines.with_writer(Mutex::new(file)).try_init());
}
