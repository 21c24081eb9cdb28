//! Mail addresses: whether a text has the form of one. Whether anybody reads there only a mail can tell.

/// Longest mail address, in bytes (RFC 5321).
const MAX_BYTES: usize = 254;
/// Longest part before the at sign, in bytes (RFC 5321).
const MAX_LOCAL_BYTES: usize = 64;
/// Longest part of a domain between two dots, in bytes (RFC 1035).
const MAX_LABEL_BYTES: usize = 63;

/// The address as it is kept, with the domain in small letters; none when the text has not the form of one. Only what is seen in practice is
/// taken: ASCII, no quoted names, no comments, no addresses of numbers.
pub fn read_mail_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (local, domain) = typed.split_once('@')?;
    let domain = domain.to_ascii_lowercase();
    (typed.len() <= MAX_BYTES && is_local_part(local) && is_domain(&domain))
        .then(|| format!("{local}@{domain}"))
}

/// Mobile carriers gave out names with dots at the end or in a row, so that these are taken.
fn is_local_part(local: &str) -> bool {
    (1..=MAX_LOCAL_BYTES).contains(&local.len())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=MAX_LABEL_BYTES).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.') && domain.split('.').all(label) && !top.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        assert_eq!(read_mail_address(typed).as_deref(), expected, "{typed}");
    }

    #[test]
    fn addresses_as_people_have_them_are_taken() {
        check("iryo@pref.example.jp", Some("iryo@pref.example.jp"));
        check(" Iryo+sos@PREF.Example.JP\n", Some("Iryo+sos@pref.example.jp"));
        check("a..b.@example.jp", Some("a..b.@example.jp"));
        check("o'neill/x=y@xn--eckwd4c7c.example", Some("o'neill/x=y@xn--eckwd4c7c.example"));
    }

    #[test]
    fn whatever_else_a_text_may_be_is_not_one() {
        for bad in [
            "",
            "iryo",
            "@example.jp",
            "iryo@",
            "iryo@example",
            "iryo@example..jp",
            "iryo@.jp",
            "iryo@-a.jp",
            "iryo@a-.jp",
            "iryo@192.0.2.1",
            "a@b@example.jp",
            "a b@example.jp",
            "a,b@example.jp",
            "a@example.jp\r\nBcc: b@example.jp",
            "担当@example.jp",
            "ｉｒｙｏ@example.jp",
            "<iryo@example.jp>",
            "\"a\"@example.jp",
        ] {
            check(bad, None);
        }
    }

    #[test]
    fn lengths_end_where_the_standards_end_them() {
        let of =
            |local: usize, label: usize| format!("{}@{}.example.jp", "a".repeat(local), "b".repeat(label));
        check(&of(64, 63), Some(&of(64, 63)));
        check(&of(65, 1), None);
        check(&of(1, 64), None);
        let whole = |local: usize| {
            let label = "b".repeat(63);
            format!("{}@{label}.{label}.{label}.jp", "a".repeat(local))
        };
        assert_eq!(whole(59).len(), MAX_BYTES);
        check(&whole(59), Some(&whole(59)));
        check(&whole(60), None);
    }
}
