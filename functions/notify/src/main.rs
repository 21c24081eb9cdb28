//! The Lambda `notify`, woken by the table's stream, swept every minute, when bundles end as well, and told of mails that came back.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use mailer::{Mailer, SesMailer};
use serde_json::Value;
use web::{App, Stage, init_tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    init_tracing("info");
    // As text, since what `main` returns is printed in its Debug form.
    let app = App::from_env().await.map_err(|error| error.to_string())?;
    let ses =
        SesMailer::connect(&app.config.mail_from, app.config.mail_configuration_set.clone(), None).await;
    let mailer = Mailer::Ses(ses);
    let mailer = if app.config.stage == Stage::Prod { mailer.for_production()? } else { mailer };
    let notify = |event: LambdaEvent<Value>| {
        let (app, mailer) = (&app, &mailer);
        async move {
            if let Some(list) = notify::undelivered(&event.payload) {
                let marked = notify::note_undelivered(app, &list).await;
                return marked.map_err(|error| Error::from(error.to_string()));
            }
            let sent = match notify::outbox_ids(&event.payload) {
                Some(ids) => notify::deliver(app, mailer, &ids).await,
                None => notify::drain(app, mailer).await,
            };
            sent.map(|drained| drained.mails).map_err(|error| Error::from(error.to_string()))
        }
    };
    lambda_runtime::run(service_fn(notify)).await
}
