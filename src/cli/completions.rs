//! `conntutor completions`: a script that completes our arguments in a shell.

use super::args::{Cli, CompletionsArgs};
use super::output;
use super::run::Ending;
use anyhow::Result;
use clap::CommandFactory;

pub(super) fn run(args: &CompletionsArgs) -> Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "conntutor", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Done)
}
