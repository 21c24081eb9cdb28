//! Which requests shall fail, and which came by.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::fault::Fault;

type Matcher = Box<dyn Fn(&str) -> bool + Send>;

struct Rule {
    matches: Matcher,
    fault: Fault,
    left: usize,
}

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    seen: Vec<String>,
}

/// The faults still to be injected and the log of operations, shared by all connections of a proxy.
#[derive(Default)]
pub(crate) struct FaultPlan(Mutex<State>);

impl FaultPlan {
    /// Adds a rule behind those already there.
    pub(crate) fn add(&self, matches: Matcher, fault: Fault, times: usize) {
        self.state().rules.push(Rule { matches, fault, left: times });
    }

    /// Logs the operation and uses up one injection of the first rule that matches it and has any left.
    pub(crate) fn meet(&self, operation: &str) -> Option<Fault> {
        let mut state = self.state();
        state.seen.push(operation.to_owned());
        let rule = state.rules.iter_mut().find(|rule| rule.left > 0 && (rule.matches)(operation))?;
        rule.left -= 1;
        Some(rule.fault)
    }

    /// The operations met so far, oldest first.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.state().seen.clone()
    }

    /// How many injections have not happened yet.
    pub(crate) fn left(&self) -> usize {
        self.state().rules.iter().map(|rule| rule.left).sum()
    }

    /// A matcher that panicked has changed nothing, so the state behind a poisoned lock is still sound.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(plan: &FaultPlan, operation: &str, expected: Option<Fault>) {
        assert_eq!(plan.meet(operation), expected, "{operation} after {:?}", plan.seen());
    }

    #[test]
    fn faults_for_any_operation_are_used_in_the_order_they_were_added() {
        let plan = FaultPlan::default();
        plan.add(Box::new(|_| true), Fault::Throttle, 1);
        plan.add(Box::new(|_| true), Fault::ServerError, 1);
        check(&plan, "GetItem", Some(Fault::Throttle));
        check(&plan, "PutItem", Some(Fault::ServerError));
        check(&plan, "GetItem", None);
    }

    #[test]
    fn a_rule_spares_other_operations_and_ends_after_its_times() {
        let plan = FaultPlan::default();
        plan.add(Box::new(|operation| operation == "Query"), Fault::Throttle, 2);
        check(&plan, "GetItem", None);
        check(&plan, "Query", Some(Fault::Throttle));
        assert_eq!(plan.left(), 1);
        check(&plan, "Query", Some(Fault::Throttle));
        check(&plan, "Query", None);
        assert_eq!(plan.left(), 0);
    }

    #[test]
    fn failed_operations_are_seen_too() {
        let plan = FaultPlan::default();
        plan.add(Box::new(|_| true), Fault::Throttle, 1);
        check(&plan, "PutItem", Some(Fault::Throttle));
        check(&plan, "PutItem", None);
        assert_eq!(plan.seen(), ["PutItem", "PutItem"]);
    }
}
