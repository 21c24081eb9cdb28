//! The pages as they are uploaded: what they refer to lies in a folder named by the content's hash, and every reference has that name. So
//! browsers keep the parts for ever and never mix those of two versions, without a build step in `ui/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// The folder of all parts of all versions.
pub(crate) const PARTS: &str = "parts";
/// What pages refer to; anything else is asked for by its name, such as `robots.txt`.
const PART_KINDS: [&str; 6] = ["js", "css", "svg", "png", "webp", "woff2"];
/// Characters of the hash that name the folder.
const HASH_CHARS: usize = 16;

/// Copies `ui` into `out`, which is made anew, and the users' guide into its folder `guide`, under its own names; gives the hash.
///
/// # Errors
/// One line naming the file that cannot be read or written.
pub(crate) fn stage(ui: &Path, guide: &Path, out: &Path) -> Result<String, String> {
    let (files, guide) = (read_all(ui)?, read_all(guide)?);
    let hash = hash(&files);
    let parts = parts(&files);
    if out.exists() {
        fs::remove_dir_all(out).map_err(|error| format!("cannot remove {}: {error}", out.display()))?;
    }
    for (path, content) in &files {
        let folder = if parts.contains(&top(path)) { out.join(PARTS).join(&hash) } else { out.to_owned() };
        write(&folder.join(path), &referring(path, content, &parts, &hash))?;
    }
    for (path, content) in &guide {
        write(&out.join("guide").join(path), &referring(path, content, &parts, &hash))?;
    }
    Ok(hash)
}

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn kind(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// How a reference to a file begins: `/folder/`, or `/file` at the top.
fn top(path: &Path) -> String {
    let mut names = path.iter().map(|name| name.to_string_lossy());
    let first = names.next().unwrap_or_default();
    if names.next().is_some() { format!("/{first}/") } else { format!("/{first}") }
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

/// The tops that hold parts and nothing else. A folder with a page in it stays as it is: it is linked to itself.
fn parts(files: &Files) -> BTreeSet<String> {
    let is_part = |path: &&PathBuf| PART_KINDS.contains(&kind(path));
    let of = |is_wanted: &dyn Fn(&&PathBuf) -> bool| {
        files.keys().filter(is_wanted).map(|path| top(path)).collect()
    };
    let (parts, others): (BTreeSet<String>, BTreeSet<String>) = (of(&is_part), of(&|path| !is_part(path)));
    parts.difference(&others).cloned().collect()
}

/// A file with its references changed: the address follows a quote in HTML and modules, and may follow a bracket in CSS.
fn referring(path: &Path, content: &[u8], parts: &BTreeSet<String>, hash: &str) -> Vec<u8> {
    let before: &[char] = match kind(path) {
        "html" | "js" => &['"', '\'', '`'],
        "css" => &['"', '\'', '('],
        _ => return content.to_vec(),
    };
    let Ok(text) = std::str::from_utf8(content) else { return content.to_vec() };
    let mut text = text.to_owned();
    for part in parts {
        for before in before {
            text = text.replace(&format!("{before}{part}"), &format!("{before}/{PARTS}/{hash}{part}"));
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

    struct Staged {
        hash: String,
        folder: tempfile::TempDir,
    }

    fn staged(files: &[(&str, &str)]) -> Staged {
        let folder = tempfile::tempdir().unwrap();
        for (path, content) in files {
            write(&folder.path().join("ui").join(path), content.as_bytes()).unwrap();
        }
        write(
            &folder.path().join("docs/guide/index.html"),
            br#"<link href="/style.css"><img src="/guide/list.png">"#,
        )
        .unwrap();
        let [ui, guide, out] = ["ui", "docs/guide", "out"].map(|part| folder.path().join(part));
        let hash = stage(&ui, &guide, &out).unwrap();
        Staged { hash, folder }
    }

    impl Staged {
        /// A staged file, with the hash written as `HASH`.
        fn read(&self, path: &str) -> Option<String> {
            let path = self.folder.path().join("out").join(path.replace("HASH", &self.hash));
            fs::read_to_string(path).ok().map(|text| text.replace(&self.hash, "HASH"))
        }
    }

    #[track_caller]
    fn check(staged: &Staged, path: &str, expected: Option<&str>) {
        assert_eq!(staged.read(path).as_deref(), expected, "{path}");
    }

    #[test]
    fn parts_have_the_hash_in_their_address_and_pages_have_not() {
        let staged = staged(&[
            (
                "home.html",
                r#"<link href="/style.css"><script src="/pages/home.js"></script><a href="/home.html">"#,
            ),
            ("style.css", "p { background: url(/icon.svg) }"),
            ("icon.svg", "<svg/>"),
            ("pages/home.js", "import { el } from '/modules/dom.js'; get('/api/pages/1');"),
            ("modules/dom.js", ""),
        ]);
        check(
            &staged,
            "home.html",
            Some(
                r#"<link href="/parts/HASH/style.css"><script src="/parts/HASH/pages/home.js"></script><a href="/home.html">"#,
            ),
        );
        check(&staged, "parts/HASH/style.css", Some("p { background: url(/parts/HASH/icon.svg) }"));
        check(
            &staged,
            "parts/HASH/pages/home.js",
            Some("import { el } from '/parts/HASH/modules/dom.js'; get('/api/pages/1');"),
        );
        check(&staged, "parts/HASH/icon.svg", Some("<svg/>"));
        check(&staged, "style.css", None);
    }

    #[test]
    fn what_is_asked_for_by_name_keeps_it() {
        let staged = staged(&[
            ("robots.txt", "Disallow: /"),
            ("help/index.html", r#"<img src="/help/list.png">"#),
            ("help/list.png", "png"),
            ("modules/frame.js", "link('/help/', '/guide/')"),
        ]);
        check(&staged, "robots.txt", Some("Disallow: /"));
        check(&staged, "guide/index.html", Some(r#"<link href="/style.css"><img src="/guide/list.png">"#));
        check(&staged, "help/index.html", Some(r#"<img src="/help/list.png">"#));
        check(&staged, "help/list.png", Some("png"));
        check(&staged, "parts/HASH/modules/frame.js", Some("link('/help/', '/guide/')"));
    }

    #[test]
    fn the_guide_is_dressed_like_the_pages() {
        let staged = staged(&[("style.css", "")]);
        let expected = r#"<link href="/parts/HASH/style.css"><img src="/guide/list.png">"#;
        check(&staged, "guide/index.html", Some(expected));
    }

    #[test]
    fn another_content_has_another_hash() {
        let hash = |module: &str| staged(&[("a.html", ""), ("m/a.js", module)]).hash;
        assert_ne!(hash("1"), hash("2"));
        assert_eq!(hash("1"), hash("1"));
        assert_eq!(hash("1").len(), HASH_CHARS);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let fault = stage(Path::new("no-such-folder"), Path::new("guide"), Path::new("out")).unwrap_err();
        assert!(fault.starts_with("cannot read no-such-folder: "), "{fault}");
    }
}
