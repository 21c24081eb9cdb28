//! The Lambda `export`.

use web::{App, init_tracing};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    init_tracing("info");
    lambda_http::run(export::router(App::from_env().await?)).await
}
