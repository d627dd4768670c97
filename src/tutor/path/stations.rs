//! From the trace of a packet to its stations: the rules that it passed without a match stand between those that matched.

use super::words::{quote, rewritten};
use super::{Asked, At, Station, Stretch, Tried, Visit};
use crate::grading::RulesGrade;
use crate::netfilter::{
    Chain, ChainKey, Hook, Origin, Place, Rule, Ruleset, Step, Target, Verdict, Walk,
};
use crate::source::{Source, Span};
use std::collections::VecDeque;

/// More neighbours than these that did not match are told as their number.
const MOST_UNMATCHED: usize = 24;
/// Rules counted that were not asked any more.
const MOST_REST: usize = 200;
/// Things taken for granted that are told at one station.
const MOST_SAID: usize = 4;

/// All stations, in the order in which a packet may meet them.
const ALL: [At; 7] = [
    At::Hook(Hook::Prerouting),
    At::Routing,
    At::Hook(Hook::Input),
    At::Program,
    At::Hook(Hook::Forward),
    At::Hook(Hook::Output),
    At::Hook(Hook::Postrouting),
];

/// The stations of a packet that came up there: those reached in order, then the others.
pub(super) fn of(rules: &RulesGrade, walk: &Walk, origin: &Origin) -> Vec<Station> {
    let mut tracer = Tracer {
        rules: &rules.trial.reading.meant,
        source: &rules.source,
        decided: walk.decided_by().map(|(_, place)| place),
        stations: Vec::new(),
        open: Vec::new(),
    };
    tracer.reach(match origin {
        Origin::Wire(interface) => At::Wire(interface.clone()),
        Origin::Local => At::Program,
    });
    for step in &walk.steps {
        tracer.step(step);
    }
    match &walk.verdict {
        Verdict::Delivered => tracer.reach(At::Program),
        Verdict::Sent(interface) => tracer.reach(At::Wire(interface.clone())),
        Verdict::Unroutable => {
            tracer.reach(At::Routing);
            tracer.say("no route leads on".to_owned());
        }
        Verdict::Dropped | Verdict::Rejected | Verdict::Loop => {}
    }
    let mut stations = tracer.stations;
    for station in &mut stations {
        station.visits.retain(Visit::tells);
    }
    for at in ALL {
        if !stations.iter().any(|station| station.at == at) {
            stations.push(Station::new(at, false));
        }
    }
    stations
}

impl Station {
    const fn new(at: At, lit: bool) -> Self {
        Self {
            at,
            lit,
            state: None,
            says: Vec::new(),
            visits: Vec::new(),
        }
    }
}

impl Visit {
    /// Whether there is anything to tell of it: rules, a policy that the text gives, or one that decided.
    fn tells(&self) -> bool {
        let told = |row: &Stretch| match row {
            Stretch::Tried(tried) => tried.source != Asked::Policy(None) || tried.decides,
            Stretch::Folded(_) => true,
        };
        self.rest > 0 || self.rows.iter().any(told)
    }
}

/// A chain under way.
struct Open<'r> {
    key: &'r ChainKey,
    rules: Option<&'r VecDeque<Rule>>,
    /// Index of the visit that its rows go to.
    visit: usize,
    /// Index of the rule that is asked next.
    next: usize,
    /// Number of the last rule asked, where the rules of one command count once.
    number: usize,
    /// The last rule asked.
    last: Option<Span>,
    /// Whether a RETURN or a goto has ended it.
    over: bool,
}

struct Tracer<'r> {
    rules: &'r Ruleset,
    source: &'r Source,
    decided: Option<&'r Place>,
    stations: Vec<Station>,
    /// The chains under way at the last station, the base chain first.
    open: Vec<Open<'r>>,
}

impl<'r> Tracer<'r> {
    fn reach(&mut self, at: At) {
        self.open.clear();
        self.stations.push(Station::new(at, true));
    }

    fn here(&mut self) -> Option<&mut Station> {
        self.stations.last_mut()
    }

    fn say(&mut self, what: String) {
        if let Some(station) = self.here()
            && station.says.len() < MOST_SAID
            && !station.says.contains(&what)
        {
            station.says.push(what);
        }
    }

    fn step(&mut self, step: &'r Step) {
        match step {
            Step::Hook(hook, _) => self.reach(At::Hook(*hook)),
            Step::Routed(to) => {
                self.reach(At::Routing);
                self.say(match to.as_str() {
                    "lo" => "for this machine".to_owned(),
                    out => format!("on by {out}"),
                });
            }
            Step::Tracked(state) => {
                if let Some(station) = self.here() {
                    station.state = Some(*state);
                }
            }
            Step::Assumed(what) => self.say(format!("assumed: {what}")),
            Step::Rewritten { from, to } => self.say(rewritten(from, to)),
            Step::Rule {
                chain,
                place,
                action,
                ..
            } => match place {
                Place::Rule(span) => self.matched(chain, *span, action, self.decides(place)),
                Place::Policy(given) => self.policy(chain, *given, action, self.decides(place)),
            },
        }
    }

    /// Whether it is this very step that decided: a rule may be met at several stations.
    fn decides(&self, place: &Place) -> bool {
        self.decided
            .is_some_and(|decided| std::ptr::eq(decided, place))
    }

    fn matched(&mut self, chain: &'r ChainKey, span: Span, action: &str, decides: bool) {
        self.come_to(chain);
        let Some(top) = self.open.len().checked_sub(1) else {
            return;
        };
        if !self.joins(top, span, action, decides) {
            let source = self.advance(top, Some(span));
            let text = match source {
                Asked::Assumed => String::new(),
                _ => quote(self.source, span),
            };
            self.push(
                top,
                Stretch::Tried(Tried {
                    source,
                    text,
                    does: Some(action.to_owned()),
                    decides,
                }),
            );
        }
        let target = self.target(top, span, action);
        match target {
            Some(Target::Jump(key)) => self.enter(key),
            Some(Target::Goto(key)) => {
                self.leave(top);
                self.enter(key);
            }
            Some(Target::Return) => self.leave(top),
            Some(target) if target.is_final() => {
                for at in 0..self.open.len() {
                    self.leave(at);
                }
                self.open.clear();
            }
            _ => {}
        }
    }

    /// A further target of the rule asked last: it joins what that did.
    fn joins(&mut self, at: usize, span: Span, action: &str, decides: bool) -> bool {
        let open = &self.open[at];
        let (last, visit) = (open.last, open.visit);
        let row = self
            .here()
            .and_then(|station| station.visits.get_mut(visit)?.rows.last_mut());
        let Some(Stretch::Tried(tried)) = row else {
            return false;
        };
        let Some(does) = tried.does.as_mut().filter(|_| last == Some(span)) else {
            return false;
        };
        does.push_str(&format!(", {action}"));
        tried.decides |= decides;
        true
    }

    /// What the rule asked last does under this name.
    fn target(&self, at: usize, span: Span, action: &str) -> Option<&'r Target> {
        let open = &self.open[at];
        let rule = open.rules?.get(open.next.checked_sub(1)?)?;
        let name = action.rsplit(' ').next().unwrap_or(action);
        let named = |target: &&Target| target.name() == name;
        rule.targets
            .iter()
            .find(|target| rule.span == span && named(target))
    }

    fn policy(&mut self, chain: &'r ChainKey, given: Option<Span>, action: &str, decides: bool) {
        self.come_to(chain);
        let Some(top) = self.open.len().checked_sub(1) else {
            return;
        };
        self.run_out(top);
        let line = given.map(|span| self.line(span));
        let text = given.map_or_else(String::new, |span| quote(self.source, span));
        self.push(
            top,
            Stretch::Tried(Tried {
                source: Asked::Policy(line),
                text,
                does: Some(action.to_owned()),
                decides,
            }),
        );
        self.open.clear();
    }

    /// Makes this chain the one under way: those that led on from it have come to their end.
    fn come_to(&mut self, chain: &'r ChainKey) {
        while let Some(top) = self.open.len().checked_sub(1) {
            if self.open[top].key == chain {
                return;
            }
            self.run_out(top);
            self.open.pop();
        }
        self.enter(chain);
    }

    fn enter(&mut self, key: &'r ChainKey) {
        let rules = self.rules.chain(key).map(|chain: &Chain| &chain.rules);
        let visit = self.visit(key, false);
        self.open.push(Open {
            key,
            rules,
            visit,
            next: 0,
            number: 0,
            last: None,
            over: false,
        });
    }

    /// Begins a visit at the last station.
    fn visit(&mut self, key: &ChainKey, again: bool) -> usize {
        let Some(station) = self.here() else {
            return 0;
        };
        station.visits.push(Visit {
            table: key.table.clone(),
            chain: key.name.clone(),
            again,
            rows: Vec::new(),
            rest: 0,
        });
        station.visits.len() - 1
    }

    /// Ends a chain before its last rule: what is left is not asked.
    fn leave(&mut self, at: usize) {
        let open = &mut self.open[at];
        if std::mem::replace(&mut open.over, true) {
            return;
        }
        let mut last = open.last;
        let rules = open.rules.into_iter().flatten();
        let rest = rules
            .skip(open.next)
            .filter(|rule| last.replace(rule.span) != Some(rule.span))
            .take(MOST_REST)
            .count();
        let visit = open.visit;
        if let Some(visit) = self
            .here()
            .and_then(|station| station.visits.get_mut(visit))
        {
            visit.rest = rest;
        }
    }

    /// The rest of a chain was asked and did not match.
    fn run_out(&mut self, at: usize) {
        if !self.open[at].over {
            self.advance(at, None);
        }
    }

    /// Goes on to the rule at a place, past those that do not match; to the end where none is given.
    fn advance(&mut self, at: usize, to: Option<Span>) -> Asked {
        if to.is_some_and(Span::is_empty) {
            return Asked::Assumed;
        }
        let mut passed: Vec<Stretch> = Vec::new();
        let mut count = 0;
        let mut found = None;
        while let Some(rule) = self.open[at].rules.and_then(|r| r.get(self.open[at].next)) {
            let open = &mut self.open[at];
            open.next += 1;
            let same = open.last.replace(rule.span) == Some(rule.span);
            open.number += usize::from(!same);
            let number = open.number;
            if to == Some(rule.span) {
                found = Some(number);
                break;
            }
            if same {
                continue;
            }
            count += 1;
            if count <= MOST_UNMATCHED {
                let line = self.line(rule.span);
                passed.push(Stretch::Tried(Tried {
                    source: Asked::Rule { number, line },
                    text: quote(self.source, rule.span),
                    does: None,
                    decides: false,
                }));
            }
        }
        if count > MOST_UNMATCHED {
            passed = vec![Stretch::Folded(count)];
        }
        for row in passed {
            self.push(at, row);
        }
        match (found, to) {
            (Some(number), Some(span)) => Asked::Rule {
                number,
                line: self.line(span),
            },
            _ => Asked::Assumed,
        }
    }

    /// Adds a row to a chain; one that the packet comes back to gets a visit of its own.
    fn push(&mut self, at: usize, row: Stretch) {
        let latest = self.here().map_or(0, |station| station.visits.len());
        let open = &self.open[at];
        if open.visit + 1 != latest {
            let key = open.key;
            self.open[at].visit = self.visit(key, true);
        }
        let visit = self.open[at].visit;
        if let Some(visit) = self
            .here()
            .and_then(|station| station.visits.get_mut(visit))
        {
            visit.rows.push(row);
        }
    }

    fn line(&self, span: Span) -> usize {
        self.source.position(span.start).line
    }
}
