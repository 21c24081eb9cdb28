//! Holds the architecture: which crate may know which, and where certain words may stand. ARCHITECTURE.md tells why.
//!
//! Every rule is a function from data to a list of violations, so that a planted violation shows that it can fail.

mod arrows;
mod layout;
mod sources;
mod workspace;

#[track_caller]
fn assert_none(violations: &[String]) {
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn crates_know_only_what_lies_below_them() {
    assert_none(&arrows::violations(arrows::ARROWS, &workspace::crates()));
}

#[test]
fn outside_crates_are_known_only_where_they_belong() {
    assert_none(&arrows::outside_violations(&workspace::crates()));
}

#[test]
fn sources_hold_only_what_belongs_there() {
    assert_none(&sources::violations(sources::RULES, &workspace::sources()));
}

#[test]
fn folders_are_named_like_their_packages() {
    assert_none(&layout::folder_violations(&workspace::crates()));
}

#[test]
fn every_crate_inherits_the_workspaces_lints() {
    assert_none(&layout::lint_violations(&workspace::crates()));
}

#[test]
fn nothing_is_named_after_nothing() {
    assert_none(&layout::name_violations(&workspace::paths()));
    assert_none(&layout::module_violations(&workspace::sources()));
}

#[test]
fn the_watch_router_names_functions_with_their_own_binary() {
    assert_none(&layout::route_violations(&workspace::routes(), &workspace::crates()));
}
