//! What commands and places are called in the configuration and in the palette.

use super::keys::{Command, Edit, Motion, Place};

impl Command {
    /// Its name in the configuration: `next-part`.
    pub(super) fn name(self) -> String {
        let name = match self {
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Focus => "other-pane",
            Self::PreviousPart => "previous-part",
            Self::NextPart => "next-part",
            Self::Submit => "submit",
            Self::Whole => "whole-grade",
            Self::Quit => "quit",
            Self::Interrupt => "interrupt",
            Self::Back => "back",
            Self::Hint => "hint",
            Self::Home => "start-screen",
            Self::Open => "open",
            Self::Review => "review",
            Self::Entries => "entries",
            Self::Path => "path",
            Self::Attempts => "attempts",
            Self::Look => "look-at-attempt",
            Self::Restore => "restore-attempt",
            Self::OwnWords => "own-words",
            Self::Knew => "knew",
            Self::Model => "model-answer",
            Self::Export => "export",
            Self::Packet { back: true } => "previous-packet",
            Self::Packet { back: false } => "next-packet",
            Self::Probe { back: true } => "previous-probe",
            Self::Probe { back: false } => "next-probe",
            Self::Part => "part",
            Self::Move(motion) => motion.name(),
            Self::Peek(motion) => return format!("question-{}", motion.name()),
            Self::Select(motion) => return format!("select-{}", motion.name()),
            Self::Mark => "mark",
            Self::SelectAll => "select-all",
            Self::Copy => "copy",
            Self::Paste => "paste",
            Self::Find => "find",
            Self::External => "own-editor",
            Self::InsertFile => "insert-file",
            Self::Edit(edit) => edit.name(),
        };
        name.to_owned()
    }

    /// Its name in words: `next part`.
    pub(super) fn spoken(self) -> String {
        self.name().replace('-', " ")
    }

    /// Whether its keys are the same for everybody: the digits, and the way out.
    pub(super) const fn is_fixed(self) -> bool {
        matches!(self, Self::Part | Self::Interrupt)
    }

    /// Whether it must keep a key, as without it nothing else could be found, or left.
    pub(super) const fn is_needed(self) -> bool {
        matches!(self, Self::Help | Self::Palette | Self::Quit)
    }
}

impl Motion {
    const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Up => "up",
            Self::Down => "down",
            Self::WordLeft => "word-left",
            Self::WordRight => "word-right",
            Self::LineStart => "line-start",
            Self::LineEnd => "line-end",
            Self::PageUp => "page-up",
            Self::PageDown => "page-down",
            Self::Top => "top",
            Self::Bottom => "bottom",
        }
    }
}

impl Edit {
    const fn name(self) -> &'static str {
        match self {
            Self::Newline => "new-line",
            Self::Backspace => "delete-left",
            Self::Delete => "delete-right",
            Self::DeleteWord => "delete-word-left",
            Self::DeleteNextWord => "delete-word-right",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Cut => "cut",
        }
    }
}

impl Place {
    /// All places, in the order help shows them.
    pub(super) const ALL: [Self; 10] = [
        Self::Any,
        Self::Editor,
        Self::Reading,
        Self::Feedback,
        Self::Path,
        Self::Attempts,
        Self::Whole,
        Self::Start,
        Self::Card,
        Self::Told,
    ];

    /// Its name in the configuration.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Any => "everywhere",
            Self::Editor => "answer",
            Self::Reading => "reading",
            Self::Feedback => "feedback",
            Self::Path => "path",
            Self::Attempts => "attempts",
            Self::Whole => "whole",
            Self::Start => "start",
            Self::Card => "review",
            Self::Told => "reviewed",
        }
    }

    /// Its title in help.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Any => "Everywhere",
            Self::Editor => "In your answer",
            Self::Reading => "In the question, feedback and the whole grade",
            Self::Feedback => "In feedback",
            Self::Path => "On a packet's way",
            Self::Attempts => "In the list of attempts",
            Self::Whole => "In the whole grade",
            Self::Start => "On the start screen",
            Self::Card => "In a review",
            Self::Told => "After a prompt of the review",
        }
    }

    /// Whether characters are typed there.
    pub(super) const fn writes(self) -> bool {
        matches!(self, Self::Any | Self::Editor | Self::Card)
    }

    /// Whether what is bound here also works in the other place.
    pub(super) fn reaches(self, other: Self) -> bool {
        match self {
            Self::Any => true,
            Self::Reading => other != Self::Any && other != Self::Editor,
            Self::Editor => matches!(other, Self::Editor | Self::Card),
            Self::Feedback => matches!(other, Self::Feedback | Self::Path),
            only => only == other,
        }
    }

    /// Whether a key bound in both places would have to do two things.
    pub(super) fn meets(self, other: Self) -> bool {
        self == other || self == Self::Any || other == Self::Any
    }
}
