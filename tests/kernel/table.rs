//! Rulesets by hand, scripts here and files in `files`: what people write, and each thing that real netfilter does
//! otherwise than people think.

use super::files::{RULESETS, SAVES};
use super::load::{Case, Form};

/// Scripts.
const COMMANDS: &[&str] = &[
    "",
    // the question's own rules, and rules for a router
    "iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -m state --state NEW -i eth1 -j ACCEPT
iptables -A INPUT -j DROP",
    "LAN=eth1; WAN=eth0
iptables -P INPUT DROP; iptables -P FORWARD DROP
for chain in INPUT FORWARD; do
  iptables -A $chain -m conntrack --ctstate INVALID -j DROP
  iptables -A $chain -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
done
iptables -A FORWARD -i $LAN -o $WAN -s 192.168.1.0/24 -m conntrack --ctstate NEW -j ACCEPT
iptables -A INPUT -i $LAN -j ACCEPT
iptables -t nat -A POSTROUTING -o $WAN -j MASQUERADE",
    "iptables -N stateful
iptables -A stateful -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A stateful -m conntrack --ctstate NEW ! -i eth0 -j ACCEPT
iptables -A stateful -j DROP
iptables -A INPUT -j stateful && iptables -A FORWARD -j stateful",
    "iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
iptables -A FORWARD -i eth1 -o eth0 -m conntrack --ctstate NEW -j ACCEPT",
    // raw comes before tracking
    "iptables -t raw -A PREROUTING -m conntrack --ctstate INVALID -j DROP",
    "iptables -t raw -A PREROUTING -m conntrack --ctstate NEW -j DROP",
    "iptables -t raw -A OUTPUT -m conntrack ! --ctstate INVALID -j DROP",
    "iptables -t mangle -A PREROUTING -m conntrack --ctstate INVALID -j DROP
iptables -t mangle -A PREROUTING -i eth0 -m conntrack --ctstate NEW -j DROP",
    // untracked packets are of no state but that, and are not translated
    "iptables -t raw -A PREROUTING -j NOTRACK
iptables -A INPUT -m state --state NEW -j DROP",
    "iptables -t raw -A PREROUTING -p udp -j CT --notrack
iptables -t raw -A OUTPUT -p udp -j CT --notrack
iptables -A INPUT -m conntrack ! --ctstate NEW -j ACCEPT
iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -A FORWARD -m state --state UNTRACKED -j ACCEPT",
    "iptables -t raw -A PREROUTING -i eth1 -p tcp --dport 443 -j NOTRACK
iptables -A FORWARD -m conntrack --ctstate INVALID,UNTRACKED -j DROP",
    // bare ACKs, SYN-ACKs, RSTs of no connection
    "iptables -A INPUT -m state --state NEW -j DROP",
    "iptables -A INPUT -m state --state INVALID -j DROP",
    "iptables -P INPUT DROP
iptables -A INPUT -p tcp ! --syn -j ACCEPT",
    "iptables -A INPUT -p tcp ! --syn -m state --state NEW -j DROP",
    "iptables -A INPUT -p tcp --tcp-flags ALL NONE -j DROP
iptables -A INPUT -p tcp --tcp-flags ALL ALL -j DROP
iptables -A INPUT -p tcp --tcp-flags SYN,RST SYN,RST -j DROP
iptables -A INPUT -p tcp --tcp-flags SYN,FIN SYN,FIN -j DROP
iptables -A FORWARD -p tcp --tcp-flags ACK,FIN,RST RST -j DROP",
    // one half of a connection is none
    "iptables -P FORWARD DROP
iptables -A FORWARD -m state --state NEW -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -m state --state ESTABLISHED -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -A FORWARD -i eth0 -d 192.168.1.0/24 -m state --state ESTABLISHED -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -A FORWARD -i eth0 -d 203.0.113.50 -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -m state --state NEW -j ACCEPT
iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -A FORWARD -m state --state RELATED -j ACCEPT",
    // what REJECT sends leaves by OUTPUT
    "iptables -P OUTPUT DROP
iptables -A OUTPUT -m state --state ESTABLISHED -j ACCEPT
iptables -A INPUT -i eth0 -j REJECT",
    "iptables -P OUTPUT DROP
iptables -A OUTPUT -m state --state ESTABLISHED,RELATED -j ACCEPT
iptables -A INPUT -i eth0 -j REJECT",
    "iptables -A INPUT -i eth0 -p tcp -j REJECT --reject-with tcp-reset
iptables -A INPUT -i eth0 -j REJECT --reject-with icmp-admin-prohibited",
    "iptables -A FORWARD -i eth0 -m conntrack --ctstate NEW -j REJECT --reject-with icmp-net-unreachable",
    "iptables -A OUTPUT -p tcp --dport 443 -j REJECT",
    // ends of chains
    "iptables -P INPUT DROP
iptables -A INPUT -j RETURN
iptables -A INPUT -j ACCEPT",
    "iptables -P INPUT DROP
iptables -N c
iptables -A INPUT -g c
iptables -A INPUT -j ACCEPT",
    "iptables -P INPUT DROP
iptables -N c
iptables -A c -p udp -j RETURN
iptables -A c -p icmp -j DROP
iptables -A INPUT -j c
iptables -A INPUT -j ACCEPT",
    "iptables -N a; iptables -N b; iptables -N c
iptables -A c -p tcp --dport 8080 -j RETURN
iptables -A c -j DROP
iptables -A b -g c
iptables -A b -j DROP
iptables -A a -j b
iptables -A a -j ACCEPT
iptables -A INPUT -i eth0 -j a
iptables -A INPUT -i eth0 -j DROP",
    // emptied and changed chains
    "iptables -P INPUT DROP
iptables -A INPUT -j ACCEPT
iptables -F",
    "iptables -A INPUT -j DROP
iptables -A FORWARD -j DROP
iptables -F INPUT",
    "iptables -N old; iptables -A old -j DROP
iptables -A INPUT -i eth0 -j old
iptables -E old new
iptables -I new -p tcp --dport 8080 -j ACCEPT
iptables -R new 2 -p udp -j DROP",
    "iptables -A INPUT -j DROP
iptables -A INPUT -p tcp -j ACCEPT
iptables -D INPUT 1
iptables -A INPUT -p udp -j DROP
iptables -I INPUT 2 -p icmp -j DROP
iptables -D INPUT -p tcp -j ACCEPT",
    "iptables -N x
iptables -A INPUT -j x
iptables -X x
iptables -X nothing
iptables -A x -p tcp -j DROP
iptables -A INPUT -p tcp --dprot 80 -j DROP
iptables -A INPUT --dport 80 -j DROP
iptables -A INPUT -p udp -j ACCPET",
    // verdicts are of one chain; drops are final
    "iptables -t mangle -A INPUT -j ACCEPT
iptables -A INPUT -j DROP",
    "iptables -t nat -A PREROUTING -j ACCEPT
iptables -P INPUT DROP",
    "iptables -t mangle -P FORWARD DROP
iptables -A FORWARD -j ACCEPT",
    "iptables -t mangle -A POSTROUTING -o eth0 -p tcp --dport 443 -j DROP",
    "iptables -t raw -P OUTPUT DROP",
    "iptables -t mangle -A INPUT -p tcp -j MARK --set-mark 1
iptables -A INPUT -m mark --mark 2 -j DROP
nft add table inet later
nft 'add chain inet later i { type filter hook input priority filter; }'
nft add rule inet later i tcp dport 8080 meta mark set 2
iptables -P INPUT DROP
iptables -A INPUT -p tcp -j ACCEPT",
    "nft add table inet earlier
nft 'add chain inet earlier i { type filter hook input priority filter; }'
nft add rule inet earlier i tcp dport 8080 meta mark set 2
iptables -A FORWARD -j ACCEPT
iptables -A INPUT -m mark --mark 2 -j DROP",
    // loopback, and the gateway's own traffic
    "iptables -P INPUT DROP
iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT",
    "iptables -P INPUT DROP
iptables -A INPUT -i lo -j ACCEPT",
    "iptables -P INPUT DROP
iptables -P OUTPUT DROP
iptables -A INPUT -i lo -j ACCEPT
iptables -A OUTPUT -o lo -j ACCEPT
iptables -A OUTPUT -m state --state NEW,ESTABLISHED -j ACCEPT
iptables -A INPUT -m state --state ESTABLISHED -j ACCEPT",
    "iptables -P OUTPUT DROP
iptables -A OUTPUT -m state --state ESTABLISHED -j ACCEPT",
    // addresses and ports that anyone may choose
    "iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -A INPUT -s 192.168.1.0/24 -j ACCEPT
iptables -A FORWARD -s 192.168.1.0/24 -j ACCEPT",
    "iptables -P INPUT DROP
iptables -A INPUT -p tcp --sport 443 -j ACCEPT
iptables -A INPUT -p udp --sport 53 -j ACCEPT",
    "iptables -t raw -A PREROUTING -m rpfilter --invert -j DROP",
    "iptables -t mangle -A PREROUTING -m rpfilter --loose -j ACCEPT
iptables -t mangle -A PREROUTING -j DROP",
    // the state module twice, and the rest of conntrack
    "iptables -P INPUT DROP
iptables -A INPUT -m state --state NEW -m conntrack --ctstate ESTABLISHED -j ACCEPT",
    "iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -A INPUT -m conntrack --ctdir REPLY -j ACCEPT
iptables -A FORWARD -m conntrack --ctdir REPLY -j ACCEPT
iptables -A FORWARD -i eth1 -m conntrack --ctdir ORIGINAL -j ACCEPT",
    "iptables -P INPUT DROP
iptables -A INPUT -m conntrack --ctstatus SEEN_REPLY -j ACCEPT",
    "iptables -P INPUT DROP
iptables -P FORWARD DROP
iptables -A INPUT -m conntrack --ctstatus ASSURED -j ACCEPT
iptables -A FORWARD -i eth1 -j ACCEPT
iptables -A FORWARD -m conntrack --ctstatus CONFIRMED ! --ctdir ORIGINAL -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctorigsrc 192.168.1.0/24 -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctrepldst 203.0.113.50 -j ACCEPT
iptables -A FORWARD -i eth1 -j ACCEPT",
    "iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctstate SNAT -j ACCEPT
iptables -A FORWARD -i eth1 -m conntrack --ctproto tcp --ctorigdstport 443 -j ACCEPT
iptables -A FORWARD -i eth1 -p udp -j ACCEPT",
    // rules that decide nothing or match nothing
    "iptables -P INPUT DROP
iptables -A INPUT",
    "iptables -P INPUT DROP
iptables -A INPUT -i 'eth*' -j ACCEPT
iptables -A INPUT -i eth0,eth1 -j ACCEPT
iptables -A INPUT -i eth1:0 -j ACCEPT
iptables -A INPUT -s 192.168.1 -j ACCEPT",
    "iptables -P INPUT DROP
iptables -A INPUT -i eth+ -p tcp -j ACCEPT
iptables -A FORWARD -i + -o eth0 -p udp -j DROP",
    // prefixes, cases, orders that the tool takes
    "iptables -P INPUT DROP
iptables -j ACCEPT -A INPUT -m state --state est,rel
iptables --append INPUT --in-interface eth1 --protocol TCP --match multiport --dport 22,8080 --jump ACCEPT
iptables -A INPUT -p ip -s 203.0.113.9/24 -m comment --comment 'not all' -j DROP",
    // more matches
    "iptables -P INPUT DROP
iptables -A INPUT -p tcp -m multiport --dports 22,80,8000:9000 -j ACCEPT
iptables -A INPUT -p udp -m multiport ! --ports 5000,53 -j ACCEPT",
    "iptables -A INPUT -m iprange --src-range 203.0.113.5-203.0.113.20 -j DROP
iptables -A FORWARD -m iprange ! --dst-range 192.168.1.10-192.168.1.20 -j DROP",
    "iptables -A INPUT -m addrtype ! --dst-type LOCAL -j DROP
iptables -A FORWARD -m addrtype --src-type LOCAL -j DROP
iptables -t mangle -A PREROUTING -i eth0 -m addrtype ! --dst-type LOCAL -j DROP",
    "iptables -P INPUT DROP
iptables -A INPUT -p icmp --icmp-type echo-request -j ACCEPT
iptables -A INPUT -p icmp --icmp-type 3 -j ACCEPT
iptables -A FORWARD -p icmp --icmp-type port-unreachable -j DROP",
    // marks
    "iptables -t mangle -A PREROUTING -i eth1 -j MARK --set-mark 7
iptables -P FORWARD DROP
iptables -A FORWARD -m mark --mark 7 -j ACCEPT
iptables -A FORWARD -m mark --mark 0x0/0x1 -m state --state ESTABLISHED -j ACCEPT",
    "iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark
iptables -t mangle -A PREROUTING -i eth1 -m mark --mark 0 -j MARK --set-mark 1
iptables -t mangle -A PREROUTING -j CONNMARK --save-mark
iptables -P FORWARD DROP
iptables -A FORWARD -m connmark --mark 1 -j ACCEPT
iptables -A INPUT -m mark ! --mark 1 -j DROP",
    "iptables -t mangle -A PREROUTING -j MARK --set-xmark 0xff/0x0f
iptables -t mangle -A PREROUTING -p tcp -j MARK --xor-mark 0x3
iptables -t mangle -A PREROUTING -j CONNMARK --set-xmark 0x5/0xff
iptables -A INPUT -m mark --mark 0xfc/0xff -j DROP
iptables -A INPUT -m connmark ! --mark 5 -j DROP",
    "iptables -t mangle -A PREROUTING -p tcp -j CONNMARK --set-mark 3
iptables -t mangle -A PREROUTING -p tcp -j CONNMARK --save-mark --nfmask 0x1 --ctmask 0x1
iptables -t mangle -A INPUT -j CONNMARK --restore-mark --nfmask 0x2 --ctmask 0x2
iptables -A INPUT -m mark --mark 2 -j DROP",
    // translation
    "iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80
iptables -P FORWARD DROP
iptables -A FORWARD -m conntrack --ctstate DNAT -j ACCEPT
iptables -A FORWARD -m state --state ESTABLISHED -j ACCEPT",
    "iptables -t nat -A PREROUTING -p tcp --dport 8080 -j REDIRECT --to-ports 22
iptables -t nat -A PREROUTING -p udp -j REDIRECT
iptables -t nat -A OUTPUT -p tcp --dport 443 -j REDIRECT --to-ports 8443
iptables -P INPUT DROP
iptables -A INPUT -p tcp --dport 22 -j ACCEPT",
    "iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 203.0.113.50
iptables -t nat -A POSTROUTING -o eth1 -j MASQUERADE",
    "iptables -t nat -A POSTROUTING -p tcp -o eth0 -j SNAT --to-source 203.0.113.77:4000
iptables -t nat -A POSTROUTING -p udp -o eth0 -j SNAT --to-source 203.0.113.77:4000-4010
iptables -t nat -A POSTROUTING -p icmp -j SNAT --to-source 203.0.113.77",
    "iptables -t nat -A POSTROUTING -s 192.168.1.0/24 -o eth0 -j NETMAP --to 10.9.8.0/24
iptables -t nat -A PREROUTING -i eth0 -d 10.9.8.0/24 -j NETMAP --to 192.168.1.0/24",
    "iptables -t nat -A PREROUTING -d 203.0.113.0/24 -i eth0 -j NETMAP --to 192.168.1.0/24
iptables -A FORWARD -d 192.168.1.50 -p udp -j DROP",
    "iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination 192.168.1.77
iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination 192.168.1.10
iptables -t nat -A OUTPUT -d 203.0.113.9 -j DNAT --to-destination 192.168.1.10",
    "iptables -t nat -A POSTROUTING -d 8.8.8.8 -j ACCEPT
iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE --to-ports 3000",
    "iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination 127.0.0.1
iptables -t nat -A PREROUTING -p tcp -i eth0 -j DNAT --to-destination 192.168.1.1:22",
    "iptables -t nat -A INPUT -p tcp -j SNAT --to-source 203.0.113.99
iptables -A OUTPUT -p tcp -m conntrack --ctrepldst 203.0.113.99 -j ACCEPT
iptables -P OUTPUT DROP",
];

/// All of them.
pub(crate) fn cases() -> Vec<Case> {
    let of = |form: Form, texts: &[&str]| {
        let case = |(number, text): (usize, &&str)| Case {
            name: format!("by hand: {form:?} {number}"),
            form,
            text: (*text).to_owned(),
        };
        texts.iter().enumerate().map(case).collect::<Vec<_>>()
    };
    [
        of(Form::Commands, COMMANDS),
        of(Form::Save, SAVES),
        of(Form::Ruleset, RULESETS),
    ]
    .concat()
}
