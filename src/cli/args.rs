//! The command line as the user types it. Help, completions and the man page all come from here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  conntutor                                practise the shipped question
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

/// A tutor and grader for connection tracking and stateful filtering on Linux
///
/// Practise an exam question in the terminal, part by part, with hints that ask before they tell.
/// Or grade answers by a rubric: each point comes with the words that earned it.
#[derive(Debug, Parser)]
#[command(name = "conntutor", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// Use colour: never for files and pipes unless told to
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal; NO_COLOR and CLICOLOR_FORCE are heeded
    #[default]
    Auto,
    /// Also into files and pipes
    Always,
    /// No escape codes at all
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Practise a question in the terminal (what is done without a command)
    Practice(PracticeArgs),
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

impl Default for Command {
    fn default() -> Self {
        Self::Practice(PracticeArgs::default())
    }
}

/// Which question, and which rubric marks it.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct PaperArgs {
    /// Question file [default: the shipped one]
    #[arg(long, value_name = "FILE")]
    pub(super) question: Option<PathBuf>,

    /// Rubric file [default: ../rubrics/NAME.yaml or NAME.yaml beside the question]
    #[arg(long, value_name = "FILE")]
    pub(super) rubric: Option<PathBuf>,
}

const PRACTICE: &str = "\
Examples:
  conntutor practice
  conntutor practice questions/nat.md      with rubrics/nat.yaml
  conntutor practice --plain               line by line, for a screen reader or a log

What you type is saved as you type it and is there again when you come back.";

#[derive(Debug, Default, Args)]
#[command(after_help = PRACTICE)]
pub(super) struct PracticeArgs {
    /// Question file [default: the shipped one]
    #[arg(value_name = "QUESTION")]
    pub(super) question: Option<PathBuf>,

    /// Rubric file [default: ../rubrics/NAME.yaml or NAME.yaml beside the question]
    #[arg(long, value_name = "FILE")]
    pub(super) rubric: Option<PathBuf>,

    /// Line by line instead of a screen, without any escape code
    #[arg(long)]
    pub(super) plain: bool,

    /// Draw lines with ASCII characters only
    #[arg(long, conflicts_with = "plain")]
    pub(super) ascii: bool,

    /// Scroll with the wheel; selecting text then needs Shift on most terminals
    #[arg(long, conflicts_with = "plain")]
    pub(super) mouse: bool,

    /// Folder for drafts [default: $XDG_STATE_HOME/conntutor or ~/.local/state/conntutor]
    #[arg(long, value_name = "FOLDER")]
    pub(super) state_dir: Option<PathBuf>,
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
pub(super) struct GradeArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "FILES")]
    pub(super) files: Vec<PathBuf>,

    /// How grades are written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: GradeFormat,

    /// Show why this criterion or mistake came out as it did; may be given several times
    #[arg(long, value_name = "ID")]
    pub(super) explain: Vec<String>,

    #[command(flatten)]
    pub(super) paper: PaperArgs,

    /// Exit with 1 where a grade is below this score
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(super) fail_under: Option<f64>,

    /// Write to this file instead of standard output; it is replaced at the end, never left in half
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Columns of a text report [default: the terminal's, or 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub(super) width: Option<u16>,

    /// Answers graded at the same time [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum GradeFormat {
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
pub(super) struct CheckArgs {
    /// Questions, rubrics or folders [default: the shipped question and rubric]
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,

    /// Explain what a finding means and how to mend it
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    pub(super) explain: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
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
pub(super) struct EvaluateArgs {
    /// Marked answers or statements, one JSON object a line; - for standard input
    #[arg(value_name = "MARKED.jsonl")]
    pub(super) file: PathBuf,

    /// List each disagreement with what the grader went by
    #[arg(long)]
    pub(super) list: bool,

    /// How the tables are written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,

    #[command(flatten)]
    pub(super) paper: PaperArgs,
}

const RULES: &str = "\
Reads iptables and ip6tables commands in scripts and prose, iptables-save files, nft commands and rulesets, and
sends the packets of the question through them: tracked, routed and translated as the kernel does it.

  [x]  as it should be              [!]  not as it should be
  [~]  open, since nothing is said  [-]  shown, not asked for

Packets of your own: PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT], then any of
  in INTERFACE | local     where it comes up [default: where its source lives]
  syn ack fin rst …        TCP flags [default: syn]
  type N code N id N       ICMP [default: an echo request]
  both ways                the whole round trip
  refused                  UDP, and the port unreachable that comes back
  strict                   with nf_conntrack_tcp_loose=0

Exit codes: 1 where the tools refuse a line, or a packet fares otherwise than it should.

Examples:
  conntutor rules firewall.sh
  iptables-save | conntutor rules
  conntutor rules firewall.sh --trace client-tcp-out
  conntutor rules /etc/nftables.conf --packet 'tcp 203.0.113.9:1234 > 203.0.113.50:22 in eth0 syn'";

#[derive(Debug, Args)]
#[command(after_help = RULES)]
pub(super) struct RulesArgs {
    /// A file with rules, or - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// Show the way of this probe's packets instead; may be given several times
    #[arg(long, value_name = "PROBE")]
    pub(super) trace: Vec<String>,

    /// Send a packet of your own and show its way; may be given several times
    #[arg(long, value_name = "PACKET")]
    pub(super) packet: Vec<String>,

    /// Trace the rules as the tools take them; otherwise slips of the pen are mended first
    #[arg(long)]
    pub(super) typed: bool,

    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,

    #[command(flatten)]
    pub(super) paper: PaperArgs,
}

const ENTRIES: &str = "\
Reads what conntrack -L and -E print (also with -o extended,id,timestamp), /proc/net/nf_conntrack,
and all that pasted: prompts, lines cut in two, code in Markdown. Below each entry its two tuples
stand side by side; a field of the reply tuple that NAT changed has the sign ≠ before it.

Without FILE standard input is read, to its end; at a terminal, the entries of the shipped question
are explained instead.

A line that no kernel prints is reported on standard error and the others are explained; the exit
code is 2 then.

Examples:
  conntutor entries
  conntutor entries answer.md
  conntrack -L -p udp | conntutor entries
  conntutor entries /proc/net/nf_conntrack --format jsonl";

#[derive(Debug, Args)]
#[command(after_help = ENTRIES)]
pub(super) struct EntriesArgs {
    /// Text with entries, or - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,

    /// How entries are explained
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: EntriesFormat,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum EntriesFormat {
    /// For people
    #[default]
    Text,
    /// An array of objects
    Json,
    /// One object a line
    Jsonl,
}

const SHOW: &str = "\
Examples:
  conntutor show
  conntutor show --part 2
  conntutor show --rubric                  what earns points, and how many
  conntutor show questions/nat.md --json";

#[derive(Debug, Args)]
#[command(after_help = SHOW)]
pub(super) struct ShowArgs {
    /// Question file [default: the shipped one]
    #[arg(value_name = "QUESTION")]
    pub(super) question: Option<PathBuf>,

    /// Print the rubric instead: criteria with their points, mistakes [FILE default: beside the question]
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub(super) rubric: Option<Option<PathBuf>>,

    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,

    /// Print this part alone
    #[arg(long, value_name = "N", conflicts_with = "rubric")]
    pub(super) part: Option<String>,
}

const COMPLETIONS: &str = "\
Examples:
  conntutor completions bash > ~/.local/share/bash-completion/completions/conntutor
  conntutor completions zsh > ~/.zfunc/_conntutor
  conntutor completions fish > ~/.config/fish/completions/conntutor.fish";

#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

const MAN: &str = "\
Examples:
  conntutor man | man -l -
  conntutor man grade | man -l -";

#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub(super) struct ManArgs {
    /// The command [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    pub(super) command: Option<String>,
}
