//! `conntutor review`: what is due today, question after question, or when something is.

use super::args::PracticeArgs;
use super::failure::{self, note};
use super::output;
use super::run::Ending;
use super::shelf::papers;
use super::sitting::{Open, Sitting};
use super::terminal::Terminal;
use crate::source::printable;
use crate::tui::{self, Behind};
use crate::tutor::{Action, Session};
use anyhow::Result;

pub(super) fn run(args: &PracticeArgs, terminal: Terminal) -> Result<Ending> {
    let papers = papers(args)?;
    let mut sitting = Sitting::new(&args.session, terminal)?;
    let many = papers.len() > 1;
    let mut due: Vec<Open> = Vec::new();
    let mut waiting = String::new();
    let mut faulty = false;
    for paper in papers {
        let open = match paper.grader {
            Ok(grader) => sitting.open(grader),
            Err(error) if !many => return Err(error),
            Err(error) => {
                failure::print(&error);
                faulty = true;
                continue;
            }
        };
        if open.session.start().due > 0 {
            due.push(open);
        } else {
            let title = match many {
                true => format!("{}: ", open.session.question().title),
                false => String::new(),
            };
            for notice in &open.notices {
                note(&format!("{title}{notice}"));
            }
            waiting += &format!("{title}{}", waits(&open.session));
        }
    }
    if due.is_empty() {
        output::print(&printable(&waiting))?;
        return Ok(if faulty {
            Ending::Incomplete
        } else {
            Ending::Done
        });
    }
    sitting.begin("review")?;
    let mut ending = tui::Ending::Quit;
    let mut due = due.into_iter().peekable();
    while let Some(mut open) = due.next() {
        let behind = match due.peek() {
            Some(_) => Behind::Rounds,
            None => Behind::Nothing,
        };
        open.session.update(Action::Review);
        let outcome = sitting.run(open, behind)?;
        ending = outcome.ending;
        // By lines, a round that is done is left like any session.
        let done =
            sitting.is_plain() && ending == tui::Ending::Quit && outcome.session.start().due == 0;
        if ending != tui::Ending::Back && !done {
            break;
        }
    }
    Ok(match sitting.end(ending) {
        Ending::Done if faulty => Ending::Incomplete,
        ended => ended,
    })
}

/// That nothing is due, and when something is.
fn waits(session: &Session) -> String {
    let later = match session.start().later {
        Some((1, day)) => format!("One comes back on {day}."),
        Some((count, day)) => format!("{count} come back, the first on {day}."),
        None => "What you miss in practice comes back after 1, 3, 7 and 14 days.".to_owned(),
    };
    format!("Nothing is due today. {later}\n")
}
