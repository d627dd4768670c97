//! What may be chosen where. One table: what is understood, what is listed and the help are all read from it.

use Place::{Answer, Card, Feedback, Start, Told, Whole};

/// Where a choice is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tui) enum Place {
    /// The list of all parts.
    Start,
    /// A part that is being answered.
    Answer,
    /// What a part earned.
    Feedback,
    /// The whole grade.
    Whole,
    /// A prompt of the review.
    Card,
    /// What came of a prompt.
    Told,
}

/// What a choice asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Command {
    Write,
    Over,
    Submit,
    Next,
    Previous,
    Question,
    Answer,
    Whole,
    Quit,
    Hint,
    Item,
    Home,
    List,
    Review,
    Attempts,
    Restore,
    Undo,
    Explain,
    Entries,
    Knew,
    Path,
    Editor,
    Delete,
    Insert,
    Model,
    Export,
    Help,
}

/// A choice: what is typed for it, where it is offered, how it is listed.
#[derive(Debug)]
pub(in crate::tui) struct Choice {
    /// The one that is listed comes first; it is no number at the start, where numbers open parts.
    pub(in crate::tui) keys: &'static [&'static str],
    pub(in crate::tui) command: Command,
    pub(in crate::tui) places: &'static [Place],
    pub(super) says: &'static str,
}

const PART: &[Place] = &[Answer, Feedback];
const SHOWN: &[Place] = &[Answer, Feedback, Whole];

/// Every choice, in the order in which they are listed. A key means the same wherever it is offered.
pub(in crate::tui) const CHOICES: &[Choice] = &[
    row(
        &["1", "write"],
        Command::Write,
        SHOWN,
        "write, or write more",
    ),
    row(
        &["1", "write"],
        Command::Write,
        &[Card],
        "write an answer of several lines",
    ),
    row(
        &["2", "over"],
        Command::Over,
        &[Answer, Feedback, Card],
        "start the answer over",
    ),
    row(&["3", "submit"], Command::Submit, PART, "submit this part"),
    row(
        &["3", "submit"],
        Command::Submit,
        &[Card],
        "have what is written marked; nothing written counts as not known",
    ),
    row(&["4", "n", "next"], Command::Next, SHOWN, "next part"),
    row(
        &["4", "n", "next"],
        Command::Next,
        &[Card],
        "skip to the next prompt; this one stays due",
    ),
    row(
        &["4", "n", "next"],
        Command::Next,
        &[Told],
        "the next prompt; an empty line does the same",
    ),
    row(
        &["5", "previous"],
        Command::Previous,
        SHOWN,
        "previous part",
    ),
    row(
        &["6", "question"],
        Command::Question,
        PART,
        "read the question again",
    ),
    row(
        &["6", "question"],
        Command::Question,
        &[Card],
        "read the part that the prompt comes from",
    ),
    row(
        &["7", "answer"],
        Command::Answer,
        PART,
        "read your answer, line by line with numbers",
    ),
    row(
        &["e", "editor"],
        Command::Editor,
        PART,
        "your own editor, as VISUAL or EDITOR names it; e 4 and words make line 4 read so",
    ),
    row(
        &["e", "editor"],
        Command::Editor,
        &[Card],
        "write the answer in your own editor, as VISUAL or EDITOR names it",
    ),
    row(
        &["d", "delete"],
        Command::Delete,
        PART,
        "delete a line of your answer; d 4 deletes line 4",
    ),
    row(
        &["i", "insert"],
        Command::Insert,
        PART,
        "insert a file into the answer",
    ),
    row(
        &["r", "review"],
        Command::Review,
        &[Start],
        "review what is due today",
    ),
    row(
        &["w", "8", "whole"],
        Command::Whole,
        &[Start, Answer, Feedback, Whole],
        "the whole grade",
    ),
    row(
        &["f", "item"],
        Command::Item,
        &[Feedback, Whole],
        "read the items in full; f 2 reads item 2",
    ),
    row(
        &["0", "h", "hint"],
        Command::Hint,
        &[Feedback],
        "one more hint; 0 2 for item 2",
    ),
    row(
        &["0", "h", "hint"],
        Command::Hint,
        &[Card],
        "a hint; what needs one comes back sooner",
    ),
    row(
        &["o", "own"],
        Command::Explain,
        &[Feedback],
        "say in your own words why something is so that was met with a hint",
    ),
    row(
        &["k", "knew"],
        Command::Knew,
        &[Told],
        "I knew this and said it in other words",
    ),
    row(
        &["c", "entries"],
        Command::Entries,
        &[Feedback],
        "the conntrack entries of this part explained; what you meet after that counts as helped",
    ),
    row(
        &["p", "path"],
        Command::Path,
        &[Feedback],
        "the way of packets through your rules; p 3 for the third probe alone",
    ),
    row(
        &["a", "attempts"],
        Command::Attempts,
        PART,
        "your attempts at this part; a 2 looks at attempt 2",
    ),
    row(
        &["t", "take"],
        Command::Restore,
        &[Feedback],
        "take the attempt that you look at up again",
    ),
    row(
        &["u", "undo"],
        Command::Undo,
        PART,
        "undo the last change of your answer other than writing on",
    ),
    row(
        &["m", "model"],
        Command::Model,
        &[Whole],
        "model answers to the parts you have submitted; what you meet after that counts as helped",
    ),
    row(
        &["x", "export"],
        Command::Export,
        &[Whole],
        "export the grade and your answers as a Markdown file",
    ),
    row(
        &["s", "start"],
        Command::Home,
        &[Answer, Feedback, Whole, Card, Told],
        "the start: all parts, and what is due",
    ),
    row(
        &["l", "list"],
        Command::List,
        EVERYWHERE,
        "back to the list of questions",
    ),
    row(
        &["q", "9", "quit"],
        Command::Quit,
        EVERYWHERE,
        "leave the program; everything you wrote is kept",
    ),
    row(
        &["?", "help"],
        Command::Help,
        EVERYWHERE,
        "help, and all choices again",
    ),
];

/// Every place.
pub(super) const EVERYWHERE: &[Place] = &[Start, Answer, Feedback, Whole, Card, Told];

const fn row(
    keys: &'static [&'static str],
    command: Command,
    places: &'static [Place],
    says: &'static str,
) -> Choice {
    Choice {
        keys,
        command,
        places,
        says,
    }
}
