//! A finished file as an answer.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::time::Instant;
use web::Problem;

use crate::{
    encoder::TooLarge,
    encoding::Encoding,
    file_name::{FileName, content_disposition},
    sheet::Sheet,
};

/// How many characters Shift-JIS could not hold.
const REPLACED: &str = "x-haifu-replaced-characters";

/// The file, to be saved under its name.
///
/// # Errors
/// A [`Problem`] should a header not hold its value.
pub(crate) fn attachment(
    sheet: Sheet,
    name: FileName,
    encoding: Encoding,
    made_at: Instant,
) -> Result<Response, Problem> {
    let (bytes, replaced) = sheet.finish();
    let value = |text: String| HeaderValue::from_str(&text).map_err(|error| Problem::internal(&error));
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(encoding.content_type()));
    headers.insert(header::CONTENT_DISPOSITION, value(content_disposition(name, made_at))?);
    headers.insert(REPLACED, value(replaced.to_string())?);
    // Without an encoding of the content lambda_http would take the text for its own and turn Shift-JIS into UTF-8.
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    Ok(response)
}

#[allow(clippy::needless_pass_by_value, reason = "used as a map_err function")]
pub(crate) fn too_large(error: TooLarge) -> Problem {
    let megabytes = error.limit / 1_000_000;
    Problem::invalid_field(
        "from",
        "too_large",
        format!(
            "ファイルが{megabytes}MBを超えるため、一度にダウンロードできません。期間を短くするか（例えば1か月ごと）、区分別のレポートを選んでください。"
        ),
    )
}
