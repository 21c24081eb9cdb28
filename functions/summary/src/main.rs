//! The Lambda `summary`, woken every ten minutes.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use web::{App, init_tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    init_tracing("info");
    // As text, since what `main` returns is printed in its Debug form.
    let app = App::from_env().await.map_err(|error| error.to_string())?;
    let count = |_: LambdaEvent<serde_json::Value>| async {
        summary::run(&app).await.map_err(|error| Error::from(error.to_string()))
    };
    lambda_runtime::run(service_fn(count)).await
}
