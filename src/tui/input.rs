//! Terminal events as the screen takes them: bursts of characters joined, releases left out.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

/// So many characters at once are no typing but a paste without brackets.
const BURST: usize = 8;

/// One thing that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// A text at once: a paste, or a burst of characters.
    Text(String),
    /// The wheel, down or up.
    Wheel {
        /// Whether it went down.
        down: bool,
    },
    /// The terminal has another size, or shows something else than was drawn.
    Redraw,
}

/// Reads a batch of events that arrived together.
pub fn inputs(events: Vec<Event>) -> Vec<Input> {
    let mut inputs = Vec::with_capacity(events.len());
    let mut burst: Vec<KeyEvent> = Vec::new();
    for event in events {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) if typed(key).is_some() => burst.push(key),
            other => {
                flush(&mut burst, &mut inputs);
                inputs.extend(input(other));
            }
        }
    }
    flush(&mut burst, &mut inputs);
    inputs
}

fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => Some(Input::Key(key)),
        Event::Paste(text) => Some(Input::Text(text)),
        Event::Resize(..) | Event::FocusGained => Some(Input::Redraw),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => Some(Input::Wheel { down: true }),
            MouseEventKind::ScrollUp => Some(Input::Wheel { down: false }),
            _ => None,
        },
        Event::FocusLost => None,
    }
}

/// The character that a key types, Enter and Tab among them.
fn typed(key: KeyEvent) -> Option<char> {
    if !(key.modifiers - KeyModifiers::SHIFT).is_empty() {
        return None;
    }
    match key.code {
        KeyCode::Char(c) => Some(c),
        KeyCode::Enter => Some('\n'),
        KeyCode::Tab => Some('\t'),
        _ => None,
    }
}

fn flush(burst: &mut Vec<KeyEvent>, inputs: &mut Vec<Input>) {
    let keys = std::mem::take(burst);
    if keys.len() >= BURST {
        inputs.push(Input::Text(keys.into_iter().filter_map(typed).collect()));
    } else {
        inputs.extend(keys.into_iter().map(Input::Key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn bursts_become_text_and_typing_stays_keys() {
        let burst: Vec<_> = "two\twords"
            .chars()
            .map(|c| {
                key(if c == '\t' {
                    KeyCode::Tab
                } else {
                    KeyCode::Char(c)
                })
            })
            .collect();
        assert_eq!(inputs(burst.clone()), [Input::Text("two\twords".into())]);
        assert_eq!(inputs(burst[..4].to_vec()).len(), 4);
        let mut broken = burst[..5].to_vec();
        broken.push(key(KeyCode::F(5)));
        broken.extend_from_slice(&burst[..5]);
        assert_eq!(
            inputs(broken).len(),
            11,
            "a command between parts the burst"
        );
    }

    #[test]
    fn releases_and_clicks_are_left_out() {
        let mut release = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        release.kind = KeyEventKind::Release;
        assert_eq!(inputs(vec![Event::Key(release), Event::FocusLost]), []);
        assert_eq!(inputs(vec![Event::Resize(1, 1)]), [Input::Redraw]);
    }
}
