//! The question's Markdown: laid out by `markdown`, in the looks of this room.

use super::theme::Theme;
use crate::markdown::{self, Style as Meaning};
use crate::source::printable;
use crate::tutor::Session;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Columns of plain mode.
const PLAIN: usize = 78;

/// The current part: what the question says before all parts, then the part itself; and the line where the
/// part starts.
pub(super) fn lines(session: &Session, width: usize, theme: Theme) -> (Vec<Line<'static>>, usize) {
    let question = session.question();
    if let Some(number) = session.part().follow_up {
        let asked = question.follow_ups.get(number - 1);
        let text = asked.map_or("", |asked| asked.text.as_str());
        return (markdown(text, width, theme), 0);
    }
    let render = |span| markdown(question.source.slice(span), width, theme);
    let mut lines = render(question.intro);
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    let start = lines.len();
    lines.extend(
        session
            .asked()
            .map(|part| render(part.body))
            .unwrap_or_default(),
    );
    (lines, start)
}

/// Markdown as lines.
pub(super) fn markdown(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let rendered = markdown::render(text, width.max(1));
    rendered.iter().map(|line| styled(line, theme)).collect()
}

/// The code that a part of the question shows: entries to be read, rules.
pub(super) fn code(session: &Session, at: usize, theme: Theme) -> Vec<Line<'static>> {
    let part = session.question().parts.get(at);
    let blocks = part.into_iter().flat_map(|part| &part.code);
    let lines = blocks.flat_map(|block| block.text.lines());
    lines
        .map(|line| {
            let text = printable(line).replace('\t', "    ");
            Line::styled(format!(" {text}"), theme.code())
        })
        .collect()
}

/// The same as text.
pub(super) fn text(session: &Session) -> String {
    let (lines, _) = lines(session, PLAIN, Theme::new(false, true));
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Columns of the part's longest line of code.
pub(super) fn code_width(session: &Session) -> usize {
    let code = session.asked().into_iter().flat_map(|part| &part.code);
    code.flat_map(|block| block.text.lines())
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or(0)
}

fn styled(line: &markdown::Line, theme: Theme) -> Line<'static> {
    let spans = line.spans.iter().map(|piece| {
        let text = printable(&piece.text).replace('\t', "    ");
        Span::styled(text, look(piece.style, theme))
    });
    Line::from(spans.collect::<Vec<_>>())
}

fn look(meaning: Meaning, theme: Theme) -> Style {
    match meaning {
        Meaning::Plain | Meaning::Quote => Style::new(),
        Meaning::Heading | Meaning::Strong => theme.strong(),
        Meaning::Emphasis => theme.emphasis(),
        Meaning::Code | Meaning::CodeBlock => theme.code(),
        Meaning::Bullet => theme.strong(),
        Meaning::Target | Meaning::Dim => theme.faint(),
    }
}
