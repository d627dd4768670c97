//! What the kernel did with packets one after another (`tests/kernel` found it): rules, packets, states and fates.

use super::scene;
use crate::netfilter::{Flags, Origin, Packet, Payload, World, read};
use crate::source::Source;
use std::sync::Arc;

/// Translates as the probes assume it.
const MASQUERADE: &str = "iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE";

/// Rules; then packets, each with its state and what became of it.
type Row = (&'static str, &'static str);

const ROWS: &[Row] = &[
    // a handshake that skips a step is none
    (
        "",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => INVALID sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 FA => INVALID sent by eth1
         eth0 8.8.8.8:80 > 192.168.1.10:4 SA => ESTABLISHED sent by eth1
         eth0 8.8.8.8:80 > 192.168.1.10:4 S => INVALID sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => ESTABLISHED sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => ESTABLISHED sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 SA => INVALID sent by eth0",
    ),
    // a RST as the only answer ends the connection: what comes behind it is of none
    (
        "",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 RA => ESTABLISHED sent by eth1
         eth0 8.8.8.8:80 > 192.168.1.10:4 SA => INVALID sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 R => INVALID sent by eth0",
    ),
    // closed by both ends, then opened again: NEW; where nobody has closed it, a SYN is one of the old connection
    (
        "",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 A => NEW sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 A => ESTABLISHED sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => ESTABLISHED sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 FA => ESTABLISHED sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 FA => ESTABLISHED sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => ESTABLISHED sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0",
    ),
    // the ends agree on a new connection while an old one is closing: that closing is forgotten with it
    (
        "",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 SA => ESTABLISHED sent by eth1
         eth0 8.8.8.8:80 > 192.168.1.10:4 FA => ESTABLISHED sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => ESTABLISHED sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 SA => ESTABLISHED sent by eth1
         eth0 8.8.8.8:80 > 192.168.1.10:4 RA => ESTABLISHED sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 S => ESTABLISHED sent by eth0",
    ),
    // both ends open at once
    (
        "",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth0 8.8.8.8:80 > 192.168.1.10:4 S => ESTABLISHED sent by eth1
         eth1 192.168.1.10:4 > 8.8.8.8:80 SA => ESTABLISHED sent by eth0",
    ),
    // a RST made here closes the connection for tracking: a SYN may open another one behind a RST of its own only
    (
        "iptables -A OUTPUT -p tcp -j REJECT --reject-with tcp-reset",
        "eth1 192.168.1.10:4 > 192.168.1.1:80 S => NEW delivered
         local 192.168.1.1:80 > 192.168.1.10:4 A => ESTABLISHED rejected
         eth1 192.168.1.10:4 > 192.168.1.1:80 A => ESTABLISHED delivered",
    ),
    // and where the packet is of no connection, the RST ends the one that it looks to be of
    (
        "iptables -A FORWARD -m conntrack --ctstate INVALID -p tcp -j REJECT --reject-with tcp-reset",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => INVALID rejected
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => NEW sent by eth0",
    ),
    (
        "iptables -t raw -A OUTPUT -j DROP
         iptables -A FORWARD -m conntrack --ctstate INVALID -p tcp -j REJECT --reject-with tcp-reset",
        "eth1 192.168.1.10:4 > 8.8.8.8:80 S => NEW sent by eth0
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => INVALID rejected
         eth1 192.168.1.10:4 > 8.8.8.8:80 A => INVALID rejected",
    ),
    // an error is about what its receiver sent, or about nothing
    (
        MASQUERADE,
        "eth1 192.168.1.10:4 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:4 > 8.8.8.8:53
         eth0 8.8.8.8 > 203.0.113.50 about 203.0.113.50:4 > 8.8.8.8:53 => RELATED sent by eth1
         eth0 8.8.8.8 > 192.168.1.77 about 203.0.113.50:4 > 8.8.8.8:53 => INVALID sent by eth1",
    ),
    // NOTRACK holds from the next rule on
    (
        "iptables -t raw -A PREROUTING -j NOTRACK
         iptables -t raw -A PREROUTING -m conntrack --ctstate UNTRACKED -j DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:53 => INVALID dropped",
    ),
    (
        "iptables -t raw -A PREROUTING -j NOTRACK
         iptables -t raw -A PREROUTING -m conntrack --ctstate INVALID -j DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:53 => UNTRACKED delivered",
    ),
    // on lo a packet without a connection may still be exempted on its way in
    (
        "iptables -t raw -A PREROUTING -j NOTRACK
         iptables -A INPUT -m conntrack --ctstate INVALID -j DROP",
        "local 127.0.0.1:4 > 127.0.0.1:80 SA => UNTRACKED delivered",
    ),
    // a connection's mark is seen by the very next rule
    (
        "iptables -t mangle -A PREROUTING -j CONNMARK --set-mark 7
         iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark
         iptables -A INPUT -m mark --mark 7 -j DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW dropped",
    ),
    // NOTRACK late, for a packet that tracking has refused
    (
        "table ip t {
  chain i {
    type filter hook prerouting priority 0
    notrack
  }
}
",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 SA => UNTRACKED delivered
         eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW delivered",
    ),
    // of ICMP types `any` is every one, and its opposite none
    (
        "iptables -A INPUT -p icmp ! --icmp-type any -j DROP
         iptables -A FORWARD -p icmp --icmp-type any -j DROP",
        "eth0 8.8.8.8 > 203.0.113.50 about 203.0.113.50:5 > 8.8.8.8:53 => INVALID delivered
         eth0 8.8.8.8 > 192.168.1.10 about 192.168.1.10:5 > 8.8.8.8:53 => INVALID dropped",
    ),
    // marks copied in part; the protocol of a connection is not that of an error about it
    (
        "iptables -t mangle -A PREROUTING -j CONNMARK --set-mark 5
         iptables -t mangle -A PREROUTING -j MARK --set-mark 0xf0
         iptables -t mangle -A PREROUTING -j CONNMARK --restore-mark --ctmask 0xff --nfmask 0x0f
         iptables -t mangle -A PREROUTING -j CONNMARK --save-mark --mask 0xf0
         iptables -A INPUT -m mark ! --mark 0xf5 -j DROP\niptables -A INPUT -m connmark --mark 0xf5 -j DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW dropped",
    ),
    (
        "iptables -A INPUT -m conntrack --ctproto udp -j DROP",
        "local 203.0.113.50:4 > 8.8.8.8:53 => NEW sent by eth0
         eth0 8.8.8.8 > 203.0.113.50 about 203.0.113.50:4 > 8.8.8.8:53 => RELATED dropped
         eth0 8.8.8.8 > 203.0.113.50 about 203.0.113.50:5 > 8.8.8.8:53 => INVALID delivered",
    ),
    // a packet without a connection passes no test of one, not even its opposite
    (
        "iptables -A INPUT -m connmark ! --mark 1 -j ACCEPT
         iptables -A INPUT -m conntrack ! --ctstatus ASSURED -j ACCEPT\niptables -P INPUT DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 SA => INVALID dropped
         eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW delivered",
    ),
    // NONE is no bit, so that nothing has it
    (
        "iptables -A INPUT -m conntrack --ctstatus NONE -j DROP
         iptables -A FORWARD -m conntrack ! --ctstatus NONE -j DROP",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW delivered
         eth0 8.8.8.8:4 > 192.168.1.10:80 S => NEW dropped",
    ),
    // two connections want one port: a client's, then the gateway's own, which no rule translates
    (
        "iptables -t nat -A POSTROUTING -s 192.168.1.0/24 -j SNAT --to-source 203.0.113.50",
        "eth1 192.168.1.10:4000 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:4000 > 8.8.8.8:53
         local 203.0.113.50:4000 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:1024 > 8.8.8.8:53
         eth1 192.168.1.10:600 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:600 > 8.8.8.8:53
         eth1 192.168.1.77:600 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:601 > 8.8.8.8:53
         eth1 192.168.1.10:53 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:53 > 8.8.8.8:53
         eth1 192.168.1.77:53 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:1 > 8.8.8.8:53",
    ),
    // a sender that was given another port keeps it elsewhere
    (
        MASQUERADE,
        "eth1 192.168.1.10:4000 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:4000 > 8.8.8.8:53
         eth1 192.168.1.77:4000 > 8.8.8.8:53 => NEW sent by eth0 as 203.0.113.50:1024 > 8.8.8.8:53
         eth1 192.168.1.77:4000 > 8.8.4.4:53 => NEW sent by eth0 as 203.0.113.50:1024 > 8.8.4.4:53
         eth1 192.168.1.10:4000 > 8.8.4.4:53 => NEW sent by eth0 as 203.0.113.50:4000 > 8.8.4.4:53",
    ),
    // GRE is assured by an answer; what no tracker knows never is
    (
        "iptables -A FORWARD -m conntrack --ctstatus ASSURED -j DROP",
        "eth1 192.168.1.10 > 8.8.8.8 => NEW sent by eth0
         eth0 8.8.8.8 > 192.168.1.10 => ESTABLISHED sent by eth1
         eth1 192.168.1.10 > 8.8.8.8 => ESTABLISHED dropped",
    ),
    // a network exchanged for packets of one's own: their destination, though they leave
    (
        "iptables -t nat -A OUTPUT -d 203.0.113.0/24 -j NETMAP --to 192.168.1.0/24",
        "local 203.0.113.50:4 > 203.0.113.9:53 => NEW sent by eth1 as 203.0.113.50:4 > 192.168.1.9:53
         eth1 192.168.1.9:53 > 203.0.113.50:4 => ESTABLISHED delivered as 203.0.113.9:53 > 203.0.113.50:4",
    ),
    // without ports there is no other one to choose
    (
        MASQUERADE,
        "eth1 192.168.1.10 > 8.8.8.8 => NEW sent by eth0 as 203.0.113.50 > 8.8.8.8
         eth1 192.168.1.77 > 8.8.8.8 => NEW dropped
         eth0 8.8.8.8 > 203.0.113.50 => ESTABLISHED sent by eth1 as 8.8.8.8 > 192.168.1.10",
    ),
    // a masquerade on every interface is one on lo as well
    (
        "iptables -t nat -A POSTROUTING -j MASQUERADE",
        "local 127.0.0.1:4 > 127.0.0.1:53 => NEW delivered as 192.168.1.1:4 > 127.0.0.1:53",
    ),
    // addresses that the routing refuses
    (
        "iptables -t nat -A OUTPUT -d 127.0.0.1 -j DNAT --to-destination 192.168.1.10
         iptables -t nat -A PREROUTING -p udp -j DNAT --to-destination 127.0.0.1",
        "local 127.0.0.1:4 > 127.0.0.1:80 S => NEW no route
         eth0 8.8.8.8:4 > 203.0.113.50:53 => NEW no route
         eth0 203.0.113.50:4 > 192.168.1.10:80 S => NEW no route
         eth0 127.0.0.1:4 > 203.0.113.50:80 S => NEW no route",
    ),
    // of equal priorities the chain that came last is the first
    (
        "table ip a {
  chain i {
    type filter hook input priority 0
    meta mark set 1
  }
  chain j {
    type filter hook input priority 0
    meta mark 1 drop
  }
}
",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW delivered",
    ),
    (
        "table ip a {
  chain i {
    type filter hook input priority 0
    meta mark 1 drop
  }
  chain j {
    type filter hook input priority 0
    meta mark set 1
  }
}
",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW dropped",
    ),
    // nft's marks of connections
    (
        "table ip t {
  chain i {
    type filter hook input priority 0
    ct state new tcp dport 80 ct mark set 1
    ct state new tcp dport 22 meta mark set 1 ct mark set meta mark
    ct state established ct mark 1 drop
  }
}
",
        "eth0 8.8.8.8:4 > 203.0.113.50:80 S => NEW delivered
         local 203.0.113.50:80 > 8.8.8.8:4 SA => ESTABLISHED sent by eth0
         eth0 8.8.8.8:4 > 203.0.113.50:80 A => ESTABLISHED dropped
         eth0 8.8.8.8:4 > 203.0.113.50:22 S => NEW delivered
         local 203.0.113.50:22 > 8.8.8.8:4 SA => ESTABLISHED sent by eth0
         eth0 8.8.8.8:4 > 203.0.113.50:22 A => ESTABLISHED dropped",
    ),
];

/// Address and port; the port is zero where there is none.
fn end(text: &str) -> (std::net::IpAddr, u16) {
    let (address, port) = text.split_once(':').unwrap_or((text, "0"));
    (address.parse().expect(text), port.parse().expect(text))
}

/// `eth0 FROM > TO`: with flags TCP, with ports alone UDP, without any GRE; `about FROM > TO` an ICMP error.
fn packet(text: &str) -> (Packet, Origin) {
    let words: Vec<&str> = text.split(' ').collect();
    let (from, to) = (end(words[1]), end(words[3]));
    let (source, destination) = (from.1, to.1);
    let flag = |name| match name {
        'S' => Flags::SYN,
        'A' => Flags::ACK,
        'F' => Flags::FIN,
        _ => Flags::RST,
    };
    let payload = match words.get(4) {
        Some(&"about") => {
            let (from, to) = (end(words[5]), end(words[7]));
            let (source, destination) = (from.1, to.1);
            let udp = Payload::Udp {
                source,
                destination,
            };
            let (kind, code) = (3, 3);
            let about = Packet::new(from.0, to.0, udp).tuple();
            Payload::IcmpError { kind, code, about }
        }
        Some(flags) => Payload::Tcp {
            source,
            destination,
            flags: flags.chars().map(flag).fold(Flags(0), Flags::with),
        },
        None if words[1].contains(':') => Payload::Udp {
            source,
            destination,
        },
        None => Payload::Other(47),
    };
    let origin = match words[0] {
        "local" => Origin::Local,
        wire => Origin::Wire(wire.to_owned()),
    };
    (Packet::new(from.0, to.0, payload), origin)
}

#[test]
fn packets_fare_one_after_another_as_they_do_in_the_kernel() {
    let mut wrong = Vec::new();
    for (rules, packets) in ROWS {
        let reading = read(&Source::new("rules", *rules));
        assert!(reading.is_accepted(), "{rules}: {:?}", reading.slips);
        let mut world = World::new(Arc::new(reading.typed), scene().topology());
        for line in packets.lines() {
            let (sent, wanted) = line.trim().split_once(" => ").expect(line);
            let (packet, origin) = packet(sent);
            let walk = world.send(packet, &origin);
            let state = walk.state().map_or("INVALID", |state| state.name());
            let mut fate = format!("{state} {}", walk.verdict);
            if wanted.contains(" as ") {
                fate += &format!(" as {}", walk.last.tuple());
            }
            if fate != wanted {
                wrong.push(format!("{rules}\n  {sent}: {fate}, wanted {wanted}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
