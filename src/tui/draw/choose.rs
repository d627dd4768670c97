//! The list of questions, and the faults of one that has some.

use super::super::choose::{Chooser, Listed};
use super::super::flow::Flow;
use super::super::keys::{Command, Motion};
use super::footer;
use super::sheet::Sheet;
use super::{SMALLEST, message, too_small};
use crate::source::printable;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use std::ops::Range;

/// Column where a question's title starts.
const TITLE: usize = 6;

impl Chooser {
    /// Draws the list.
    pub fn draw(&mut self, frame: &mut Frame) {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return too_small(frame, area);
        }
        let notice = self.notice.as_deref();
        let notice = notice.map_or_else(Vec::new, |text| message(text, self.theme, area.width));
        let height = u16::try_from(notice.len()).unwrap_or(0);
        let [top, body, told, bottom] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Min(1),
            Constraint::Length(height.min(area.height / 3)),
            Constraint::Length(1),
        ])
        .areas(area);
        frame.render_widget(Line::styled(" Practise", self.theme.strong()), top);
        if self.explains {
            self.draw_faults(frame, body);
        } else {
            self.draw_list(frame, body);
        }
        for (line, row) in notice.into_iter().zip(told.rows()) {
            frame.render_widget(line, row);
        }
        footer::show(&self.keys(), self.theme, frame, bottom);
    }

    fn draw_list(&mut self, frame: &mut Frame, area: Rect) {
        let (lines, chosen) = self.lines(usize::from(area.width));
        let sheet = Sheet {
            title: &format!("{} questions", self.rows.len()),
            focused: true,
            lines: &lines,
            show: Some(chosen),
            theme: self.theme,
        };
        sheet.draw(frame, area, &mut self.list);
    }

    fn draw_faults(&mut self, frame: &mut Frame, area: Rect) {
        let row = self.rows.get(self.chosen);
        let faults = row
            .and_then(|row| row.faults.as_deref())
            .unwrap_or_default();
        let width = usize::from(area.width);
        let lines: Vec<_> = faults
            .lines()
            .flat_map(|line| Flow::indented(1, 3).add(line, Style::new()).lines(width))
            .collect();
        let sheet = Sheet {
            title: "What has to be mended first",
            focused: true,
            lines: &lines,
            show: None,
            theme: self.theme,
        };
        sheet.draw(frame, area, &mut self.faults);
    }

    /// The lines, and which of them are the chosen row's.
    fn lines(&self, width: usize) -> (Vec<Line<'static>>, Range<usize>) {
        let mut lines = Vec::new();
        let mut chosen = 0..1;
        for (at, row) in self.rows.iter().enumerate() {
            let from = lines.len();
            lines.extend(self.row(row, at, width));
            if at == self.chosen {
                chosen = from..lines.len();
            }
        }
        (lines, chosen)
    }

    fn row(&self, row: &Listed, at: usize, width: usize) -> Vec<Line<'static>> {
        let (pointer, look) = if at == self.chosen {
            ("> ", self.theme.focused())
        } else {
            ("  ", self.theme.strong())
        };
        let mut lines = Flow::indented(0, TITLE)
            .add(pointer, Style::new())
            .add(&format!("{:>2}. ", at + 1), self.theme.key())
            .add(&printable(&row.title), look)
            .lines(width);
        let further =
            |text: &str, style| Flow::indented(TITLE, TITLE).add(text, style).lines(width);
        if row.faults.is_some() {
            lines.extend(further(
                "[!] has faults; Enter shows them",
                self.theme.notice(),
            ));
            return lines;
        }
        if !row.about.is_empty() {
            lines.extend(further(&row.about, self.theme.faint()));
        }
        lines.extend(further(&row.progress, Style::new()));
        lines
    }

    fn keys(&self) -> Vec<(String, &'static str)> {
        let named = |command, word| Some((self.key_for(command)?, word));
        let (up, down) = (Command::Move(Motion::Up), Command::Move(Motion::Down));
        let moved = |word| {
            Some((
                format!("{}/{}", self.key_for(up)?, self.key_for(down)?),
                word,
            ))
        };
        let keys = if self.explains {
            vec![named(Command::Back, "back to the list"), moved("scroll")]
        } else {
            let at_once = Some(("1-9".to_owned(), "open at once"));
            let open = named(Command::Open, "open");
            vec![open, moved("choose"), at_once, named(Command::Back, "quit")]
        };
        keys.into_iter().flatten().collect()
    }
}
