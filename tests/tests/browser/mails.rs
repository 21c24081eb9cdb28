//! The mails that were sent, as `/dev/mail` gives them.

use axum::http::Method;
use testbed::Client;

use crate::stage::Stage;

impl Stage {
    /// The token of the link to that page in the last mail that has one.
    pub(crate) async fn mailed_token(&self, page: &str) -> String {
        self.system.drain().await.expect("mails are sent");
        let caller = Client::new(self.system.router.clone(), None);
        let answer = caller.send(Method::GET, "/dev/mail", &[("accept", "application/json")], None).await;
        let mails = answer.expect(200).json();
        let bodies = mails.as_array().into_iter().flatten().rev().filter_map(|mail| mail["body"].as_str());
        let link = format!("{}/{page}.html#", self.address);
        let rest = bodies.filter_map(|body| body.split_once(&link)).map(|(_, rest)| rest).next();
        let token = rest.and_then(|rest| rest.split_whitespace().next());
        token.unwrap_or_else(|| panic!("no {link} in {mails}")).to_owned()
    }
}
