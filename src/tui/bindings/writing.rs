//! The keys of the editor.

use super::super::keys::Place::Editor;
use super::super::keys::{
    Binding, Command, Edit, Motion, alt_key, bind, ctrl, ctrl_key, f, key, shift_key,
};
use crossterm::event::KeyCode;

/// What is written; in the order help shows it.
pub(super) const WRITING: &[Binding] = &[
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
        &[ctrl('f')],
        Command::Find,
        "find a text; Enter or Down goes to the next place, Up to the one before, Tab stays, Esc goes back",
    ),
    bind(
        Editor,
        &[ctrl('o'), alt_key(KeyCode::Char('e'))],
        Command::External,
        "write the answer in your own editor, the one that VISUAL or EDITOR names",
    ),
    bind(
        Editor,
        &[f(7), alt_key(KeyCode::Char('i'))],
        Command::InsertFile,
        "insert a file",
    ),
    bind(
        Editor,
        &[f(8), ctrl(' ')],
        Command::Mark,
        "begin a selection that movements extend; Esc ends it",
    ),
    bind(
        Editor,
        &[f(4), alt_key(KeyCode::Char('a'))],
        Command::SelectAll,
        "select everything",
    ),
    bind(
        Editor,
        &[ctrl_key(KeyCode::Insert), alt_key(KeyCode::Char('c'))],
        Command::Copy,
        "copy what is selected; so does Ctrl-C while something is",
    ),
    bind(
        Editor,
        &[ctrl('x'), shift_key(KeyCode::Delete)],
        Command::Edit(Edit::Cut),
        "cut what is selected",
    ),
    bind(
        Editor,
        &[
            ctrl('v'),
            shift_key(KeyCode::Insert),
            alt_key(KeyCode::Char('v')),
        ],
        Command::Paste,
        "paste what was copied or cut here",
    ),
    bind(
        Editor,
        &[shift_key(KeyCode::Left)],
        Command::Select(Motion::Left),
        "select; so do all other movements with Shift, where the terminal sends it",
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
