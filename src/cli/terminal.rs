//! What standard output is: how wide, and whether colour belongs there.

use super::args::Color;
use crate::report::Style;
use anstream::{AutoStream, ColorChoice};
use std::io::IsTerminal;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: u16 = 120;
const NARROWEST: u16 = 40;

/// Standard output as reports see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    color: Color,
    is_terminal: bool,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        Self {
            color,
            is_terminal: std::io::stdout().is_terminal(),
        }
    }

    /// Whether standard output is a terminal.
    pub(super) fn is_terminal(self) -> bool {
        self.is_terminal
    }

    /// Colour on standard output: `--color`, then NO_COLOR, CLICOLOR_FORCE, the terminal, TERM=dumb.
    pub(super) fn colour(self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        }
    }

    /// The layout of a report on standard output.
    pub(super) fn style(self) -> Style {
        Style {
            width: usize::from(self.width()),
            colour: self.colour(),
        }
    }

    /// The layout of a report in a file.
    pub(super) fn file_style(self) -> Style {
        Style {
            colour: self.color == Color::Always,
            ..Style::default()
        }
    }

    fn width(self) -> u16 {
        let size = self.is_terminal.then(crossterm::terminal::size);
        match size {
            Some(Ok((columns, _))) if columns > 0 => columns.clamp(NARROWEST, WIDEST),
            _ => 80,
        }
    }
}
