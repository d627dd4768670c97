//! The commands that read packets, rules and entries rather than answers.

use super::{PaperArgs, ReportFormat};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const RULES: &str = "\
Reads iptables and ip6tables commands in scripts and prose, iptables-save files, nft commands and rulesets, and
sends the packets of the question through them: tracked, routed and translated as the kernel does it.
The packets are IPv4; rules for IPv6 are read and checked.

  [x]  as it should be              [!]  not as it should be
  [~]  open, since nothing is said  [-]  shown, not asked for

Packets of your own: PROTOCOL SOURCE[:PORT] > DESTINATION[:PORT], then any of
  in INTERFACE | local     where it comes up [default: where its source lives]
  syn ack fin rst …        TCP flags [default: syn]
  type N code N id N       ICMP [default: an echo request]
  both ways                the whole round trip
  refused                  UDP, and the port unreachable that comes back
  strict                   with nf_conntrack_tcp_loose=0

Exit codes: 1 where the tools refuse a line, or a packet fares otherwise than it should; 2 where there is nothing
to try: no rules, or rules for IPv6 alone.

Examples:
  conntutor rules firewall.sh
  iptables-save | conntutor rules
  conntutor rules firewall.sh --trace client-tcp-out
  conntutor rules /etc/nftables.conf --packet 'tcp 203.0.113.9:1234 > 203.0.113.50:22 in eth0 syn'";

#[derive(Debug, Args)]
#[command(after_help = RULES)]
pub(in crate::cli) struct RulesArgs {
    /// A file with rules, or - for standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// Show the way of this probe's packets instead; may be given several times
    #[arg(long, value_name = "PROBE")]
    pub(in crate::cli) trace: Vec<String>,

    /// Send a packet of your own and show its way; may be given several times
    #[arg(long, value_name = "PACKET")]
    pub(in crate::cli) packet: Vec<String>,

    /// Trace the rules as the tools take them; otherwise slips of the pen are mended first
    #[arg(long)]
    pub(in crate::cli) typed: bool,

    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: ReportFormat,

    #[command(flatten)]
    pub(in crate::cli) paper: PaperArgs,
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
pub(in crate::cli) struct EntriesArgs {
    /// Text with entries, or - for standard input
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,

    /// How entries are explained
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) format: EntriesFormat,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EntriesFormat {
    /// For people
    #[default]
    Text,
    /// An array of objects
    Json,
    /// One object a line
    Jsonl,
}
