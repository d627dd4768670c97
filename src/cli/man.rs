//! `conntutor man`: the manual page of the program and all its commands.

use super::args::Cli;
use super::output;
use super::run::Ending;
use anyhow::Result;
use clap::CommandFactory;
use clap_mangen::Man;

pub(super) fn run() -> Result<Ending> {
    let mut page = Vec::new();
    Man::new(Cli::command()).render(&mut page)?;
    output::print(&String::from_utf8_lossy(&page))?;
    Ok(Ending::Done)
}
