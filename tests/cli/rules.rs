//! `conntutor rules`: the report, the way of a packet, JSON, and what it says of bad input.

use crate::harness::{Done, folder, program, run};
use serde_json::Value;

/// Rules with a hole, a line that the tool refuses, and one that is never reached.
const HOLED: &str = "\
LAN=eth1
iptables -P INPUT DROP
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -i $LAN -m conntrack --ctstate NEW -j ACCEPT
iptables -A INPUT -p tcp --sport 443 -j ACCPET
iptables -A INPUT -j DROP
iptables -A INPUT -p tcp --dport 22 -j ACCEPT
";

/// A router that does all that is wanted.
const SOUND: &str = "\
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT
COMMIT
";

fn rules(args: &[&str], input: &str) -> Done {
    let folder = folder();
    let mut command = program(folder.path());
    run(command.arg("rules").args(args), input.as_bytes())
}

#[test]
fn the_report_names_the_line_and_the_packet() {
    for (args, input, code, wanted) in [
        (
            &[] as &[&str],
            HOLED,
            1,
            &[
                "The tools refuse this:\n<stdin>:5:41: no target or chain 'ACCPET'; write ACCEPT",
                "[x] unsolicited-to-gateway      is blocked  line 6\n",
                "[!] from-port-443-to-gateway    passes      line 5\n",
                "slips are mended here; as typed, is blocked: from-port-443-to-gateway",
                "[~] unsolicited-to-client       passes      FORWARD open\n",
                "line 5 accepts TCP 203.0.113.9:443 > 203.0.113.50:8080 SYN",
                "line 7 is never reached: line 6 takes all its packets",
                "line 5 lets answers in by the port they come from",
            ] as &[&str],
        ),
        (
            &["-"],
            SOUND,
            0,
            &[
                "<stdin>: 4 rules; inside eth1 192.168.1.0/24, outside eth0 (as the text has it)",
                "[x] client-tcp-out              passes      line 8; answer: line 7\n",
                "[x] related-icmp-error          passes      line 8; answer: line 7\n",
                "[x] unsolicited-to-client       is blocked  the policy of FORWARD (line 3)\n",
                "[-] ping-gateway                is blocked  the policy of INPUT (line 2)\n",
            ],
        ),
        (
            &["-", "--trace", "client-udp-out"],
            SOUND,
            0,
            &[
                "1  UDP 192.168.1.10:40000 > 8.8.8.8:53",
                "     filter FORWARD, line 8: ACCEPT",
                "     nat POSTROUTING, assumed: MASQUERADE",
                "2  UDP 8.8.8.8:53 > 203.0.113.50:40000",
                "     state ESTABLISHED",
                "The probe passes.",
            ],
        ),
        (
            &["-"],
            "iptables -P INPUT DROP\niptables -A INPUT -p tcp --dport 22 -j ACCEPT\niptables -A INPUT -p tcp --dport 80\n",
            1,
            &[
                "[!] unsolicited-elsewhere       passes      line 2\n",
                "line 2 accepts TCP 203.0.113.9:51234 > 203.0.113.50:22 SYN",
                "line 3 decides nothing: it has no target (-j)",
            ],
        ),
        (
            &["-"],
            "iptables -t raw -A PREROUTING -m conntrack --ctstate INVALID -j DROP\niptables -P INPUT DROP\n",
            1,
            &["In raw, tracking has not looked yet"],
        ),
        (
            &["-"],
            "ip6tables -P INPUT DROP\nip6tables -A INPUT -i lo -j ACCEPT\n",
            2,
            &["the rules are for IPv6 alone: they are read, and nothing"],
        ),
        (
            &[
                "-",
                "--packet",
                "tcp 203.0.113.9:443 > 203.0.113.50:22 in eth0 syn",
            ],
            HOLED,
            1,
            &[
                "filter INPUT, line 5: ACCEPT",
                "delivered",
                "The probe passes.",
            ],
        ),
        (
            &[
                "-",
                "--typed",
                "--packet",
                "tcp 203.0.113.9:443 > 203.0.113.50:22",
            ],
            HOLED,
            1,
            &["filter INPUT, line 6: DROP", "The probe is blocked."],
        ),
    ] {
        let done = rules(args, input);
        assert_eq!((done.code, done.err.as_str()), (code, ""), "{args:?}");
        for text in wanted {
            assert!(
                done.out.contains(text),
                "{args:?}: no {text:?} in\n{}",
                done.out
            );
        }
        assert!(!done.out.contains('\u{1b}'), "{args:?}: colour in a pipe");
    }
}

#[test]
fn bad_input_is_told_with_its_mend() {
    for (args, input, err) in [
        (
            &["-"] as &[&str],
            "",
            "<stdin>: no rule of iptables or nftables is in it",
        ),
        (
            &["-"],
            "Dear teacher,\nI know nothing.\n",
            "no rule of iptables",
        ),
        (
            &["-"],
            "Chain INPUT (policy ACCEPT)\ntarget prot opt source destination\n",
            "give what iptables-save prints",
        ),
        (&["-", "--typed"], SOUND, "--typed goes with --trace"),
        (&["nowhere.sh"], "", "nowhere.sh: cannot be read"),
        (
            &["-", "--trace", "client"],
            SOUND,
            "no probe is called 'client'; there are client-tcp-out,",
        ),
        (
            &["-", "--packet", "tcp 1.2.3.4"],
            SOUND,
            "--packet:1:12: '>' is missing",
        ),
        (
            &["-", "--packet", "tcp 1.2.3.4 > 192.168.1.9:80 in lan"],
            SOUND,
            "the gateway has no interface 'lan'; write eth1 (inside) or eth0 (outside)",
        ),
    ] {
        let done = rules(args, input);
        assert_eq!(
            (done.code, done.out.as_str()),
            (2, ""),
            "{args:?}: {}",
            done.err
        );
        assert!(done.err.contains(err), "{args:?}: {}", done.err);
    }
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let done = rules(
        &[
            "--format",
            "json",
            "--packet",
            "ping 8.8.8.8 > 203.0.113.50",
        ],
        HOLED,
    );
    let rules: Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(rules["errors"][0]["line"], 5);
    assert_eq!(rules["errors"][0]["message"], "no target or chain 'ACCPET'");
    assert_eq!(rules["topology"]["inside"], "eth1");
    assert_eq!(rules["topology"]["outside"], "eth0");
    assert_eq!(rules["topology"]["network"], "192.168.1.0/24");
    let probes = rules["probes"].as_array().expect("probes");
    for (id, result, expected) in [
        ("client-tcp-out", "pass", Value::from("pass")),
        ("unsolicited-to-gateway", "blocked", "blocked".into()),
        ("from-port-443-to-gateway", "pass", "blocked".into()),
        ("ping 8.8.8.8 > 203.0.113.50", "blocked", Value::Null),
    ] {
        let probe = probes.iter().find(|probe| probe["id"] == id).expect(id);
        assert_eq!(
            (&probe["result"], &probe["expected"]),
            (&result.into(), &expected),
            "{id}"
        );
        assert!(
            !probe["trace"].as_array().expect("a trace").is_empty(),
            "{id}"
        );
    }
}
