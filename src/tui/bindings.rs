//! Which key does what. One table: the keys that work, the footer and the help are all read from it.

mod writing;

use super::keys::Place::{Any, Attempts, Card, Feedback, Path, Reading, Start, Told, Whole};
use super::keys::{Binding, Chord, Command, Motion, bind, ch, ctrl, ctrl_key, f, key};
use crossterm::event::KeyCode;
use writing::WRITING;

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

/// What is read, and what works everywhere; the first chord of each is the one the footer names.
const BINDINGS: &[Binding] = &[
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
        Feedback,
        &[ch('w')],
        Command::OwnWords,
        "say in your own words why something is so that you met after a hint",
    ),
    bind(
        Feedback,
        &[ch('a')],
        Command::Attempts,
        "your attempts at this part, to look at one again",
    ),
    bind(
        Feedback,
        &[ch('t')],
        Command::Restore,
        "make the attempt you look at your draft again",
    ),
    bind(
        Any,
        &[ctrl('l')],
        Command::Attempts,
        "your attempts at this part, to look at one again",
    ),
    bind(
        Attempts,
        &[key(KeyCode::Enter)],
        Command::Look,
        "look at the feedback on this attempt again",
    ),
    bind(
        Attempts,
        &[ch('t')],
        Command::Restore,
        "make this attempt your draft again",
    ),
    bind(
        Whole,
        &[ch('m')],
        Command::Model,
        "a model answer of the parts you attempted",
    ),
    bind(
        Whole,
        &[ch('x')],
        Command::Export,
        "write the grade, your answers and what each attempt earned as a Markdown file",
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
        &[ch('y')],
        Command::Knew,
        "yes, I knew it and said it in other words: it comes back as late as before",
    ),
    bind(
        Told,
        &[key(KeyCode::Enter)],
        Command::NextPart,
        "the next prompt",
    ),
];

/// Every binding, in the order help shows them.
pub(super) fn all() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().chain(WRITING)
}
