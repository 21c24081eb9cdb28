//! History is read newest first, page by page.

use domain::history::HistoryEntry;

use crate::{
    sample::facility,
    steps::{answer, apply, ask, decisions, review, stored_draft, submit},
    table,
};

#[tokio::test]
async fn history_holds_every_act_but_saved_drafts_newest_first() {
    let store = table().await;
    let draft = stored_draft(&store, 1).await;
    assert!(store.history_list(&draft.id, None, 10).await.unwrap().entries.is_empty());
    let mut written: Vec<HistoryEntry> = Vec::new();
    let mut request = draft;
    let submission = submit(&request, &facility(), &domain::request::Evidence::default());
    written.extend(submission.history.clone());
    request = apply(&store, submission).await;
    for text in ["在庫は？", "人数は？"] {
        let asked = ask(&request, text);
        written.extend(asked.history.clone());
        request = apply(&store, asked).await;
        let answered = answer(&request, "10です。");
        written.extend(answered.history.clone());
        request = apply(&store, answered).await;
    }
    let completed = review(&request, true, &decisions());
    written.extend(completed.history.clone());
    let id = apply(&store, completed).await.id;
    written.reverse();
    assert_eq!(written.len(), 6);
    for limit in [1, 2, 3, 6, 7] {
        let (mut read, mut below, mut pages) = (Vec::new(), None, 0);
        loop {
            let page = store.history_list(&id, below, limit).await.unwrap();
            assert!(page.entries.len() <= limit);
            read.extend(page.entries);
            pages += 1;
            below = page.next;
            if below.is_none() {
                break;
            }
        }
        assert_eq!((read, pages), (written.clone(), written.len().div_ceil(limit)));
    }
    assert!(store.history_list(&id, Some(0), 5).await.unwrap().entries.is_empty());
}
