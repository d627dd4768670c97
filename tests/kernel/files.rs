//! Rulesets by hand: files for iptables-restore and for nft.

/// Files for iptables-restore.
pub(crate) const SAVES: &[&str] = &[
    "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -i lo -j ACCEPT\n\
     -A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -i eth1 -p tcp -m tcp --dport 8080 -j ACCEPT\n\
     -A FORWARD -m state --state RELATED,ESTABLISHED -j ACCEPT\n[12:3456] -A FORWARD -i eth1 -j ACCEPT\nCOMMIT\n",
    // without its policy line a chain is open; with a refused line a table is lost, but not the one before it
    "*filter\n:FORWARD DROP\n-P INPUT DROP\n-N x\n-I INPUT -p tcp -j x\n-A x -j ACCEPT\nCOMMIT\n",
    "*mangle\n:INPUT ACCEPT\n-A INPUT -p udp -j DROP\nCOMMIT\n*filter\n-A INPUT -p tcp --dport 8080x -j DROP\nCOMMIT\n",
    "*filter\n-A INPUT -j DROP\nCOMMIT\n*filter\n-A INPUT -p udp -j DROP\nCOMMIT\n",
    "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to 192.168.1.10\n\
     -A POSTROUTING -o eth0 -j MASQUERADE\nCOMMIT\n*filter\n:FORWARD DROP [0:0]\n\
     -A FORWARD -d 192.168.1.10 -p tcp --dport 8080 -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT\n\
     -A FORWARD -s 192.168.1.0/24 -j ACCEPT\nCOMMIT\n",
];

/// Files for nft.
pub(crate) const RULESETS: &[&str] = &[
    "table inet gw {
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname \"eth1\" oifname \"eth*\" ct state new accept
  }
  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
    ct state established,related accept
    ip saddr { 192.168.1.0/24, 10.0.0.0/8 } tcp dport { 22, 8080 } iifname != eth0 accept
  }
}
",
    // a chain without a hook does nothing; a later base chain still drops
    "table ip x {\n  chain y {\n    drop\n  }\n}\n",
    "table ip a {\n  chain i {\n    type filter hook input priority 0;\n    accept\n  }\n}
table ip b {\n  chain i {\n    type filter hook input priority 1;\n    tcp dport 8080 drop\n  }\n}\n",
    "table ip a {\n  chain i {\n    type filter hook input priority 0; policy drop;\n    tcp dport 8080 accept\n  }\n}
table inet b {\n  chain i {\n    type filter hook input priority -5;\n    meta mark set 3\n  }
  chain j {\n    type filter hook input priority 5;\n    meta mark != 3 drop\n    ip saddr 192.168.1.0/24 drop\n  }\n}\n",
    // of equal priorities
    "table ip a {\n  chain i {\n    type filter hook input priority 0;\n    meta mark set 1\n  }\n}
table ip b {\n  chain i {\n    type filter hook input priority 0;\n    meta mark 1 tcp dport 8080 drop\n  }\n}
table ip c {\n  chain f {\n    type filter hook forward priority 0;\n    meta mark 1 tcp dport 443 drop\n  }
  chain g {\n    type filter hook forward priority 0;\n    meta mark set 1\n  }\n}\n",
    "table inet a {\n  chain i {\n    type filter hook input priority 0;\n    meta mark set 1\n  }\n}
table ip b {\n  chain i {\n    type filter hook input priority 0;\n    meta mark 1 tcp dport 8080 drop\n  }\n}
table ip c {\n  chain f {\n    type filter hook forward priority 0;\n    meta mark 1 tcp dport 443 drop\n  }\n}
table inet d {\n  chain g {\n    type filter hook forward priority 0;\n    meta mark set 1\n  }\n}\n",
    "table ip a {\n  chain p {\n    type nat hook postrouting priority srcnat;\n    oif eth0 snat to 203.0.113.61\n  }\n}
table ip b {\n  chain p {\n    type nat hook postrouting priority srcnat;\n    oif eth0 snat to 203.0.113.62\n  }\n}\n",
    // before and after tracking
    "table ip r {\n  chain p {\n    type filter hook prerouting priority raw;\n    ct state new drop\n    udp dport 5000 notrack\n  }
  chain i {\n    type filter hook input priority 0;\n    ct state untracked drop\n  }\n}\n",
    "table ip r {\n  chain p {\n    type filter hook prerouting priority -199;\n    iifname eth0 ct state new drop\n  }\n}\n",
    // sets, ranges, maps
    "table inet f {
  set trusted {
    type ipv4_addr
    flags interval
    elements = { 192.168.1.0/25, 203.0.113.9 }
  }
  set ports {
    type inet_service
    elements = { 22, 443, 8080 }
  }
  chain web {
    ip saddr @trusted accept
    drop
  }
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport @ports jump web
    ip protocol vmap { udp : drop, icmp : jump web }
    ip daddr 192.168.1.0-192.168.1.20 tcp sport 1024-65535 drop
  }
}
",
    // translation beside filters
    "table ip nat {
  chain pre {
    type nat hook prerouting priority dstnat;
    iifname eth0 tcp dport 8080 dnat to 192.168.1.10:80
  }
  chain post {
    type nat hook postrouting priority srcnat;
    oifname eth0 ip saddr 192.168.1.0/24 snat to 203.0.113.50
  }
}
table inet filter {
  chain forwarded {
    type filter hook forward priority 0; policy drop;
    ct status dnat accept
    ct state established,related accept
    iifname eth1 ct state new accept
  }
}
",
    "table inet f {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state { established, related } accept
    icmp type echo-request accept
    tcp flags & (fin | syn | rst | ack) == syn tcp dport 8080 reject with tcp reset
    reject
  }
  chain output {
    type filter hook output priority 0; policy drop;
    ct state established,related accept
    oif lo accept
  }
}
",
    "table inet t {
  chain m {
    type filter hook prerouting priority mangle;
    iifname eth1 ct mark set 7
    meta mark set ct mark
  }
  chain f {
    type filter hook forward priority 0; policy drop;
    ct mark 7 ct direction reply accept
    meta mark 7 ct direction original accept
  }
  chain i {
    type filter hook input priority 0;
    fib saddr . iif oif missing drop
    fib daddr type != local drop
  }
}
",
];
