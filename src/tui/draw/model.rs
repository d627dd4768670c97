//! Model answers to the parts that were attempted.

use super::super::app::App;
use super::super::paper;
use super::sheet::Sheet;
use crate::tutor::View;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let View::Summary(summary) = app.session.view() else {
        return;
    };
    let mut lines = Vec::new();
    for (part, model) in &summary.models {
        let part = &app.session.parts()[*part];
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let heading = format!(" {}: {}", part.heading(), part.title);
        lines.push(Line::styled(heading, app.theme.strong()));
        lines.push(Line::default());
        lines.extend(paper::markdown(model, usize::from(area.width), app.theme));
    }
    let sheet = Sheet {
        title: "A model answer",
        focused: true,
        lines: &lines,
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.model);
}
