//! `conntutor rules`: what firewall rules do to the packets of a question, rule by rule.

use super::args::{ReportFormat, RulesArgs};
use super::output;
use super::run::Ending;
use super::terminal::Terminal;
use crate::grading::RulesGrade;
use crate::load::{self, Places};
use crate::netfilter::{self, ProbeResult, Standing};
use crate::report::{rules_json, rules_text, trace_text};
use crate::rubric::{Gateway, Probe};
use crate::source::{Fault, Source, Span};
use anyhow::{Result, anyhow, bail};
use std::io::{self, IsTerminal};
use std::path::Path;

pub(super) fn run(args: &RulesArgs, terminal: Terminal) -> Result<Ending> {
    if args.typed && args.trace.is_empty() && args.packet.is_empty() {
        bail!("--typed goes with --trace or --packet");
    }
    let (_, rubric) = load::paper(&Places {
        question: args.paper.question.clone(),
        rubric: args.paper.rubric.clone(),
    })?;
    let mut gateway = rubric
        .network
        .ok_or_else(|| anyhow!("the rubric has no 'network' on which rules could be tried"))?;
    let source = load::document(input(args)?, Box::new(io::stdin().lock()))?;
    let reading = netfilter::file(&source);
    if reading.commands == 0 && reading.slips.is_empty() {
        bail!(
            "{}: no rule of iptables or nftables is in it{}",
            source.name(),
            hint(source.text())
        );
    }
    let asked = asked(args, &mut gateway, &reading, &source)?;
    let rules = RulesGrade::new(reading, source, &gateway);
    output::print(&told(args, &rules, &gateway, asked, terminal)?)?;
    Ok(ending(&rules))
}

/// What a text without rules may have been meant to be.
fn hint(text: &str) -> &'static str {
    if text.contains("Chain INPUT (policy") {
        "; iptables -L prints it: give what iptables-save prints"
    } else if text.contains("ufw ") {
        "; ufw makes rules of its own: give what iptables-save prints"
    } else {
        ""
    }
}

fn input(args: &RulesArgs) -> Result<&Path> {
    match &args.file {
        Some(file) => Ok(file),
        None if io::stdin().is_terminal() => {
            bail!(
                "no rules given; name a file, or - for standard input (see conntutor rules --help)"
            )
        }
        None => Ok(Path::new("-")),
    }
}

/// Puts the user's own packets behind the probes of the rubric; how many there are.
fn asked(
    args: &RulesArgs,
    gateway: &mut Gateway,
    reading: &netfilter::Reading,
    source: &Source,
) -> Result<usize> {
    if args.packet.is_empty() {
        return Ok(0);
    }
    let scene = gateway.scene.clone().seen_by(reading, source);
    for packet in &args.packet {
        let sent = netfilter::Probe::read(packet, &scene).map_err(|slip| {
            let text = Source::new("--packet", packet.as_str());
            let fault: Fault = slip.fault(&text);
            anyhow!("{fault}\n{}", fault.excerpt())
        })?;
        gateway.probes.push(Probe {
            sent,
            shows: String::new(),
            passes: String::new(),
            blocked: String::new(),
            span: Span::default(),
        });
    }
    Ok(args.packet.len())
}

fn told(
    args: &RulesArgs,
    rules: &RulesGrade,
    gateway: &Gateway,
    asked: usize,
    terminal: Terminal,
) -> Result<String> {
    let results = if args.typed {
        &rules.trial.typed
    } else {
        &rules.trial.meant
    };
    let mut traced: Vec<&ProbeResult> = Vec::new();
    for id in &args.trace {
        let found = results.iter().find(|result| result.id == *id);
        traced.push(found.ok_or_else(|| unknown(id, results))?);
    }
    let own = gateway.probes.len() - asked..gateway.probes.len();
    traced.extend(results.get(own).unwrap_or_default());
    if args.format == ReportFormat::Json {
        return Ok(rules_json(rules) + "\n");
    }
    if traced.is_empty() {
        return Ok(rules_text(rules, &gateway.probes, terminal.style()));
    }
    let traces: Vec<String> = traced
        .into_iter()
        .map(|result| trace_text(rules, result, terminal.style()))
        .collect();
    Ok(traces.join("\n"))
}

fn unknown(id: &str, results: &[ProbeResult]) -> anyhow::Error {
    let known: Vec<&str> = results.iter().map(|result| result.id.as_str()).collect();
    anyhow!("no probe is called '{id}'; there are {}", known.join(", "))
}

/// Whether the tools refuse anything or a probe comes out otherwise than wanted; IPv6 rules alone cannot be tried.
fn ending(rules: &RulesGrade) -> Ending {
    let trial = &rules.trial;
    let otherwise =
        |result: &ProbeResult| result.standing(&trial.reading.typed) == Standing::Otherwise;
    if netfilter::is_for_v6_alone(&trial.reading.meant) {
        Ending::Incomplete
    } else if !trial.reading.is_accepted() || trial.typed.iter().any(otherwise) {
        Ending::Findings
    } else {
        Ending::Done
    }
}
