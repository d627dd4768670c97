//! Rulesets for nft made up by the hundred: whole files and single commands.

use crate::made::Dice;

/// Tests for a chain of a filter table in family inet. A `~` before one says that nft refuses it.
const TESTS: &[&str] = &[
    "ip saddr . tcp dport { 1.1.1.1 . 22, 2.2.2.2 . 80 }",
    "meta l4proto { tcp, udp } th dport 53",
    "meta l4proto tcp",
    "meta l4proto 6",
    "meta mark 1",
    "meta mark and 0xff == 0x1",
    "meta mark & 0xff != 0x1",
    "mark 7",
    "ct mark 5",
    "ct mark & 0xf == 3",
    "icmp type { echo-request, echo-reply }",
    "icmp type echo-request limit rate 5/second",
    "icmp type 8",
    "icmpv6 type { nd-neighbor-solicit, echo-request }",
    "icmp code 3",
    "fib daddr type local",
    "fib daddr type { local, broadcast }",
    "fib daddr type != local",
    "fib saddr . iif oif missing",
    "ct direction original",
    "ct direction reply",
    "ct status dnat",
    "ct status assured",
    "ct status { snat, dnat }",
    "ct status seen-reply,assured",
    "counter packets 5 bytes 10",
    "counter",
    "limit rate 10/second burst 5 packets",
    "limit rate over 10/minute",
    "limit rate 1 mbytes/second",
    "tcp flags syn",
    "tcp flags & (syn|ack) == syn",
    "tcp flags syn / syn,ack",
    "tcp flags != syn",
    "tcp flags & (fin|syn|rst|psh|ack|urg) == 0x0",
    "ip saddr 10.0.0.0/8",
    "ip saddr != { 10.0.0.0/8, 192.168.0.0/16 }",
    "ip saddr 10.0.0.1-10.0.0.9",
    "ip daddr 192.168.1.10/24",
    "ip daddr != 10.0.0.1",
    "tcp dport 1-1023",
    "tcp dport != 22",
    "tcp dport >= 1024",
    "tcp dport > 1024",
    "tcp dport < 1024",
    "udp sport 53",
    "tcp dport ssh",
    "tcp dport { ssh, http, 443 }",
    "tcp dport {22,80}",
    "udp dport { 53, 67-68 }",
    "ip protocol tcp",
    "ip protocol { tcp, udp }",
    "ip6 nexthdr tcp",
    "ip protocol != icmp",
    "meta nfproto ipv4",
    "meta protocol ip",
    "iif lo",
    "iif \"lo\"",
    "iifname eth0",
    "iifname \"eth*\"",
    "iifname { eth0, \"eth1\" }",
    "iifname != eth0",
    "iifname eth0 oifname eth1",
    "iifname . oifname { eth0 . eth1 }",
    "meta iifname eth0",
    "ct state new",
    "ct state new,established",
    "ct state { new, established }",
    "ct state != new",
    "ct state established, related",
    "ct state & (new|established) != 0",
    "ct state not new",
    "ct state invalid,untracked",
    "meta pkttype broadcast",
    "meta skuid 0",
    "ip ttl 5",
    "ip dscp ef",
    "ip length > 100",
    "ct count over 5",
    "quota over 5 mbytes",
    "th dport 53",
    "tcp sport 1024-65535 tcp dport 22",
    "ct original ip saddr 1.1.1.1",
    "ct expiration 30s",
    "ct helper \"ftp\"",
    "ip6 saddr fe80::/10",
    "ip6 daddr { fd00::1, fe80::/10 }",
    "log prefix \"a: \" level info",
    "log",
    "log flags all",
    "log group 2",
    "ip saddr @hosts",
    "ip saddr != @nets",
    "tcp dport @ports",
    "tcp dport $WEB",
    "ip saddr $LAN",
    "iifname $IF",
    "ct mark set 5",
    "meta mark set 0x5",
    "meta mark set ct mark",
    "ct mark set meta mark",
    "~ip saddr 10.0.0.1, 10.0.0.2",
    "~tcp dport 22,80",
    "~ct state NEW",
    "~ct state established related",
    "~ip saddr @nosuch",
    "~ip saddr $nosuch",
    "~ct original saddr 1.1.1.1",
    "~ip saddr 10.0.0.300",
    "~tcp dport 99999",
    "~tcp dport foo",
    "~tcp dprot 22",
    "~ct sate new",
    "~iifnam eth0",
    "~ip6 saddr 10.0.0.1",
    "~ip saddr fe80::1",
    "~icmp type ping",
    "~icmp type 300",
    "~meta l4proto foo",
    "~comment \"early\"",
    "~tcp dport",
    "~ct state",
    "~tcp dport 80-22",
    "~ip saddr 10.0.0.0/33",
    "~dport 22",
    "~ct state establised",
];

const VERDICTS: &[&str] = &[
    "accept",
    "accept",
    "drop",
    "drop",
    "return",
    "continue",
    "jump own",
    "goto own",
    "reject",
    "reject with icmp type host-prohibited",
    "reject with icmpx type port-unreachable",
    "reject with icmpx admin-prohibited",
    "reject with tcp reset",
    "reject with icmpv6 type no-route",
    "accept comment \"hello\"",
    "",
    "ct state vmap { new : accept, invalid : drop }",
    "tcp dport vmap { 22 : accept, 23-25 : drop, 80 : jump own }",
    "ip saddr . tcp dport vmap { 1.1.1.1 . 22 : accept }",
    "ip saddr vmap @verdicts",
    "meta l4proto vmap { tcp : jump own, udp : goto own, icmp : accept }",
    "~jump nosuch",
    "~accept drop",
    "~drop counter",
    "~ACCEPT",
    "~acept",
    "~masquerade",
    "~snat to 1.1.1.1",
    "~reject with nonsense",
];

fn pick(dice: &mut Dice, pool: &[&'static str]) -> &'static str {
    loop {
        let found = dice.pick(pool);
        match found.strip_prefix('~') {
            None => return found,
            Some(found) if dice.once_in(12) => return found,
            Some(_) => {}
        }
    }
}

fn rule(dice: &mut Dice) -> String {
    let mut words: Vec<&str> = (0..dice.below(3)).map(|_| pick(dice, TESTS)).collect();
    words.push(pick(dice, VERDICTS));
    // nft lists the ports of ICMP as its checksum
    if words.iter().any(|word| word.starts_with("icmp")) {
        words.retain(|word| !word.contains("th dport"));
    }
    words.join(" ").trim().to_owned()
}

const NAT: &[&str] = &[
    "oifname \"eth0\" masquerade",
    "masquerade random",
    "ip saddr 10.0.0.0/8 snat ip to 1.1.1.1",
    "snat ip to 1.1.1.1-1.1.1.9",
    "tcp dport 80 snat ip to 1.1.1.1:1024-2048",
    "ct state new masquerade",
    "masquerade fully-random,persistent",
    "tcp sport 5 masquerade to :1024-65535",
    "accept",
    "~dnat ip to 1.1.1.1",
    "~redirect",
    "~snat to 1.1.1.1",
    "~masquerade to 1.1.1.1",
];
const DNAT: &[&str] = &[
    "tcp dport 80 dnat ip to 10.0.0.1:8080",
    "dnat ip to 10.0.0.1",
    "tcp dport 80 redirect to :8080",
    "tcp dport { 80, 443 } dnat ip to 10.0.0.5",
    "redirect",
    "iifname \"eth0\" tcp dport 22 dnat ip to 10.0.0.9",
    "udp dport 53 dnat ip to 10.0.0.1-10.0.0.3",
    "ip6 daddr fd00::1 dnat ip6 to fd00::2",
    "tcp dport 81 redirect to 82",
    "~masquerade",
    "~dnat ip to 10.0.0.300",
];

const SETS: &str = "\
define WEB = { 80, 443 }
define LAN = 10.0.0.0/8
define IF = \"eth1\"
table inet f {
	set hosts {
		type ipv4_addr
		elements = { 10.0.0.1, 10.0.0.2 }
	}
	set nets {
		type ipv4_addr
		flags interval
		elements = { 10.0.0.0/8, 172.16.0.0-172.16.0.9 }
	}
	set ports {
		type inet_service
		flags interval
		elements = { 22, 8000-8080 }
	}
	map verdicts {
		type ipv4_addr : verdict
		elements = { 10.0.0.1 : accept, 10.0.0.2 : drop }
	}
	chain own {
	}
";

/// A ruleset file.
pub(crate) fn file(dice: &mut Dice) -> String {
    let mut out = String::from(SETS);
    let hook = dice.pick(&["input", "forward", "output"]);
    let priority = dice.pick(&["0", "filter", "filter + 10", "-5", "mangle", "security"]);
    let policy = dice.pick(&[" policy drop;", " policy accept;", ""]);
    out += &format!("\tchain c {{\n\t\ttype filter hook {hook} priority {priority};{policy}\n");
    for _ in 0..1 + dice.below(3) {
        out += &format!("\t\t{}\n", rule(dice));
    }
    out += "\t}\n";
    if dice.once_in(3) {
        out += "\tchain n {\n\t\ttype nat hook postrouting priority srcnat;\n";
        out += &format!("\t\t{}\n\t}}\n", pick(dice, NAT));
    }
    if dice.once_in(3) {
        out += "\tchain d {\n\t\ttype nat hook prerouting priority dstnat; policy accept;\n";
        out += &format!("\t\t{}\n\t}}\n", pick(dice, DNAT));
    }
    out += "}\n";
    if dice.once_in(4) {
        const MORE: &[&str] = &[
            "add element inet f hosts { 10.0.0.3 }",
            "add rule inet f own tcp dport 5 accept",
            "insert rule inet f c drop",
            "add chain inet f new",
            "add chain inet f base { type filter hook input priority 1; policy drop; }",
            "delete chain inet f n",
            "table ip g { chain c { type filter hook input priority 0; }; }",
            "add table ip h",
            "add rule inet f c counter",
            "add rule inet f nosuch drop",
            "add rule ip f c drop",
            "add element inet f nosuch { 1.1.1.1 }",
            "nonsense",
            "}",
            "table inet f { chain c { policy drop; }",
            "delete chain inet f own",
            "create table inet f",
            "create chain inet f fresh",
            "add set inet f s2 { type ipv4_addr; }",
            "delete set inet f hosts",
            "flush set inet f hosts",
            "list ruleset",
            "add counter inet f x",
            "chain loose { }",
        ];
        out += dice.pick(MORE);
        out.push('\n');
    }
    if dice.once_in(6) {
        slip(dice, &mut out);
    }
    out
}

/// One letter, mark or line too few or too many.
fn slip(dice: &mut Dice, text: &mut String) {
    // what the sets hold is not looked at closely
    let at = SETS.len() + dice.below(text.len() - SETS.len());
    match dice.below(3) {
        0 => {
            let _ = text.remove(at);
        }
        1 => text.insert_str(at, dice.pick(&["{", "}", ";", "x", " ", ",", "\n"])),
        _ => {
            let sets = SETS.lines().count();
            let line = sets + dice.below(text.lines().count() - sets);
            let kept: Vec<&str> = text
                .lines()
                .enumerate()
                .filter(|(number, _)| *number != line)
                .map(|(_, line)| line)
                .collect();
            *text = kept.join("\n") + "\n";
        }
    }
}
