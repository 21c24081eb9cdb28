//! The second factor: codes of an authenticator app (TOTP, RFC 6238) and recovery codes (SPEC 10).

use std::collections::BTreeSet;

use domain::{id::UserName, time::Instant};
use store::SecondFactor;
use totp_rs::{Algorithm, Builder, Secret, Totp};
use unicode_normalization::UnicodeNormalization;

use crate::{App, Problem, Stage, digest, random::random};

/// A code is shown for this many seconds.
const STEP_SECONDS: u64 = 30;
/// How many digits a code has.
const DIGITS: u8 = 6;
/// How many steps a clock may be off.
const SKEW_STEPS: u16 = 1;
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Bytes of a recovery code: its hash is a quick one, so that guessing must be hopeless.
const RECOVERY_BYTES: usize = 10;
/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;

/// A new secret in base 32.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn new_secret() -> Result<String, Problem> {
    Ok(Secret::from(random::<SECRET_BYTES>()?).to_base32())
}

/// What an authenticator app reads from a QR code. Practice stages are told from the real one, as a user may have both.
pub fn otpauth_url(app: &App, user_name: &UserName, secret: &str) -> String {
    let issuer = if app.config.stage == Stage::Prod { "Haifu" } else { "Haifu-practice" };
    format!(
        "otpauth://totp/{issuer}:{user_name}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
    )
}

/// The step of a code that is right now, or was or will be half a minute away; none when it is wrong.
pub fn step_of(secret: &str, typed: &str, now: Instant) -> Option<u64> {
    let seconds = u64::try_from(now.timestamp()).ok()?;
    totp(secret)?.check(&plain(typed), seconds)
}

/// New recovery codes, such as `ABCD-EFGH-IJKL-MNOP`.
///
/// # Errors
/// A [`Problem`] (503) when the system has no randomness to give.
pub fn new_recovery_codes() -> Result<Vec<String>, Problem> {
    (0..RECOVERY_CODES)
        .map(|_| Ok(in_fours(&Secret::new(Box::new(random::<RECOVERY_BYTES>()?)).to_base32())))
        .collect()
}

/// The hashes under which recovery codes are stored.
pub fn recovery_hashes(user_name: &UserName, codes: &[String]) -> BTreeSet<String> {
    codes.iter().map(|code| recovery_hash(user_name, code)).collect()
}

/// The second factor as it is after this code was used; none when the code is wrong or was used before.
pub fn use_code(
    factor: &SecondFactor,
    user_name: &UserName,
    typed: &str,
    now: Instant,
) -> Option<SecondFactor> {
    if let Some(step) = step_of(&factor.secret, typed, now) {
        return (step > factor.last_step).then(|| SecondFactor { last_step: step, ..factor.clone() });
    }
    let mut after = factor.clone();
    after.recovery.remove(&recovery_hash(user_name, typed)).then_some(after)
}

fn totp(secret: &str) -> Option<Totp> {
    let builder = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_skew(SKEW_STEPS)
        .with_step_duration(STEP_SECONDS)
        .with_secret(Secret::try_from_base32(secret).ok()?);
    builder.build().ok()
}

fn recovery_hash(user_name: &UserName, code: &str) -> String {
    digest(&["recovery", user_name.as_str(), &plain(code)])
}

/// A code as it is meant: half width, capitals, without the spaces and hyphens it may be typed with.
fn plain(typed: &str) -> String {
    typed.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn in_fours(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect()).collect::<Vec<String>>().join("-")
}

#[cfg(test)]
mod tests;
