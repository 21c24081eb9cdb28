//! Whose tries are counted: under which name a row of the table stands.

use std::net::Ipv6Addr;

use domain::id::UserName;
use web::digest;

/// A name as it is counted. What cannot be a name, however long, by its digest: it may be a password in the wrong field.
pub(super) fn named(typed: &str) -> String {
    let typed = typed.trim();
    UserName::parse(typed).map_or_else(|_| format!("~{}", digest(&["tries", typed])), |name| name.to_string())
}

/// An address as it is counted, if it is known. Of IPv6 the network counts, since one household has endless addresses.
pub(super) fn network(from: &str) -> Option<String> {
    if from == "-" {
        return None;
    }
    let network = from.parse::<Ipv6Addr>().map(|address| {
        let [a, b, c, d, ..] = address.segments();
        format!("{a:x}:{b:x}:{c:x}:{d:x}::")
    });
    Some(network.unwrap_or_else(|_| from.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_its_network_counts() {
        assert_eq!(network("-"), None);
        assert_eq!(network("192.0.2.1").as_deref(), Some("192.0.2.1"));
        assert_eq!(network("2001:db8:1:2:3:4:5:6").as_deref(), Some("2001:db8:1:2::"));
    }

    #[test]
    fn what_cannot_be_a_name_is_counted_without_being_told() {
        assert_eq!(named(" tokyo\u{3000}"), "tokyo");
        assert_eq!(named("Haifu-2026"), named(" Haifu-2026"));
        assert_ne!(named("Haifu-2026"), named("Haifu-2027"));
        assert!(!named("Haifu-2026").contains("Haifu"));
        assert!(named(&"x".repeat(10_000)).len() < 40);
    }
}
