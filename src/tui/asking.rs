//! One line that is asked for in place of the message: a text to find, the path of a file to insert.

use super::app::{App, REDRAW, Reaction};
use super::editor::{Editor, Finds};
use super::keys::{Command, Edit, Motion};
use super::options::Wish;

/// A line being asked for.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) line: Editor,
    pub(super) purpose: Purpose,
}

/// What the line is for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// The path of a file to insert, and why the last one could not be.
    File(Option<String>),
    /// A text to find.
    Find(Search),
}

/// How a search stands.
#[derive(Debug)]
pub(super) struct Search {
    /// Where the cursor was before.
    back: usize,
    finds: Finds,
    /// Index of the find that is shown.
    at: Option<usize>,
}

impl Asking {
    /// Whether the line is a text to find.
    pub(super) const fn finds(&self) -> bool {
        matches!(self.purpose, Purpose::Find(_))
    }

    /// What stands before the line.
    pub(super) const fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::File(_) => " Insert the file: ",
            Purpose::Find(_) => " Find: ",
        }
    }

    /// What stands behind it: how many places were found and which one is shown.
    pub(super) fn note(&self) -> String {
        match &self.purpose {
            Purpose::File(why) => why
                .as_ref()
                .map_or_else(String::new, |why| format!(" {why} ")),
            Purpose::Find(_) if self.line.text().is_empty() => String::new(),
            Purpose::Find(search) => match search.at {
                Some(at) => format!(" {} of {} ", at + 1, search.finds.len()),
                None => " not found ".to_owned(),
            },
        }
    }
}

impl App {
    /// Asks for a text to find, the last one proposed.
    pub(super) fn find(&mut self) {
        let answer = self.editor();
        let search = Search {
            back: answer.cursor(),
            finds: Finds::default(),
            at: None,
        };
        self.asking = Some(Asking {
            line: Editor::line(&self.sought),
            purpose: Purpose::Find(search),
        });
        self.seek();
    }

    /// Asks for a file to insert.
    pub(super) fn ask_for_file(&mut self) {
        self.asking = Some(Asking {
            line: Editor::line(""),
            purpose: Purpose::File(None),
        });
    }

    /// Does what a key asks for while a line is asked for; none where that ends the asking and is done then.
    pub(super) fn answer_asking(&mut self, wanted: Command) -> Option<Reaction> {
        let finding = self.asking.as_ref()?.finds();
        match wanted {
            Command::Edit(Edit::Newline) | Command::Find if finding => self.step(true),
            Command::Move(Motion::Down) if finding => self.step(true),
            Command::Move(Motion::Up) if finding => self.step(false),
            Command::Back => self.leave_asking(),
            Command::Focus if finding => self.asking = None,
            Command::Focus => self.wish = Some(Wish::Complete(self.editor().text().to_owned())),
            Command::Edit(Edit::Newline) => self.insert_file(),
            Command::Edit(_)
            | Command::Move(_)
            | Command::Select(_)
            | Command::Mark
            | Command::SelectAll
            | Command::Copy
            | Command::Paste => return None,
            _ => {
                self.asking = None;
                return None;
            }
        }
        Some(REDRAW)
    }

    fn insert_file(&mut self) {
        let path = self.editor().text().trim().to_owned();
        if path.is_empty() {
            self.asking = None;
        } else {
            self.wish = Some(Wish::Read(path));
        }
    }

    /// Says why the file that is asked for could not be inserted; the path can be mended. False where no file is
    /// asked for any more.
    pub(super) fn refuse_file(&mut self, why: &str) -> bool {
        match &mut self.asking {
            Some(Asking {
                purpose: Purpose::File(refusal),
                ..
            }) => {
                *refusal = Some(why.to_owned());
                true
            }
            _ => false,
        }
    }

    /// Puts a completed path into the line, where it is still asked for.
    pub(super) fn completed(&mut self, path: &str) {
        if self.asking.is_some() {
            self.editor().select_all();
            let _ = self.editor().paste(path);
        }
    }

    /// Ends the asking as if it had not begun.
    fn leave_asking(&mut self) {
        let Some(asking) = self.asking.take() else {
            return;
        };
        if let Purpose::Find(search) = asking.purpose {
            self.editor().select(search.back..search.back);
            self.editor().unselect();
        }
    }

    /// Finds what the line says from where the cursor was, and shows the first place.
    pub(super) fn seek(&mut self) {
        self.searching(|asking, search, answer| {
            search.finds = Finds::new(answer.text(), asking.text());
            search.at = search.finds.from(search.back);
        });
    }

    fn step(&mut self, forward: bool) {
        self.searching(|_, search, _| {
            search.at = search.at.map(|at| search.finds.step(at, forward));
        });
    }

    /// Changes how the search stands and shows its place in the answer.
    fn searching(&mut self, change: impl FnOnce(&Editor, &mut Search, &Editor)) {
        let Some(mut asking) = self.asking.take() else {
            return;
        };
        if let Purpose::Find(search) = &mut asking.purpose {
            let answer = self.editor();
            change(&asking.line, search, answer);
            search.show(answer);
            asking.line.text().clone_into(&mut self.sought);
        }
        self.asking = Some(asking);
    }
}

impl Search {
    /// Selects the find that is shown; where nothing is found, the cursor goes back.
    fn show(&self, answer: &mut Editor) {
        let place = self.at.and_then(|at| self.finds.get(at));
        answer.select(place.unwrap_or(self.back..self.back));
    }
}
