//! The picture of a packet's way, and its text.

use super::harness::Screen;
use crate::tui::{Behind, Host, Options, run_plain};
use crate::tutor::{Action, Draft, Session, fixture};

/// Rules that do what is asked.
const RIGHT: &str = "iptables -P INPUT DROP\n\
    iptables -P FORWARD DROP\n\
    iptables -A INPUT -m conntrack --ctstate INVALID -j DROP\n\
    iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A INPUT -i lo -j ACCEPT\n\
    iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT\n\
    iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE\n";

/// Rules that let strangers in by the port they choose, in a chain of their own.
const WRONG: &str = "iptables -N web\n\
    iptables -A web -p udp -j RETURN\n\
    iptables -A web -p tcp --sport 443 -j ACCEPT\n\
    iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT\n\
    iptables -A INPUT -i lo -j ACCEPT\n\
    iptables -A INPUT -i eth0 -j web\n\
    iptables -A INPUT -m state --state NEW -i eth1 -j ACCEPT\n\
    iptables -A INPUT -j DROP\n";

/// The shipped question with these rules submitted in part 3.
pub(super) fn submitted(rules: &str) -> Session {
    let mut session = Session::new(fixture::shipped().clone(), fixture::TODAY);
    session.update(Action::Go(2));
    session.update(Action::Write(rules.to_owned()));
    session.update(Action::Submit);
    session
}

fn screen(rules: &str, (width, height): (u16, u16)) -> Screen {
    let options = Options {
        color: true,
        ..Options::default()
    };
    Screen::of(submitted(rules), options, width, height)
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 15)];

fn pictures(name: &str, rules: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut screen = screen(rules, (width, height));
        screen.press(keys);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), screen.picture());
        });
    }
}

#[test]
fn of_rules_that_do_what_is_asked() {
    pictures("path-right", RIGHT, "p Right");
}

#[test]
fn of_rules_that_let_strangers_in() {
    pictures("path-wrong", WRONG, "p");
}

#[test]
fn steps_go_through_all_packets_and_probes() {
    for (keys, shown) in [
        ("p", "Probe 8 of 13: from-port-443-to-gateway"),
        ("F8", "Probe 8 of 13: from-port-443-to-gateway"),
        ("p n", "Probe 9 of 13"),
        ("p b", "Probe 7 of 13"),
        ("p Right Left", "Probe 8 of 13"),
        ("p b b b b b b b Right", "(packet 2 of 2: the answer)"),
        ("p b b b b b b b b", "This is the first probe."),
        ("p b b b b b b b Left", "This is the first packet."),
        ("p n n n n n n", "This is the last probe."),
        ("p n n n n n Right", "This is the last packet."),
        ("p p", "Esc back to writing"),
        ("p Esc", "Esc back to writing"),
        ("p F1 End PgUp", "On a packet's way"),
        ("p x", "does nothing here"),
        ("", "p the packet's way"),
    ] {
        let mut screen = screen(WRONG, (100, 24));
        screen.press(keys);
        assert!(screen.text().contains(shown), "{keys}:\n{}", screen.text());
    }
    let mut screen = screen("Drop what is not asked for.", (80, 24));
    assert!(!screen.text().contains("the packet's way"));
    screen.press("p");
    assert!(screen.text().contains("This part has no firewall rules"));
}

#[test]
fn a_paste_over_the_picture_is_refused_with_the_way_back() {
    let mut screen = screen(WRONG, (80, 24));
    screen.press("p");
    screen.paste("nnn");
    assert!(screen.text().contains("Esc closes this first"));
}

#[test]
fn an_ordinary_answer_fits_without_scrolling() {
    for rules in [RIGHT, WRONG] {
        for size in [(80, 24), (120, 40)] {
            let mut screen = screen(rules, size);
            screen.press("p b b b b b b b");
            for step in 0..20 {
                let title = screen.text().lines().nth(1).map(str::to_owned);
                let title = title.expect("a title");
                assert!(!title.contains("1-"), "{size:?} {step}:\n{}", screen.text());
                screen.press("Right");
            }
        }
    }
}

#[test]
fn neither_colour_nor_line_characters_are_needed() {
    let options = Options {
        ascii: true,
        ..Options::default()
    };
    for (width, height) in SIZES {
        let mut screen = Screen::of(submitted(WRONG), options.clone(), width, height);
        screen.press("p");
        for _ in 0..12 {
            let picture = screen.picture();
            assert!(picture.is_ascii(), "{width}x{height}: {picture}");
            assert!(!picture.contains("fg=") && !picture.contains("bg="));
            screen.press("n");
        }
    }
}

#[test]
fn every_size_fits() {
    let hostile = "iptables -N a\u{301}漢\niptables -A a\u{301}漢 -i 漢字漢字 -j DROP\n\
        iptables -A INPUT -j a\u{301}漢\niptables -A FORWARD -i 漢0 -o 字1 -m state --state NEW -j ACCEPT\n";
    for rules in [WRONG, hostile] {
        let session = submitted(rules);
        for (width, height) in (1..=130).map(|width| (width, 1 + width % 45)) {
            let mut screen = Screen::of(session.clone(), Options::default(), width, height);
            screen.press("p b End Right");
        }
    }
}

#[test]
fn plain_mode_tells_it_in_words() {
    for (choices, said) in [
        (
            "p",
            &[
                "13 probes were sent through your rules; 1 came out wrong.",
                "client-tcp-out, as it should: passes.",
                "from-port-443-to-gateway, not as it should: passes, and should be blocked.",
                "Probe 8 of 13, from-port-443-to-gateway: a stranger knocks at the gateway from port 443.\n\
                 The packet: a TCP packet from 203.0.113.9 port 443 to 203.0.113.50 port 8080 with SYN, in by eth0.\n\
                 PREROUTING: no rules; state NEW.\n\
                 routing: for this machine.\n\
                 INPUT: chain INPUT of table filter; rule 1 (line 4) does not match; \
                 rule 2 (line 5) does not match; rule 3 (line 6) matches: jump web; \
                 chain web of table filter; ",
                "rule 2 (line 3) matches: ACCEPT, which decides: -A web -p tcp --sport 443 -j ACCEPT; 2 rules below are not asked any more.",
                "The packet reaches a program on the gateway.\nResult: It passes, and should be blocked: line 3",
                "Who sends chooses the source port.",
            ][..],
        ),
        (
            "p 1",
            &[
                "Packet 1 of 2, the request: a TCP packet",
                "Packet 2 of 2, the answer: a TCP packet from 203.0.113.9 port 443",
                "Result: It passes, as it should",
            ],
        ),
        ("p 0", &["There is no such probe."]),
        ("p 99", &["There is no such probe."]),
        (
            "5\np",
            &["No choice here: p works in feedback: 3 hands the part in."],
        ),
        ("6\np what it does", &["Nothing was written."]),
    ] {
        let input = format!("3\n{choices}\n9\n");
        let mut output = Vec::new();
        let session = submitted(WRONG);
        let outcome = run_plain(
            session,
            &mut Nowhere,
            &mut input.as_bytes(),
            &mut output,
            Behind::Nothing,
        );
        outcome.expect("memory");
        let transcript = String::from_utf8(output).expect("UTF-8");
        for said in said {
            assert!(transcript.contains(said), "{choices}: {said}\n{transcript}");
        }
        assert!(transcript.contains("p tells the way of packets"));
    }
}

struct Nowhere;

impl Host for Nowhere {
    fn save(&mut self, _: &Draft) -> Result<(), String> {
        Ok(())
    }
}
