//! Which key does what. One table: the keys that work, the footer and the help are all read from it.

use super::keys::Place::{Any, Card, Editor, Feedback, Path, Reading, Start, Told};
use super::keys::{Chord, Command, Edit, Motion, Place, alt_key, ch, ctrl, ctrl_key, f, key};
use crossterm::event::KeyCode;

/// Some keys, what they ask for, and how help says it. Where the text is empty, help leaves it out.
pub(super) struct Binding {
    pub(super) place: Place,
    pub(super) chords: &'static [Chord],
    pub(super) command: Command,
    pub(super) help: &'static str,
}

/// The keys that open a part.
const DIGITS: &[Chord] = &[
    ch('1'),
    ch('2'),
    ch('3'),
    ch('4'),
    ch('5'),
    ch('6'),
    ch('7'),
    ch('8'),
    ch('9'),
];

/// Every binding, in the order help shows them; the first chord of each is the one the footer names.
pub(super) const BINDINGS: &[Binding] = &[
    bind(
        Any,
        &[f(1), ctrl('k')],
        Command::Help,
        "show or hide this help",
    ),
    bind(
        Any,
        &[ctrl('p'), f(12)],
        Command::Palette,
        "find any command by a word, see its key, and run it",
    ),
    bind(
        Any,
        &[f(5), ctrl('g')],
        Command::Submit,
        "have this part marked; go on writing and submit again as often as you like",
    ),
    bind(
        Any,
        &[f(2), ctrl_key(KeyCode::PageUp)],
        Command::PreviousPart,
        "previous part",
    ),
    bind(
        Any,
        &[f(3), ctrl_key(KeyCode::PageDown)],
        Command::NextPart,
        "next part",
    ),
    bind(
        Any,
        &[f(6), ctrl('t')],
        Command::Whole,
        "the whole grade so far",
    ),
    bind(
        Any,
        &[f(9)],
        Command::Home,
        "the start screen: how far all parts are, what comes back today",
    ),
    bind(
        Any,
        &[key(KeyCode::Tab), key(KeyCode::BackTab)],
        Command::Focus,
        "to the other pane and back",
    ),
    bind(
        Any,
        &[key(KeyCode::Esc)],
        Command::Back,
        "close help; back to writing; put a message away",
    ),
    bind(
        Any,
        &[ctrl('q')],
        Command::Quit,
        "quit; everything written is kept",
    ),
    bind(Any, &[ctrl('c')], Command::Interrupt, "twice: quit as well"),
    bind(
        Reading,
        &[key(KeyCode::Up), ch('k')],
        Command::Move(Motion::Up),
        "up; in feedback the item before",
    ),
    bind(
        Reading,
        &[key(KeyCode::Down), ch('j')],
        Command::Move(Motion::Down),
        "down; in feedback the item after",
    ),
    bind(
        Reading,
        &[key(KeyCode::Left)],
        Command::Move(Motion::Left),
        "to the left, where code is wider than its pane",
    ),
    bind(
        Reading,
        &[key(KeyCode::Right)],
        Command::Move(Motion::Right),
        "to the right",
    ),
    bind(
        Reading,
        &[key(KeyCode::PageUp)],
        Command::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        Reading,
        &[key(KeyCode::PageDown), ch(' ')],
        Command::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        Reading,
        &[key(KeyCode::Home)],
        Command::Move(Motion::Top),
        "to the top",
    ),
    bind(
        Reading,
        &[key(KeyCode::End)],
        Command::Move(Motion::Bottom),
        "to the bottom",
    ),
    bind(
        Reading,
        DIGITS,
        Command::Part,
        "open the part with this number",
    ),
    bind(
        Reading,
        &[ch('q'), ch('e')],
        Command::Back,
        "close help; back to writing",
    ),
    bind(Reading, &[ch('?')], Command::Help, "show or hide this help"),
    bind(
        Feedback,
        &[ch('h'), f(4), key(KeyCode::Enter)],
        Command::Hint,
        "one more hint for the chosen item",
    ),
    bind(
        Feedback,
        &[ch('c'), f(7)],
        Command::Entries,
        "the conntrack entries of this part explained, where it shows some",
    ),
    bind(
        Feedback,
        &[ch('p'), f(8)],
        Command::Path,
        "the way of packets through your rules, where this part has some",
    ),
    bind(
        Path,
        &[key(KeyCode::Right)],
        Command::Packet { back: false },
        "the next packet",
    ),
    bind(
        Path,
        &[key(KeyCode::Left)],
        Command::Packet { back: true },
        "the packet before",
    ),
    bind(
        Path,
        &[ch('n')],
        Command::Probe { back: false },
        "the next probe, at the packet that decided",
    ),
    bind(
        Path,
        &[ch('b')],
        Command::Probe { back: true },
        "the probe before",
    ),
    bind(
        Start,
        &[key(KeyCode::Enter)],
        Command::Open,
        "open what is chosen",
    ),
    bind(
        Start,
        &[ch('r')],
        Command::Review,
        "review what is due today",
    ),
    bind(
        Card,
        &[f(4)],
        Command::Hint,
        "a hint; what needs one comes back sooner",
    ),
    bind(
        Told,
        &[key(KeyCode::Enter)],
        Command::NextPart,
        "the next prompt",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Up)],
        Command::Peek(Motion::Up),
        "scroll the question up while writing",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Down)],
        Command::Peek(Motion::Down),
        "scroll the question down while writing",
    ),
    bind(
        Editor,
        &[ctrl('z'), ctrl('u')],
        Command::Edit(Edit::Undo),
        "undo",
    ),
    bind(
        Editor,
        &[ctrl('y'), ctrl('r')],
        Command::Edit(Edit::Redo),
        "redo",
    ),
    bind(
        Editor,
        &[key(KeyCode::Enter)],
        Command::Edit(Edit::Newline),
        "a new line",
    ),
    bind(
        Editor,
        &[key(KeyCode::Backspace), ctrl('h')],
        Command::Edit(Edit::Backspace),
        "delete to the left",
    ),
    bind(
        Editor,
        &[key(KeyCode::Delete), ctrl('d')],
        Command::Edit(Edit::Delete),
        "delete to the right",
    ),
    bind(
        Editor,
        &[
            ctrl('w'),
            alt_key(KeyCode::Backspace),
            ctrl_key(KeyCode::Backspace),
        ],
        Command::Edit(Edit::DeleteWord),
        "delete the word to the left",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Delete), alt_key(KeyCode::Delete)],
        Command::Edit(Edit::DeleteNextWord),
        "delete the word to the right",
    ),
    bind(
        Editor,
        &[key(KeyCode::Left)],
        Command::Move(Motion::Left),
        "",
    ),
    bind(
        Editor,
        &[key(KeyCode::Right)],
        Command::Move(Motion::Right),
        "",
    ),
    bind(Editor, &[key(KeyCode::Up)], Command::Move(Motion::Up), ""),
    bind(
        Editor,
        &[key(KeyCode::Down)],
        Command::Move(Motion::Down),
        "",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Left), alt_key(KeyCode::Left)],
        Command::Move(Motion::WordLeft),
        "a word to the left",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Right), alt_key(KeyCode::Right)],
        Command::Move(Motion::WordRight),
        "a word to the right",
    ),
    bind(
        Editor,
        &[key(KeyCode::Home), ctrl('a')],
        Command::Move(Motion::LineStart),
        "start of the line",
    ),
    bind(
        Editor,
        &[key(KeyCode::End), ctrl('e')],
        Command::Move(Motion::LineEnd),
        "end of the line",
    ),
    bind(
        Editor,
        &[key(KeyCode::PageUp)],
        Command::Move(Motion::PageUp),
        "a page up",
    ),
    bind(
        Editor,
        &[key(KeyCode::PageDown)],
        Command::Move(Motion::PageDown),
        "a page down",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Home)],
        Command::Move(Motion::Top),
        "start of the answer",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::End)],
        Command::Move(Motion::Bottom),
        "end of the answer",
    ),
];

const fn bind(
    place: Place,
    chords: &'static [Chord],
    command: Command,
    help: &'static str,
) -> Binding {
    Binding {
        place,
        chords,
        command,
        help,
    }
}
