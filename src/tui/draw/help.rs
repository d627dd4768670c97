//! Help: what the pane is for, then every key by place, read from the one table.

use super::super::app::{App, Focus};
use super::super::flow::Flow;
use super::super::keymap::Bound;
use super::super::keys::Place;
use super::sheet::Sheet;
use crate::tutor::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

/// Column where the words start.
const WORDS: usize = 24;

/// Where keys are changed.
const OWN: &str = "Any key can be changed in $XDG_CONFIG_HOME/conntutor/config.yaml, else ~/.config/conntutor/config.yaml; 'conntutor show --keys' prints one to begin with.";

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let lines = lines(app, usize::from(area.width));
    let sheet = Sheet {
        title: "Help",
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.help);
}

fn lines(app: &App, width: usize) -> Vec<Line<'static>> {
    let mut lines = Flow::indented(1, 1)
        .add(purpose(app), Style::new())
        .lines(width);
    for place in here_first(app.view_places()) {
        lines.push(Line::default());
        lines.push(Line::styled(
            format!(" {}", place.title()),
            app.theme.strong(),
        ));
        let here = app.keys.bound.iter().filter(|bound| bound.place == place);
        let shown = here.filter(|bound| !bound.help.is_empty() && !bound.chords.is_empty());
        lines.extend(shown.flat_map(|bound| row(app, bound, width)));
    }
    lines.push(Line::default());
    lines.push(Line::styled(" Signs", app.theme.strong()));
    for sign in [
        "[x] met, a part submitted   [~] partly met, a part with a draft",
        "[ ] missing, a part with nothing written   [!] mistake or contradiction",
        "of probes: [x] as wanted   [!] not as wanted   [~] open by default   [-] either may be wanted",
    ] {
        lines.extend(Flow::indented(2, 2).add(sign, Style::new()).lines(width));
    }
    lines.push(Line::default());
    lines.push(Line::styled(" Keys of your own", app.theme.strong()));
    lines.extend(Flow::indented(2, 2).add(OWN, Style::new()).lines(width));
    lines
}

fn row(app: &App, bound: &Bound, width: usize) -> Vec<Line<'static>> {
    let digits = bound.chords.len() > 4;
    let names: Vec<_> = bound.chords.iter().map(|chord| chord.name()).collect();
    let names = match (names.first(), names.last()) {
        (Some(first), Some(last)) if digits => format!("{first} to {last}"),
        _ => names.join(", "),
    };
    let words = WORDS.min(width / 2);
    let flow = Flow::indented(2, words).add(&names, app.theme.key());
    let gap = match words.checked_sub(names.width() + 3) {
        Some(gap) => " ".repeat(gap + 1),
        None => "\n".to_owned(),
    };
    flow.add(&gap, Style::new())
        .add(bound.help, Style::new())
        .lines(width)
}

/// All places, those where the keys are looked up now first.
fn here_first(here: &[Place]) -> Vec<Place> {
    let others = Place::ALL.into_iter().filter(|place| !here.contains(place));
    here.iter().copied().chain(others).collect()
}

/// What the pane with the keys is for.
const fn purpose(app: &App) -> &'static str {
    match (app.session.view(), app.focus) {
        (View::Answer, Focus::First) => {
            "You are writing the answer to this part. It is kept as you type. Submit it when you want to know how it stands; you can change it and submit again."
        }
        (View::Answer, Focus::Second) => {
            "You are reading the question. Go back to your answer to write."
        }
        (View::Feedback(_), _) => {
            "This is what your answer earned. Your own words that counted are underlined and numbered like the items. What is missing is asked for, not told: open hints one by one."
        }
        (View::Start(_), _) => {
            "This is how far each part of the question is. Open one to write your answer; what you missed before comes back as a short review."
        }
        (View::Card(_), _) => {
            "This is one thing that you missed or needed help with before. Answer in a sentence or two, from memory, then have it marked. What you know comes back later, what you do not comes back tomorrow."
        }
        (View::RoundEnd(_), _) => "The review is done for today.",
        (View::Summary(_), _) => {
            "This is the grade of everything written so far, in all parts. Open a part to go on with it."
        }
    }
}
