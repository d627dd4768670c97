//! iptables as people type it and as iptables-save prints it: text → rules, as typed and as meant.
//! One pass reads both: each word is taken as plainly meant, and what the tool would refuse is noted beside it.
//! A command with such a note changes the rules as meant, not those as typed.

mod address;
mod apply;
mod assumption;
mod check;
mod command;
mod conntrack;
mod core;
mod demands;
mod desk;
mod extension;
mod forms;
mod options;
mod parser;
mod place;
mod port;
mod reach;
mod resolve;
mod said;
mod save;
mod selector;
mod spelling;
mod stray;
mod table;
mod target;
mod value;

pub(super) use command::{program, strip_prefix_words};
pub(super) use desk::Desk;
pub(super) use save::SaveReader;
