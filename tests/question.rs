//! The shipped question as it is meant, in other orders and encodings, and other front matter.

mod common;

use common::{asked, outline, read};
use conntutor::question::{CodeKind, Component};

const SHIPPED: &str = include_str!("../questions/conntrack.md");

fn texts(components: &[Component]) -> Vec<&str> {
    components
        .iter()
        .map(|component| component.text.as_str())
        .collect()
}

#[test]
fn the_shipped_question_reads_as_it_is_meant() {
    let question = read(SHIPPED);
    assert_eq!(question.id, "iptables-subj-04-conntrack");
    assert_eq!(question.level.as_deref(), Some("L4"));
    assert_eq!(
        question.tags,
        ["iptables", "conntrack", "connection-tracking", "state"]
    );
    assert_eq!(question.title, "Connection Tracking and Stateful Filtering");
    let intro = "Connection tracking (conntrack) is fundamental to modern Linux firewalls and NAT operation.";
    assert_eq!(question.source.slice(question.intro), intro);
    let parts: Vec<(&str, &str, usize, usize)> = question
        .parts
        .iter()
        .map(|part| {
            (
                part.id.as_str(),
                part.title.as_str(),
                part.sub_questions.len(),
                part.code.len(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("1", "Conceptual Understanding", 3, 0),
            ("2", "Practical Analysis", 4, 1),
            ("3", "Firewall Rules", 3, 0)
        ]
    );
    let analysis = &question.parts[1];
    assert!(
        question
            .source
            .slice(analysis.body)
            .starts_with("Given these conntrack entries:\n```bash\n")
    );
    assert!(
        question
            .source
            .slice(analysis.body)
            .ends_with("third entry (UDP)?")
    );
    assert_eq!(analysis.sub_questions[1].text, "What does [ASSURED] mean?");
    assert_eq!(analysis.code[0].kind, CodeKind::ConntrackEntries);
    assert_eq!(analysis.code[0].language, "bash");
    assert!(SHIPPED.contains(&analysis.code[0].text));
    assert_eq!(
        question.parts[2].sub_questions[2].text,
        "Uses connection tracking for efficiency"
    );
}

#[test]
fn the_shipped_answer_reads_as_it_is_meant() {
    let question = read(SHIPPED);
    let shares: Vec<(&str, &str, u32)> = question
        .sections
        .iter()
        .map(|section| (section.id.as_str(), section.title.as_str(), section.percent))
        .collect();
    assert_eq!(
        shares,
        [("mandatory", "Mandatory", 60), ("bonus", "Bonus", 40)]
    );
    let mandatory = "\
Definition: Conntrack maintains state table of all connections
States explained:
 NEW: First packet of new connection
 ESTABLISHED: Connection with packets in both directions
 RELATED: New connection related to existing one (FTP data, ICMP errors)
 INVALID: Packet doesn't match any known connection
Stateful firewall allows return traffic without explicit rules
Analysis showing SNAT is occurring (different source IPs in reply tuple)
Basic stateful firewall rules:
| FirewallRules \"iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT\\niptables -A INPUT -m state \
--state NEW -i eth1 -j ACCEPT\\niptables -A INPUT -j DROP\\n\"
";
    assert_eq!(outline(&question.sections[0].components, 0), mandatory);
    let bonus = &question.sections[1].components;
    assert_eq!(bonus.len(), 7);
    assert_eq!(
        bonus[0].text,
        "[ASSURED] means bidirectional traffic seen, entry won't be early-evicted"
    );
    assert_eq!(
        bonus[6].text,
        "Helper modules for complex protocols (nf_conntrack_ftp)"
    );
    assert_eq!(question.mistakes.len(), 6);
    assert_eq!(
        question.mistakes[3].text,
        "Believing UDP doesn't use connection tracking"
    );
    let follow_ups = texts(&question.follow_ups);
    assert_eq!(follow_ups.len(), 4);
    assert_eq!(
        follow_ups[1],
        "What happens when the conntrack table fills up?"
    );
}

#[test]
fn the_file_may_be_ordered_headed_and_encoded_otherwise() {
    let plain = read(SHIPPED);
    let reordered = {
        let at = |heading: &str| SHIPPED.find(heading).unwrap();
        let (answer, mistakes, follow) = (
            at("## Expected"),
            at("## Common Mistakes"),
            at("## Follow-up"),
        );
        let head = &SHIPPED[..at("## Question")];
        let question = &SHIPPED[at("## Question")..answer];
        [
            head,
            &SHIPPED[follow..],
            "\n\n",
            &SHIPPED[mistakes..follow],
            &SHIPPED[answer..mistakes],
            question,
        ]
        .concat()
    };
    for (what, text) in [
        ("carriage returns", SHIPPED.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{SHIPPED}")),
        ("both", format!("\u{feff}{SHIPPED}").replace('\n', "\r\n")),
        ("no line end", SHIPPED.trim_end().to_owned()),
        (
            "other cases",
            SHIPPED
                .replace("## Question", "##  QUESTION: ")
                .replace("Follow-up Q", "follow up q"),
        ),
        (
            "an underlined heading",
            SHIPPED.replace("## Common Mistakes", "Common Mistakes\n---"),
        ),
        (
            "closing marks",
            SHIPPED.replace("## Common Mistakes", "## Common Mistakes ##"),
        ),
        ("dots", SHIPPED.replace("state]\n---", "state]\n...")),
        (
            "blanks behind the dashes",
            SHIPPED.replace("---\n", "--- \n"),
        ),
        (
            "other headings",
            SHIPPED.replace("## Common", "## References\n- x\n\n## Common"),
        ),
        ("another order", reordered),
    ] {
        let question = read(&text);
        let shown = asked(&question).replace("\\r\\n", "\\n");
        assert_eq!(shown, asked(&plain), "{what}");
        for (section, expected) in question.sections.iter().zip(&plain.sections) {
            assert_eq!(
                outline(&section.components, 0),
                outline(&expected.components, 0),
                "{what}"
            );
        }
        assert_eq!(texts(&question.mistakes), texts(&plain.mistakes), "{what}");
        assert_eq!(
            texts(&question.follow_ups),
            texts(&plain.follow_ups),
            "{what}"
        );
        assert_eq!(question.source.text(), text, "{what}");
    }
}

#[test]
fn front_matter_however_it_is_written() {
    for (yaml, id, level, tags, extra) in [
        ("id: a", "a", None, vec![], vec![]),
        (
            "# note\nlevel: L4\nid: ' b '",
            "b",
            Some("L4"),
            vec![],
            vec![],
        ),
        (
            "id: a\ntags:\n  - x\n  - 7\n",
            "a",
            None,
            vec!["x", "7"],
            vec![],
        ),
        (
            "id: a\ntags: x, y\nlevel: 4",
            "a",
            Some("4"),
            vec!["x", "y"],
            vec![],
        ),
        ("id: a\ntags:\nlevel:\n", "a", None, vec![], vec![]),
        (
            "{id: a, points: 10, meta: {by: z}}",
            "a",
            None,
            vec![],
            vec!["meta", "points"],
        ),
        (
            "id: \"007\"\ntitle: x\n2: y",
            "007",
            None,
            vec![],
            vec!["2", "title"],
        ),
    ] {
        let body = "# T\n## Question\nWhat?\n## Expected Answer Components\n**All (100%)**\n- a\n";
        let text = format!("---\n{yaml}\n---\n{body}");
        let question = read(&text);
        assert_eq!(question.id, id, "{yaml}");
        assert_eq!(question.level.as_deref(), level, "{yaml}");
        assert_eq!(question.tags, tags, "{yaml}");
        let keys: Vec<&str> = question.extra.keys().map(String::as_str).collect();
        assert_eq!(keys, extra, "{yaml}");
    }
}
