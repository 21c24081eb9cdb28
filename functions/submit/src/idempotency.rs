//! The same key gets the same answer: what a key is bound to, and whether it was used before (DESIGN).

use domain::request::Receipt;
use web::{IdempotencyKey, Principal, Problem, digest};

/// A key with what it was sent with.
#[derive(Debug, Clone)]
pub(crate) struct BoundKey {
    key: Option<String>,
    bound_to: String,
}

impl BoundKey {
    /// Binds the key to caller and content; `content` names the act, and for an update its version and body as well.
    pub(crate) fn new(key: &IdempotencyKey, principal: &Principal, content: &[&str]) -> Self {
        let caller = principal.user_name.as_str();
        Self {
            key: key.0.as_ref().map(|key| digest(&["key", caller, key])),
            bound_to: digest(&[&["content", caller], content].concat()),
        }
    }

    /// What becomes the receipt.
    pub(crate) fn for_receipt(&self) -> Option<(String, String)> {
        self.key.as_ref().map(|key| (key.clone(), self.bound_to.clone()))
    }

    /// The receipt of the same call made before, if there was one.
    ///
    /// # Errors
    /// 422 when the key was used before for something else.
    pub(crate) fn replayed<'a>(&self, receipt: Option<&'a Receipt>) -> Result<Option<&'a Receipt>, Problem> {
        let used = receipt.filter(|receipt| Some(&receipt.key) == self.key.as_ref());
        match used {
            Some(receipt) if receipt.bound_to != self.bound_to => Err(Problem::invalid_field(
                "Idempotency-Key",
                "key_reused",
                "同じ操作の番号（Idempotency-Key）が、別の内容で使われています。画面を開き直して、もう一度操作してください。",
            )),
            used => Ok(used),
        }
    }
}
