//! Which stations a packet lights, which rules it was held against, and which one decided.
#![expect(clippy::disallowed_methods, reason = "a test reads the answers")]

use super::{Asked, Path, Probes, Station, Stop, Stretch, Tried, Visit};
use crate::netfilter::{Place, Standing, Step, read};
use crate::source::Source;
use crate::tutor::fixture;
use std::path::Path as File;
use std::sync::Arc;

const STATEFUL: &str = "iptables -P FORWARD DROP\n\
    iptables -A INPUT -m conntrack --ctstate INVALID -j DROP\n\
    iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A INPUT -i lo -j ACCEPT\n\
    iptables -A INPUT -j DROP\n\
    iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT\n\
    iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";

const CHAINS: &str = "iptables -N own\n\
    iptables -N log\n\
    iptables -A log -j LOG\n\
    iptables -A own -p udp -j RETURN\n\
    iptables -A own -p icmp -j DROP\n\
    iptables -A own -s 10.0.0.1,10.0.0.2 -j ACCEPT\n\
    iptables -A INPUT -j log\n\
    iptables -A INPUT -j own\n\
    iptables -A INPUT -p tcp -j REJECT\n\
    iptables -A INPUT -p udp -g own\n\
    iptables -A INPUT -j ACCEPT\n";

const NFT: &str = "table inet f {\n\
    chain in {\n\
    type filter hook input priority 0; policy drop;\n\
    ct state vmap { established : accept, invalid : drop }\n\
    tcp dport 8080 meta mark set 1 accept\n\
    }\n\
    chain early {\n\
    type filter hook prerouting priority -300;\n\
    iifname \"eth0\" ip saddr 192.168.1.0/24 drop\n\
    }\n}\n";

fn probes(text: &str) -> Option<Probes> {
    let session = fixture::shipped();
    let source = Source::new("answer", text);
    let gateway = session.rubric().network.as_ref().expect("a gateway");
    let rules = crate::grading::RulesGrade::new(read(&source), source, gateway);
    Probes::new(session.rubric(), &Arc::new(rules))
}

fn path(probes: &Probes, id: &str) -> Path {
    let all = (0..).map_while(|at| probes.path(at));
    all.into_iter().find(|path| path.id == id).expect(id)
}

/// `eth0 > PREROUTING NEW > routing(for this machine) > INPUT[filter INPUT: 2- 3-  *5=DROP]`, then what was not reached.
fn told(path: &Path, way: usize) -> String {
    let stations = &path.ways[way].stations;
    let (lit, dark): (Vec<&Station>, Vec<&Station>) = stations.iter().partition(|s| s.lit);
    let lit: Vec<String> = lit.into_iter().map(station).collect();
    let dark: Vec<String> = dark.into_iter().map(|s| s.at.name()).collect();
    format!("{} | {}", lit.join(" > "), dark.join(" "))
}

fn station(station: &Station) -> String {
    let mut told = station.at.name();
    if let Some(state) = station.state {
        told.push_str(&format!(" {state}"));
    }
    for what in &station.says {
        told.push_str(&format!("({what})"));
    }
    for visit in &station.visits {
        told.push_str(&visited(visit));
    }
    told
}

fn visited(visit: &Visit) -> String {
    let rows: Vec<String> = visit.rows.iter().map(row).collect();
    let again = if visit.again { "..." } else { "" };
    let rest = match visit.rest {
        0 => String::new(),
        rest => format!(" +{rest}"),
    };
    format!(
        "[{again}{} {}: {}{rest}]",
        visit.table,
        visit.chain,
        rows.join(" ")
    )
}

fn row(row: &Stretch) -> String {
    let Stretch::Tried(tried) = row else {
        return format!("{row:?}");
    };
    let what = match tried.source {
        Asked::Rule { line, .. } => line.to_string(),
        Asked::Policy(Some(line)) => format!("policy@{line}"),
        Asked::Policy(None) => "policy".to_owned(),
        Asked::Assumed => "assumed".to_owned(),
    };
    let does = match &tried.does {
        Some(does) => format!("={does}"),
        None => "-".to_owned(),
    };
    let star = if tried.decides { "*" } else { "" };
    format!("{star}{what}{does}")
}

#[test]
fn a_packet_lights_the_stations_that_it_comes_to() {
    for (text, id, way, expected) in [
        (
            STATEFUL,
            "unsolicited-to-gateway",
            0,
            "eth0 > PREROUTING NEW > routing(for this machine) > INPUT[filter INPUT: 2- 3- 4- *5=DROP] | program FORWARD OUTPUT POSTROUTING",
        ),
        (
            STATEFUL,
            "client-tcp-out",
            0,
            "eth1 > PREROUTING NEW > routing(on by eth0) > FORWARD[filter FORWARD: 6- *7=ACCEPT] > POSTROUTING(source becomes 203.0.113.50:51234)[nat POSTROUTING: 8=MASQUERADE] > eth0 | INPUT program OUTPUT",
        ),
        (
            STATEFUL,
            "client-tcp-out",
            1,
            "eth0 > PREROUTING ESTABLISHED(destination becomes 192.168.1.10:51234) > routing(on by eth1) > FORWARD[filter FORWARD: *6=ACCEPT +1] > POSTROUTING > eth1 | INPUT program OUTPUT",
        ),
        (
            STATEFUL,
            "gateway-tcp-out",
            0,
            "program > routing(on by eth0) > OUTPUT NEW > POSTROUTING[nat POSTROUTING: 8=MASQUERADE] > eth0 | PREROUTING INPUT FORWARD",
        ),
        (
            STATEFUL,
            "unsolicited-to-client",
            0,
            "eth0 > PREROUTING NEW > routing(on by eth1) > FORWARD[filter FORWARD: 6- 7- *policy@1=DROP] | INPUT program OUTPUT POSTROUTING",
        ),
        (
            STATEFUL,
            "invalid-ack",
            0,
            "eth0 > PREROUTING INVALID > routing(for this machine) > INPUT[filter INPUT: *2=DROP +3] | program FORWARD OUTPUT POSTROUTING",
        ),
        // a chain that is jumped to, and the one that goes on behind it
        (
            CHAINS,
            "unsolicited-to-gateway",
            0,
            "eth0 > PREROUTING NEW > routing(for this machine) > INPUT[filter INPUT: 7=jump log][filter log: 3=LOG][...filter INPUT: 8=jump own][filter own: 4- 5- 6-][...filter INPUT: *9=REJECT +2] | program FORWARD OUTPUT POSTROUTING",
        ),
        // RETURN, then a goto whose end is the end of the chain that went there
        (
            CHAINS,
            "unsolicited-udp-to-gateway",
            0,
            "eth0 > PREROUTING NEW > routing(for this machine) > INPUT[filter INPUT: 7=jump log][filter log: 3=LOG][...filter INPUT: 8=jump own][filter own: 4=RETURN +2][...filter INPUT: 9- 10=goto own +1][filter own: 4=RETURN +2][...filter INPUT: *policy=ACCEPT] > program | FORWARD OUTPUT POSTROUTING",
        ),
        (
            CHAINS,
            "ping-gateway",
            0,
            "eth0 > PREROUTING NEW > routing(for this machine) > INPUT[filter INPUT: 7=jump log][filter log: 3=LOG][...filter INPUT: 8=jump own +3][filter own: 4- *5=DROP +1] | program FORWARD OUTPUT POSTROUTING",
        ),
        // a map makes several rules of one line, and a rule may do several things
        (
            NFT,
            "unsolicited-to-gateway",
            0,
            "eth0 > PREROUTING NEW[f early: 9- policy=ACCEPT] > routing(for this machine) > INPUT[f in: 4- *5=MARK, ACCEPT] > program | FORWARD OUTPUT POSTROUTING",
        ),
        (
            NFT,
            "spoofed-inside",
            0,
            "eth0 > PREROUTING[f early: *9=DROP] | routing INPUT program FORWARD OUTPUT POSTROUTING",
        ),
        (
            NFT,
            "client-udp-out",
            0,
            "eth1 > PREROUTING NEW[f early: 9- *policy=ACCEPT] > routing(on by eth0) > FORWARD > POSTROUTING(source becomes 203.0.113.50:40000)[nat POSTROUTING: assumed=MASQUERADE] > eth0 | INPUT program OUTPUT",
        ),
    ] {
        let path = path(&probes(text).expect("rules"), id);
        assert_eq!(told(&path, way), expected, "{id} {way} of {text}");
    }
}

#[test]
fn what_became_of_a_probe_is_said_with_the_reason() {
    let open = "iptables -A INPUT -p tcp --dport 8080 -j ACCEPT\niptables -A INPUT -j DROP\n";
    for (text, id, standing, outcome, why, lesson) in [
        (
            STATEFUL,
            "unsolicited-to-gateway",
            Standing::AsWanted,
            "is blocked",
            "line 5 drops TCP 203.0.113.9:40001 > 203.0.113.50:8080 SYN",
            "",
        ),
        (
            open,
            "unsolicited-to-gateway",
            Standing::Otherwise,
            "passes, and should be blocked",
            "line 1 accepts TCP 203.0.113.9:40001 > 203.0.113.50:8080 SYN",
            "A NEW packet from outside gets in. ",
        ),
        (
            open,
            "unsolicited-to-client",
            Standing::Open(crate::netfilter::Hook::Forward),
            "passes",
            "no rule stops TCP 203.0.113.9:40001 > 192.168.1.10:8080 SYN",
            "Nothing is said about FORWARD, which is open by default. That costs nothing here. INPUT never sees",
        ),
        (
            open,
            "gateway-tcp-out",
            Standing::Unasked,
            "is blocked",
            "line 2 drops TCP 203.0.113.9:443 > 203.0.113.50:51234 SYN,ACK",
            "Its own packets leave by OUTPUT",
        ),
    ] {
        let path = path(&probes(text).expect("rules"), id);
        assert_eq!(
            (path.standing, path.outcome.as_str()),
            (standing, outcome),
            "{id}"
        );
        assert!(path.why.contains(why), "{id}: {}", path.why);
        assert!(path.lesson.starts_with(lesson), "{id}: {}", path.lesson);
        assert_eq!(path.lesson.is_empty(), lesson.is_empty(), "{id}");
    }
}

#[test]
fn steps_go_from_packet_to_packet_and_from_probe_to_probe() {
    let probes = probes("iptables -A INPUT -j DROP\n").expect("rules");
    let stop = |probe, packet| Some(Stop { probe, packet });
    let at = |probe, packet| Stop { probe, packet };
    let last = probes.standings().len() - 1;
    for (from, packet, probe) in [
        // a round trip has two packets; of one that fails the last one decided
        (at(0, 0), [None, stop(0, 1)], [None, stop(1, 0)]),
        (at(0, 1), [stop(0, 0), stop(1, 0)], [None, stop(1, 0)]),
        (at(2, 0), [stop(1, 1), stop(3, 0)], [stop(1, 0), stop(3, 1)]),
        (
            at(last, 0),
            [stop(last - 1, 1), None],
            [stop(last - 1, 0), None],
        ),
    ] {
        let stepped = [true, false].map(|back| probes.next_packet(from, back));
        assert_eq!(stepped, packet, "{from:?}");
        let stepped = [true, false].map(|back| probes.next_probe(from, back));
        assert_eq!(stepped, probe, "{from:?}");
    }
    assert_eq!(probes.next_probe(at(99, 0), false), None);
    assert_eq!(probes.path(99), None);
}

#[test]
fn neighbours_that_do_not_match_fold_around_the_one_that_does() {
    let many: String = (1..=60)
        .map(|n| format!("iptables -A INPUT -s 10.0.0.{n} -j ACCEPT\n"))
        .collect();
    let few = "iptables -A INPUT -s 10.0.0.1 -j ACCEPT\niptables -A INPUT -s 10.0.0.2 -j ACCEPT\n";
    let drop = "iptables -A INPUT -j DROP\n";
    for (text, whole, folded) in [
        (drop.to_owned(), vec![0], vec![0]),
        (format!("{few}{drop}"), vec![1, 1, 0], vec![2, 0]),
        (format!("{many}{drop}{few}"), vec![60, 0], vec![60, 0]),
    ] {
        let path = path(&probes(&text).expect("rules"), "unsolicited-to-gateway");
        let input = path.ways[0].stations.iter().find(|s| !s.visits.is_empty());
        let visit = &input.expect("INPUT").visits[0];
        let counts = |rows: &[Stretch]| rows.iter().map(Stretch::unmatched).collect::<Vec<_>>();
        assert_eq!(
            (counts(&visit.rows), counts(&visit.folded())),
            (whole, folded)
        );
    }
}

/// Part 3 of every marked answer.
fn answers() -> Vec<(String, String)> {
    let folder = File::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/marked");
    let files = ["dev.jsonl", "own-a.jsonl", "own-b.jsonl", "own-c.jsonl"];
    let texts = files.map(|file| std::fs::read_to_string(folder.join(file)).expect("answers"));
    let rows = texts.iter().flat_map(|text| text.lines());
    rows.filter_map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).ok()?;
        let text = row.get("parts")?.get("3")?.as_str()?.to_owned();
        Some((row.get("id")?.as_str()?.to_owned(), text))
    })
    .collect()
}

/// For each packet of each probe of each marked answer: the picture ends as the trace does, shows every rule of the
/// trace as matched, in its order, and has the deciding one among them.
#[test]
fn every_picture_agrees_with_its_trace() {
    let mut pictures = 0;
    for (id, text) in answers() {
        let Some(probes) = probes(&text) else {
            continue;
        };
        for (at, result) in probes.results().iter().enumerate() {
            let path = probes.path(at).expect("a probe");
            let last = path.ways.last().expect("a packet");
            let astray = result
                .walks
                .last()
                .is_some_and(|walk| walk.last.destination != result.walks[0].packet.source);
            assert!(
                result.passes == last.verdict.passes() || (result.walks.len() > 1 && astray),
                "{id} {}",
                path.id
            );
            for (walk, way) in result.telling().zip(&path.ways) {
                assert_eq!(shown(way), traced(&walk.steps, &probes), "{id} {}", path.id);
                let decided = walk.decided_by().is_some();
                assert_eq!(deciders(way), usize::from(decided), "{id} {}", path.id);
                pictures += 1;
            }
        }
    }
    assert!(pictures > 1_000, "{pictures}");
}

/// How many rules or policies decide in the picture.
fn deciders(way: &super::Way) -> usize {
    let visits = way.stations.iter().flat_map(|station| &station.visits);
    let rows = visits.flat_map(|visit| &visit.rows);
    rows.filter(|row| matches!(row, Stretch::Tried(tried) if tried.decides))
        .count()
}

/// The lines of the rules that matched, as the picture has them.
fn shown(way: &super::Way) -> Vec<usize> {
    let visits = way.stations.iter().flat_map(|station| &station.visits);
    let rows = visits.flat_map(|visit| &visit.rows);
    rows.filter_map(|row| match row {
        Stretch::Tried(Tried {
            source: Asked::Rule { line, .. },
            does: Some(_),
            ..
        }) => Some(*line),
        _ => None,
    })
    .collect()
}

/// The same as the trace has them; a rule that does several things counts once.
fn traced(steps: &[Step], probes: &Probes) -> Vec<usize> {
    let mut last = None;
    let rules = steps.iter().filter_map(|step| match step {
        Step::Rule {
            place: Place::Rule(span),
            ..
        } if !span.is_empty() => Some(*span),
        _ => None,
    });
    rules
        .filter(|span| last.replace(*span) != Some(*span))
        .map(|span| probes.rules.source.position(span.start).line)
        .collect()
}
