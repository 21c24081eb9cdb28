//! Addresses as logs, and screens that may be seen by others, can show them.

use crate::text::one_line;

/// `y***@example.jp` for `yamada@example.jp`: enough to tell mails apart, too little to write to anybody. What is no address becomes `***`.
pub fn mask(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, host)) => {
            let first: String = local.chars().take(1).collect();
            one_line(&format!("{first}***@{host}"))
        }
        None => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_letter_and_the_host_are_shown() {
        for (address, masked) in [
            ("yamada@example.jp", "y***@example.jp"),
            ("y@example.jp", "y***@example.jp"),
            ("山田@example.jp", "山***@example.jp"),
            ("\"a@b\"@example.jp", "\"***@example.jp"),
            ("@example.jp", "***@example.jp"),
            ("x@example.jp\nInjected: 1", "x***@example.jpInjected: 1"),
            ("yamada", "***"),
            ("", "***"),
        ] {
            assert_eq!(mask(address), masked, "{address}");
        }
    }
}
