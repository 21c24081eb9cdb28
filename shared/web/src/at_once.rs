//! Faults of reading and faults against the rules are one list (SPEC 7): nobody mends one round only to meet the next.

use domain::field::FieldError;

use crate::Problem;

/// What was decided on a body, with what of the body could not be read. Nothing is done while there is any of that. A refusal for other
/// reasons than the content (such as the status) stands alone.
///
/// # Errors
/// The refusal, with every fault in it; a field is named once, by why it cannot be read.
pub fn all_at_once<T, E: Into<Problem>>(
    decided: Result<T, E>,
    unreadable: Vec<FieldError>,
) -> Result<T, Problem> {
    match decided {
        Ok(done) if unreadable.is_empty() => Ok(done),
        Ok(_) => Err(Problem::invalid(unreadable)),
        Err(refusal) => Err(refusal.into().with_unreadable(unreadable)),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    fn fault(field: &str, code: &'static str) -> FieldError {
        FieldError::new(field, code, "")
    }

    #[test]
    fn each_field_is_named_once_and_first_by_why_it_cannot_be_read() {
        let broken = vec![fault("stock", "required"), fault("remarks", "too_long")];
        let decided: Result<(), _> = Err(Problem::invalid(broken));
        let told = all_at_once(decided, vec![fault("stock", "out_of_range")]).unwrap_err();
        let all = vec![fault("stock", "out_of_range"), fault("remarks", "too_long")];
        assert_eq!(told, Problem::invalid(all));
    }

    #[test]
    fn nothing_is_done_with_what_cannot_be_read() {
        assert_eq!(all_at_once(Ok::<_, Problem>(1), vec![]), Ok(1));
        let unreadable = || vec![fault("stock", "out_of_range")];
        assert_eq!(all_at_once(Ok::<_, Problem>(1), unreadable()), Err(Problem::invalid(unreadable())));
        let conflict: Result<(), _> = Err(Problem::conflict("status", ""));
        let told = all_at_once(conflict, unreadable()).unwrap_err();
        assert_eq!((told.status(), told), (StatusCode::CONFLICT, Problem::conflict("status", "")));
    }
}
