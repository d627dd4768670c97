//! Numbers by name: protocols, services, ICMP types. Pure tables; the parsers look names up, nobody else.

/// IP protocols. Source: /etc/protocols (IANA), the names that iptables(8) takes.
const PROTOCOLS: &[(&str, u8)] = &[
    ("icmp", 1),
    ("igmp", 2),
    ("ipencap", 4),
    ("ipip", 4),
    ("tcp", 6),
    ("egp", 8),
    ("igp", 9),
    ("udp", 17),
    ("dccp", 33),
    ("ipv6", 41),
    ("ipv6-route", 43),
    ("ipv6-frag", 44),
    ("rsvp", 46),
    ("gre", 47),
    ("esp", 50),
    ("ipv6-crypt", 50),
    ("ah", 51),
    ("ipv6-auth", 51),
    ("icmpv6", 58),
    ("icmp6", 58),
    ("ipv6-icmp", 58),
    ("ipv6-nonxt", 59),
    ("ipv6-opts", 60),
    ("eigrp", 88),
    ("ospf", 89),
    ("pim", 103),
    ("vrrp", 112),
    ("l2tp", 115),
    ("sctp", 132),
    ("mobility-header", 135),
    ("ipv6-mh", 135),
    ("mh", 135),
    ("udplite", 136),
];

/// Services with their port. Source: /etc/services (IANA); those that firewall texts use.
const SERVICES: &[(&str, u16)] = &[
    ("tcpmux", 1),
    ("echo", 7),
    ("discard", 9),
    ("systat", 11),
    ("daytime", 13),
    ("netstat", 15),
    ("chargen", 19),
    ("ftp-data", 20),
    ("ftp", 21),
    ("ssh", 22),
    ("telnet", 23),
    ("smtp", 25),
    ("time", 37),
    ("whois", 43),
    ("nicname", 43),
    ("tacacs", 49),
    ("domain", 53),
    ("bootps", 67),
    ("bootpc", 68),
    ("tftp", 69),
    ("gopher", 70),
    ("finger", 79),
    ("http", 80),
    ("www", 80),
    ("kerberos", 88),
    ("pop2", 109),
    ("pop3", 110),
    ("sunrpc", 111),
    ("portmapper", 111),
    ("auth", 113),
    ("ident", 113),
    ("nntp", 119),
    ("ntp", 123),
    ("epmap", 135),
    ("loc-srv", 135),
    ("netbios-ns", 137),
    ("netbios-dgm", 138),
    ("netbios-ssn", 139),
    ("imap", 143),
    ("imap2", 143),
    ("snmp", 161),
    ("snmp-trap", 162),
    ("snmptrap", 162),
    ("xdmcp", 177),
    ("bgp", 179),
    ("irc", 194),
    ("ldap", 389),
    ("https", 443),
    ("microsoft-ds", 445),
    ("submissions", 465),
    ("ssmtp", 465),
    ("smtps", 465),
    ("urd", 465),
    ("isakmp", 500),
    ("login", 513),
    ("shell", 514),
    ("syslog", 514),
    ("printer", 515),
    ("router", 520),
    ("route", 520),
    ("dhcpv6-client", 546),
    ("dhcpv6-server", 547),
    ("rtsp", 554),
    ("submission", 587),
    ("ipp", 631),
    ("ldaps", 636),
    ("rsync", 873),
    ("domain-s", 853),
    ("imaps", 993),
    ("pop3s", 995),
    ("socks", 1080),
    ("openvpn", 1194),
    ("ms-sql-s", 1433),
    ("radius", 1812),
    ("radius-acct", 1813),
    ("nfs", 2049),
    ("mysql", 3306),
    ("ms-wbt-server", 3389),
    ("svn", 3690),
    ("ipsec-nat-t", 4500),
    ("sip", 5060),
    ("sip-tls", 5061),
    ("mdns", 5353),
    ("postgresql", 5432),
    ("x11", 6000),
    ("git", 9418),
    ("http-alt", 8080),
    ("webcache", 8080),
];

/// ICMP types and codes by name. Source: `iptables -p icmp -h` (libxt_icmp.h).
const ICMP: &[(&str, u8, u8, u8)] = &[
    ("any", 255, 0, 255),
    ("echo-reply", 0, 0, 255),
    ("pong", 0, 0, 255),
    ("destination-unreachable", 3, 0, 255),
    ("network-unreachable", 3, 0, 0),
    ("host-unreachable", 3, 1, 1),
    ("protocol-unreachable", 3, 2, 2),
    ("port-unreachable", 3, 3, 3),
    ("fragmentation-needed", 3, 4, 4),
    ("source-route-failed", 3, 5, 5),
    ("network-unknown", 3, 6, 6),
    ("host-unknown", 3, 7, 7),
    ("network-prohibited", 3, 9, 9),
    ("host-prohibited", 3, 10, 10),
    ("tos-network-unreachable", 3, 11, 11),
    ("tos-host-unreachable", 3, 12, 12),
    ("communication-prohibited", 3, 13, 13),
    ("host-precedence-violation", 3, 14, 14),
    ("precedence-cutoff", 3, 15, 15),
    ("source-quench", 4, 0, 255),
    ("redirect", 5, 0, 255),
    ("network-redirect", 5, 0, 0),
    ("host-redirect", 5, 1, 1),
    ("tos-network-redirect", 5, 2, 2),
    ("tos-host-redirect", 5, 3, 3),
    ("echo-request", 8, 0, 255),
    ("ping", 8, 0, 255),
    ("router-advertisement", 9, 0, 255),
    ("router-solicitation", 10, 0, 255),
    ("time-exceeded", 11, 0, 255),
    ("ttl-exceeded", 11, 0, 255),
    ("ttl-zero-during-transit", 11, 0, 0),
    ("ttl-zero-during-reassembly", 11, 1, 1),
    ("parameter-problem", 12, 0, 255),
    ("ip-header-bad", 12, 0, 0),
    ("required-option-missing", 12, 1, 1),
    ("timestamp-request", 13, 0, 255),
    ("timestamp-reply", 14, 0, 255),
    ("address-mask-request", 17, 0, 255),
    ("address-mask-reply", 18, 0, 255),
];

/// The same for ICMPv6. Source: `ip6tables -p icmpv6 -h`.
const ICMP6: &[(&str, u8, u8, u8)] = &[
    ("destination-unreachable", 1, 0, 255),
    ("no-route", 1, 0, 0),
    ("communication-prohibited", 1, 1, 1),
    ("beyond-scope", 1, 2, 2),
    ("address-unreachable", 1, 3, 3),
    ("port-unreachable", 1, 4, 4),
    ("failed-policy", 1, 5, 5),
    ("reject-route", 1, 6, 6),
    ("packet-too-big", 2, 0, 255),
    ("time-exceeded", 3, 0, 255),
    ("ttl-exceeded", 3, 0, 255),
    ("ttl-zero-during-transit", 3, 0, 0),
    ("ttl-zero-during-reassembly", 3, 1, 1),
    ("parameter-problem", 4, 0, 255),
    ("bad-header", 4, 0, 0),
    ("unknown-header-type", 4, 1, 1),
    ("unknown-option", 4, 2, 2),
    ("echo-request", 128, 0, 255),
    ("ping", 128, 0, 255),
    ("echo-reply", 129, 0, 255),
    ("pong", 129, 0, 255),
    ("mld-listener-query", 130, 0, 255),
    ("mld-listener-report", 131, 0, 255),
    ("mld-listener-done", 132, 0, 255),
    ("mld-listener-reduction", 132, 0, 255),
    ("router-solicitation", 133, 0, 255),
    ("router-advertisement", 134, 0, 255),
    ("neighbor-solicitation", 135, 0, 255),
    ("neighbour-solicitation", 135, 0, 255),
    ("nd-neighbor-solicit", 135, 0, 255),
    ("nd-neighbor-advert", 136, 0, 255),
    ("nd-router-solicit", 133, 0, 255),
    ("nd-router-advert", 134, 0, 255),
    ("neighbor-advertisement", 136, 0, 255),
    ("neighbour-advertisement", 136, 0, 255),
    ("redirect", 137, 0, 255),
    ("nd-redirect", 137, 0, 255),
    ("mld2-listener-report", 143, 0, 255),
];

/// The number of a protocol given by name, any case; `all` and `ip` are 0, which means each.
pub(super) fn protocol(name: &str) -> Option<u8> {
    if name.eq_ignore_ascii_case("all") || name.eq_ignore_ascii_case("ip") {
        return Some(0);
    }
    let named = PROTOCOLS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    named.map_or_else(|| name.parse().ok(), |(_, number)| Some(*number))
}

/// The port of a service, by name as written (`HTTP` in capitals is none: netfilter-facts) or number.
pub(super) fn port(name: &str) -> Option<u16> {
    let named = SERVICES.iter().find(|(known, _)| *known == name);
    named.map_or_else(|| number(name), |(_, port)| Some(*port))
}

/// A number as C reads it: decimal, `0x` hexadecimal, leading `0` octal.
fn number(text: &str) -> Option<u16> {
    u16::try_from(unsigned(text)?).ok()
}

/// A number as strtoul(3) with base 0 reads it, whole.
pub(super) fn unsigned(text: &str) -> Option<u32> {
    let digits = |text: &str, radix| {
        let plain = !text.is_empty() && !text.starts_with('+');
        plain.then(|| u32::from_str_radix(text, radix).ok())?
    };
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => digits(hex, 16),
        None if text.len() > 1 && text.starts_with('0') => digits(&text[1..], 8),
        None => digits(text, 10),
    }
}

/// An ICMP type with its codes: a name, a beginning of one name only, `8`, `3/4`. Type 255 stands for any in IPv4.
pub(super) fn icmp(v4: bool, text: &str) -> Option<(u8, u8, u8)> {
    let table = if v4 { ICMP } else { ICMP6 };
    let lower = text.to_ascii_lowercase();
    let mut begun = table.iter().filter(|row| row.0.starts_with(&lower));
    let exact = table.iter().find(|row| row.0 == lower);
    let only = match (begun.next(), begun.next()) {
        (Some(row), None) if !lower.is_empty() => Some(row),
        _ => None,
    };
    if let Some(&(_, kind, low, high)) = exact.or(only) {
        return Some((kind, low, high));
    }
    let (kind, code) = text
        .split_once('/')
        .map_or((text, None), |(k, c)| (k, Some(c)));
    let kind = kind.parse().ok()?;
    match code {
        Some(code) => code.parse().ok().map(|code| (kind, code, code)),
        None => Some((kind, 0, 255)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_near_misses() {
        for (name, expected) in [
            ("tcp", Some(6)),
            ("TCP", Some(6)),
            ("ip", Some(0)),
            ("47", Some(47)),
            ("tpc", None),
            ("300", None),
            ("", None),
        ] {
            assert_eq!(protocol(name), expected, "{name}");
        }
        for (name, expected) in [
            ("ssh", Some(22)),
            ("SSH", None),
            ("0x50", Some(80)),
            ("65536", None),
            ("+80", None),
            ("80", Some(80)),
        ] {
            assert_eq!(port(name), expected, "{name}");
        }
        for (name, expected) in [
            ("echo-request", Some((8, 0, 255))),
            ("echo-req", Some((8, 0, 255))),
            ("echo", None),
            ("3/4", Some((3, 4, 4))),
            ("11", Some((11, 0, 255))),
            ("3/x", None),
        ] {
            assert_eq!(icmp(true, name), expected, "{name}");
        }
    }
}
