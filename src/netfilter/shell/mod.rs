//! A script as a shell reads it, as far as firewall scripts go: words, variables, loops, functions that wrap a command.
//! Nothing is run. What is no command is left out and told; what a command means is not known here.

mod expand;
mod lex;
mod line;
mod run;

pub(super) use lex::{Word, words_of};
pub(super) use line::{Line, lines};
pub(super) use run::{Script, Statement, run};
