//! The user's configuration: where it is, and what it says.

use super::state::home_folder;
use crate::load::{self, LoadError};
use crate::tui::{self, Config};
use std::io;
use std::path::{Path, PathBuf};

/// Reads the named configuration, else the user's own where there is one.
pub(super) fn config(named: Option<&Path>) -> Result<Config, LoadError> {
    let Some(path) = named.map(Path::to_owned).or_else(own) else {
        return Ok(Config::default());
    };
    let source = load::document(&path, Box::new(io::empty()))?;
    Ok(tui::config(&source)?)
}

/// `$XDG_CONFIG_HOME/conntutor/config.yaml`, where it is there.
fn own() -> Option<PathBuf> {
    let path = home_folder("XDG_CONFIG_HOME", ".config")?.join("config.yaml");
    path.exists().then_some(path)
}
