//! The last line: the keys that matter now, as many as fit.

use super::super::app::{App, Focus, Overlay};
use super::super::bindings::name_of;
use super::super::entries;
use super::super::keys::{Command, Edit};
use crate::tutor::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

pub(super) fn draw(app: &App, frame: &mut Frame, area: Rect) {
    let mut left = usize::from(area.width);
    let mut spans = Vec::new();
    for (key, word) in keys(app) {
        let width = key.width() + word.width() + 3;
        if width > left + 1 {
            break;
        }
        left = left.saturating_sub(width);
        spans.push(Span::raw(" "));
        spans.push(Span::styled(key, app.theme.key()));
        spans.push(Span::raw(format!(" {word} ")));
    }
    frame.render_widget(Line::from(spans), area);
}

/// Keys and what they do, the most needed first.
fn keys(app: &App) -> Vec<(String, &'static str)> {
    let named = |command, word| (name_of(command), word);
    let help = named(Command::Help, "keys");
    let quit = named(Command::Quit, "quit");
    let next = named(Command::NextPart, "next part");
    let previous = named(Command::PreviousPart, "previous");
    let whole = named(Command::Whole, "whole grade");
    let back = named(Command::Back, "back to writing");
    match app.session.view() {
        _ if app.overlay == Some(Overlay::Path) => vec![
            named(Command::Back, "close"),
            ("Left/Right".into(), "packets"),
            ("n/b".into(), "probes"),
            ("Up/Down".into(), "scroll"),
            help,
            quit,
        ],
        _ if app.overlay.is_some() => vec![
            named(Command::Back, "close"),
            ("Up/Down".into(), "scroll"),
            quit,
        ],
        View::Answer => {
            let other = match app.focus {
                Focus::First => named(Command::Focus, "to the question"),
                Focus::Second => named(Command::Focus, "to your answer"),
            };
            let undo = named(Command::Edit(Edit::Undo), "undo");
            let submit = named(Command::Submit, "submit");
            vec![help, submit, other, next, quit, previous, whole, undo]
        }
        View::Feedback(_) => {
            let choose = ("Up/Down".into(), "choose");
            let mut keys = vec![help, choose, named(Command::Hint, "hint")];
            if entries::has_any(&app.session) {
                keys.push(named(Command::Entries, "entries explained"));
            }
            if app.probes().is_some() {
                keys.push(named(Command::Path, "the packet's way"));
            }
            keys.extend([back, next, whole, quit]);
            keys
        }
        View::Start(start) => {
            let mut keys = vec![named(Command::Open, "open"), ("Up/Down".into(), "choose")];
            if start.due > 0 {
                keys.push(named(Command::Review, "review"));
            }
            keys.extend([help, whole, quit]);
            keys
        }
        View::Card(card) if card.told.is_none() => vec![
            help,
            named(Command::Submit, "answer"),
            named(Command::Hint, "hint"),
            named(Command::NextPart, "skip"),
            named(Command::Back, "start screen"),
            quit,
        ],
        View::Card(_) | View::RoundEnd(_) => vec![
            ("Enter".into(), "go on"),
            help,
            ("Up/Down".into(), "scroll"),
            named(Command::Back, "start screen"),
            quit,
        ],
        View::Summary(_) => vec![
            help,
            back,
            ("1-9".into(), "open a part"),
            ("Up/Down".into(), "scroll"),
            quit,
        ],
    }
}
