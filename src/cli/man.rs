//! `conntutor man`: the manual page of the program, or of one command.

use super::args::{Cli, ManArgs};
use super::output;
use super::run::Ending;
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_mangen::Man;

pub(super) fn run(args: &ManArgs) -> Result<Ending> {
    let mut program = Cli::command();
    // Built, a command knows its whole name and the options that it shares.
    program.build();
    let page = match &args.command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .with_context(|| format!("there is no command '{name}'; see conntutor --help"))?
            .clone(),
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff)?;
    output::print(&String::from_utf8_lossy(&roff))?;
    Ok(Ending::Done)
}
