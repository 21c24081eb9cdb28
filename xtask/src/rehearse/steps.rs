//! What was shown, with the time each step took.

use std::time::Instant;

/// The steps of a rehearsal.
#[derive(Debug)]
pub(super) struct Steps {
    begun: Instant,
    last: Instant,
    count: usize,
}

impl Steps {
    /// None yet.
    pub(super) fn begin() -> Self {
        let now = Instant::now();
        Self { begun: now, last: now, count: 0 }
    }

    /// Says what was shown since the step before.
    pub(super) fn shown(&mut self, what: &str) {
        self.count += 1;
        println!("xtask: step {} in {:.1} s: {what}", self.count, self.last.elapsed().as_secs_f32());
        self.last = Instant::now();
    }

    /// Says how long all of them took.
    pub(super) fn end(self) {
        let seconds = self.begun.elapsed().as_secs();
        println!("xtask: rehearsed in {} steps and {seconds} s", self.count);
    }
}
