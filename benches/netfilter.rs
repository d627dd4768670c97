//! What rules cost: reading them in three ways of writing, sending a packet through them, and texts made to be dear,
//! each beside splitting the same bytes into words.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a bench has a clock and prints figures"
)]

use conntutor::netfilter::{
    Door, Family, Host, Network, Probe, Reading, Scene, Traffic, judge, read, restore, ruleset,
    shadowed,
};
use conntutor::source::Source;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Instant;

/// Rules in each text.
const RULES: usize = 100_000;

fn address(n: usize) -> String {
    format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255)
}

/// Rules as `iptables` takes them, four kinds in turn, each with about five tests.
fn rules(before: &str) -> String {
    let rule = |n: usize| {
        let (host, port) = (address(n), 1 + n % 60_000);
        let rest = match n % 4 {
            0 => format!(
                "INPUT -i eth0 -s {host} -p tcp -m tcp --dport {port} -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT"
            ),
            1 => format!(
                "FORWARD -i eth1 -o eth0 -s {host}/24 -p udp --dport {port} -m state --state ESTABLISHED,RELATED -j ACCEPT"
            ),
            2 => format!(
                "OUTPUT -o eth0 -d {host} -p tcp -m multiport --dports 22,80,443 -m conntrack --ctstate NEW -j DROP"
            ),
            _ => format!(
                "INPUT -i eth0 -d {host} -p icmp --icmp-type echo-request -m limit --limit 5/second -m comment --comment \"ping {n}\" -j ACCEPT"
            ),
        };
        format!("{before}-A {rest}\n")
    };
    (0..RULES).map(rule).collect()
}

fn nft() -> String {
    let rule = |n: usize| {
        let (host, port) = (address(n), 1 + n % 60_000);
        if n.is_multiple_of(2) {
            format!(
                "iifname \"eth0\" ip saddr {host} tcp dport {port} ct state new,established accept\n"
            )
        } else {
            format!(
                "iifname \"eth0\" ip daddr {host} udp dport {{ 53, 123 }} ct state {{ established, related }} counter accept\n"
            )
        }
    };
    let rules: String = (0..RULES).map(rule).collect();
    format!(
        "table inet t {{\nchain c {{\ntype filter hook input priority 0; policy drop;\n{rules}}}\n}}\n"
    )
}

/// The least time of several runs, in seconds: what others do on the machine only adds to it.
fn least(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..5).map(time).fold(f64::MAX, f64::min)
}

/// The cost of a text beside that of splitting it into words.
fn beside_words(text: &str, seconds: f64) -> f64 {
    let words = least(|| {
        black_box(black_box(text).split_whitespace().count());
    });
    seconds / words
}

/// A connection that no rule is about: it meets all of them.
fn probe(reading: &Reading) -> f64 {
    let clients = Network::new([192, 168, 1, 0].into(), 24);
    let public = Network::new([203, 0, 113, 50].into(), 24);
    let scene = Scene::new(("eth1", clients), ("eth0", public));
    let probe = |n: u16| Probe {
        id: n.to_string(),
        from: Host::Address([203, 0, 113, 9].into()),
        door: Door::Outside,
        to: Host::GatewayOutside,
        traffic: Traffic::UdpFlow {
            source: 40_000 + n,
            destination: 8080,
        },
        strict: false,
        wanted: None,
    };
    let one = least(|| {
        black_box(judge(&reading.meant, &scene, &[probe(0)]));
    });
    let many: Vec<Probe> = (0..41).map(probe).collect();
    let many = least(|| {
        black_box(judge(&reading.meant, &scene, &many));
    });
    (many - one) / 40.0
}

type Reader = fn(&Source) -> Reading;

/// Prints the figures that `baseline.md` records.
fn figures(_: &mut Criterion) {
    let save = format!("*filter\n{}COMMIT\n", rules(""));
    let cases: [(&str, String, Reader); 3] = [
        ("commands", rules("iptables "), read),
        ("save text", save, |source| restore(source, Family::V4)),
        ("nft rules", nft(), ruleset),
    ];
    let mut ordinary = 0.0;
    for (name, text, reader) in cases {
        let source = Source::new(name, text.as_str());
        let seconds = least(|| {
            black_box(reader(&source));
        });
        println!(
            "{name}: {:.0} lines a second, {:.0} times splitting them into words",
            RULES as f64 / seconds,
            beside_words(&text, seconds)
        );
        ordinary = f64::max(ordinary, seconds / text.len() as f64);
        let reading = reader(&source);
        let sent = probe(&reading);
        println!(
            "  a probe through them: {:.1} ms, {:.2} times splitting them into words",
            sent * 1e3,
            beside_words(&text, sent)
        );
        println!("  read, and one probe sent: {:.2} s", seconds + sent);
        let found = least(|| {
            black_box(shadowed(&reading.meant));
        });
        println!("  rules out of reach looked for: {:.1} ms", found * 1e3);
    }
    for unit in [
        "iptables -A INPUT a b c\n",
        "iptables -A FORWAAD -j DROP\n",
        "iptables -I INPUT 2000 -j DROP\n",
        "iptables -D INPUT -s 10.0.0.1 -j DROP\n",
        "iptables -N a\niptables -X\n",
        "for a in 1 2; do\n",
        "f() { f \"$@\" \"$@\"; }\nf a\n",
        "nft add rule ip t c accept\n",
        "table ip t {\n",
        "tcp flags syn / ",
        "ip saddr . ",
        "a:",
        "\"{",
        "${",
        "a ",
        "a",
    ] {
        let text = unit.repeat(500_000 / unit.len());
        let source = Source::new("hostile", text.as_str());
        let seconds = least(|| {
            black_box((read(&source), ruleset(&source)));
        });
        let ratio = seconds / text.len() as f64 / ordinary;
        println!("a byte of {unit:?} costs {ratio:.2} times an ordinary one");
    }
}

criterion_group!(benches, figures);
criterion_main!(benches);
