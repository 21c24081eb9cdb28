//! A question (`q#0001` and on) with its answer: domain's type is stored as it is.

pub(crate) use domain::request::Question as QuestionRow;
