//! nftables as people type it: rulesets and `nft add …` commands → rules, as typed and as meant.
//! Syntax: nft(8), 1.0.6. What no packet shows is an assumption; what is not modelled is said so.

mod bits;
mod block;
mod change;
mod cursor;
mod expression;
mod layers;
mod lex;
mod made;
mod rule;
mod set;
mod statement;
mod value;

pub(super) use block::{command_line, ruleset};
pub(super) use cursor::{Defines, defines};
pub(super) use lex::{Token, line_end, tokens};
