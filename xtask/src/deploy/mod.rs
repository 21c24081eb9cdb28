//! `cargo xtask deploy --stage …`: the packages by `sam deploy`, then the pages. Says each command before it runs it, and stops at the first
//! that fails; `--dry-run` only says them.

mod outputs;
mod pages;

use std::{path::Path, process::Command};

use clap::{Args, ValueEnum};

use self::outputs::Outputs;
use crate::{
    package::{bootstrap_of, functions},
    python::INFRA,
    shell::{line, run_for_output, run_to_success},
};

/// A stage, each in an account of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// For development.
    Dev,
    /// For practice.
    Practice,
    /// The real one.
    Prod,
}

/// Where to, and whether really.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Which stage of infra/samconfig.toml.
    #[arg(long)]
    stage: Stage,
    /// Say the commands and run none.
    #[arg(long)]
    dry_run: bool,
}

/// Where every stage is, as in infra/samconfig.toml: the AWS CLI would look in its own default.
const REGION: &str = "ap-northeast-1";
/// Where the staged pages lie.
const PAGES: &str = "target/pages";
/// What has its content's hash in its address never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Kept, but asked for again each time, which costs a 304.
const ASK_AGAIN: &str = "no-cache";

/// Deploys.
///
/// # Errors
/// One line for the first step that failed.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let stage = options.stage.name();
    let hash = pages::stage(Path::new("ui"), Path::new("docs/guide"), Path::new(PAGES))?;
    if options.dry_run {
        let commands = [sam_deploy(stage), describe(stage)].into_iter();
        for command in commands.chain(upload(&hash, &Outputs::example())) {
            println!("{}", line(&command));
        }
        return Ok(());
    }
    packaged()?;
    INFRA.prepare()?;
    run_to_success(&mut sam_deploy(stage))?;
    let outputs = Outputs::parse(&run_for_output(&mut describe(stage))?)?;
    upload(&hash, &outputs).into_iter().try_for_each(|mut command| run_to_success(&mut command))?;
    println!("xtask: {stage} is deployed: {}", outputs.public_url);
    Ok(())
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Practice => "practice",
            Self::Prod => "prod",
        }
    }
}

/// Every function must have been packaged; `sam deploy` would only miss the first.
fn packaged() -> Result<(), String> {
    let missing: Vec<String> =
        functions()?.into_iter().filter(|name| !bootstrap_of(name).is_file()).collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("not packaged: {}; run `cargo xtask package` first", missing.join(", ")))
    }
}

fn sam_deploy(stage: &str) -> Command {
    let mut command = Command::new(INFRA.program("sam"));
    command.args([
        "deploy",
        "--template-file",
        "infra/template.yaml",
        "--config-env",
        stage,
        "--config-file",
    ]);
    // Relative to the template's folder, where sam looks for it.
    command.arg("samconfig.toml").env("SAM_CLI_TELEMETRY", "0");
    command
}

fn describe(stage: &str) -> Command {
    let mut command = aws(["cloudformation", "describe-stacks", "--stack-name"]);
    command.arg(format!("haifu-{stage}"));
    command.args(["--output", "text", "--query", "Stacks[0].Outputs[].[OutputKey,OutputValue]"]);
    command
}

fn aws<const N: usize>(words: [&str; N]) -> Command {
    let mut command = Command::new("aws");
    command.args(["--region", REGION]);
    // Without it, the output of some calls waits for a key.
    command.args(words).env("AWS_PAGER", "");
    command
}

/// First what pages refer to, then the pages, so that nobody meets one whose parts are not there yet. What earlier pages refer to stays, for
/// those who have them open.
fn upload(hash: &str, outputs: &Outputs) -> Vec<Command> {
    let bucket = format!("s3://{}", outputs.pages_bucket);
    let sync = |from: &str, to: &str, cache: &str| {
        aws(["s3", "sync", from, to, "--only-show-errors", "--cache-control", cache])
    };
    let parts = format!("{}/{hash}", pages::PARTS);
    let uploaded = sync(&format!("{PAGES}/{parts}"), &format!("{bucket}/{parts}"), FOR_EVER);
    let mut pages = sync(PAGES, &bucket, ASK_AGAIN);
    pages.arg("--exclude").arg(format!("{}/*", pages::PARTS)).arg("--delete");
    let mut invalidation = aws(["cloudfront", "create-invalidation", "--paths", "/*", "--distribution-id"]);
    invalidation.arg(&outputs.distribution_id);
    vec![uploaded, pages, invalidation]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_go_before_pages_and_for_ever() {
        let lines: Vec<String> = upload("0123", &Outputs::example()).iter().map(line).collect();
        assert_eq!(
            lines,
            [
                "aws --region ap-northeast-1 s3 sync target/pages/parts/0123 's3://<PagesBucket>/parts/0123' --only-show-errors \
                 --cache-control 'public, max-age=31536000, immutable'",
                "aws --region ap-northeast-1 s3 sync target/pages 's3://<PagesBucket>' --only-show-errors --cache-control no-cache \
                 --exclude 'parts/*' --delete",
                "aws --region ap-northeast-1 cloudfront create-invalidation --paths '/*' --distribution-id '<DistributionId>'",
            ]
        );
    }

    #[test]
    fn the_stage_is_the_configurations_environment() {
        let said = line(&sam_deploy(Stage::Practice.name()));
        assert!(said.contains(" --config-env practice "), "{said}");
        assert!(line(&describe("prod")).contains(" --stack-name haifu-prod "));
    }
}
