//! axe-core, put into the page by the driver: the pages' own policy would refuse it as a script, and is not to be loosened.

use std::{fs, path::Path, sync::Once};

use serde_json::Value;

use crate::{driver::passed_over, stage::Stage};

/// Where `.ci/run` puts it. Version 4.14.1, MPL-2.0: used by this test alone and no part of what is deployed.
const FILE: &str = "../target/ci-npm/node_modules/axe-core/axe.min.js";
/// Targets of a size are WCAG 2.2 AA, but not among what it looks at by itself.
const RUN: &str = "const done = arguments[0]; \
    const told = ({id, nodes}) => `${id}: ${nodes.map(({target, failureSummary}) => `${target.join(' ')} (${failureSummary.replace(/\\s+/g, ' ').slice(0, 200)})`).slice(0, 3).join(', ')}`; \
    window.axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}) \
        .then(({violations}) => done(violations.map(told)), (error) => done([`axe failed: ${error}`]));";

/// The program; none, said aloud once, where it is not installed.
pub(super) fn source() -> Option<String> {
    static SAID: Once = Once::new();
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).ok();
    if source.is_none() {
        SAID.call_once(|| {
            passed_over::<()>("the look at accessibility: there is no axe-core in target/ci-npm (npm install --prefix target/ci-npm axe-core@4.14.1)");
        });
    }
    source
}

/// What it finds wrong with the page as it stands, a line for each rule.
pub(super) async fn violations(stage: &Stage, source: &str) -> Vec<String> {
    let there = stage.browser.execute("return Boolean(window.axe)", Vec::new()).await;
    if there.expect("the page answers") != Value::Bool(true) {
        stage.browser.execute(source, Vec::new()).await.expect("axe-core loads");
    }
    let found = stage.browser.execute_async(RUN, Vec::new()).await.expect("axe-core runs");
    serde_json::from_value(found).expect("lines")
}
