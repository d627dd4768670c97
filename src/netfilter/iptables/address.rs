//! Addresses, networks and ranges as iptables takes them.

use super::value::{Ill, Value};
use crate::netfilter::model::{Block, Network};
use crate::netfilter::names::unsigned;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One address with or without a mask. `192.168.1` is 192.168.1.0 (netfilter-facts, command line); host bits are cleared.
pub(super) fn block(v4: bool, text: &str) -> Value<Block> {
    let (host, mask) = text
        .split_once('/')
        .map_or((text, None), |(h, m)| (h, Some(m)));
    if mask.and_then(|mask| mask_of(v4, mask)) == Some(0) {
        // the tool looks at no address behind which a null mask stands: `any/0`
        let none = if v4 {
            Ipv4Addr::UNSPECIFIED.into()
        } else {
            Ipv6Addr::UNSPECIFIED.into()
        };
        return Ok(Block::masked(none, 0));
    }
    let Some(address) = address(v4, host) else {
        return Err(wrong(v4, host));
    };
    let Some(mask) = mask else {
        return Ok(Block::network(Network::new(address, 128)));
    };
    match mask_of(v4, mask) {
        Some(mask) => Ok(Block::masked(address, mask)),
        None => Err(Ill::new(format!(
            "bad mask '{mask}'; expected a prefix length or a mask"
        ))),
    }
}

/// A range `low-high`, or one address.
pub(super) fn range(v4: bool, text: &str) -> Value<(IpAddr, IpAddr)> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    match (address(v4, low), address(v4, high)) {
        (Some(low), Some(high)) => Ok((low, high)),
        (None, _) => Err(wrong(v4, low)),
        (_, None) => Err(wrong(v4, high)),
    }
}

fn wrong<T>(v4: bool, text: &str) -> Ill<T> {
    if text.starts_with('!') {
        return Ill::new("'!' stands before the option, apart from it");
    }
    match text.parse::<IpAddr>() {
        Ok(_) if v4 => Ill::new(format!(
            "'{text}' is an IPv6 address; ip6tables takes those"
        )),
        Ok(_) => Ill::new(format!("'{text}' is an IPv4 address; iptables takes those")),
        Err(_) => Ill::new(format!("'{text}' is no address")),
    }
}

/// An address; missing last numbers of IPv4 are zero.
pub(super) fn address(v4: bool, text: &str) -> Option<IpAddr> {
    if !v4 {
        return text.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    if text == "localhost" {
        return Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let mut octets = [0; 4];
    for (count, part) in text.split('.').enumerate() {
        *octets.get_mut(count)? = u8::try_from(unsigned(part)?).ok()?;
    }
    Some(IpAddr::V4(octets.into()))
}

fn mask_of(v4: bool, text: &str) -> Option<u128> {
    let width: u32 = if v4 { 32 } else { 128 };
    if let Some(prefix) = unsigned(text) {
        let ones = u128::MAX >> (128 - width);
        return (prefix <= width)
            .then(|| ones & u128::MAX.checked_shl(width - prefix).unwrap_or(0));
    }
    match address(v4, text)? {
        IpAddr::V4(v4) if text.matches('.').count() == 3 => Some(u128::from(v4.to_bits())),
        IpAddr::V6(v6) => Some(v6.to_bits()),
        IpAddr::V4(_) => None,
    }
}

/// Whether a text may be the name of a host, for which the tool would ask the resolver, or what a command prints.
pub(super) fn is_host_name(text: &str) -> bool {
    if text.starts_with("$(") {
        return true;
    }
    let label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    text.contains('.')
        && text.split('.').all(label)
        && text.contains(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn addresses_and_near_misses() {
        for (v4, text, shown) in [
            (true, "192.168.1.10/24", "192.168.1.0/24"),
            (true, "192.168.1", "192.168.1.0/32"),
            (true, "10.0.0.0/255.0.0.0", "10.0.0.0/8"),
            (true, "10.0.0.1/0.0.0.255", "0.0.0.1/0.0.0.255"),
            (true, "0/0", "0.0.0.0/0"),
            (true, "any/0", "0.0.0.0/0"),
            (false, "0.0.0.0/0", "::/0"),
            (false, "fe80::1/10", "fe80::/10"),
            (false, "::/0", "::/0"),
            (true, "192.168.1.256", "-"),
            (true, "192.168.1.0/33", "-"),
            (true, "192.168.1.0/", "-"),
            (true, "1.2.3.4.5", "-"),
            (true, "fe80::1", "-"),
            (false, "10.0.0.1", "-"),
        ] {
            let found = block(v4, text).map_or_else(|_| "-".to_owned(), |block| block.to_string());
            assert_eq!(found, shown, "{text}");
        }
    }
}
