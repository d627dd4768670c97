//! A question file as meant.

use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// A question file that held no fault.
#[derive(Debug, Clone)]
pub struct Question {
    /// `id` of the front matter.
    pub id: String,
    /// `level` of the front matter.
    pub level: Option<String>,
    /// `tags` of the front matter.
    pub tags: Vec<String>,
    /// Further keys of the front matter.
    pub extra: BTreeMap<String, serde_yaml::Value>,
    /// The `#` title.
    pub title: String,
    /// Markdown between `## Question` and the first part.
    pub intro: Span,
    /// Its parts, at least one.
    pub parts: Vec<Part>,
    /// Sections of the expected answer; their percentages sum to 100.
    pub sections: Vec<Section>,
    /// Bullets of `## Common Mistakes`.
    pub mistakes: Vec<Component>,
    /// Items of `## Follow-up Questions`, as plain text.
    pub follow_ups: Vec<Component>,
    /// The file itself; all spans point into it.
    pub source: Source,
}

/// A part that is answered on its own.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its number as text: "1", "2", …
    pub id: String,
    /// Its title without "Part N:"; the question's title where the whole question is one part. A part without a
    /// title is called by its opening words.
    pub title: String,
    /// Its Markdown to the letter (prose, code, diagrams), without the title line. A part that is an item of a
    /// list keeps its number, so that what is indented under it stays so. Introduction and parts follow one
    /// another: nothing that stands under `## Question` is lost between them.
    pub body: Span,
    /// Its numbered sub-questions or bullets, in order.
    pub sub_questions: Vec<SubQuestion>,
    /// Its code blocks.
    pub code: Vec<CodeBlock>,
}

/// One numbered or bulleted demand of a part.
#[derive(Debug, Clone)]
pub struct SubQuestion {
    /// Its number as written; bullets are counted from 1.
    pub number: usize,
    /// Its plain text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A fenced or indented code block.
#[derive(Debug, Clone)]
pub struct CodeBlock {
    /// Info string of the fence.
    pub language: String,
    /// The code to the letter; lines end with line feeds.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What it holds.
    pub kind: CodeKind,
}

/// What a code block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// Lines as `conntrack -L` prints them.
    ConntrackEntries,
    /// iptables commands or a ruleset.
    FirewallRules,
    /// Anything else.
    Other,
}

/// A percentage of the mark: mandatory, bonus, or another name.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its title in lower case: "mandatory".
    pub id: String,
    /// Its title as written: "Mandatory".
    pub title: String,
    /// Its share of the mark, in percent.
    pub percent: u32,
    /// What a good answer holds.
    pub components: Vec<Component>,
    /// Where its lead stands.
    pub span: Span,
}

/// A bullet of the expected answer, the mistakes or the follow-ups.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its own text, plain, without nested bullets and code.
    pub text: String,
    /// Nested bullets.
    pub children: Vec<Component>,
    /// Code that stands under it, to the letter.
    pub code: Vec<CodeBlock>,
    /// Where it stands.
    pub span: Span,
}
