//! The Lambda `admin`.

use web::{App, init_tracing};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    init_tracing("info");
    // As text, since what `main` returns is printed in its Debug form.
    let app = App::from_env().await.map_err(|error| error.to_string())?;
    lambda_http::run(admin::router(app)).await
}
