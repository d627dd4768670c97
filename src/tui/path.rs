//! The way of packets through the rules as text for plain mode: made to be read aloud, words where the screen has signs.

use crate::netfilter::Standing;
use crate::tutor::{Asked, Path, Probes, Station, Stretch, Tried, Visit, Way, spoken};

/// How all probes came out, then the whole way of each that came out otherwise than wanted.
pub(super) fn text(probes: &Probes) -> String {
    let standings = probes.standings();
    let count = standings.len();
    let wrong: Vec<usize> = (0..count)
        .filter(|&at| standings[at] == Standing::Otherwise)
        .collect();
    let mut text = format!(
        "{count} probes were sent through your rules; {}.\n",
        match wrong.len() {
            0 => "none came out wrong".to_owned(),
            1 => "1 came out wrong".to_owned(),
            wrong => format!("{wrong} came out wrong"),
        }
    );
    let paths = standings.iter().enumerate();
    for (standing, path) in paths.filter_map(|(at, &s)| Some((s, probes.path(at)?))) {
        let (id, outcome, fits) = (path.id, path.outcome, judged(standing));
        text.push_str(&format!("{id}, {fits}: {outcome}.\n"));
    }
    for at in wrong {
        text.push('\n');
        text.push_str(&probe(probes, at).unwrap_or_default());
    }
    text.push_str(&format!("\np 1 to p {count} tell the way of one probe."));
    text
}

/// How an outcome stands to what is wanted, in words.
const fn judged(standing: Standing) -> &'static str {
    match standing {
        Standing::AsWanted => "as it should",
        Standing::Otherwise => "not as it should",
        Standing::Open(_) => "not as it should, as your rules leave it open",
        Standing::Unasked => "either may be wanted",
    }
}

/// The way of one probe; none where there are not so many.
pub(super) fn probe(probes: &Probes, at: usize) -> Option<String> {
    let path = probes.path(at)?;
    let count = probes.standings().len();
    let mut text = format!(
        "Probe {} of {count}, {}: {}.\n",
        at + 1,
        path.id,
        path.shows
    );
    for (way, number) in path.ways.iter().zip(1..) {
        let count = path.ways.len();
        let which = match count {
            1 => "The packet".to_owned(),
            _ => format!("Packet {number} of {count}, {}", way.role),
        };
        text.push_str(&format!("{which}: {}", walked(way)));
    }
    text.push_str(&result(&path));
    Some(text)
}

fn result(path: &Path) -> String {
    let lesson = match path.lesson.as_str() {
        "" => String::new(),
        lesson => format!("{lesson}\n"),
    };
    format!("Result: {}\n{lesson}", path.result())
}

/// The way of one packet, a line a station.
fn walked(way: &Way) -> String {
    let mut text = format!("{}, {}.\n", spoken(&way.packet), way.begins());
    for at in way.passed() {
        text.push_str(&station(at));
    }
    format!("{text}The packet {}.\n", way.ends())
}

fn station(station: &Station) -> String {
    let mut said = station.details();
    for visit in &station.visits {
        if station.visits.len() > 1 {
            said.push(visit.name());
        }
        said.extend(visit.rows.iter().map(row));
    }
    said.extend(station.visits.iter().filter_map(Visit::unasked));
    said.extend(station.notes().iter().cloned());
    format!("{}: {}.\n", station.at.name(), said.join("; "))
}

fn row(row: &Stretch) -> String {
    match row {
        Stretch::Folded(count) => format!("{count} rules do not match"),
        Stretch::Tried(tried) => asked(tried),
    }
}

/// `rule 2 (line 4) matches: ACCEPT, which decides: -A INPUT -j ACCEPT`.
fn asked(tried: &Tried) -> String {
    let what = match tried.source {
        Asked::Rule { number, line } => format!("rule {number} (line {line})"),
        Asked::Policy(Some(line)) => format!("the policy (line {line})"),
        Asked::Policy(None) => "the default policy".to_owned(),
        Asked::Assumed => "a rule that is taken for granted".to_owned(),
    };
    let Some(does) = &tried.does else {
        return format!("{what} does not match");
    };
    let verb = match tried.source {
        Asked::Policy(_) => "says",
        Asked::Rule { .. } | Asked::Assumed => "matches:",
    };
    let decides = match (tried.decides, tried.text.as_str()) {
        (false, _) => String::new(),
        (true, "") => ", which decides".to_owned(),
        (true, text) => format!(", which decides: {text}"),
    };
    format!("{what} {verb} {does}{decides}")
}
