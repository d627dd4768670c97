//! The command line as the user types it. Help, completions and the man page all come from here.

mod network;

pub(super) use network::{EntriesArgs, EntriesFormat, RulesArgs};

use crate::cli::day::{ExamDate, exam_date};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  conntutor                                practise the shipped question
  conntutor --plain                        line by line, for a screen reader
  conntutor review                         what is due again today
  conntutor grade answer.md                why this answer gets the points it gets
  conntutor grade answers/ --format jsonl  a class, one grade a line
  conntutor rules firewall.sh              what these rules do to packets, and why
  conntutor check                          does the rubric keep its own promises?
  conntutor entries                        what the question's conntrack entries say

Exit codes:
  0  done
  1  findings, or a grade below --fail-under
  2  could not run: usage, unreadable or malformed input

Results go to standard output, everything else to standard error.";

/// Heading of the options of practice where no command is given.
const WITHOUT: &str = "Practice options, no command needed";

/// A tutor and grader for connection tracking and stateful filtering on Linux
///
/// Practise an exam question in the terminal, part by part, with hints that ask before they tell.
/// Or grade answers by a rubric: each point comes with the words that earned it.
#[derive(Debug, Parser)]
#[command(name = "conntutor", version, after_help = EXAMPLES, max_term_width = 100)]
pub(in crate::cli) struct Cli {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Command>,

    /// Use colour: never for files and pipes unless told to
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(in crate::cli) color: Color,

    /// What goes with practice where no command is given.
    #[command(flatten, next_help_heading = WITHOUT)]
    pub(in crate::cli) session: SessionArgs,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// On a terminal; NO_COLOR and CLICOLOR_FORCE are heeded
    #[default]
    Auto,
    /// Also into files and pipes
    Always,
    /// No escape codes at all
    Never,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Practise a question in the terminal (what is done without a command)
    Practice(PracticeArgs),
    /// Review what you missed: what is due today, prompt by prompt
    #[command(after_help = REVIEW)]
    Review(PracticeArgs),
    /// Grade answers from files, folders or standard input
    Grade(GradeArgs),
    /// Find the faults of a rubric before a learner does
    Check(CheckArgs),
    /// Measure how far the grader agrees with human marks
    Evaluate(EvaluateArgs),
    /// Show what firewall rules do to packets, rule by rule
    Rules(RulesArgs),
    /// Explain conntrack entries: who began, NAT, state, flags, time
    Entries(EntriesArgs),
    /// Print a question, or its rubric
    Show(ShowArgs),
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page of the program or of a command
    Man(ManArgs),
}

/// Which question, and which rubric marks it.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct PaperArgs {
    /// Question file [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) question: Option<PathBuf>,

    /// Rubric file [default: ../rubrics/NAME.yaml or NAME.yaml beside the question]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rubric: Option<PathBuf>,
}

const PRACTICE: &str = "\
Examples:
  conntutor practice
  conntutor practice questions/nat.md      with rubrics/nat.yaml
  conntutor practice questions/            a list of the questions there
  conntutor practice --plain               line by line, for a screen reader or a log
  conntutor practice --exam-date 2030-06-30

Several questions come as a list. Without an argument it is the shipped question, in a list with those of \
the folder questions/ where that holds others with rubrics.

What you type is saved as you type it and is there again when you come back. One file a question keeps \
drafts, attempts, hints and review dates. Sessions at the same time are both kept, and joined when the \
question is opened next. A damaged file is set aside as NAME.json.damaged-1, and what can be read of it is used; \
one of a later version of conntutor is set aside as NAME.json.later-1.

conntutor show --keys prints a configuration to begin with: every key can be changed in it.";

const REVIEW: &str = "\
Examples:
  conntutor review
  conntutor review questions/              one question after another, those with something due
  conntutor review --exam-date 2030-06-30  sooner, so that all comes back before the exam
  conntutor review --exam-date none

What was missed, or met with a hint, comes back after 1, 3, 7 and 14 days. Where nothing is due, it says \
when something is.";

#[derive(Debug, Default, Args)]
#[command(after_help = PRACTICE)]
pub(in crate::cli) struct PracticeArgs {
    /// Question files, or folders of them [default: the shipped one, and those in questions/]
    #[arg(value_name = "QUESTION")]
    pub(in crate::cli) questions: Vec<PathBuf>,

    /// Rubric file [default: ../rubrics/NAME.yaml or NAME.yaml beside the question]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) rubric: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) session: SessionArgs,
}

/// How a session goes, and where it is kept.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct SessionArgs {
    /// Line by line instead of a screen, without any escape code
    #[arg(long)]
    pub(in crate::cli) plain: bool,

    /// Draw lines with ASCII characters only
    #[arg(long, conflicts_with = "plain")]
    pub(in crate::cli) ascii: bool,

    /// Scroll with the wheel; selecting text then needs Shift on most terminals
    #[arg(long, conflicts_with = "plain")]
    pub(in crate::cli) mouse: bool,

    /// Keys and looks [default: $XDG_CONFIG_HOME/conntutor/config.yaml or ~/.config/conntutor/config.yaml]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Day of the exam, or none: the review comes sooner where it would not be through by then
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = exam_date)]
    pub(in crate::cli) exam_date: Option<ExamDate>,

    /// Folder for what is kept [default: $XDG_STATE_HOME/conntutor or ~/.local/state/conntutor]
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) state_dir: Option<PathBuf>,
}

const GRADE: &str = "\
Answers:
  NAME.md, NAME.txt  one answer; its id is NAME
  .jsonl, .json      {\"id\": \"s17\", \"text\": \"…\"} or {\"id\": \"s17\", \"parts\": {\"1\": \"…\", \"2\": \"…\"}}
  .csv               columns id and text, or id and 1,2,3 (also part1, part2, …)
  a folder           the files in it, and those in its folders
  -                  standard input: JSON lines, or one answer as plain text

A malformed answer is reported and the others are graded; the exit code is 2 then.

--explain prints a tree instead of the report: the sentences that say the criterion or came nearest, the
wordings of the rubric held against each, and for every item of a wording the words that satisfy it, [x],
or what is in the way, [ ]. In JSON the tree is the member explain. Ids are those of the report.

Examples:
  conntutor grade answer.md
  conntutor grade answers/ --format jsonl --output grades.jsonl
  conntutor grade class.csv --fail-under 50
  conntutor grade answer.md --explain state-new
  xclip -o | conntutor grade -";

#[derive(Debug, Args)]
#[command(after_help = GRADE)]
pub(in crate::cli) struct GradeArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "FILES")]
    pub(in crate::cli) files: Vec<PathBuf>,

    /// How grades are written
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: GradeFormat,

    /// Show why this criterion or mistake came out as it did; may be given several times
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) explain: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,

    /// Exit with 1 where a grade is below this score
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(in crate::cli) fail_under: Option<f64>,

    /// Write to this file instead of standard output; it is replaced at the end, never left in half
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Columns of a text report [default: the terminal's, or 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub(in crate::cli) width: Option<u16>,

    /// Answers graded at the same time [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) jobs: Option<u16>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GradeFormat {
    /// A report for people; behind several, a summary of the class
    #[default]
    Text,
    /// One object, or an array where there are several
    Json,
    /// One object a line
    Jsonl,
}

fn score(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(score) if (0.0..=100.0).contains(&score) => Ok(score),
        _ => Err("a score is a number from 0 to 100".to_owned()),
    }
}

const CHECK: &str = "\
A path is a question (its rubric is found beside it), a rubric (its question is), or a folder of them.

Examples:
  conntutor check
  conntutor check questions/nat.md
  conntutor check questions/ --format json
  conntutor check --explain few-rejects";

#[derive(Debug, Args)]
#[command(after_help = CHECK)]
pub(in crate::cli) struct CheckArgs {
    /// Questions, rubrics or folders [default: the shipped question and rubric]
    #[arg(value_name = "PATHS")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: ReportFormat,

    /// Explain what a finding means and how to mend it
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    pub(in crate::cli) explain: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

const EVALUATE: &str = "\
Each line is an answer or a statement with the marks a person gave it:
  {\"id\": …, \"parts\" or \"text\": …, \"labels\": {criterion: 0|1}, \"mistakes\": [mistake, …]}
  {\"id\": …, \"part\": …, \"context\": …, \"text\": …, \"criterion\": …, \"credit\": true|false}
  {\"id\": …, \"part\": …, \"context\": …, \"text\": …, \"mistake\": …, \"flag\": true|false}

Examples:
  conntutor evaluate marked.jsonl
  conntutor evaluate marked.jsonl --list   each disagreement with its quotes";

#[derive(Debug, Args)]
#[command(after_help = EVALUATE)]
pub(in crate::cli) struct EvaluateArgs {
    /// Marked answers or statements, one JSON object a line; - for standard input
    #[arg(value_name = "MARKED.jsonl")]
    pub(in crate::cli) file: PathBuf,

    /// List each disagreement with what the grader went by
    #[arg(long)]
    pub(in crate::cli) list: bool,

    /// How the tables are written
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: ReportFormat,

    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
}

const SHOW: &str = "\
Examples:
  conntutor show
  conntutor show --part 2
  conntutor show --rubric                  what earns points, and how many
  conntutor show questions/nat.md --json
  conntutor show --keys > keys.yaml        a configuration to begin with";

#[derive(Debug, Args)]
#[command(after_help = SHOW)]
pub(in crate::cli) struct ShowArgs {
    /// Question file [default: the shipped one]
    #[arg(value_name = "QUESTION")]
    pub(in crate::cli) question: Option<PathBuf>,

    /// Print the rubric instead: criteria with their points, mistakes [FILE default: beside the question]
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub(in crate::cli) rubric: Option<Option<PathBuf>>,

    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Print the keys of the practice screen as a configuration binds them
    #[arg(long, exclusive = true)]
    pub(in crate::cli) keys: bool,

    /// Print this part alone
    #[arg(long, value_name = "N", conflicts_with = "rubric")]
    pub(in crate::cli) part: Option<String>,
}

const COMPLETIONS: &str = "\
Examples:
  conntutor completions bash > ~/.local/share/bash-completion/completions/conntutor
  conntutor completions zsh > ~/.zfunc/_conntutor
  conntutor completions fish > ~/.config/fish/completions/conntutor.fish";

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(in crate::cli) shell: clap_complete::Shell,
}

const MAN: &str = "\
Examples:
  conntutor man | man -l -
  conntutor man grade | man -l -";

#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(in crate::cli) struct ManArgs {
    /// The command [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    pub(in crate::cli) command: Option<String>,
}
