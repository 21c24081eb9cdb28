//! Mails 1 and 2 of several requests in one, for a prefecture that chose bundling (SPEC 8).

use std::collections::BTreeMap;

use domain::{
    deadline::Deadline,
    history::Change,
    id::RequestId,
    message::{ItemLine, Message, RequestFacts},
    prefecture::Prefecture,
    time::{Instant, long_stamp, stamp},
};
use serde::Serialize;

use crate::{
    change::ChangeView,
    letter::{Audience, Context, Letter, RenderError},
    template::BUNDLE,
    view::{ItemView, PrefectureView, RequestView},
};

#[derive(Serialize)]
struct BundleView<'a> {
    prefecture: PrefectureView,
    /// What is to be looked at.
    requests: Vec<BundledView>,
    settled: Vec<SettledView>,
    list_url: String,
    guide_url: &'a str,
}

/// A request as it stood at its last message of the bundle.
#[derive(Serialize)]
struct BundledView {
    request: RequestView,
    /// Registered within the bundle, so that what was updated since then was never read otherwise and is not told.
    is_new: bool,
    received_at: String,
    /// Empty for one that was not updated.
    first_received_at: String,
    items: Vec<ItemView>,
    changes: Vec<ChangeView>,
    due_at: String,
    due_note: String,
}

/// A request that needs nothing any more.
#[derive(Serialize)]
struct SettledView {
    request: RequestView,
    /// How it stands, in words.
    standing: &'static str,
}

/// Why a gathered request needs nothing any more when its bundle is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The facility took it back.
    Withdrawn,
    /// Its reception was completed.
    Completed,
}

impl Settled {
    fn words(self) -> &'static str {
        match self {
            Self::Withdrawn => "取り下げられました",
            Self::Completed => "受付完了",
        }
    }
}

/// What a submission's and an update's message have in common.
struct Told<'a> {
    request: &'a RequestFacts,
    items: &'a [ItemLine],
    received_at: Instant,
    deadline: Deadline,
    update: Option<Update<'a>>,
}

struct Update<'a> {
    first_received_at: Instant,
    changes: &'a [Change],
    previous_due_at: Instant,
}

/// One letter of the submissions and updates gathered for a prefecture, oldest first. A request with several messages is told once; one that
/// is settled is only named as such.
///
/// # Errors
/// [`RenderError`]; [`RenderError::NoContent`] when nothing is left to ask for, or a message is neither a submission nor an update.
pub fn bundle_letter(
    prefecture: Prefecture,
    messages: &[Message],
    settled: &BTreeMap<RequestId, Settled>,
    context: &Context,
) -> Result<Letter, RenderError> {
    context.check_prefecture(prefecture)?;
    let mut view = BundleView {
        prefecture: PrefectureView::of(context.prefecture),
        requests: Vec::new(),
        settled: Vec::new(),
        list_url: context.letterhead.open_list_url(),
        guide_url: &context.letterhead.guide_url,
    };
    for all in by_request(messages, context)? {
        let request = all[0].request;
        match settled.get(&request.id) {
            Some(standing) => {
                let request = RequestView::of(request, context)?;
                view.settled.push(SettledView { request, standing: standing.words() });
            }
            None => view.requests.push(BundledView::of(&all, context)?),
        }
    }
    if view.requests.is_empty() {
        return Err(RenderError::NoContent);
    }
    BUNDLE.letter(Audience::Prefecture(prefecture), &view, context.letterhead)
}

/// The messages about each request, at least one, in the order of the first.
fn by_request<'a>(messages: &'a [Message], context: &Context) -> Result<Vec<Vec<Told<'a>>>, RenderError> {
    let mut by_request: Vec<Vec<Told>> = Vec::new();
    for message in messages {
        let told = Told::of(message).ok_or(RenderError::NoContent)?;
        context.check_prefecture(told.request.prefecture)?;
        match by_request.iter_mut().find(|all| all[0].request.id == told.request.id) {
            Some(all) => all.push(told),
            None => by_request.push(vec![told]),
        }
    }
    Ok(by_request)
}

impl<'a> Told<'a> {
    fn of(message: &'a Message) -> Option<Self> {
        match message {
            Message::Submitted { request, items, received_at, deadline } => {
                Some(Self { request, items, received_at: *received_at, deadline: *deadline, update: None })
            }
            Message::Updated {
                request,
                items,
                received_at,
                first_received_at,
                changes,
                deadline,
                previous_due_at,
            } => Some(Self {
                request,
                items,
                received_at: *received_at,
                deadline: *deadline,
                update: Some(Update {
                    first_received_at: *first_received_at,
                    changes,
                    previous_due_at: *previous_due_at,
                }),
            }),
            _ => None,
        }
    }

    fn changes(&self, context: &Context) -> Vec<ChangeView> {
        let changes = self.update.as_ref().map_or(&[][..], |update| update.changes);
        ChangeView::list(changes, self.items, context.catalogue)
    }
}

impl BundledView {
    /// `all` are the messages about one request, at least one, oldest first.
    fn of(all: &[Told], context: &Context) -> Result<Self, RenderError> {
        let last = &all[all.len() - 1];
        let is_new = all.iter().any(|told| told.update.is_none());
        let changes =
            if is_new { Vec::new() } else { all.iter().flat_map(|told| told.changes(context)).collect() };
        let before = all[0].update.as_ref().map(|update| update.previous_due_at);
        Ok(Self {
            request: RequestView::of(last.request, context)?,
            is_new,
            received_at: stamp(last.received_at),
            first_received_at: last
                .update
                .as_ref()
                .map_or_else(String::new, |update| stamp(update.first_received_at)),
            items: ItemView::list(last.items, context.catalogue),
            changes,
            due_at: long_stamp(last.deadline.due_at),
            due_note: due_note(last.deadline, before.filter(|_| !is_new)),
        })
    }
}

/// Why the deadline is what it is; for an update, whether it moved.
fn due_note(deadline: Deadline, before: Option<Instant>) -> String {
    match before {
        None => deadline.reason.sentence().to_owned(),
        Some(before) if before == deadline.due_at => "更新による変更はありません。".to_owned(),
        Some(before) => format!("更新に伴い、{}から変わりました。", long_stamp(before)),
    }
}
