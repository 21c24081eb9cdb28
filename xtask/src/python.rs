//! Pinned tools that come from Python's registry, each set in an environment of its own under `target/`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::shell::run_to_success;

/// A set of tools.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tools {
    /// Where they are installed.
    pub(crate) environment: &'static str,
    /// The file that names them with their versions.
    pub(crate) requirements: &'static str,
}

/// What checks `infra/` and deploys it.
pub(crate) const INFRA: Tools =
    Tools { environment: "target/infra-venv", requirements: "infra/requirements.txt" };
/// What builds for Lambda.
pub(crate) const BUILD: Tools =
    Tools { environment: "target/build-venv", requirements: "infra/requirements-build.txt" };
/// The emulator on which the deployment is rehearsed.
pub(crate) const REHEARSAL: Tools =
    Tools { environment: "target/rehearsal-venv", requirements: "infra/requirements-rehearsal.txt" };

impl Tools {
    /// Where one of them is, once they are prepared.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        Path::new(self.environment).join("bin").join(name)
    }

    /// Installs them unless exactly these are there.
    ///
    /// # Errors
    /// One line.
    pub(crate) fn prepare(&self) -> Result<(), String> {
        let wanted = fs::read_to_string(self.requirements)
            .map_err(|error| format!("cannot read {}: {error}", self.requirements))?;
        let stamp = Path::new(self.environment).join("installed.txt");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        run_to_success(Command::new("python3").args(["-m", "venv", "--clear", self.environment]))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        run_to_success(Command::new(self.program("python")).args(pip).arg(self.requirements))?;
        // Last, so that an installation that broke off is made anew.
        fs::write(&stamp, wanted).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
    }

    /// The search path with these tools first, for programs that look for one another.
    ///
    /// # Errors
    /// One line.
    #[allow(clippy::disallowed_methods, reason = "the path of programs is no setting of the system")]
    pub(crate) fn search_path(&self) -> Result<std::ffi::OsString, String> {
        let own = fs::canonicalize(self.program("")).map_err(|error| format!("no tools: {error}"))?;
        let others = env::var_os("PATH").unwrap_or_default();
        env::join_paths(std::iter::once(own).chain(env::split_paths(&others)))
            .map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_without_their_list_are_refused() {
        let tools = Tools { environment: "target/none", requirements: "no-such-file.txt" };
        assert!(tools.prepare().unwrap_err().starts_with("cannot read no-such-file.txt: "));
        assert!(tools.search_path().unwrap_err().starts_with("no tools: "));
    }

    #[test]
    fn what_is_installed_already_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("requirements.txt");
        // Not installable: trying to would fail.
        for path in [&list, &folder.path().join("installed.txt")] {
            fs::write(path, "no such tool==0\n").unwrap();
        }
        let leak = |path: &Path| &*Box::leak(path.to_string_lossy().into_owned().into_boxed_str());
        let tools = Tools { environment: leak(folder.path()), requirements: leak(&list) };
        assert_eq!(tools.prepare(), Ok(()));
    }
}
