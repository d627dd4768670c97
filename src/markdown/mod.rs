//! Markdown as blocks with byte spans, and as styled lines for any terminal; on `source`, below `question` and screens.
//!
//! The parser is pulldown-cmark; this room bounds what it is fed, keeps the places of what it finds and lays
//! it out. Text goes out as it came in: whoever prints it makes it safe first (`source::printable`).

mod block;
mod guard;
mod line;
mod parse;
mod render;
mod table;
#[cfg(test)]
mod tests;
mod wrap;

pub use block::{Alignment, Block, BlockKind, Inline, plain};
pub use guard::{DEEPEST, TooDeep};
pub use line::{Line, Piece, Style};
pub use parse::blocks;
pub use render::render;
