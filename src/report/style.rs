//! Width and colour of a text report, as the command line decided them.

use anstyle::{AnsiColor, Style as Ansi};

/// How a text report is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of a line.
    pub width: usize,
    /// Whether escape codes may be used at all.
    pub colour: bool,
}

/// What a piece of text tells; never told by its colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Points reached.
    Good,
    /// Points missed.
    Bad,
    /// Something to look at.
    Warn,
    /// Of less weight.
    Dim,
    /// A heading.
    Strong,
}

impl Style {
    /// The text in its tone; the text itself where there is no colour.
    pub fn paint(self, tone: Tone, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let ansi = match tone {
            Tone::Good => Ansi::new().fg_color(Some(AnsiColor::Green.into())),
            Tone::Bad => Ansi::new().fg_color(Some(AnsiColor::Red.into())),
            Tone::Warn => Ansi::new().fg_color(Some(AnsiColor::Yellow.into())),
            Tone::Dim => Ansi::new().dimmed(),
            Tone::Strong => Ansi::new().bold(),
        };
        format!("{ansi}{text}{ansi:#}")
    }
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
        }
    }
}
