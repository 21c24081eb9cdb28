//! The rehearsal's time of day: the functions have no clock but the machine's, and before 9 in Japan a deadline check sends nothing.
//!
//! Out of hours the emulator, the functions and whoever calls them are shown a later time by libfaketime, where that is installed (Debian's
//! package of that name); all alike, since signatures of another time are refused.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use chrono::{NaiveDate, TimeDelta, Timelike};
use domain::time::{Instant, jst, jst_date};

/// The hours in which a rehearsal can show everything. The last hour is left out, lest the day ends meanwhile.
const HOURS: std::ops::Range<u32> = 9..23;
/// The hour it is made out of hours.
const SHOWN: u32 = 10;
/// Where Debian puts the library, by architecture.
const LIBRARIES: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
];

/// How the rehearsal's clock goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clock {
    shift: Option<Shift>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Shift {
    hours: u32,
    library: PathBuf,
}

impl Clock {
    /// The machine's, or one that is ahead of it.
    pub(super) fn of_the_day() -> Self {
        let library = LIBRARIES.into_iter().map(Path::new).find(|library| library.is_file());
        Self::at(web::Clock::system().session_now(), library)
    }

    fn at(now: Instant, library: Option<&Path>) -> Self {
        let hour = jst(now).hour();
        let shift = |library: &Path| Shift { hours: (SHOWN + 24 - hour) % 24, library: library.to_owned() };
        Self { shift: library.filter(|_| !HOURS.contains(&hour)).map(shift) }
    }

    /// What time it is for the system.
    pub(super) fn now(&self) -> Instant {
        let hours = self.shift.as_ref().map_or(0, |shift| shift.hours);
        web::Clock::system().session_now() + TimeDelta::hours(hours.into())
    }

    /// What day it is in Japan.
    pub(super) fn today(&self) -> NaiveDate {
        jst_date(self.now())
    }

    /// Whether a deadline check sends anything now.
    pub(super) fn in_hours(&self) -> bool {
        HOURS.contains(&jst(self.now()).hour())
    }

    /// Shows a program, and those it starts, the same time.
    pub(super) fn show(&self, command: &mut Command) {
        if let Some(Shift { hours, library }) = &self.shift {
            command.env("LD_PRELOAD", library).env("FAKETIME", format!("+{hours}h"));
        }
    }

    /// In a word.
    pub(super) fn told(&self) -> String {
        let now = jst(self.now()).format("%Y-%m-%d %H:%M");
        match &self.shift {
            Some(Shift { hours, .. }) => format!("{now} in Japan, {hours} hours ahead"),
            None if self.in_hours() => format!("{now} in Japan"),
            None => format!("{now} in Japan, out of hours, and there is no libfaketime to change that"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(utc: &str, hours: Option<u32>) {
        let library = Path::new("/lib.so");
        let clock = Clock::at(format!("2026-11-24T{utc}:00Z").parse().unwrap(), Some(library));
        assert_eq!(clock.shift.map(|shift| shift.hours), hours, "{utc}");
    }

    #[test]
    fn out_of_hours_it_is_ten_in_japan() {
        check("00:00", None);
        check("13:59", None);
        check("14:00", Some(11));
        check("15:30", Some(10));
        check("23:59", Some(2));
    }

    #[test]
    fn programs_are_shown_the_same_time() {
        let mut command = Command::new("true");
        let clock = Clock { shift: Some(Shift { hours: 10, library: "/lib.so".into() }) };
        clock.show(&mut command);
        let shown: Vec<_> = command.get_envs().collect();
        assert!(shown.contains(&("FAKETIME".as_ref(), Some("+10h".as_ref()))), "{shown:?}");
        assert!(shown.contains(&("LD_PRELOAD".as_ref(), Some("/lib.so".as_ref()))), "{shown:?}");
        let mut command = Command::new("true");
        Clock::at("2026-11-24T15:30:00Z".parse().unwrap(), None).show(&mut command);
        assert_eq!(command.get_envs().count(), 0, "without the library it is as late as it is");
    }
}
