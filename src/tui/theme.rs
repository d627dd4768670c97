//! How things look: the terminal's own palette, or no colour at all. Hue never carries meaning alone.

use crate::tutor::{Mark, Shade};
use ratatui::style::{Color, Modifier, Style};

/// The looks of one session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    color: bool,
    /// Whether lines are drawn with ASCII only.
    pub(super) ascii: bool,
}

impl Theme {
    /// With or without colour, with or without line-drawing characters.
    pub(super) const fn new(color: bool, ascii: bool) -> Self {
        Self { color, ascii }
    }

    /// A style that adds a palette colour where colour is allowed.
    fn tint(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    /// Titles and what is chosen.
    pub(super) const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What may be overlooked.
    pub(super) const fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Emphasis.
    pub(super) const fn emphasis(self) -> Style {
        Style::new().add_modifier(Modifier::ITALIC)
    }

    /// Names of keys.
    pub(super) fn key(self) -> Style {
        self.tint(self.strong(), Color::Cyan)
    }

    /// The title of the pane that has the keys.
    pub(super) const fn focused(self) -> Style {
        Style::new()
            .add_modifier(Modifier::BOLD)
            .add_modifier(Modifier::REVERSED)
    }

    /// A message.
    pub(super) fn notice(self) -> Style {
        self.tint(self.strong(), Color::Yellow)
    }

    /// Code.
    pub(super) fn code(self) -> Style {
        self.tint(Style::new(), Color::Cyan)
    }

    /// A hint.
    pub(super) fn hint(self) -> Style {
        self.tint(Style::new(), Color::Yellow)
    }

    /// The sign of an item.
    pub(super) fn mark(self, mark: Mark) -> Style {
        let color = match mark {
            Mark::Met => Color::Green,
            Mark::Partial | Mark::Missing => Color::Yellow,
            Mark::Contradicted | Mark::Mistake => Color::Red,
        };
        self.tint(self.strong(), color)
    }

    /// A stretch of the answer: what counted is bold and underlined, what is wrong is reversed.
    pub(super) fn shade(self, shade: Shade) -> Style {
        match shade {
            Shade::Plain => Style::new(),
            Shade::Credited => {
                let style = self.strong().add_modifier(Modifier::UNDERLINED);
                self.tint(style, Color::Green)
            }
            Shade::Faulty => {
                let style = Style::new().add_modifier(Modifier::REVERSED);
                self.tint(style, Color::Red)
            }
        }
    }

    /// The line that a pane's title stands in.
    pub(super) const fn rule(self) -> &'static str {
        if self.ascii { "-" } else { "─" }
    }

    /// The line between two panes.
    pub(super) const fn divider(self) -> &'static str {
        if self.ascii { "|" } else { "│" }
    }

    /// Where that line meets the titles.
    pub(super) const fn joint(self) -> &'static str {
        if self.ascii { "+" } else { "┬" }
    }

    /// The mark at the edge where a line goes on.
    pub(super) const fn more(self) -> &'static str {
        if self.ascii { ">" } else { "›" }
    }
}
