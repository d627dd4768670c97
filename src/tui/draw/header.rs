//! The first line: which part this is, how far all parts are, how the draft stands.

use super::super::app::{App, Saving};
use crate::source::printable;
use crate::tutor::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

pub(super) fn draw(app: &App, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let title = title(app);
    let right = status(app)
        .into_iter()
        .find(|status| title.width() + status.width() + 3 <= width)
        .unwrap_or_default();
    let room = width.saturating_sub(title.width() + right.width() + 2);
    let style = if app.saving == Saving::Failing {
        app.theme.notice()
    } else {
        Style::new()
    };
    let line = Line::from(vec![
        Span::styled(format!(" {title}"), app.theme.strong()),
        Span::raw(" ".repeat(room)),
        Span::styled(right, style),
    ]);
    frame.render_widget(line, area);
}

fn title(app: &App) -> String {
    let session = &app.session;
    let count = session.parts().len();
    match session.view() {
        View::Start(_) => printable(&session.question().title).into_owned(),
        View::Summary(_) => "The whole grade".to_owned(),
        View::Card(card) => format!("Review: {} of {}", card.number, card.of),
        View::RoundEnd(_) => "Review".to_owned(),
        _ if count == 1 => printable(&session.part().title).into_owned(),
        _ => {
            let part = session.part();
            format!("{}: {}", part.heading(), printable(&part.title))
        }
    }
}

/// The status at the right edge, the longest form first.
fn status(app: &App) -> Vec<String> {
    let saving = match app.saving {
        Saving::Untouched | Saving::Waiting => "",
        Saving::Kept => "saved",
        Saving::Failing => "NOT SAVED",
    };
    let shown = !matches!(
        app.session.view(),
        View::Start(_) | View::Card(_) | View::RoundEnd(_)
    );
    let parts = app.session.parts().iter();
    let parts: Vec<_> = parts.filter(|p| shown && p.follow_up.is_none()).collect();
    let long = parts.iter().zip(1..).map(|(part, number)| {
        let state = part.progress().label();
        format!("{number} {state}")
    });
    let short = parts.iter().zip(1..).map(|(part, number)| {
        let sign = part.progress().sign();
        format!("{number}{sign}")
    });
    let join = |texts: Vec<String>, between: &str| {
        let mut texts = texts;
        if !saving.is_empty() {
            texts.push(format!("({saving})"));
        }
        texts.join(between)
    };
    vec![
        join(long.collect(), "  "),
        join(short.collect(), " "),
        saving.to_owned(),
    ]
}
