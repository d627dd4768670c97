//! The last line: the keys that matter now, as many as fit.

use super::super::app::{App, Focus, Overlay};
use super::super::entries;
use super::super::keys::{Command, Edit, Motion, Place};
use super::super::options::Behind;
use super::super::theme::Theme;
use crate::tutor::{Mark, View};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

pub(super) fn draw(app: &App, frame: &mut Frame, area: Rect) {
    show(&keys(app), app.theme, frame, area);
}

/// Draws keys and what they do, as many as fit.
pub(super) fn show(keys: &[(String, &str)], theme: Theme, frame: &mut Frame, area: Rect) {
    let mut left = usize::from(area.width);
    let mut spans = Vec::new();
    for (key, word) in keys {
        let width = key.width() + word.width() + 3;
        if width > left + 1 {
            continue;
        }
        left = left.saturating_sub(width);
        spans.push(Span::raw(" "));
        spans.push(Span::styled(key.as_str(), theme.key()));
        spans.push(Span::raw(format!(" {word} ")));
    }
    frame.render_widget(Line::from(spans), area);
}

/// Keys and what they do, the most needed first; what has no key here is left out.
fn keys(app: &App) -> Vec<(String, &'static str)> {
    let key = |command| app.keys.key_in(command, app.places());
    let named = |command, word| Some((key(command)?, word));
    let both = |one, other, word| Some((format!("{}/{}", key(one)?, key(other)?), word));
    let moved = |word| both(Command::Move(Motion::Up), Command::Move(Motion::Down), word);
    let help = named(Command::Help, "keys");
    let palette = named(Command::Palette, "commands");
    let quit = named(Command::Quit, "quit");
    let next = named(Command::NextPart, "next part");
    let previous = named(Command::PreviousPart, "previous");
    let whole = named(Command::Whole, "whole grade");
    let back = named(Command::Back, "back to writing");
    let start = named(Command::Back, "start screen");
    let close = named(Command::Back, "close");
    let keys = match (app.overlay, app.session.view()) {
        (Some(Overlay::Palette), _) => {
            let run = Some(("Enter".to_owned(), "run"));
            vec![run, close, moved("choose"), quit]
        }
        (Some(Overlay::Path), _) => {
            let (left, right) = (
                Command::Packet { back: true },
                Command::Packet { back: false },
            );
            let (before, after) = (
                Command::Probe { back: true },
                Command::Probe { back: false },
            );
            let packets = both(left, right, "packets");
            let probes = both(after, before, "probes");
            vec![close, packets, probes, moved("scroll"), help, quit, palette]
        }
        (Some(Overlay::Attempts), _) => {
            let look = named(Command::Look, "look at it");
            let restore = named(Command::Restore, "make it your draft");
            vec![look, moved("choose"), restore, close, quit, palette]
        }
        (Some(Overlay::OwnWords), _) => {
            let done = named(Command::Back, "done");
            vec![done, help, quit, palette]
        }
        (Some(_), _) => vec![close, moved("scroll"), quit, palette],
        (None, _) if app.asking.is_some() => {
            let enter = Command::Edit(Edit::Newline);
            let finding = matches!(&app.asking, Some(asking) if asking.finds());
            if finding {
                vec![
                    named(enter, "next"),
                    named(Command::Move(Motion::Up), "previous"),
                    named(Command::Focus, "stay here"),
                    named(Command::Back, "back to where you were"),
                ]
            } else {
                vec![
                    named(enter, "insert"),
                    named(Command::Focus, "complete the path"),
                    named(Command::Back, "leave it"),
                ]
            }
        }
        (None, View::Answer) => {
            let other = match app.focus {
                Focus::First => named(Command::Focus, "to the question"),
                Focus::Second => named(Command::Focus, "to your answer"),
            };
            let undo = named(Command::Edit(Edit::Undo), "undo");
            let submit = named(Command::Submit, "submit");
            vec![
                help, submit, other, next, quit, palette, previous, whole, undo,
            ]
        }
        (None, View::Feedback(shown)) => {
            let entries = named(Command::Entries, "entries explained");
            let entries = entries.filter(|_| entries::refusal(&app.session).is_none());
            let hint = named(Command::Hint, "hint");
            let path = named(Command::Path, "the packet's way").filter(|_| app.probes().is_some());
            let attempts = named(Command::Attempts, "attempts").filter(|_| shown.attempts > 1);
            let own = named(Command::OwnWords, "own words");
            let own = own.filter(|_| shown.unexplained().is_some());
            let restore = named(Command::Restore, "make it your draft");
            let restore = restore.filter(|_| shown.is_old());
            vec![
                help,
                moved("choose"),
                restore,
                own,
                hint,
                entries,
                path,
                back,
                next,
                whole,
                quit,
                attempts,
                palette,
            ]
        }
        (None, View::Start(start)) => {
            let review = named(Command::Review, "review").filter(|_| start.due > 0);
            let open = named(Command::Open, "open");
            let list = named(Command::Back, "all questions");
            let list = list.filter(|_| app.behind == Behind::Questions);
            vec![
                open,
                moved("choose"),
                review,
                list,
                help,
                whole,
                quit,
                palette,
            ]
        }
        (None, View::Card(card)) if card.told.is_none() => {
            let answer = named(Command::Submit, "answer");
            let hint = named(Command::Hint, "hint");
            let skip = named(Command::NextPart, "skip");
            vec![help, answer, hint, skip, start, quit, palette]
        }
        (None, View::Card(_) | View::RoundEnd(_)) => {
            let on = app.keys.key_in(Command::NextPart, &[Place::Told]);
            let last =
                matches!(app.session.view(), View::RoundEnd(_)) && app.behind == Behind::Rounds;
            let on = on.map(|key| (key, if last { "next question" } else { "go on" }));
            let knew = app.prompt().and_then(|card| card.told.as_ref());
            let knew = knew.is_some_and(|told| told.item.mark != Mark::Met && !told.knew);
            let knew = named(Command::Knew, "I knew it").filter(|_| knew);
            vec![on, knew, help, moved("scroll"), start, quit, palette]
        }
        (None, View::Summary(_)) => {
            let part = Some(("1-9".to_owned(), "open a part"));
            let export = named(Command::Export, "export");
            let model = named(Command::Model, "model answer");
            vec![
                help,
                back,
                part,
                moved("scroll"),
                export,
                model,
                quit,
                palette,
            ]
        }
    };
    keys.into_iter().flatten().collect()
}
