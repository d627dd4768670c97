//! What rules do to packets, for people: what the tools refuse, a line a probe, what it means, the way of a packet.

use super::layout::{cut, left, one_line, painted, widest, wrapped};
use super::rules_remarks::{remark, remarks};
use super::style::{Style, Tone};
use crate::grading::{ProbeWords, RulesGrade, open_by_default};
use crate::netfilter::{ProbeResult, Standing, Step, Walk};
use crate::rubric::Probe;
use crate::source::{Source, Span, printable};
use std::fmt::Write;

/// Lines below a probe stand in this far.
pub(super) const INDENT: &str = "      ";

/// The whole report of a file: the probes are those that the rules were tried with.
pub fn rules_text(rules: &RulesGrade, probes: &[Probe], style: Style) -> String {
    let refused = faults(rules, true, "The tools refuse this:", style);
    let taken = faults(
        rules,
        false,
        "The tools take this for something else than it says:",
        style,
    );
    let head = painted(
        style,
        Tone::Strong,
        &wrapped(&header(rules), "", style.width),
    );
    refused + &taken + &head + "\n" + &probes_text(rules, probes, style) + &remarks(rules, style)
}

/// What is wrong with the text, under a heading; nothing where nothing is.
fn faults(rules: &RulesGrade, refused: bool, heading: &str, style: Style) -> String {
    let slips = rules.trial.reading.slips.iter();
    let mut out = String::new();
    for slip in slips.filter(|slip| slip.refused == refused) {
        let fault = slip.fault(&rules.source);
        let _ = writeln!(out, "{fault}\n{}", fault.excerpt());
    }
    match out.is_empty() {
        true => out,
        false => format!("{}\n{out}\n", style.paint(Tone::Strong, heading)),
    }
}

/// How many rules, and which side is which.
fn header(rules: &RulesGrade) -> String {
    let trial = &rules.trial;
    let count: usize = trial
        .reading
        .meant
        .chains()
        .iter()
        .map(|chain| chain.rules.len())
        .sum();
    let told = match trial.scene.told {
        true => "as the text has it",
        false => "taken for granted: the text names none",
    };
    format!(
        "{}: {count} rule{}; inside {} {}, outside {} ({told})",
        one_line(rules.source.name()),
        if count == 1 { "" } else { "s" },
        one_line(&trial.scene.inside),
        trial.scene.network,
        one_line(&trial.scene.outside),
    )
}

/// A line a probe, then what there is to learn from those that did not come out as wanted or are left open.
fn probes_text(rules: &RulesGrade, probes: &[Probe], style: Style) -> String {
    let mut out = table(rules, style);
    let mut said = Vec::new();
    for (at, result) in rules.trial.meant.iter().enumerate() {
        let text = lesson(rules, result, ProbeWords::of(probes, at), style);
        let standing = rules.standing(result);
        let open = matches!(standing, Standing::Open(_));
        if !open || !said.contains(&standing) {
            out.push_str(&text);
        }
        said.push(standing);
    }
    out
}

/// The rules of an answer inside its report: the lines that the tools refuse, then a line a probe.
pub(super) fn answer_rules(rules: &RulesGrade, style: Style) -> String {
    let refused = rules.refused().map(|what| remark(&what, style));
    refused.collect::<String>() + &table(rules, style)
}

/// A line a probe.
fn table(rules: &RulesGrade, style: Style) -> String {
    let results = &rules.trial.meant;
    let names = widest(results.iter().map(|result| result.id.as_str()));
    let lines = results
        .iter()
        .map(|result| line(rules, result, names, style));
    lines
        .chain(as_typed(rules).map(|what| remark(&what, style)))
        .collect()
}

/// Which probes come out otherwise under the rules as the tools take them.
fn as_typed(rules: &RulesGrade) -> impl Iterator<Item = String> {
    [true, false].into_iter().filter_map(|passes| {
        let pairs = rules.trial.typed.iter().zip(&rules.trial.meant);
        let otherwise: Vec<&str> = pairs
            .filter(|(typed, meant)| typed.passes == passes && meant.passes != passes)
            .map(|(typed, _)| typed.id.as_str())
            .collect();
        let fate = if passes { "passes" } else { "is blocked" };
        (!otherwise.is_empty()).then(|| {
            format!(
                "slips are mended here; as typed, {fate}: {}",
                otherwise.join(", ")
            )
        })
    })
}

/// `[!] from-port-443-to-gateway  passes   line 4`.
fn line(rules: &RulesGrade, result: &ProbeResult, names: usize, style: Style) -> String {
    let (mark, tone) = mark(rules, result);
    let deciders: Vec<String> = result
        .telling()
        .map(|walk| walk.decider(&rules.source))
        .collect();
    let by = match deciders.as_slice() {
        [there, back] if result.passes && there != back => format!("{there}; answer: {back}"),
        [.., last] => last.clone(),
        [] => String::new(),
    };
    let lead = format!(
        "  {} {}  {}",
        style.paint(tone, mark),
        left(&one_line(&result.id), names),
        style.paint(tone, &left(result.fate(), 10)),
    );
    match style.width.saturating_sub(names + MARGINS) {
        room if room >= NARROW => format!("{lead}  {}\n", cut(&one_line(&by), room)),
        _ => format!("{lead}\n{}", wrapped(&by, INDENT, style.width)),
    }
}

/// Narrower than this, who decided gets a line of its own.
const NARROW: usize = 24;
/// Columns of a line beside the probe's name and who decided.
const MARGINS: usize = 20;

fn mark(rules: &RulesGrade, result: &ProbeResult) -> (&'static str, Tone) {
    let standing = rules.standing(result);
    let tone = match standing {
        Standing::AsWanted => Tone::Good,
        Standing::Otherwise => Tone::Bad,
        Standing::Open(_) => Tone::Warn,
        Standing::Unasked => Tone::Dim,
    };
    (standing.sign(), tone)
}

/// What became of the packet that tells it, and what that means; nothing for a probe that came out as wanted.
fn lesson(rules: &RulesGrade, result: &ProbeResult, words: ProbeWords<'_>, style: Style) -> String {
    let standing = rules.standing(result);
    let means = words.means(result);
    if standing == Standing::AsWanted || (standing == Standing::Unasked && means.is_empty()) {
        return String::new();
    }
    let (mark, tone) = mark(rules, result);
    let what = format!(
        "{} ({}) {}",
        result.id,
        words.shows,
        result.outcome(standing)
    );
    let mut out = format!(
        "\n  {} {}",
        style.paint(tone, mark),
        wrapped(&what, INDENT, style.width).trim_start()
    );
    match standing {
        Standing::Otherwise => out.push_str(&shown(rules, result, style)),
        Standing::Open(hook) => {
            out.push_str(&wrapped(&open_by_default(hook), INDENT, style.width));
        }
        Standing::AsWanted | Standing::Unasked => {}
    }
    out + &painted(style, Tone::Dim, &wrapped(means, INDENT, style.width))
}

/// The packet that shows it, and the command that decided on it.
fn shown(rules: &RulesGrade, result: &ProbeResult, style: Style) -> String {
    let Some(walk) = result.telling().last() else {
        return String::new();
    };
    let mut out = wrapped(&walk.account(&rules.source), INDENT, style.width);
    if let Some(rule) = walk.deciding_rule() {
        let command = one_line(rules.source.slice(rule));
        let room = style.width.saturating_sub(INDENT.len() + 2);
        let _ = writeln!(out, "{INDENT}| {}", cut(&command, room));
    }
    out
}

/// The way of each packet of a probe: hooks, states, rules with their lines, rewrites, the verdict.
pub fn trace_text(rules: &RulesGrade, result: &ProbeResult, style: Style) -> String {
    let mut out = style.paint(Tone::Strong, &one_line(&result.id)) + "\n";
    for (at, walk) in result.walks.iter().enumerate() {
        let number = format!("{}  {}", at + 1, walk.packet);
        let _ = writeln!(out, "\n{}", style.paint(Tone::Strong, &number));
        for step in trace(walk, &rules.source) {
            let _ = writeln!(out, "   {step}");
        }
        let tone = if walk.verdict.passes() {
            Tone::Good
        } else {
            Tone::Bad
        };
        let _ = writeln!(out, "   {}", style.paint(tone, &walk.verdict.to_string()));
    }
    let _ = writeln!(out, "\nThe probe {}.", result.fate());
    out
}

/// The steps of a packet's way, a line each; the packet is told where it comes to a hook looking otherwise than before.
pub(super) fn trace(walk: &Walk, source: &Source) -> Vec<String> {
    let line = |span: Span| source.position(span.start).line;
    let mut known = walk.packet;
    let mut told = |step: &Step| match step {
        Step::Hook(hook, packet) if *packet == known => hook.to_string(),
        Step::Rewritten { to, .. } => {
            known = *to;
            step.describe(line)
        }
        step => step.describe(line),
    };
    let lines: Vec<String> = walk.steps.iter().map(&mut told).collect();
    lines
        .iter()
        .map(|line| printable(line).into_owned())
        .collect()
}
