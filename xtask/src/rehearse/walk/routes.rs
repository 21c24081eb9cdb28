//! That every route reaches a function, and nothing else does.

use std::fs;

use super::World;
use crate::rehearse::api::{Answer, Sent};

/// A test of the system holds it against the router table.
const DOCUMENT: &str = "docs/routes.md";

/// Calls every route as nobody. Tells how many there are.
pub(super) async fn are_all_there(world: &World<'_>) -> Result<usize, String> {
    let text = fs::read_to_string(DOCUMENT).map_err(|error| format!("cannot read {DOCUMENT}: {error}"))?;
    let routes = read(&text);
    for (method, path) in &routes {
        let answer = world.api.stranger().send(method, path, Sent::default()).await?;
        if !is_functions(&answer) {
            return Err(format!("{method} {path} reached no function; the API answered {}", answer.status));
        }
    }
    let unknown = world.api.stranger().get("/api/no-such-route").await?.expect(404)?;
    if routes.is_empty() || is_functions(&unknown) {
        return Err(format!("{} routes, and an unknown one is answered by a function", routes.len()));
    }
    Ok(routes.len())
}

/// Method and path of each row, with a letter for what stands in braces.
fn read(text: &str) -> Vec<(String, String)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()?.split_once(' '));
    rows.map(|(method, path)| {
        let filled = path.split('/').map(|part| if part.starts_with('{') { "x" } else { part });
        (method.to_owned(), filled.collect::<Vec<_>>().join("/"))
    })
    .collect()
}

/// Functions send this with whatever they answer; the API does not.
fn is_functions(answer: &Answer) -> bool {
    answer.header("x-content-type-options").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_with_something_in_their_places() {
        let document = "# Routes\n| route | function |\n|---|---|\n| `PUT /api/users/{name}/x` | `admin` |\n";
        assert_eq!(read(document), [("PUT".to_owned(), "/api/users/x/x".to_owned())]);
        let all = read(include_str!("../../../../docs/routes.md"));
        assert!(all.len() > 50, "{}", all.len());
    }
}
