//! Draws the practice screen from its state: header, the view, a message, the keys.

mod answer;
mod asking;
mod attempts;
mod card;
mod choose;
mod diagram;
mod entries;
mod feedback;
mod footer;
mod header;
mod help;
mod item;
mod model;
mod own;
mod palette;
mod path;
mod place;
mod sheet;
mod start;
mod tower;
mod whole;

use super::app::{App, Overlay};
use super::flow::Flow;
use super::theme::Theme;
use crate::tutor::View;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Below this nothing useful fits.
const SMALLEST: (u16, u16) = (16, 5);
/// Lines that a message may take.
const NOTICE: usize = 5;

impl App {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return too_small(frame, area);
        }
        let notice = self.notice_lines(area.width);
        let height = match &self.asking {
            Some(_) => 1,
            None => u16::try_from(notice.len()).unwrap_or(0),
        };
        let [top, body, message, bottom] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(1),
            Constraint::Length(height.min(area.height / 3)),
            Constraint::Length(1),
        ])
        .areas(area);
        header::draw(self, frame, top);
        match self.session.view() {
            _ if self.overlay == Some(Overlay::Help) => help::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::Entries) => entries::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::Path) => path::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::Attempts) => attempts::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::OwnWords) => own::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::Model) => model::draw(self, frame, body),
            _ if self.overlay == Some(Overlay::Palette) => palette::draw(self, frame, body),
            View::Start(_) => start::draw(self, frame, body),
            View::Card(_) => card::draw(self, frame, body),
            View::RoundEnd(_) => card::draw_end(self, frame, body),
            View::Answer => answer::draw(self, frame, body),
            View::Feedback(_) => feedback::draw(self, frame, body),
            View::Summary(_) => whole::draw(self, frame, body),
        }
        if self.asking.is_some() {
            asking::draw(self, frame, message);
            return footer::draw(self, frame, bottom);
        }
        for (line, row) in notice.into_iter().zip(message.rows()) {
            frame.render_widget(line, row);
        }
        footer::draw(self, frame, bottom);
    }

    fn notice_lines(&self, width: u16) -> Vec<ratatui::text::Line<'static>> {
        let Some(notice) = &self.notice else {
            return Vec::new();
        };
        message(&notice.text, self.theme, width)
    }
}

/// A message as lines, as many as it may take.
fn message(text: &str, theme: Theme, width: u16) -> Vec<ratatui::text::Line<'static>> {
    let flow = Flow::indented(1, 1).add(text, theme.notice());
    let mut lines = flow.lines(usize::from(width));
    lines.truncate(NOTICE);
    lines
}

fn too_small(frame: &mut Frame, area: Rect) {
    let (width, height) = SMALLEST;
    let text = format!("Too small: {width}x{height} at least. Your text is kept.");
    let lines = Flow::default().add(&text, Style::new());
    for (line, row) in lines
        .lines(usize::from(area.width))
        .into_iter()
        .zip(area.rows())
    {
        frame.render_widget(line, row);
    }
}
