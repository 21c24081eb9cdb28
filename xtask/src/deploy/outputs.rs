//! What the stack tells after it was deployed.

/// The outputs that uploading needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outputs {
    pub(crate) pages_bucket: String,
    pub(crate) distribution_id: String,
    pub(crate) public_url: String,
}

impl Outputs {
    /// Reads lines of name and value with a tab between.
    ///
    /// # Errors
    /// One line naming the output that is missing.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let value = |wanted: &str| {
            let pairs = text.lines().filter_map(|line| line.split_once('\t'));
            let found = pairs.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.trim());
            found.map(str::to_owned).ok_or_else(|| format!("the stack has no output {wanted}"))
        };
        Ok(Self {
            pages_bucket: value("PagesBucket")?,
            distribution_id: value("DistributionId")?,
            public_url: value("PublicUrl")?,
        })
    }

    /// What stands for them before there is a stack.
    pub(crate) fn example() -> Self {
        let named = |name: &str| format!("<{name}>");
        Self {
            pages_bucket: named("PagesBucket"),
            distribution_id: named("DistributionId"),
            public_url: named("PublicUrl"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_read_by_name() {
        let text =
            "TableName\thaifu-dev\nPagesBucket\tb\nDistributionId\tE1\nPublicUrl\thttps://haifu.example\n";
        let outputs = Outputs::parse(text).unwrap();
        assert_eq!((&*outputs.pages_bucket, &*outputs.distribution_id), ("b", "E1"));
        assert_eq!(outputs.public_url, "https://haifu.example");
    }

    #[test]
    fn a_missing_output_is_named() {
        let fault = Outputs::parse("PagesBucket\tb\n").unwrap_err();
        assert_eq!(fault, "the stack has no output DistributionId");
    }
}
