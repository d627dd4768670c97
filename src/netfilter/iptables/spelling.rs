//! How a word looks: option or value, and the dashes that word processors make of `-`.

use super::options::{self, Opt};

/// Whether a `!` may stand before the option.
pub(super) fn invertible(option: &Opt) -> bool {
    match option.module {
        "core" => matches!(
            option.name,
            "protocol"
                | "proto"
                | "source"
                | "src"
                | "destination"
                | "dst"
                | "in-interface"
                | "out-interface"
                | "fragment"
        ),
        "limit" | "comment" | "statistic" => false,
        module => !options::is_target(module),
    }
}

/// Whether the value may look like an option: free text.
pub(super) fn takes_anything(option: &Opt) -> bool {
    matches!(
        option.name,
        "comment" | "log-prefix" | "nflog-prefix" | "string" | "hex-string"
    )
}

/// Whether a word can hardly be a value.
pub(super) fn looks_like_option(text: &str) -> bool {
    let behind = text.trim_start_matches('-');
    text.len() > behind.len() && behind.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// An option written with a dash that no keyboard option has: `–A`, `—state`.
pub(super) fn mended_dash(text: &str) -> Option<String> {
    let rest = text.trim_start_matches(['-', '–', '—', '−', '‐', '‑']);
    let odd = text.starts_with(['–', '—', '−', '‐', '‑']);
    if !odd || !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    Some(if rest.chars().count() == 1 {
        format!("-{rest}")
    } else {
        format!("--{rest}")
    })
}
