//! What iptables 1.8.9 takes and refuses, line by line (netfilter-facts, command line).

use crate::netfilter::read;
use crate::source::Source;

/// Lines with whether the tool takes them.
const LINES: &[(&str, bool)] = &[
    (
        "iptables -A INPUT -m state --state established,related -j ACCEPT",
        true,
    ),
    ("iptables -A INPUT -m state --state EST -j ACCEPT", true),
    ("iptables -A INPUT -m state --stat NEW --jum ACCEPT", true),
    ("iptables -A INPUT -m conntrack --ctst NEW -j ACCEPT", false),
    ("iptables -j ACCEPT -A INPUT", true),
    (
        "iptables -A INPUT -p tcp -m multiport --dport 80,443 -j ACCEPT",
        true,
    ),
    ("iptables -A INPUT -p TCP --dport 22 -j ACCEPT", true),
    ("iptables -A INPUT -p ip -j ACCEPT", true),
    ("iptables -A INPUT -s 192.168.1.10/24 -j ACCEPT", true),
    (
        "iptables -A INPUT -j REJECT --reject-with host-prohib",
        true,
    ),
    ("iptables -A INPUT -m limit -j ACCEPT", true),
    ("iptables -A INPUT -i eth0,eth1 -j ACCEPT", true),
    ("iptables -A INPUT -i 'eth*' -j ACCEPT", true),
    ("iptables -A INPUT -i '!eth0' -j ACCEPT", true),
    ("iptables -A INPUT -s 192.168.1 -j ACCEPT", true),
    ("iptables -A INPUT -s 10.0.0.1,10.0.0.2 -j ACCEPT", true),
    ("iptables -A INPUT ! -i eth0 -j ACCEPT", true),
    (
        "sudo /sbin/iptables -w 5 -t filter -I INPUT 1 -p udp --sport 53 -j DROP",
        true,
    ),
    (
        "iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to 192.168.1.10:8080",
        true,
    ),
    (
        "iptables -t raw -A PREROUTING -p udp --dport 53 -j CT --notrack",
        true,
    ),
    (
        "iptables -A FORWARD -m recent --name bad --rcheck --seconds 60 -j DROP",
        true,
    ),
    (
        "iptables -A INPUT -p tcp --tcp-flags ALL NONE -j DROP",
        true,
    ),
    (
        "iptables -A INPUT -m comment --comment \"- odd -\" -j ACCEPT",
        true,
    ),
    ("iptables -F; iptables -X; iptables -Z", true),
    (
        "iptables -N a; iptables -A a -j RETURN; iptables -A INPUT -j a; iptables -E a b",
        true,
    ),
    ("iptables -L -n -v", true),
    ("iptables -nvL INPUT", true),
    ("iptables -A INPUT -i ! eth0 -j ACCEPT", false),
    (
        "iptables -A INPUT -m state --state NEW, RELATED -j ACCEPT",
        false,
    ),
    ("iptables -A INPUT -m state --state NEW, -j ACCEPT", false),
    ("iptables -A INPUT ! -s 10.0.0.1,10.0.0.2 -j ACCEPT", false),
    ("iptables -A INPUT --dport 22 -j ACCEPT", false),
    ("iptables -A INPUT -p tcp --dport 22,80 -j ACCEPT", false),
    ("iptables -A INPUT -p tcp --dport 10-20 -j ACCEPT", false),
    ("iptables -A INPUT -p tcp --dport SSH -j ACCEPT", false),
    ("iptables -A INPUT -m tcp --dport 22 -j ACCEPT", false),
    ("iptables -A INPUT -p tcp -p udp -j ACCEPT", false),
    ("iptables -A OUTPUT -i eth0 -j ACCEPT", false),
    ("iptables -A INPUT -o eth0 -j ACCEPT", false),
    (
        "iptables -t nat -A POSTROUTING -i eth0 -j MASQUERADE",
        false,
    ),
    ("iptables -A input -j ACCEPT", false),
    ("iptables -A INPUT -j accept", false),
    ("iptables -P INPUT drop", false),
    ("iptables -P INPUT REJECT", false),
    ("iptables -P INPUT -j DROP", false),
    ("iptables -t nat -A PREROUTING -j DROP", false),
    ("iptables -A INPUT -jACCEPT", false),
    ("iptables -A INPUT -ptcp -j ACCEPT", false),
    ("iptables –A INPUT -j ACCEPT", false),
    (
        "iptables -A INPUT -m conntrack –ctstate NEW -j ACCEPT",
        false,
    ),
    ("iptables -A INPUT -j REJECT --reject-with tcp-reset", false),
    ("iptables -A FORWARD -j MASQUERADE", false),
    ("iptables -A PREROUTING -j NOTRACK", false),
    ("iptables -I INPUT 2 -j ACCEPT", false),
    ("iptables -D INPUT -j ACCEPT", false),
    ("iptables -A INPUT -m state -j ACCEPT", false),
    ("iptables -A INPUT --state NEW -j ACCEPT", false),
    ("iptables -A INPUT -j LOGDROP", false),
    ("iptables -A missing -j ACCEPT", false),
    ("iptables -N abcdefghijklmnopqrstuvwxyz12", true),
    ("iptables -N abcdefghijklmnopqrstuvwxyz123", false),
    ("iptables -t fliter -A INPUT -j ACCEPT", false),
    ("iptables -A INPUT", true),
    ("iptables", true),
    ("iptables -A INPUT -s 192.168.1.256 -j ACCEPT", false),
    ("iptables -A INPUT -j", false),
    (
        "iptables -A INPUT ! -s 10.0.0.1 -d 10.0.0.2 -j ACCEPT",
        true,
    ),
    (
        "iptables -A INPUT ! -s 10.0.0.1 -d 10.0.0.2,10.0.0.3 -j ACCEPT",
        false,
    ),
    (
        "iptables -A INPUT -m conntrack ! --ctdir REPLY -j ACCEPT",
        false,
    ),
    (
        "iptables -t nat -A POSTROUTING -j MASQUERADE --to-ports 3",
        false,
    ),
    (
        "iptables -t nat -A POSTROUTING -p tcp -j MASQUERADE --to-ports 3",
        true,
    ),
    (
        "iptables -t nat -A POSTROUTING -p icmp -j MASQUERADE --to-ports 3",
        true,
    ),
    (
        "iptables -t nat -A PREROUTING ! -p tcp -j REDIRECT --to-ports 3",
        true,
    ),
    (
        "iptables -t nat -A PREROUTING -p 50 -j REDIRECT --to-ports 3",
        false,
    ),
    ("iptables -t nat -A PREROUTING -p 50 -j REDIRECT", true),
    (
        "iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.1:3",
        false,
    ),
    (
        "iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.1",
        true,
    ),
    ("iptables -N a; iptables -X a", true),
    ("iptables -N a; iptables -A a -j DROP; iptables -X a", false),
    ("iptables -N a; iptables -A INPUT -j a; iptables -X", false),
    (
        "iptables -N a; iptables -A INPUT -j a; iptables -F; iptables -X",
        true,
    ),
    (
        "iptables -A INPUT -s 0.0.0.0/0 ! -d 10.0.0.2 -j ACCEPT",
        true,
    ),
    ("iptables -A INPUT ! -s 0.0.0.0/0 -j ACCEPT", false),
    ("iptables -A INPUT -A FORWARD -j ACCEPT", false),
    // getopt takes a value without a blank, but for the options that the tool reads from the words themselves
    (
        "iptables -tfilter -AINPUT -ieth0 -mstate --state NEW -j DROP",
        true,
    ),
    (
        "iptables -PINPUT DROP; iptables -Nown; iptables -Xown; iptables -FINPUT",
        true,
    ),
    ("iptables -A INPUT --jump=DROP", false),
    ("iptables -A INPUT -s10.0.0.1 -j DROP", false),
    ("iptables -A INPUT -fj DROP", true),
    // once each
    (
        "iptables -A INPUT -p tcp --dport 22 --dport 23 -j DROP",
        false,
    ),
    ("iptables -A INPUT -s 1.2.3.4 -s 1.2.3.5 -j DROP", false),
    (
        "iptables -A INPUT -m state --state NEW -m state --state RELATED",
        true,
    ),
    ("iptables -A INPUT -p udp --sport 5 --source-port 5", false),
    ("iptables -A INPUT -p tcp --syn --tcp-flags ALL SYN", false),
    (
        "iptables -A INPUT -p tcp -m multiport --sports 1 --dports 2",
        false,
    ),
    ("iptables -A INPUT -j MARK --set-mark 1 --or-mark 2", false),
    // commands and what goes with them
    ("iptables -L -n -Z; iptables -S -Z", true),
    ("iptables -F -X", false),
    ("iptables -A INPUT -n -j DROP", false),
    ("iptables -L -s 1.2.3.4", false),
    ("iptables -F -m state --state NEW", true),
    ("iptables -I INPUT 0 -j DROP", false),
    ("iptables -I INPUT 0x1 -j DROP", true),
    ("iptables -6 -A INPUT -j DROP", false),
    ("iptables -4 -A INPUT -j DROP", true),
    ("ip6tables -4 -A INPUT -j DROP", false),
    ("iptables -t nat -P OUTPUT DROP", false),
    // chains
    ("iptables -N a; iptables -A a; iptables -X a", false),
    (
        "iptables -N a; iptables -A INPUT -j a; iptables -X a",
        false,
    ),
    (
        "iptables -N a; iptables -A a; iptables -F; iptables -X",
        true,
    ),
    ("iptables -N a; iptables -A a; iptables -X", false),
    ("iptables -N a; iptables -E a a", false),
    ("iptables -N a; iptables -E a LOG", true),
    (
        "iptables -N a; iptables -A INPUT -g a; iptables -A INPUT -g ACCEPT",
        false,
    ),
    ("iptables -N ''", false),
    ("iptables -N 'a b'", false),
    // circles
    (
        "iptables -N a; iptables -N b; iptables -A a -j b; iptables -A b -j a",
        true,
    ),
    (
        "iptables -N a; iptables -N b; iptables -A a -j b; iptables -A b -j a; iptables -A INPUT -j a",
        false,
    ),
    (
        "iptables -N a; iptables -N b; iptables -A INPUT -j a; iptables -A a -j b; iptables -A b -j a",
        false,
    ),
    (
        "iptables -N a; iptables -A INPUT -j a; iptables -A a -g a",
        false,
    ),
    (
        "iptables -N a; iptables -A a -j a; iptables -F a; iptables -A INPUT -j a",
        true,
    ),
    // lists of addresses make rules of their own
    (
        "iptables -A INPUT -s 1.1.1.1,2.2.2.2; iptables -D INPUT 2; iptables -C INPUT -s 1.1.1.1",
        true,
    ),
    (
        "iptables -A INPUT -s 1.1.1.1,2.2.2.2; iptables -D INPUT -s 2.2.2.2,3.3.3.3",
        false,
    ),
    (
        "iptables -A INPUT; iptables -R INPUT 1 -s 1.1.1.1,2.2.2.2",
        false,
    ),
    // what -D must repeat
    (
        "iptables -A INPUT -m state --state NEW; iptables -D INPUT -m conntrack --ctstate NEW",
        false,
    ),
    (
        "iptables -A INPUT -j LOG --log-prefix a; iptables -D INPUT -j LOG --log-prefix b",
        false,
    ),
    (
        "iptables -A INPUT -m mark --mark 1 -m state --state NEW; iptables -D INPUT -m state --state NEW -m mark --mark 1",
        false,
    ),
    (
        "iptables -A INPUT -m conntrack --ctstate NEW --ctdir REPLY; iptables -D INPUT -m conntrack --ctdir REPLY --ctstate NEW",
        true,
    ),
    // families apart
    ("ip6tables -A INPUT -p icmp --icmp-type 8", false),
    ("ip6tables -A INPUT -p icmpv6 --icmpv6-type 128", true),
    ("ip6tables -A INPUT -s 10.0.0.1", false),
    ("ip6tables -A INPUT -f", false),
    ("iptables -t mangle -A INPUT -j HL --hl-set 1", false),
    ("iptables -A INPUT -s any/0 -j DROP", true),
    // values, places and protocols
    ("iptables -A INPUT -m limit --limit 10001/s", false),
    ("iptables -A INPUT -j LOG --log-level warn", false),
    ("iptables -A INPUT -m recent --rcheck --seconds 0", false),
    ("iptables -A INPUT -m owner --uid-owner 0", false),
    (
        "iptables -N a; iptables -A a -m owner --uid-owner 0; iptables -A OUTPUT -j a",
        true,
    ),
    (
        "iptables -N a; iptables -A a -m owner --uid-owner 0; iptables -A INPUT -j a",
        false,
    ),
    (
        "iptables -t nat -N a; iptables -t nat -A PREROUTING -j a; iptables -t nat -A a -j MASQUERADE",
        false,
    ),
    (
        "iptables -t nat -A PREROUTING -j DNAT --to-destination 1.1.1.1:80",
        false,
    ),
    (
        "iptables -A INPUT -j REJECT --reject-with icmp6-no-route",
        false,
    ),
    // '!' where the option allows it
    ("iptables -A INPUT -m limit ! --limit 1/s", false),
    ("iptables -A INPUT -m conntrack ! --ctdir REPLY", false),
    ("iptables -A INPUT ! -j DROP", false),
    ("iptables -A INPUT -m recent ! --rcheck", true),
];

#[test]
fn lines_are_taken_and_refused_as_the_tool_does() {
    let mut wrong = Vec::new();
    for (line, taken) in LINES {
        let source = Source::new("line", *line);
        let reading = read(&source);
        if reading.is_accepted() != *taken {
            let faults: Vec<String> = reading
                .faults(&source)
                .iter()
                .map(ToString::to_string)
                .collect();
            wrong.push(format!("{line}\n  {}", faults.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
