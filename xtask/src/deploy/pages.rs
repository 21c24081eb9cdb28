//! The pages as they are uploaded: everything but HTML under a folder named by the content's hash, and every reference to it with that name.
//! So browsers keep the parts for ever and never mix those of two versions, without a build step in `ui/`.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// Characters of the hash that name the folder.
const HASH_CHARS: usize = 16;

/// Copies `ui` into `out`, which is made anew; gives the folder's name.
///
/// # Errors
/// One line naming the file that cannot be read or written.
pub(crate) fn stage(ui: &Path, out: &Path) -> Result<String, String> {
    let files = read_all(ui)?;
    let hash = hash(&files);
    let parts = parts(&files);
    if out.exists() {
        fs::remove_dir_all(out).map_err(|error| format!("cannot remove {}: {error}", out.display()))?;
    }
    for (path, content) in &files {
        let place = if is_page(path) { out.join(path) } else { out.join(&hash).join(path) };
        write(&place, &referring(path, content, &parts, &hash))?;
    }
    Ok(hash)
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "html")
}

fn read_all(folder: &Path) -> Result<Files, String> {
    let told = |path: &Path, error: std::io::Error| format!("cannot read {}: {error}", path.display());
    let (mut files, mut folders) = (Files::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).map_err(|error| told(&next, error))? {
            let path = entry.map_err(|error| told(&next, error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = fs::read(&path).map_err(|error| told(&path, error))?;
                files.insert(path.strip_prefix(folder).unwrap_or(&path).to_owned(), content);
            }
        }
    }
    Ok(files)
}

/// Of names and contents, in order of the names.
fn hash(files: &Files) -> String {
    let mut hash = Sha256::new();
    for (path, content) in files {
        for part in [path.to_string_lossy().as_bytes(), content] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
    }
    let mut hex = hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    hex.truncate(HASH_CHARS);
    hex
}

/// How references to what is no page begin: `/folder/`, or `/file` at the top.
fn parts(files: &Files) -> Vec<String> {
    let mut parts: Vec<String> = files
        .keys()
        .filter(|path| !is_page(path))
        .filter_map(|path| {
            let mut names = path.iter().map(|name| name.to_string_lossy());
            let first = names.next()?;
            Some(if names.next().is_some() { format!("/{first}/") } else { format!("/{first}") })
        })
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

/// A file with its references changed: a quote, then the address, as HTML and modules write them. Other files refer to nothing.
fn referring(path: &Path, content: &[u8], parts: &[String], hash: &str) -> Vec<u8> {
    let refers = path.extension().is_some_and(|extension| extension == "html" || extension == "js");
    let Some(text) = std::str::from_utf8(content).ok().filter(|_| refers) else { return content.to_vec() };
    let mut text = text.to_owned();
    for part in parts {
        for quote in ['"', '\'', '`'] {
            text = text.replace(&format!("{quote}{part}"), &format!("{quote}/{hash}{part}"));
        }
    }
    text.into_bytes()
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    let told = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    fs::write(path, content).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place that is gone afterwards, named by the test.
    fn staged(name: &str, files: &[(&str, &str)]) -> (String, PathBuf) {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR_OR_TARGET")).join(name);
        drop(fs::remove_dir_all(&place));
        for (path, content) in files {
            write(&place.join("ui").join(path), content.as_bytes()).unwrap();
        }
        let out = place.join("out");
        (stage(&place.join("ui"), &out).unwrap(), out)
    }

    const PAGE: &str = r#"<link href="/style.css"><script src="/pages/home.js"></script><a href="/home.html">"#;
    const MODULE: &str = "import { el } from '/modules/dom.js'; const api = '/api/pages/1';";

    #[test]
    fn parts_have_the_hash_in_their_address_and_pages_have_not() {
        let files = [("home.html", PAGE), ("style.css", "p{}"), ("pages/home.js", MODULE), ("modules/dom.js", "")];
        let (hash, out) = staged("pages-hash", &files);
        let read = |path: &str| fs::read_to_string(out.join(path)).unwrap();
        assert_eq!(
            read("home.html"),
            PAGE.replace("\"/style", &format!("\"/{hash}/style")).replace("\"/pages", &format!("\"/{hash}/pages"))
        );
        assert_eq!(read(&format!("{hash}/pages/home.js")), MODULE.replace("'/modules", &format!("'/{hash}/modules")));
        assert_eq!(read(&format!("{hash}/style.css")), "p{}");
        assert!(!out.join("style.css").exists());
    }

    #[test]
    fn another_content_has_another_hash() {
        let (one, _) = staged("pages-one", &[("a.html", ""), ("m/a.js", "1")]);
        let (two, _) = staged("pages-two", &[("a.html", ""), ("m/a.js", "2")]);
        let (same, _) = staged("pages-same", &[("a.html", ""), ("m/a.js", "1")]);
        assert_ne!(one, two);
        assert_eq!(one, same);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let fault = stage(Path::new("no-such-folder"), Path::new("out")).unwrap_err();
        assert!(fault.starts_with("cannot read no-such-folder: "), "{fault}");
    }
}
