//! A screen without a terminal: keys go in by name, the picture comes out as text with its styles.

use crate::tui::{App, Input, Options, Reaction};
use crate::tutor::{Session, fixture};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// A screen of some size.
pub(super) struct Screen {
    pub(super) app: App,
    pub(super) terminal: Terminal<TestBackend>,
}

impl Screen {
    /// A screen of the fixture's session, in colour.
    pub(super) fn new(width: u16, height: u16) -> Self {
        let options = Options {
            color: true,
            ..Options::default()
        };
        Self::of(fixture::session(), options, width, height)
    }

    /// A screen of a session.
    pub(super) fn of(session: Session, options: Options, width: u16, height: u16) -> Self {
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        let app = App::new(session, options);
        let mut screen = Self { app, terminal };
        screen.draw();
        screen
    }

    /// Draws.
    pub(super) fn draw(&mut self) {
        let drawn = self.terminal.draw(|frame| self.app.draw(frame));
        drawn.expect("a test backend");
    }

    /// Presses keys by name, one after another: `F5`, `C-g`, `Tab`, `x`; `TRY` types a dozen words.
    pub(super) fn press(&mut self, names: &str) -> Reaction {
        let mut last = Reaction::default();
        for name in names.split_whitespace() {
            if name == "TRY" {
                self.type_text("one two three four five six seven eight nine ten eleven twelve");
                continue;
            }
            last = self.app.handle(Input::Key(key(name)));
            self.draw();
        }
        last
    }

    /// Opens so many hints for the chosen item, each after the answer changed.
    pub(super) fn climb(&mut self, hints: usize) {
        for _ in 0..hints {
            self.press("Esc");
            let number = self.app.session().part().words();
            self.type_text(&format!(" way{number} and{number}"));
            self.press("F5 h");
        }
    }

    /// Types a text, key by key.
    pub(super) fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            let code = if c == '\n' {
                KeyCode::Enter
            } else {
                KeyCode::Char(c)
            };
            self.app.handle(Input::Key(KeyEvent::from(code)));
        }
        self.draw();
    }

    /// Pastes a text.
    pub(super) fn paste(&mut self, text: &str) {
        self.app.handle(Input::Text(text.to_owned()));
        self.draw();
    }

    /// The picture as text.
    pub(super) fn text(&self) -> String {
        text(&self.terminal)
    }

    /// The picture as text, then where the cursor is, then each run of cells with a style.
    pub(super) fn picture(&mut self) -> String {
        picture(&mut self.terminal)
    }
}

/// What a terminal shows as text.
pub(super) fn text(terminal: &Terminal<TestBackend>) -> String {
    let buffer = terminal.backend().buffer();
    let rows = (0..buffer.area.height).map(|y| {
        let cells = (0..buffer.area.width).map(|x| cell(&buffer[(x, y)]));
        cells.collect::<String>().trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// The same, then where the cursor is, then each run of cells with a style.
pub(super) fn picture(terminal: &mut Terminal<TestBackend>) -> String {
    let cursor = terminal.get_cursor_position().expect("a test backend");
    let Position { x, y } = cursor;
    format!(
        "{}\n-- cursor {y}:{x}\n{}",
        text(terminal),
        styles(terminal)
    )
}

fn styles(terminal: &Terminal<TestBackend>) -> String {
    let buffer = terminal.backend().buffer();
    let mut runs: Vec<(u16, u16, String, String)> = Vec::new();
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let style = style(&buffer[(x, y)]);
            let symbol = cell(&buffer[(x, y)]);
            match runs.last_mut() {
                Some((row, _, same, text)) if *row == y && *same == style => text.push_str(symbol),
                _ => runs.push((y, x, style, symbol.to_owned())),
            }
        }
    }
    let styled = runs.iter().filter(|(_, _, style, _)| !style.is_empty());
    let lines = styled.map(|(y, x, style, text)| format!("{y}:{x} {style} {:?}", text.trim_end()));
    lines.collect::<Vec<_>>().join("\n")
}

/// A cell's text; a cell behind a wide character has none.
fn cell(cell: &Cell) -> &str {
    cell.symbol()
}

fn style(cell: &Cell) -> String {
    let mut parts = Vec::new();
    for (color, side) in [(cell.fg, "fg"), (cell.bg, "bg")] {
        if color != Color::Reset {
            parts.push(format!("{side}={color:?}"));
        }
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::ITALIC, "italic"),
    ] {
        if cell.modifier.contains(modifier) {
            parts.push(name.to_owned());
        }
    }
    parts.join(",")
}

/// A key by its name.
pub(super) fn key(name: &str) -> KeyEvent {
    if let Some(rest) = name.strip_prefix("C-") {
        return KeyEvent::new(key(rest).code, KeyModifiers::CONTROL);
    }
    let code = match name {
        "Tab" => KeyCode::Tab,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Backspace" => KeyCode::Backspace,
        "Space" => KeyCode::Char(' '),
        _ => match (
            name.strip_prefix('F').and_then(|n| n.parse().ok()),
            name.chars().next(),
        ) {
            (Some(number), _) => KeyCode::F(number),
            (None, Some(c)) => KeyCode::Char(c),
            (None, None) => KeyCode::Null,
        },
    };
    KeyEvent::from(code)
}
