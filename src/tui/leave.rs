//! How a session is left: where to, and not without a word about what could not be saved.

use super::app::App;
use super::keys::Command;
use super::options::{Behind, Ending};
use crate::tutor::View;

impl App {
    /// Asks once more before leaving with text that could not be saved. True where it was asked already.
    pub(super) fn leave_unsaved(&mut self, reason: &str) -> bool {
        if self.warned {
            return true;
        }
        self.warned = true;
        self.announce(format!(
            "Not saved: {reason}. {} again leaves and loses what was written since.",
            self.keys.name_of(Command::Quit)
        ));
        false
    }

    /// Whether this leads back to what the session was opened from.
    pub(super) fn leads_back(&self, wanted: Command) -> bool {
        match (self.behind, self.session.view()) {
            _ if self.overlay.is_some() => false,
            (Behind::Questions, View::Start(_)) => wanted == Command::Back,
            (Behind::Rounds, View::RoundEnd(_)) => {
                matches!(wanted, Command::Back | Command::NextPart)
            }
            _ => false,
        }
    }

    /// How the session ended, where the learner ended it.
    pub(super) const fn ending(&self) -> Ending {
        if self.goes_back {
            Ending::Back
        } else {
            Ending::Quit
        }
    }
}
