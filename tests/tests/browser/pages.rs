//! The pages as files: what each of them is made of, found by reading the imports.

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

/// Every file under `ui/`, by its address.
pub(crate) fn files() -> Vec<String> {
    let mut found = Vec::new();
    gather(&folder(), &mut found);
    found.sort();
    found
}

/// The text of a file of `ui/` by its address.
pub(crate) fn read(address: &str) -> String {
    let path = folder().join(address.trim_start_matches('/'));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a module loads at once, itself among it.
pub(crate) fn loaded_with(module: &str) -> BTreeSet<String> {
    let mut loaded = BTreeSet::new();
    let mut waiting = vec![module.to_owned()];
    while let Some(module) = waiting.pop() {
        if loaded.insert(module.clone()) {
            waiting.extend(imports(&module));
        }
    }
    loaded
}

/// Addresses a module imports by `import … from '…'`, `export … from '…'` or `import '…'`.
pub(crate) fn imports(module: &str) -> Vec<String> {
    let code = code(module);
    let named = ["from '", "import '"].into_iter().flat_map(|before| quoted(&code, before));
    named.map(|target| resolve(module, target)).collect()
}

/// Addresses a module imports when it comes to that. Where a name is put in, all it could be: `import(`/pages/home/${name}.js`)`.
pub(crate) fn late_imports(module: &str) -> Vec<String> {
    let code = code(module);
    let plain = quoted(&code, "import('").into_iter().map(|target| resolve(module, target));
    let put_in = code.match_indices("import(`").filter_map(|(at, before)| {
        let (start, rest) = code[at + before.len()..].split_once("${")?;
        let (end, _) = rest.split_once('}')?.1.split_once('`')?;
        Some((resolve(module, start), end.to_owned()))
    });
    let files = files();
    let could_be = |(start, end): (String, String)| {
        let fits = move |file: &&String| {
            let name = file.strip_prefix(&format!("{start}/")).and_then(|rest| rest.strip_suffix(&end));
            name.is_some_and(|name| !name.contains('/'))
        };
        files.iter().filter(fits).cloned().collect::<Vec<_>>()
    };
    plain.chain(put_in.flat_map(could_be)).collect()
}

/// A module without its comments, in which types are imported that no browser fetches.
fn code(module: &str) -> String {
    let text = read(module);
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |code, part| code + part.split_once("*/").map_or("", |(_, rest)| rest))
}

fn quoted<'a>(code: &'a str, before: &str) -> Vec<&'a str> {
    code.match_indices(before).filter_map(|(at, _)| code[at + before.len()..].split('\'').next()).collect()
}

/// An address as a module names it, from the root.
fn resolve(module: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.trim_end_matches('/').to_owned();
    }
    let mut path = PathBuf::from(module);
    path.pop();
    for part in Path::new(target).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path.to_string_lossy().into_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui")
}

fn gather(from: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(from).expect("ui can be read").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, found);
        } else {
            let address = path.strip_prefix(folder()).expect("below ui").to_string_lossy().into_owned();
            found.push(format!("/{address}"));
        }
    }
}
