//! The options of iptables and its extensions: which module each belongs to and how many values it takes.
//! Source: iptables(8) and iptables-extensions(8), 1.8.9.

use super::demands::first_name;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// An option as the tool knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opt {
    /// Its module; `core` for those of iptables itself.
    pub(super) module: &'static str,
    /// Its full name.
    pub(super) name: &'static str,
    /// The first of the names that it has.
    pub(super) first: &'static str,
    /// How many values follow.
    pub(super) values: usize,
}

/// Modules with their options; one `=` for each value.
const MODULES: &[(&str, &str)] = &[
    (
        "core",
        "append= check= delete= insert= replace= list list-rules flush zero new-chain= delete-chain rename-chain= policy= \
      protocol= proto= source= src= destination= dst= in-interface= out-interface= jump= goto= match= table= fragment numeric \
      verbose wait wait-interval= exact line-numbers modprobe= set-counters== ipv4 ipv6 version help",
    ),
    (
        "tcp",
        "sport= source-port= dport= destination-port= tcp-flags== syn tcp-option=",
    ),
    ("udp", "sport= source-port= dport= destination-port="),
    ("udplite", "sport= source-port= dport= destination-port="),
    (
        "sctp",
        "sport= source-port= dport= destination-port= chunk-types==",
    ),
    (
        "dccp",
        "sport= source-port= dport= destination-port= dccp-types= dccp-option=",
    ),
    ("icmp", "icmp-type="),
    ("icmp6", "icmpv6-type="),
    ("state", "state="),
    (
        "conntrack",
        "ctstate= ctproto= ctorigsrc= ctorigdst= ctreplsrc= ctrepldst= ctorigsrcport= ctorigdstport= ctreplsrcport= \
      ctrepldstport= ctstatus= ctexpire= ctdir=",
    ),
    (
        "multiport",
        "sports= source-ports= dports= destination-ports= ports=",
    ),
    ("limit", "limit= limit-burst="),
    (
        "hashlimit",
        "hashlimit= hashlimit-upto= hashlimit-above= hashlimit-burst= hashlimit-mode= hashlimit-name= hashlimit-srcmask= \
      hashlimit-dstmask= hashlimit-htable-size= hashlimit-htable-max= hashlimit-htable-expire= hashlimit-htable-gcinterval= \
      hashlimit-rate-match hashlimit-rate-interval=",
    ),
    (
        "connlimit",
        "connlimit-upto= connlimit-above= connlimit-mask= connlimit-saddr connlimit-daddr",
    ),
    (
        "recent",
        "set rcheck update remove seconds= reap hitcount= rttl name= rsource rdest mask=",
    ),
    ("comment", "comment="),
    ("mark", "mark="),
    ("connmark", "mark="),
    ("iprange", "src-range= dst-range="),
    (
        "addrtype",
        "src-type= dst-type= limit-iface-in limit-iface-out",
    ),
    ("mac", "mac-source="),
    ("owner", "uid-owner= gid-owner= socket-exists suppl-groups"),
    (
        "set",
        "match-set== return-nomatch update-counters= update-subcounters= packets-eq= packets-lt= packets-gt= bytes-eq= bytes-lt= bytes-gt=",
    ),
    (
        "time",
        "timestart= timestop= weekdays= monthdays= datestart= datestop= utc kerneltz contiguous",
    ),
    ("string", "string= algo= hex-string= from= to= icase"),
    ("pkttype", "pkt-type="),
    (
        "policy",
        "dir= pol= strict reqid= spi= proto= mode= tunnel-src= tunnel-dst= next",
    ),
    ("length", "length="),
    ("ttl", "ttl-eq= ttl-lt= ttl-gt= ttl="),
    ("hl", "hl-eq= hl-lt= hl-gt="),
    ("tos", "tos="),
    ("dscp", "dscp= dscp-class="),
    ("helper", "helper="),
    ("statistic", "mode= probability= every= packet="),
    (
        "physdev",
        "physdev-in= physdev-out= physdev-is-in physdev-is-out physdev-is-bridged",
    ),
    ("rpfilter", "loose validmark accept-local invert"),
    (
        "rt",
        "rt-type= rt-segsleft= rt-len= rt-0-res rt-0-addrs= rt-0-not-strict",
    ),
    (
        "frag",
        "fragid= fraglen= fragres fragfirst fragmore fraglast",
    ),
    ("ipv6header", "header= soft"),
    ("ah", "ahspi="),
    ("esp", "espspi="),
    ("tcpmss", "mss="),
    ("connbytes", "connbytes= connbytes-dir= connbytes-mode="),
    ("connlabel", "label= set"),
    ("quota", "quota="),
    ("cgroup", "path= cgroup="),
    ("cpu", "cpu="),
    ("devgroup", "src-group= dst-group="),
    ("realm", "realm="),
    ("socket", "transparent nowildcard restore-skmark"),
    ("u32", "u32="),
    ("bpf", "bytecode= object-pinned="),
    ("ecn", "ecn-tcp-cwr ecn-tcp-ece ecn-ip-ect="),
    ("nfacct", "nfacct-name="),
    ("osf", "genre= ttl= log="),
    ("eui64", ""),
    ("unclean", ""),
];

/// Targets with their options.
const TARGETS: &[(&str, &str)] = &[
    ("ACCEPT", ""),
    ("DROP", ""),
    ("RETURN", ""),
    ("QUEUE", ""),
    ("REJECT", "reject-with="),
    (
        "LOG",
        "log-level= log-prefix= log-tcp-sequence log-tcp-options log-ip-options log-uid log-macdecode",
    ),
    (
        "NFLOG",
        "nflog-group= nflog-prefix= nflog-range= nflog-size= nflog-threshold=",
    ),
    (
        "ULOG",
        "ulog-nlgroup= ulog-prefix= ulog-cprange= ulog-qthreshold=",
    ),
    ("SNAT", "to-source= random random-fully persistent"),
    ("DNAT", "to-destination= random persistent"),
    ("MASQUERADE", "to-ports= random random-fully"),
    ("REDIRECT", "to-ports= random"),
    ("NETMAP", "to="),
    ("MARK", "set-mark= set-xmark= and-mark= or-mark= xor-mark="),
    (
        "CONNMARK",
        "set-mark= set-xmark= and-mark= or-mark= xor-mark= save-mark restore-mark nfmask= ctmask= mask=",
    ),
    (
        "CT",
        "notrack helper= ctevents= expevents= zone= zone-orig= zone-reply= timeout=",
    ),
    ("NOTRACK", ""),
    ("TCPMSS", "set-mss= clamp-mss-to-pmtu"),
    ("TOS", "set-tos= and-tos= or-tos= xor-tos="),
    ("DSCP", "set-dscp= set-dscp-class="),
    ("TTL", "ttl-set= ttl-inc= ttl-dec="),
    ("HL", "hl-set= hl-inc= hl-dec="),
    ("CHECKSUM", "checksum-fill"),
    ("CLASSIFY", "set-class="),
    (
        "NFQUEUE",
        "queue-num= queue-balance= queue-bypass queue-cpu-fanout",
    ),
    ("TEE", "gateway="),
    ("TPROXY", "on-port= on-ip= tproxy-mark="),
    (
        "SET",
        "add-set== del-set== map-set== exist timeout= map-mark map-prio map-queue",
    ),
    ("AUDIT", "type="),
    ("TRACE", ""),
    ("ECN", "ecn-tcp-remove"),
    ("SECMARK", "selctx="),
    ("CONNSECMARK", "save restore"),
    ("SYNPROXY", "sack-perm timestamp wscale= mss= ecn"),
    ("TCPOPTSTRIP", "strip-options="),
    (
        "RATEEST",
        "rateest-name= rateest-interval= rateest-ewmalog=",
    ),
    ("IDLETIMER", "timeout= label= alarm"),
    ("LED", "led-trigger-id= led-delay= led-always-blink"),
    (
        "HMARK",
        "hmark-tuple= hmark-mod= hmark-offset= hmark-rnd= hmark-src-prefix= hmark-dst-prefix=",
    ),
];

/// The names of all match modules, without `core`.
pub(super) fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().skip(1).map(|(name, _)| *name)
}

/// The match module of that name.
pub(super) fn module(name: &str) -> Option<&'static str> {
    let (name, (target, _)) = TABLE.get_key_value(name)?;
    (!target && *name != "core").then_some(*name)
}

/// The names of all targets that are no chains.
pub(super) fn targets() -> impl Iterator<Item = &'static str> {
    TARGETS.iter().map(|(name, _)| *name)
}

/// Whether a name is that of a target that is no chain.
pub(super) fn is_target(name: &str) -> bool {
    TABLE.get(name).is_some_and(|(target, _)| *target)
}

/// Each module or target with its options, taken apart once; the flag says which are targets.
static TABLE: LazyLock<FxHashMap<&'static str, (bool, Vec<Opt>)>> = LazyLock::new(|| {
    let row = |target: bool| {
        move |(module, options): &(&'static str, &'static str)| {
            let option = |option: &'static str| {
                let name = option.trim_end_matches('=');
                Opt {
                    module,
                    name,
                    first: first_name(module, name),
                    values: option.len() - name.len(),
                }
            };
            let options = options.split_whitespace().map(option).collect();
            (*module, (target, options))
        }
    };
    let modules = MODULES.iter().map(row(false));
    modules.chain(TARGETS.iter().map(row(true))).collect()
});

/// The options of each name, in the order of the modules.
static NAMED: LazyLock<FxHashMap<&'static str, Vec<Opt>>> = LazyLock::new(|| {
    let mut named: FxHashMap<&'static str, Vec<Opt>> = FxHashMap::default();
    let rows = MODULES.iter().chain(TARGETS);
    for option in rows.flat_map(|(module, _)| of(module)) {
        named.entry(option.name).or_default().push(option);
    }
    named
});

/// The options of a module or target.
pub(super) fn of(module: &str) -> impl Iterator<Item = Opt> {
    let options = TABLE.get(module).map_or(&[][..], |(_, options)| options);
    options.iter().copied()
}

/// The option of that exact name among loaded modules.
pub(super) fn whole(loaded: &[&'static str], name: &str) -> Option<Opt> {
    let named = NAMED.get(name)?;
    let of = |module: &&str| named.iter().find(|option| option.module == *module);
    // the module loaded last is asked first, as the tool merges its options in front
    loaded.iter().rev().find_map(of).copied()
}

/// The option that a long name stands for among loaded modules: the whole name, or the beginning of one only.
pub(super) fn find(loaded: &[&'static str], name: &str) -> Option<Opt> {
    let whole = whole(loaded, name);
    if whole.is_some() {
        return whole;
    }
    let mut begun: Option<Opt> = None;
    let mut doubtful = false;
    for option in loaded.iter().rev().flat_map(|module| of(module)) {
        if option.name.starts_with(name) {
            doubtful |= begun.is_some_and(|first| first.name != option.name);
            begun = begun.or(Some(option));
        }
    }
    begun.filter(|_| !doubtful)
}

/// An option of that exact name in any module, and which.
pub(super) fn anywhere(name: &str) -> Option<Opt> {
    NAMED.get(name)?.first().copied()
}

/// The option nearest to a mistyped name, loaded modules first.
pub(super) fn near(loaded: &[&'static str], name: &str) -> Option<Opt> {
    let among = |modules: &[&'static str]| {
        let options: Vec<Opt> = modules.iter().flat_map(|module| of(module)).collect();
        let names = options.iter().map(|option| option.name);
        let found = crate::netfilter::slip::nearest(name, names)?;
        options.into_iter().find(|option| option.name == found)
    };
    let common = [
        "conntrack",
        "state",
        "tcp",
        "multiport",
        "core",
        "limit",
        "LOG",
        "SNAT",
        "DNAT",
        "REJECT",
        "CT",
    ];
    among(loaded).or_else(|| among(&common))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_and_single_beginnings_are_found() {
        let loaded = ["core", "conntrack", "multiport"];
        for (name, found) in [
            ("ctstate", Some("ctstate")),
            ("ctst", None),
            ("ctsta", None),
            ("ctstat", None),
            ("dport", Some("dports")),
            ("jum", Some("jump")),
            ("state", None),
            ("s", None),
        ] {
            assert_eq!(
                find(&loaded, name).map(|option| option.name),
                found,
                "{name}"
            );
        }
        assert_eq!(
            find(&["core", "state"], "stat").map(|o| o.name),
            Some("state")
        );
    }

    #[test]
    fn mistyped_names_have_a_nearest() {
        for (name, found) in [
            ("cstate", Some("ctstate")),
            ("ctsate", Some("ctstate")),
            ("dprot", Some("dport")),
            ("something-else", None),
        ] {
            let near = near(&["core", "conntrack"], name).map(|option| option.name);
            assert_eq!(near, found, "{name}");
        }
    }
}
