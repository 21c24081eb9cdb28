//! Amazon SES (API v2), and the only place that knows it.

use std::time::Duration;

use aws_config::{BehaviorVersion, Region, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_sesv2::{
    Client, Config,
    config::Credentials,
    error::{BuildError, DisplayErrorContext, SdkError},
    operation::send_email::SendEmailError,
    types::{Body, Content, Destination, EmailContent, Message},
};

use crate::{mask::mask_within, send_error::SendError};

/// A connection to SES. Cheap to clone; clones share the connection pool.
#[derive(Debug, Clone)]
pub struct SesMailer {
    client: Client,
    from: String,
    configuration_set: Option<String>,
    local: bool,
}

impl SesMailer {
    /// Connects to SES in the account and region of the environment, as the AWS SDK reads it; or, given an endpoint, to the one on this
    /// machine, with made-up credentials, so that no real account can be reached by mistake. `from` is a verified sender address.
    /// Nothing is sent or asked yet.
    pub async fn connect(
        from: impl Into<String>,
        configuration_set: Option<String>,
        endpoint_url: Option<String>,
    ) -> Self {
        let local = endpoint_url.is_some();
        let client = match endpoint_url {
            Some(endpoint) => local_client(&endpoint),
            None => client().await,
        };
        Self { client, from: from.into(), configuration_set, local }
    }

    /// Whether it leads to an endpoint other than Amazon's.
    pub(crate) fn is_local(&self) -> bool {
        self.local
    }

    pub(crate) async fn send(&self, to: &str, subject: &str, body: &str) -> Result<(), SendError> {
        let message = message(subject, body)
            .map_err(|error| SendError::Permanent(DisplayErrorContext(error).to_string()))?;
        self.client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(to).build())
            .content(EmailContent::builder().simple(message).build())
            .set_configuration_set_name(self.configuration_set.clone())
            .send()
            .await
            .map(drop)
            .map_err(|error| send_error(&error, to))
    }
}

async fn client() -> Client {
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .retry_config(no_retries())
        .timeout_config(timeouts())
        .load()
        .await;
    Client::new(&shared)
}

fn local_client(endpoint: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("ap-northeast-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .endpoint_url(endpoint)
        .retry_config(no_retries())
        .timeout_config(timeouts())
        .build();
    Client::from_conf(config)
}

/// The SDK does not try again by itself: SES has no token that would make a repeated call send only once, so each further try is the
/// decision of who keeps the mail.
fn no_retries() -> RetryConfig {
    RetryConfig::disabled()
}

/// Short, since a mail that is not sent now is sent by a later run.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(10))
        .build()
}

fn message(subject: &str, body: &str) -> Result<Message, BuildError> {
    let text = |data: &str| Content::builder().data(data).charset("UTF-8").build();
    Ok(Message::builder().subject(text(subject)?).body(Body::builder().text(text(body)?).build()).build())
}

/// Only what is wrong with this one mail is permanent. A sender not yet verified (which SES calls a rejected message as well), a paused
/// account or a missing configuration set holds up every mail until somebody mends it, and none of them may be lost by that.
fn send_error(error: &SdkError<SendEmailError>, to: &str) -> SendError {
    let said = mask_within(&DisplayErrorContext(error).to_string(), to);
    match error.as_service_error() {
        Some(SendEmailError::BadRequestException(_)) => SendError::Permanent(said),
        _ => SendError::Temporary(said),
    }
}

#[cfg(test)]
mod tests;
