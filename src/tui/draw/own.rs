//! Own words: a criterion that was met after a hint, and an editor to say why it is so.

use super::super::app::App;
use super::super::flow::Flow;
use super::answer;
use super::sheet::{Title, below};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let width = usize::from(area.width);
    let title = Title {
        text: "In your own words",
        note: "kept as you type",
        focused: true,
    };
    title.draw(frame, area, app.theme);
    let item = app.feedback_item(&app.side.0.clone()).cloned();
    let (covers, met) = item.map_or_else(Default::default, |item| (item.title, item.says));
    let mut lines = Flow::indented(1, 1)
        .add(&covers, app.theme.strong())
        .lines(width);
    lines.extend(Flow::indented(1, 1).add(&met, Style::new()).lines(width));
    let asked = "You met this after a hint. Why is it so? Say it as you would tell a fellow student; it is not marked.";
    lines.extend(
        Flow::indented(1, 1)
            .add(asked, app.theme.hint())
            .lines(width),
    );
    let inner = below(area);
    let upper = lines.len().min(usize::from(inner.height / 2));
    for (line, row) in lines.into_iter().take(upper).zip(inner.rows()) {
        frame.render_widget(line, row);
    }
    let upper = u16::try_from(upper).unwrap_or(0);
    let place = Rect {
        y: inner.y + upper,
        height: inner.height - upper,
        ..inner
    };
    answer::editor(app, frame, place, true);
}
