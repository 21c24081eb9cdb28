//! The server's clock: the only reader of the system's time. Whole milliseconds, as instants are stored.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::time::Instant;

/// A clock. Clones show the same time.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    /// The system's time plus an offset in milliseconds; 0 everywhere but in the local system.
    Running { offset: AtomicI64 },
    /// Stands until it is set: for tests.
    Standing { millis: AtomicI64 },
}

impl Clock {
    /// The system's time.
    pub fn system() -> Self {
        Self(Arc::new(Kind::Running { offset: AtomicI64::new(0) }))
    }

    /// A clock that stands at `at` until it is set.
    pub fn standing(at: Instant) -> Self {
        Self(Arc::new(Kind::Standing { millis: AtomicI64::new(at.timestamp_millis()) }))
    }

    /// What the clock shows.
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Kind::Running { offset } => system_now() + TimeDelta::milliseconds(offset.load(Ordering::SeqCst)),
            Kind::Standing { millis } => instant(millis.load(Ordering::SeqCst)),
        }
    }

    /// The time by which sessions live and end: not moved when a developer moves the clock to another hour, so that nobody is signed
    /// out by it.
    pub fn session_now(&self) -> Instant {
        match &*self.0 {
            Kind::Running { .. } => system_now(),
            Kind::Standing { .. } => self.now(),
        }
    }

    /// Sets the clock; a running one runs on from there.
    pub fn set(&self, at: Instant) {
        match &*self.0 {
            Kind::Running { offset } => {
                offset.store((at - system_now()).num_milliseconds(), Ordering::SeqCst);
            }
            Kind::Standing { millis } => millis.store(at.timestamp_millis(), Ordering::SeqCst),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "this is the clock")]
fn system_now() -> Instant {
    instant(Utc::now().timestamp_millis())
}

fn instant(millis: i64) -> Instant {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_clock_runs_on_from_where_it_is_set_and_sessions_do_not_notice() {
        let clock = Clock::system();
        let there: Instant = "2026-11-20T04:05:00Z".parse().unwrap();
        let before = clock.session_now();
        clock.set(there);
        let shown = clock.now();
        assert!(shown >= there - TimeDelta::seconds(1) && shown < there + TimeDelta::minutes(1));
        assert!(clock.session_now() >= before && clock.session_now() < before + TimeDelta::minutes(1));
    }

    #[test]
    fn a_standing_clock_stands() {
        let clock = Clock::standing("2026-11-20T04:05:00.123Z".parse().unwrap());
        assert_eq!(clock.now(), clock.session_now());
        clock.clone().set("2026-11-20T04:06:00Z".parse().unwrap());
        assert_eq!(clock.now().to_rfc3339(), "2026-11-20T04:06:00+00:00");
    }
}
