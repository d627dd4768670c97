//! The palette: what is searched for, and below it the commands found.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::palette::Offer;
use super::sheet::{Title, below};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

/// What stands before the words typed.
const LABEL: &str = " Find: ";
/// From this width on, each command has its description; below, only the chosen one.
const WIDE: usize = 60;
/// Below this height the list takes the title's line.
const LOW: u16 = 4;
/// Columns where keys and descriptions start.
const KEY: usize = 22;
const HELP: usize = 36;
/// Column of a description that stands below its command.
const BELOW: usize = 4;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let found = app.found();
    let chosen = app.palette.chosen;
    let mut lines = Vec::new();
    let mut show = 0..0;
    for (at, offer) in found.iter().enumerate() {
        let start = lines.len();
        lines.extend(row(app, offer, at == chosen, usize::from(area.width)));
        if at == chosen {
            show = start..lines.len();
        }
    }
    if found.is_empty() {
        let none = Flow::indented(2, 2).add("No command holds these words.", app.theme.notice());
        lines.extend(none.lines(usize::from(area.width)));
    }
    let inner = if area.height < LOW { area } else { below(area) };
    let [input, list] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(inner);
    if inner != area {
        let title = Title {
            text: "Commands",
            note: &place(chosen, found.len()),
            focused: true,
        };
        title.draw(frame, area, app.theme);
    }
    frame.render_widget(Line::styled(LABEL, app.theme.key()), input);
    let label = u16::try_from(LABEL.width()).unwrap_or(0).min(input.width);
    let typed = Rect {
        x: input.x + label,
        width: input.width - label,
        ..input
    };
    app.palette.input.draw(frame, typed, true, Style::new());
    app.palette.pane.measure(list, &lines);
    app.palette.pane.show(show);
    app.palette.pane.draw(frame, list, &lines, app.theme);
}

fn place(chosen: usize, count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("{} of {count}", chosen + 1),
    }
}

/// A command as lines: name, key, what it does.
fn row(app: &App, offer: &Offer, chosen: bool, width: usize) -> Vec<Line<'static>> {
    let faint = offer.why.is_some();
    let look = |style: Style| if faint { app.theme.faint() } else { style };
    let name = if chosen {
        app.theme.focused()
    } else {
        look(app.theme.strong())
    };
    let help = match &offer.why {
        Some(why) if offer.help.is_empty() => why.clone(),
        Some(why) => format!("{} ({why})", offer.help),
        None => offer.help.clone(),
    };
    let wide = width >= WIDE;
    let gap = |text: &str, column: usize| " ".repeat(column.saturating_sub(text.width()).max(1));
    let after_name = if wide {
        gap(&offer.name, KEY - 2)
    } else {
        "  ".to_owned()
    };
    let mut flow = Flow::indented(0, if wide { HELP } else { BELOW })
        .add(if chosen { "> " } else { "  " }, Style::new())
        .add(&offer.name, name)
        .add(&after_name, Style::new())
        .add(&offer.key, look(app.theme.key()));
    if wide {
        flow.push(&gap(&offer.key, HELP - KEY), Style::new());
    } else if chosen && !help.is_empty() {
        flow.push("\n", Style::new());
    }
    if wide || chosen {
        flow.push(&help, look(Style::new()));
    }
    flow.lines(width)
}
