//! The Lambda `review`.

use web::{App, init_tracing};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    init_tracing("info");
    lambda_http::run(review::router(App::from_env().await?)).await
}
