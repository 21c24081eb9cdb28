//! The documented columns are the code's.

#[test]
fn the_documents_list_is_the_files_row_of_headings() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/export-columns.md");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .filter(|line| line.starts_with('|'));
    let documented: Vec<&str> = rows.map(|line| line.split('|').nth(1).unwrap_or_default().trim()).collect();
    assert_eq!(documented, export::headings());
}
