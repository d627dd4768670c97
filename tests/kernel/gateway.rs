//! The gateway: this process' own network namespace between two links, whose far ends this process plays as well.
//! The hosts beyond have no network stack, so that each packet on a link is one that was sent here or came through.

use super::bytes::{decode, encode};
use conntutor::netfilter::{Door, Packet, State};
use nix::errno::Errno;
use nix::ifaddrs::getifaddrs;
use nix::sched::{CloneFlags, CpuSet, sched_getaffinity, sched_setaffinity, unshare};
use nix::sys::socket::{
    AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, SockaddrIn, bind, recv, send,
    sendto, setsockopt, socket, sockopt,
};
use nix::sys::time::TimeVal;
use nix::unistd::Pid;
use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::os::fd::{AsRawFd, OwnedFd};
use std::process::{Command, Stdio};
use std::thread;

/// Addresses of the gateway's ends on their links; the far ends have those with 1 instead of 2.
const INSIDE_MAC: [u8; 6] = [2, 0, 0, 0, 1, 2];
const OUTSIDE_MAC: [u8; 6] = [2, 0, 0, 0, 2, 2];
/// Where the tools are, whatever the caller's path.
pub(crate) const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/// Ethernet types.
const IPV4: [u8; 2] = [8, 0];
const ARP: [u8; 2] = [8, 6];
/// States by the code point with which packets are marked once tracking has seen them.
const CODES: [State; 5] = [
    State::New,
    State::Established,
    State::Related,
    State::Invalid,
    State::Untracked,
];

/// The gateway with its links.
pub(crate) struct Gateway {
    inside: OwnedFd,
    outside: OwnedFd,
    /// Sends what programs here send, and gets what is delivered to them.
    local: OwnedFd,
    /// To the connection table.
    tracking: OwnedFd,
}

/// A packet that came out of the gateway, or up at one of its programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) door: Door,
    pub(crate) packet: Packet,
    /// What tracking made of it, where it passed there.
    pub(crate) state: Option<State>,
}

impl Gateway {
    /// Builds it in the namespace of this process, which must be one of its own. All is done on one processor.
    pub(crate) fn build(processor: usize) -> Self {
        stay_on_one(processor);
        let far_ends = thread::spawn(far_ends).join();
        let (inside, outside) = far_ends.expect("links");
        run("ip", &["-batch", "-"], &addresses());
        for (name, value) in [
            ("ipv4/ip_forward", "1"),
            ("ipv4/conf/all/rp_filter", "0"),
            ("ipv4/conf/eth0/rp_filter", "0"),
            ("ipv4/conf/eth1/rp_filter", "0"),
            ("ipv4/conf/all/send_redirects", "0"),
            ("ipv4/conf/eth0/send_redirects", "0"),
            ("ipv4/conf/eth1/send_redirects", "0"),
            ("ipv4/icmp_ratelimit", "0"),
            // the numbers in TCP headers decide nothing in the simulator
            ("netfilter/nf_conntrack_tcp_be_liberal", "1"),
        ] {
            set(name, value);
        }
        let raw = |protocol| {
            let family = AddressFamily::Inet;
            socket(family, SockType::Raw, SockFlag::empty(), protocol).expect("a raw socket")
        };
        let tracking = socket(
            AddressFamily::Netlink,
            SockType::Raw,
            SockFlag::empty(),
            SockProtocol::NetlinkNetFilter,
        );
        Self {
            inside,
            outside,
            local: raw(SockProtocol::Raw),
            tracking: tracking.expect("a netlink socket"),
        }
    }

    /// Whether bare ACKs of no connection are picked up (not when `strict`).
    pub(crate) fn strict(&self, strict: bool) {
        let loose = if strict { "0" } else { "1" };
        set("netfilter/nf_conntrack_tcp_loose", loose);
    }

    /// Forgets all connections.
    pub(crate) fn forget(&self) {
        // a netlink header and a netfilter one: IPCTNL_MSG_CT_DELETE of no tuple, for IPv4, to be acknowledged
        let message: [u8; 20] = [20, 0, 0, 0, 2, 1, 5, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0];
        let fd = self.tracking.as_raw_fd();
        send(fd, &message, MsgFlags::empty()).expect("a request");
        let mut answer = [0; 256];
        let got = recv(fd, &mut answer, MsgFlags::empty()).expect("an answer");
        assert!(
            got >= 20 && answer[16..20] == [0; 4],
            "the table was not emptied: {:?}",
            &answer[..got]
        );
    }

    /// Sends a packet from where it comes up; all packets that this made the gateway send or deliver.
    pub(crate) fn send(&self, packet: &Packet, door: Door) -> Vec<Seen> {
        let bytes = encode(packet);
        match door {
            Door::Inside => send_frame(&self.inside, INSIDE_MAC, IPV4, &bytes),
            Door::Outside => send_frame(&self.outside, OUTSIDE_MAC, IPV4, &bytes),
            Door::Local => self.send_local(packet, &bytes),
        }
        let frames = self.settle().into_iter().map(|frame| (Door::Inside, frame));
        let outside = pending(&self.outside)
            .into_iter()
            .map(|frame| (Door::Outside, frame));
        let mut seen: Vec<Seen> = frames
            .chain(outside)
            .filter(|(_, frame)| frame.get(12..14) == Some(&IPV4))
            .filter_map(|(door, frame)| self::seen(door, &frame[14..]))
            .collect();
        for mut bytes in pending(&self.local) {
            // its protocol stands in the id, see `load`
            bytes[9] = bytes[5];
            seen.extend(self::seen(Door::Local, &bytes));
        }
        seen
    }

    fn send_local(&self, packet: &Packet, bytes: &[u8]) {
        let IpAddr::V4(destination) = packet.destination else {
            panic!("{packet} in a test of IPv4");
        };
        let [a, b, c, d] = destination.octets();
        let to = SockaddrIn::new(a, b, c, d, 0);
        match sendto(self.local.as_raw_fd(), bytes, &to, MsgFlags::empty()) {
            // that rules drop it, or lead it where it may not go, is told to the sender
            Ok(_)
            | Err(Errno::EPERM | Errno::EINVAL | Errno::ENETUNREACH | Errno::EHOSTUNREACH) => {}
            Err(error) => panic!("{packet}: {error}"),
        }
    }

    /// Waits until all that was sent before has been dealt with: packets are taken in their order, so that the answer
    /// to a question behind them is the last to come. Frames on the inside link that came before it.
    fn settle(&self) -> Vec<Vec<u8>> {
        // who has 192.168.1.1? asked by nobody, so that no neighbour is learnt
        let mut question = vec![0, 1, 8, 0, 6, 4, 0, 1];
        question.extend([2, 0, 0, 0, 1, 1, 0, 0, 0, 0]);
        question.extend([0, 0, 0, 0, 0, 0, 192, 168, 1, 1]);
        send_frame(&self.inside, INSIDE_MAC, ARP, &question);
        let mut frames = Vec::new();
        let mut bytes = [0; 2048];
        loop {
            let got = recv(self.inside.as_raw_fd(), &mut bytes, MsgFlags::empty());
            let frame = &bytes[..got.expect("an answer within a second")];
            if frame.get(12..14) == Some(&ARP) && frame.get(20..22) == Some(&[0, 2]) {
                return frames;
            }
            frames.push(frame.to_vec());
        }
    }
}

fn seen(door: Door, bytes: &[u8]) -> Option<Seen> {
    let (packet, service) = decode(bytes)?;
    let code = usize::from(service >> 2);
    let state = code.checked_sub(1).and_then(|at| CODES.get(at).copied());
    Some(Seen {
        door,
        packet,
        state,
    })
}

/// All that waits to be read.
fn pending(socket: &OwnedFd) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut bytes = [0; 2048];
    while let Ok(got) = recv(socket.as_raw_fd(), &mut bytes, MsgFlags::MSG_DONTWAIT) {
        found.push(bytes[..got].to_vec());
    }
    found
}

fn send_frame(link: &OwnedFd, to: [u8; 6], kind: [u8; 2], bytes: &[u8]) {
    let mut from = to;
    from[5] = 1;
    let frame = [&to[..], &from, &kind, bytes].concat();
    send(link.as_raw_fd(), &frame, MsgFlags::empty()).expect("a frame is sent");
}

/// Packets are processed where they are sent, and in that order, as long as this process stays on one processor.
fn stay_on_one(number: usize) {
    let own = Pid::from_raw(0);
    let allowed = sched_getaffinity(own).expect("processors");
    let mut one = CpuSet::new();
    let all: Vec<usize> = (0..CpuSet::count())
        .filter(|cpu| allowed.is_set(*cpu) == Ok(true))
        .collect();
    one.set(all[number % all.len()]).expect("a processor");
    sched_setaffinity(own, &one).expect("one processor");
}

/// Makes the two links from a namespace of their own: this thread's.
fn far_ends() -> (OwnedFd, OwnedFd) {
    unshare(CloneFlags::CLONE_NEWNET).expect("a namespace for the hosts");
    let gateway = std::process::id();
    let link = |far: &str, near: &str, mac: [u8; 6]| {
        let mac = |last: u8| format!("02:00:00:00:{:02x}:{last:02x}", mac[4]);
        format!(
            "link add {far} address {} type veth peer name {near} address {} netns {gateway}\nlink set {far} up\n",
            mac(1),
            mac(2)
        )
    };
    let links = link("inside", "eth1", INSIDE_MAC) + &link("outside", "eth0", OUTSIDE_MAC);
    set("ipv6/conf/default/disable_ipv6", "1");
    run("ip", &["-batch", "-"], &links);
    (far_end("inside"), far_end("outside"))
}

/// A socket for all frames of a link.
fn far_end(link: &str) -> OwnedFd {
    let all = SockProtocol::EthAll;
    let end = socket(AddressFamily::Packet, SockType::Raw, SockFlag::empty(), all);
    let end = end.expect("a packet socket");
    let address = getifaddrs()
        .expect("interfaces")
        .filter(|held| held.interface_name == link)
        .find_map(|held| held.address?.as_link_addr().copied());
    bind(end.as_raw_fd(), &address.expect("a link")).expect("a socket on a link");
    setsockopt(&end, sockopt::ReceiveTimeout, &TimeVal::new(1, 0)).expect("a time limit");
    // what came before it was bound is no packet of ours
    pending(&end);
    end
}

/// Commands for ip(8): addresses, routes, and all neighbours, so that no packet waits for one.
fn addresses() -> String {
    let mut commands = String::from(
        "link set lo up\nlink set eth0 up\nlink set eth1 up\naddress add 192.168.1.1/24 dev eth1\n\
         address add 203.0.113.50/24 dev eth0\nroute add default via 203.0.113.1 dev eth0\n",
    );
    for (network, link, mac) in [("192.168.1", "eth1", 1), ("203.0.113", "eth0", 2)] {
        for host in 2..255 {
            commands += &format!(
                "neighbour replace {network}.{host} lladdr 02:00:00:00:{mac:02x}:01 dev {link}\n"
            );
        }
    }
    commands + "neighbour replace 203.0.113.1 lladdr 02:00:00:00:02:01 dev eth0\n"
}

fn set(name: &str, value: &str) {
    let path = format!("/proc/sys/net/{name}");
    // a kernel without IPv6 has none to switch off
    if let Err(error) = fs::write(&path, value)
        && !name.starts_with("ipv6/")
    {
        panic!("{path}: {error}");
    }
}

/// Runs a tool that must succeed.
pub(crate) fn run(tool: &str, arguments: &[&str], input: &str) {
    let (status, complaints) = give(tool, arguments, input);
    assert!(status, "{tool} {arguments:?}: {complaints}");
}

/// Runs a tool: whether it succeeded, and what it said.
pub(crate) fn give(tool: &str, arguments: &[&str], input: &str) -> (bool, String) {
    let mut child = Command::new(tool)
        .args(arguments)
        .env("PATH", PATH)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{tool}: {error}"));
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(input.as_bytes()).expect("the tool listens");
    drop(pipe);
    let output = child.wait_with_output().expect("the tool ends");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.success(), said)
}
