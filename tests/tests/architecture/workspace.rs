//! The workspace as plain data: what the rules look at.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Folders whose files the rules look at.
const FOLDERS: &[&str] = &["shared", "functions", "local", "tests", "xtask"];

static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata runs")
});

/// A crate of the workspace.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crate {
    pub(crate) name: String,
    /// Its folder, relative to the root.
    pub(crate) folder: String,
    /// The text of its Cargo.toml.
    pub(crate) manifest: String,
    /// Crates it depends on, its build script's included.
    pub(crate) normal: BTreeSet<String>,
    /// Crates only its tests depend on.
    pub(crate) dev: BTreeSet<String>,
    /// Names of its binaries.
    pub(crate) binaries: BTreeSet<String>,
}

/// A source file: its path relative to the root, and its text.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests folder has a parent")
}

/// The crates of the workspace.
pub(crate) fn crates() -> Vec<Crate> {
    METADATA.workspace_packages().into_iter().map(read_crate).collect()
}

fn read_crate(package: &Package) -> Crate {
    let names = |wanted: fn(DependencyKind) -> bool| {
        package.dependencies.iter().filter(|d| wanted(d.kind)).map(|d| d.name.clone()).collect()
    };
    let folder = package.manifest_path.parent().expect("a manifest lies in a folder").as_std_path();
    Crate {
        name: package.name.to_string(),
        folder: relative(folder),
        manifest: fs::read_to_string(&package.manifest_path).expect("a manifest is text"),
        normal: names(|kind| kind != DependencyKind::Development),
        dev: names(|kind| kind == DependencyKind::Development),
        binaries: package.targets.iter().filter(|t| t.is_bin()).map(|t| t.name.clone()).collect(),
    }
}

/// The functions named by the router of `cargo lambda watch`, with the path they answer.
pub(crate) fn routes() -> Vec<(String, String)> {
    let router = &METADATA.workspace_metadata["lambda"]["watch"]["router"];
    let paths = router.as_object().expect("the root Cargo.toml has a watch router");
    let function = |route: &serde_json::Value| {
        route["function"].as_str().expect("a route names its function").to_owned()
    };
    paths
        .iter()
        .flat_map(|(path, routes)| {
            routes.as_array().into_iter().flatten().map(|route| (path.clone(), function(route)))
        })
        .collect()
}

/// Every Rust file of the crates.
pub(crate) fn sources() -> Vec<Source> {
    let rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let read = |path: PathBuf| Source {
        path: relative(&path),
        text: fs::read_to_string(&path).expect("a source file is text"),
    };
    files().into_iter().filter(rust).map(read).collect()
}

/// The paths of all files of the crates, relative to the root.
pub(crate) fn paths() -> Vec<String> {
    files().iter().map(|path| relative(path)).collect()
}

fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        collect(&root().join(folder), &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the workspace can be read") {
        let path = entry.expect("a folder of the workspace can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().into_owned()
}
