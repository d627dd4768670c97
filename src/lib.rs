//! conntutor: a terminal tutor and auto-grader for one hard networking question.
//!
//! Rooms stand on floors; a room imports only from floors below it (`tests/architecture.rs`):
//! `source` · `netfilter` `text` `markdown` `yaml` · `pattern` `question` · `rubric` `answer` · `grading` `load` ·
//! `check` `tutor` · `report` `tui` · `cli`.

pub mod answer;
pub mod check;
pub mod cli;
pub mod grading;
pub mod load;
pub mod markdown;
pub mod netfilter;
pub mod pattern;
pub mod question;
pub mod report;
pub mod rubric;
pub mod source;
pub mod text;
pub mod tui;
pub mod tutor;
mod yaml;
