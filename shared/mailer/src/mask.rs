//! Addresses as logs may show them.

pub use domain::mask::mask;

/// The text with the address masked wherever it stands: mail services repeat the address in what they say about it.
pub(crate) fn mask_within(text: &str, address: &str) -> String {
    if address.is_empty() { text.to_owned() } else { text.replace(address, &mask(address)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_masked_inside_other_words() {
        assert_eq!(
            mask_within("not verified: yamada@example.jp, yamada@example.jp", "yamada@example.jp"),
            "not verified: y***@example.jp, y***@example.jp"
        );
        assert_eq!(mask_within("as it was", ""), "as it was");
    }
}
