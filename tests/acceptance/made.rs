//! Command lines made up by the thousand: right ones from all that iptables knows, and the slips people make in them.

/// Numbers that look thrown and are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn pick<'p, T: ?Sized>(&mut self, pool: &[&'p T]) -> &'p T {
        pool[self.below(pool.len())]
    }

    /// Once in `n`.
    pub(crate) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// Tests that go with any protocol.
const ANY: &[&str] = &[
    "-i eth0",
    "-o eth1",
    "! -i lo",
    "-i eth+",
    "-i +",
    "--in-interface ppp0",
    "--out-interface tun0",
    "-i 'eth*'",
    "-i eth0,eth1",
    "-s 10.0.0.1",
    "-s 10.0.0.0/8",
    "-d 192.168.1.10/24",
    "--source 10.0.0.0/255.0.0.0",
    "--dst 1.2.3.4",
    "! -s 10.0.0.1",
    "! --destination 10.0.0.0/8",
    "-s 192.168.1",
    "-s 0/0",
    "-d 10.1",
    "-s 10.0.0.1,10.0.0.2",
    "-d 10.0.0.0/8,192.168.0.0/16",
    "-s 10.0.0.1/0.0.0.255",
    "--src 0.0.0.0/0",
    "-s 1.2.3.4/32",
    "-s 127.1",
    "-d 255.255.255.255",
    "-s 010.0.0.1",
    "-p all",
    "-p 0",
    "-p 47",
    "-p gre",
    "-p esp",
    "-p ah",
    "-p ospf",
    "! -p tcp",
    "! -p udp",
    "-p 255",
    "-p ip",
    "--protocol igmp",
    "-p vrrp",
    "-f",
    "! -f",
    "--fragment",
    "-m state --state NEW",
    "-m state --state ESTABLISHED,RELATED",
    "-m state --state new,established",
    "-m state ! --state INVALID",
    "-m state --state EST",
    "-m state --state R,E",
    "-m state --state UNTRACKED",
    "-m state --stat NEW",
    "-m conntrack --ctstate NEW",
    "-m conntrack --ctstate RELATED,ESTABLISHED",
    "-m conntrack --ctstate SNAT",
    "-m conntrack ! --ctstate INVALID,DNAT",
    "-m conntrack --ctstate new,DNAT",
    "-m conntrack --ctdir ORIGINAL",
    "-m conntrack --ctdir reply",
    "-m conntrack --ctproto tcp",
    "-m conntrack --ctproto 17",
    "-m conntrack --ctorigsrc 10.0.0.0/8",
    "-m conntrack ! --ctorigdst 10.0.0.1",
    "-m conntrack --ctreplsrc 1.2.3.4",
    "-m conntrack --ctrepldst 1.2.3.4",
    "-m conntrack --ctorigdstport 80",
    "-m conntrack --ctorigsrcport 1024:2048",
    "-m conntrack --ctreplsrcport 53",
    "-m conntrack --ctrepldstport 80:80",
    "-m conntrack --ctstatus SEEN_REPLY",
    "-m conntrack --ctstatus ASSURED,CONFIRMED",
    "-m conntrack --ctstatus NONE",
    "-m conntrack ! --ctstatus expected",
    "-m conntrack --ctexpire 10:20",
    "-m conntrack --ctexpire 60",
    "-m mark --mark 1",
    "-m mark --mark 0x1/0xff",
    "-m mark ! --mark 7",
    "-m connmark --mark 2",
    "-m connmark ! --mark 0x10/0xf0",
    "-m addrtype --dst-type LOCAL",
    "-m addrtype --src-type UNICAST",
    "-m addrtype ! --dst-type BROADCAST,MULTICAST",
    "-m addrtype --dst-type local",
    "-m iprange --src-range 10.0.0.1-10.0.0.9",
    "-m iprange --dst-range 10.0.0.1",
    "-m iprange ! --src-range 10.0.0.1-10.0.0.9",
    "-m limit --limit 3/minute",
    "-m limit --limit 5/sec --limit-burst 10",
    "-m limit",
    "-m limit --limit 1/h",
    "-m limit --limit 100",
    "-m limit --limit 2/d",
    "-m hashlimit --hashlimit-name x --hashlimit-upto 5/sec",
    "-m hashlimit --hashlimit-above 10/min --hashlimit-name y --hashlimit-mode srcip",
    "-m hashlimit --hashlimit 3/s --hashlimit-name z --hashlimit-mode srcip,dstport --hashlimit-burst 7",
    "-m recent --name bad --set",
    "-m recent --rcheck --seconds 60",
    "-m recent --update --seconds 60 --hitcount 4 --name s",
    "-m recent ! --rcheck --name bad --rsource",
    "-m recent --remove --name x --rdest",
    "-m comment --comment 'a word'",
    "-m comment --comment plain",
    "-m mac --mac-source 00:11:22:33:44:55",
    "-m mac ! --mac-source AA:BB:CC:DD:EE:FF",
    "-m owner --uid-owner 0",
    "-m owner --gid-owner 0-0",
    "-m owner ! --uid-owner 0",
    "-m owner --socket-exists",
    "-m pkttype --pkt-type broadcast",
    "-m length --length 10:100",
    "-m length --length 64",
    "-m ttl --ttl-eq 64",
    "-m ttl --ttl-lt 5",
    "-m tos --tos 0x10",
    "-m dscp --dscp 10",
    "-m dscp --dscp-class EF",
    "-m statistic --mode random --probability 0.5",
    "-m statistic --mode nth --every 3 --packet 0",
    "-m time --timestart 08:00 --timestop 18:00",
    "-m time --weekdays Mon,Tue",
    "-m string --string abc --algo bm",
    "-m helper --helper ftp",
    "-m connlimit --connlimit-above 3",
    "-m connlimit --connlimit-upto 3 --connlimit-mask 24",
    "-m rpfilter --invert",
    "-m physdev --physdev-in eth0",
    "-m connbytes --connbytes 10:20 --connbytes-dir both --connbytes-mode packets",
    "-m quota --quota 1000",
    "-m socket",
    "-m realm --realm 1",
    "-m cpu --cpu 0",
    "-m u32 --u32 '0=1'",
    "-m policy --dir in --pol none",
];

/// Protocols with their tests.
const WITH_PROTOCOL: &[(&str, &[&str])] = &[
    (
        "-p tcp",
        &[
            "--dport 22",
            "--sport 1024:65535",
            "--dport ssh",
            "--dport :1023",
            "--sport 1024:",
            "! --dport 80",
            "--destination-port 443",
            "--source-port http",
            "--syn",
            "! --syn",
            "--tcp-flags SYN,ACK SYN",
            "--tcp-flags ALL NONE",
            "--tcp-flags SYN,RST,ACK,FIN SYN",
            "! --tcp-flags ALL ACK,FIN",
            "--tcp-option 4",
            "-m tcp --dport 8080",
            "-m multiport --dports 22,80,443",
            "-m multiport --sports 1:100,ssh",
            "-m multiport ! --ports 1,2",
            "-m multiport --dport 80,443",
            "-m multiport --source-ports 5",
            "--dport 0x50",
            "--dport 0",
            "--dport 65535",
            "-m tcpmss --mss 100:200",
        ],
    ),
    (
        "-p udp",
        &[
            "--dport 53",
            "--sport 67:68",
            "! --sport 53",
            "--dport domain",
            "-m udp --dport 123",
            "-m multiport --ports 53,123",
            "-m multiport --dports 1024:65535",
        ],
    ),
    (
        "-p icmp",
        &[
            "--icmp-type 8",
            "--icmp-type echo-request",
            "! --icmp-type echo-reply",
            "--icmp-type 3/4",
            "--icmp-type any",
            "--icmp-type port-unreachable",
            "-m icmp --icmp-type time-exceeded",
            "--icmp-type ping",
            "--icmp-type host-un",
            "--icmp-type 11",
        ],
    ),
    (
        "-p sctp",
        &[
            "--dport 80",
            "-m multiport --dports 80,90",
            "--chunk-types any INIT",
        ],
    ),
    ("-p 6", &["--dport 22", "-m tcp --dport 22", "--syn"]),
    ("-p TCP", &["--dport 22"]),
    ("-p 17", &["--dport 53"]),
    ("-p 1", &["--icmp-type 8"]),
    ("-p udplite", &["-m multiport --dports 80"]),
    ("-p dccp", &["--dport 80"]),
    ("-p esp", &["--espspi 5", "-m esp --espspi 1:10"]),
    ("-p ah", &["-m ah --ahspi 5"]),
];

/// Targets by table; the first row goes everywhere.
const TARGETS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "-j ACCEPT",
            "-j ACCEPT",
            "-j DROP",
            "-j RETURN",
            "--jump DROP",
            "-j LOG",
            "-j LOG --log-prefix 'in: '",
            "-j LOG --log-level 4",
            "-j LOG --log-level debug --log-ip-options",
            "-j LOG --log-prefix 'a very very long prefix that is cut'",
            "-j NFLOG --nflog-group 2",
            "-j NFLOG --nflog-prefix x",
            "-j NFQUEUE --queue-num 1",
            "-j NFQUEUE --queue-balance 0:3 --queue-bypass",
            "-j NFQUEUE",
            "-j QUEUE",
            "-j MARK --set-mark 1",
            "-j MARK --set-xmark 0x1/0xff",
            "-j MARK --or-mark 4",
            "-j MARK --and-mark 4",
            "-j MARK --xor-mark 4",
            "-j MARK --set-mark 1/3",
            "-j CONNMARK --save-mark",
            "-j CONNMARK --restore-mark",
            "-j CONNMARK --set-mark 3",
            "-j CONNMARK --set-xmark 1/2",
            "-j CONNMARK --save-mark --nfmask 0xff --ctmask 0xff",
            "-j CONNMARK --or-mark 1",
            "-j own",
            "-g own",
            "--goto own",
            "-j CLASSIFY --set-class 1:2",
            "",
            "-j AUDIT --type accept",
        ],
    ),
    (
        "filter",
        &[
            "-j REJECT",
            "-j REJECT --reject-with icmp-host-prohibited",
            "-j REJECT --reject-with tcp-reset",
            "-j REJECT --reject-with host-prohib",
            "-p tcp -j REJECT --reject-with tcp-reset",
            "-j REJECT --reject-with icmp-admin-prohibited",
            "-j REJECT --reject-with port-unreach",
        ],
    ),
    (
        "nat",
        &[
            "-j MASQUERADE",
            "-p tcp -j MASQUERADE --to-ports 1024-2048",
            "-j MASQUERADE --random",
            "-j SNAT --to-source 1.2.3.4",
            "-j SNAT --to-source 1.2.3.4-1.2.3.9",
            "-p tcp -j SNAT --to-source 1.2.3.4:1024-2048",
            "-j SNAT --to 1.2.3.4 --random",
            "-j DNAT --to-destination 10.0.0.1",
            "-p tcp -j DNAT --to-destination 10.0.0.1:8080",
            "-p udp -j DNAT --to 10.0.0.1-10.0.0.5:53-54",
            "-p tcp -j REDIRECT --to-ports 8080",
            "-j REDIRECT",
            "-p tcp -j REDIRECT --to-port 80",
            "-j NETMAP --to 10.0.0.0/24",
            "-p tcp -j DNAT --to-destination :80",
            "-j SNAT --to-source 1.2.3.4 --persistent",
            "-p udp -j MASQUERADE --to-ports 53",
        ],
    ),
    (
        "mangle",
        &[
            "-p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu",
            "-p tcp --syn -j TCPMSS --set-mss 1400",
            "-j TOS --set-tos 0x10",
            "-j TOS --set-tos Maximize-Throughput",
            "-j DSCP --set-dscp 10",
            "-j DSCP --set-dscp-class EF",
            "-j TTL --ttl-set 64",
            "-j TTL --ttl-inc 1",
            "-p udp -j CHECKSUM --checksum-fill",
            "-p tcp -j ECN --ecn-tcp-remove",
            "-j TEE --gateway 10.0.0.1",
        ],
    ),
    (
        "raw",
        &[
            "-j NOTRACK",
            "-j CT --notrack",
            "-j CT --zone 3",
            "-j TRACE",
            "-p tcp -j CT --helper ftp",
            "-j CT",
        ],
    ),
];

const TABLES: &[(&str, &[&str])] = &[
    ("filter", &["INPUT", "INPUT", "FORWARD", "OUTPUT", "own"]),
    ("filter", &["INPUT", "FORWARD", "OUTPUT", "other"]),
    (
        "nat",
        &["PREROUTING", "POSTROUTING", "OUTPUT", "INPUT", "own"],
    ),
    (
        "mangle",
        &[
            "PREROUTING",
            "INPUT",
            "FORWARD",
            "OUTPUT",
            "POSTROUTING",
            "own",
        ],
    ),
    ("raw", &["PREROUTING", "OUTPUT", "own"]),
];

const BUILT_IN: &[&str] = &["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"];

/// Words that stand in wrong places.
const STRANGERS: &[&str] = &[
    "ACCPET",
    "accept",
    "DORP",
    "REJCET",
    "input",
    "Input",
    "PREROUTING",
    "POSTROUTING",
    "INPUT",
    "99999",
    "-1",
    "any",
    "eth0",
    "10.0.0.256",
    "10.0.0.0/33",
    "10.0.0.1/",
    "tcp",
    "TCP",
    "tpc",
    "NEW",
    "NEW,",
    "NEW,RELATED",
    "new",
    "ESTABLISED",
    "!",
    "!eth0",
    "--cstate",
    "--ctsate",
    "--state",
    "--ctstate",
    "--dport",
    "--sports",
    "--dports",
    "-p",
    "-m",
    "conntrack",
    "contrack",
    "state",
    "multiport",
    "-j",
    "LOG",
    "fliter",
    "nat",
    "-A",
    "-I",
    "0",
    "1",
    "22,80",
    "22-80",
    "80:22",
    "22:",
    "ssh",
    "SSH",
    "fe80::1",
    "::/0",
    "icmp",
    "icmpv6",
    "echo",
    "-s",
    "--syn",
    "–j",
    "—dport",
    "--verbose",
    "-v",
    "-n",
    "-w",
    "-x",
    "--line-numbers",
    "-4",
    "-6",
    "",
    "abcdefghijklmnopqrstuvwxyzabcdefghij",
    "own",
    "OWN",
    "-c",
    "7",
    "1/0",
    "3/fortnight",
    "0x1g",
    "10.0.0.9-10.0.0.1",
    ",",
    "-",
    "--",
    "x=y",
    "a b",
];

/// A chain of one table with the words before the rule.
fn place(dice: &mut Dice) -> (&'static str, &'static str) {
    let (table, chains) = TABLES[dice.below(TABLES.len())];
    (table, dice.pick(chains))
}

/// The tests and target of a rule.
fn rule(dice: &mut Dice, table: &str) -> Vec<String> {
    let mut clauses: Vec<&str> = Vec::new();
    if dice.once_in(2) {
        let (protocol, tests) = WITH_PROTOCOL[dice.below(WITH_PROTOCOL.len())];
        clauses.push(protocol);
        let first = dice.pick(tests);
        clauses.push(first);
        let second = dice.pick(tests);
        // of two ports in a rule `iptables-save` prints one only
        if dice.once_in(4) && !(first.contains("port") && second.contains("-m")) {
            clauses.push(second);
        }
    }
    for _ in 0..dice.below(3) {
        clauses.push(dice.pick(ANY));
    }
    let (_, targets) = TARGETS[if dice.once_in(2) {
        0
    } else {
        TARGETS
            .iter()
            .position(|(name, _)| *name == table)
            .unwrap_or(0)
    }];
    clauses.push(dice.pick(targets));
    if dice.once_in(12) {
        let last = clauses.pop().unwrap_or_default();
        clauses.insert(0, last);
    }
    words(&clauses.join(" "))
}

/// Words of a shell line; what stands in quotes stays one, quotes and all.
fn words(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        quoted ^= c == '\'';
        match (c, out.last_mut()) {
            (' ', _) if !quoted => out.push(String::new()),
            (_, Some(last)) => last.push(c),
            _ => {}
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// A command as it should be.
fn right(dice: &mut Dice) -> Vec<String> {
    let (table, chain) = place(dice);
    let number = (1 + dice.below(3)).to_string();
    let at = |number: &str| number.to_owned();
    let owned = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let mut line = if table == "filter" && dice.once_in(2) {
        Vec::new()
    } else {
        owned(&["-t", table])
    };
    match dice.below(30) {
        0 => line.extend(owned(&["-P", chain, dice.pick(&["ACCEPT", "DROP"])])),
        1 => line.extend(owned(&["-N", dice.pick(&["own", "other", "third"])])),
        2 => line.extend(owned(&[
            dice.pick(&["-F", "-Z", "-L", "-S", "--flush", "--zero", "-nvL"]),
            chain,
        ])),
        3 => line.push(at(dice.pick(&["-F", "-Z", "-X", "-S", "-L"]))),
        4 => line.extend(owned(&[
            dice.pick(&["-X", "--delete-chain"]),
            dice.pick(&["own", "other", "third"]),
        ])),
        5 => line.extend(owned(&[
            "-E",
            dice.pick(&["own", "other"]),
            dice.pick(&["third", "own", "fourth"]),
        ])),
        6 => line.extend(owned(&[dice.pick(&["-D", "--delete"]), chain, &number])),
        7 | 8 => {
            line.extend(owned(&[dice.pick(&["-D", "-C", "--check"]), chain]));
            line.extend(rule(dice, table));
        }
        9 | 10 => {
            line.extend(owned(&[dice.pick(&["-I", "--insert"]), chain, &number]));
            line.extend(rule(dice, table));
        }
        11 | 12 => {
            line.extend(owned(&["-R", chain, &number]));
            line.extend(rule(dice, table));
        }
        13..=15 => {
            line.extend(owned(&[dice.pick(&["-I", "--insert"]), chain]));
            line.extend(rule(dice, table));
        }
        _ => {
            line.extend(owned(&[dice.pick(&["-A", "-A", "--append"]), chain]));
            line.extend(rule(dice, table));
        }
    }
    line
}

/// One slip of the pen.
fn slip(dice: &mut Dice, line: &mut Vec<String>) {
    let at = dice.below(line.len());
    let stranger = dice.pick(STRANGERS).to_owned();
    let stranger = if stranger.is_empty() || stranger.contains(' ') || stranger == "!eth0" {
        format!("'{stranger}'")
    } else {
        stranger
    };
    let word = line[at].clone();
    let plain = word.is_ascii() && !word.contains('\'');
    let middle = dice.below(word.len());
    match dice.below(14) {
        0 => {
            let _ = line.remove(at);
        }
        1 => line.insert(at, word),
        2 => line.insert(at, stranger),
        3 | 4 => line[at] = stranger,
        5 if plain => line[at] = word.to_uppercase(),
        6 if plain => line[at] = word.to_lowercase(),
        7 if plain => {
            let _ = line[at].remove(middle);
        }
        8 if plain && word.starts_with("--") => {
            line[at] = word[..2 + dice.below(word.len() - 1)].to_owned()
        }
        9 if plain && word.starts_with('-') => line[at] = word.replacen('-', "–", 1),
        10 => line.insert(at, "!".to_owned()),
        11 if at + 1 < line.len() => line.swap(at, at + 1),
        12 if at + 1 < line.len() && word.starts_with('-') => {
            let next = line.remove(at + 1);
            line[at] = if word.starts_with("--") && !next.contains('\'') {
                format!("{word}={next}")
            } else {
                format!("{word}{next}")
            };
        }
        13 if plain => line[at].push_str(dice.pick(&[",", "s", "+", "/24", "x", ":", "-"])),
        _ => {}
    }
}

/// One command line; about a third of them with a slip.
pub(crate) fn line(dice: &mut Dice) -> String {
    let mut words = right(dice);
    if dice.once_in(3) {
        slip(dice, &mut words);
        if dice.once_in(4) && !words.is_empty() {
            slip(dice, &mut words);
        }
    }
    // a first word that is no option makes prose of it for us
    // the nft backend lets go of empty built-in chains, and then there is nothing to zero
    let has =
        |words: &[String], some: &[&str]| words.iter().any(|word| some.contains(&word.as_str()));
    while words.first().is_none_or(|word| !word.starts_with('-'))
        || has(&words, &["-X", "--delete-chain", "-E", "-Z", "--zero"]) && has(&words, BUILT_IN)
    {
        words = right(dice);
    }
    match dice.below(12) {
        0 => format!("/usr/sbin/iptables -w {}", words.join(" ")),
        1..=3 => format!("ip6tables {}", sixth(&words)),
        _ => format!("iptables {}", words.join(" ")),
    }
}

/// Words of IPv4 with what stands for them in IPv6.
const SIXTH: &[(&str, &str)] = &[
    ("10.0.0.1", "fd00::1"),
    ("10.0.0.0/8", "fd00::/8"),
    ("192.168.1.10/24", "fe80::a/64"),
    ("1.2.3.4", "2001:db8::4"),
    ("1.2.3.4/32", "2001:db8::4/128"),
    ("0/0", "::/0"),
    ("10.0.0.1,10.0.0.2", "fd00::1,fd00::2"),
    ("10.0.0.0/8,192.168.0.0/16", "fd00::/8,fe80::/10"),
    ("10.0.0.1-10.0.0.9", "fd00::1-fd00::9"),
    ("10.0.0.1/0.0.0.255", "fd00::1/::ff"),
    ("1.2.3.4:1024-2048", "[2001:db8::4]:1024-2048"),
    ("10.0.0.1:8080", "[fd00::1]:8080"),
    ("10.0.0.1-10.0.0.5:53-54", "[fd00::1-fd00::5]:53-54"),
    ("10.0.0.0/24", "fd00::/64"),
    ("icmp", "icmpv6"),
    ("1", "58"),
    ("--icmp-type", "--icmpv6-type"),
    ("8", "128"),
    ("3/4", "1/4"),
    ("host-un", "no-route"),
    ("icmp-host-prohibited", "icmp6-adm-prohibited"),
    ("icmp-admin-prohibited", "icmp6-no-route"),
    ("host-prohib", "addr-unreach"),
    ("TTL", "HL"),
    ("--ttl-set", "--hl-set"),
    ("--ttl-inc", "--hl-inc"),
    ("ttl", "hl"),
    ("--ttl-eq", "--hl-eq"),
    ("--ttl-lt", "--hl-lt"),
];

fn sixth(words: &[String]) -> String {
    let one = |word: &String| {
        let found = SIXTH.iter().find(|(fourth, _)| fourth == word);
        found.map_or_else(|| word.clone(), |(_, sixth)| (*sixth).to_owned())
    };
    let words: Vec<String> = words.iter().map(one).collect();
    words.join(" ")
}

/// A script of so many lines.
pub(crate) fn script(dice: &mut Dice, lines: usize) -> Vec<String> {
    let mut out = vec![
        "iptables -N own".to_owned(),
        "iptables -t nat -N own".to_owned(),
        "ip6tables -N own".to_owned(),
    ];
    out.extend((0..lines).map(|_| line(dice)));
    out
}

/// A file for iptables-restore of one or two tables; about every second with a slip somewhere.
pub(crate) fn file(dice: &mut Dice) -> String {
    let mut out = vec!["# a comment".to_owned()];
    for _ in 0..1 + dice.below(2) {
        let (table, chains) = TABLES[dice.below(TABLES.len())];
        out.push(format!("*{table}"));
        for (at, chain) in chains.iter().enumerate() {
            let own = !BUILT_IN.contains(chain);
            let policy = if own {
                "-"
            } else {
                dice.pick(&["ACCEPT", "ACCEPT", "DROP"])
            };
            let counters = dice.pick(&[" [0:0]", "", " [12:345]"]);
            if own || (!chains[..at].contains(chain) && !dice.once_in(6)) {
                out.push(format!(":{chain} {policy}{counters}"));
            }
        }
        for _ in 0..dice.below(4) {
            let mut words = rule(dice, table);
            if dice.once_in(40) && !words.is_empty() {
                slip(dice, &mut words);
            }
            let verb = dice.pick(&["-A", "-A", "-A", "-A", "-I", "[1:2] -A", " -A", "--append"]);
            let rule = format!("{verb} {} {}", dice.pick(chains), words.join(" "));
            out.push(rule.replace('\'', "\""));
        }
        out.push("COMMIT".to_owned());
    }
    if dice.once_in(5) {
        const LINES: &[&str] = &[
            "COMMIT",
            "COMMIT ",
            " COMMIT",
            "*filter",
            "*fliter",
            "* filter",
            ":INPUT",
            ":INPUT REJECT",
            ":INPUT drop",
            ":new - [0:0]",
            ":INPUT ACCEPT [0:0",
            ": INPUT ACCEPT",
            "-A INPUT -j ACCEPT # why",
            "iptables -A INPUT -j ACCEPT",
            "-t nat -A POSTROUTING",
            "-N extra",
            "-P INPUT DROP",
            "  # indented",
            "",
            "   ",
            "-A INPUT -m comment --comment \"a \\\" b\"",
            "-A INPUT -m comment --comment 'x y'",
            "-A INPUT -s 1.1.1.1,2.2.2.2 -j DROP",
            "-A INPUT -6 -j DROP",
            "-4 -A INPUT -j DROP",
            "-D INPUT 1",
            "-X",
            "# COMMIT",
            "END",
            "-A INPUT",
            "-A INPUT -j own",
            "-A own -j own",
        ];
        let at = dice.below(out.len() + 1);
        let line = dice.pick(LINES).to_owned();
        if dice.once_in(3) && at < out.len() {
            out[at] = line;
        } else {
            out.insert(at, line);
        }
    }
    out.join("\n") + "\n"
}
