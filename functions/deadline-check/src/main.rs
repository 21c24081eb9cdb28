//! The Lambda `deadline-check`, woken by schedules.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use web::{App, init_tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    init_tracing("info");
    // As text, since what `main` returns is printed in its Debug form.
    let app = App::from_env().await.map_err(|error| error.to_string())?;
    let check = |event: LambdaEvent<serde_json::Value>| {
        let app = &app;
        async move {
            let now = app.clock.now();
            let done = match event.payload["source"].as_str() {
                Some("catch-up") => deadline_check::catch_up(app, now).await,
                _ => deadline_check::run(app, now).await,
            };
            done.map_err(|error| Error::from(error.to_string()))
        }
    };
    lambda_runtime::run(service_fn(check)).await
}
