//! The base forms that an inflected English word may come from.

/// Irregular forms: base, then its forms.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("be", &["is", "are", "was", "were", "been", "being", "am"]),
    ("have", &["has", "had", "having"]),
    ("do", &["does", "did", "done", "doing"]),
    ("go", &["goes", "went", "gone", "going"]),
    ("come", &["came", "coming"]),
    ("see", &["saw", "seen", "sees", "seeing"]),
    ("send", &["sent", "sended"]),
    ("get", &["got", "gotten", "getting"]),
    ("give", &["gave", "given", "giving"]),
    ("take", &["took", "taken", "taking"]),
    ("make", &["made", "making"]),
    ("keep", &["kept"]),
    ("hold", &["held"]),
    ("know", &["knew", "known"]),
    ("begin", &["began", "begun", "beginning"]),
    ("speak", &["spoke", "spoken"]),
    ("hear", &["heard"]),
    ("say", &["said"]),
    ("tell", &["told"]),
    ("write", &["wrote", "written", "writing"]),
    ("find", &["found"]),
    ("lose", &["lost", "losing"]),
    ("leave", &["left", "leaving"]),
    ("mean", &["meant"]),
    ("run", &["ran", "running"]),
    ("let", &["letting", "lets"]),
    ("throw", &["threw", "thrown"]),
    ("bring", &["brought"]),
    ("think", &["thought"]),
    ("build", &["built"]),
    ("grow", &["grew", "grown"]),
    ("fall", &["fell", "fallen"]),
    ("break", &["broke", "broken"]),
    ("choose", &["chose", "chosen"]),
    ("pay", &["paid"]),
    ("spend", &["spent"]),
    ("forget", &["forgot", "forgotten"]),
    ("show", &["shown", "showed"]),
    ("become", &["became", "becoming"]),
    ("put", &["putting", "puts"]),
    ("cost", &["costing", "costs"]),
    ("fit", &["fitted", "fits", "fitting"]),
    ("bind", &["bound"]),
    ("draw", &["drew", "drawn"]),
    ("spawn", &["spawned", "spawns"]),
    ("reply", &["replied", "replies", "replying"]),
    ("way", &["ways"]),
    ("entry", &["entries"]),
    ("child", &["children"]),
    ("meet", &["met"]),
    ("understand", &["understood"]),
    ("stand", &["stood"]),
    ("catch", &["caught"]),
    ("feel", &["felt"]),
    ("ring", &["rang", "rung"]),
    ("die", &["died", "dying"]),
    ("lie", &["lay", "lain", "lying"]),
    ("rise", &["rose", "risen"]),
    ("shake", &["shook", "shaken"]),
    ("steal", &["stole", "stolen"]),
    ("man", &["men"]),
    ("person", &["people", "persons"]),
    ("index", &["indices", "indexes"]),
];

/// Short words that a stripped ending must not turn into.
const NEVER_A_BASE: &[&str] = &[
    "not", "the", "and", "for", "all", "any", "but", "its", "new", "own",
];

/// The word itself, then each base form it may be an inflection of (`replies` → reply; `stopped` → stop).
/// A base that is no word does no harm: nobody looks it up.
pub fn bases(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let irregular = IRREGULAR.iter().filter(|(_, forms)| forms.contains(&word));
    out.extend(irregular.map(|(base, _)| (*base).to_owned()));
    if word.is_ascii() && word.len() > 3 {
        regular(word, &mut out);
    }
    let british: Vec<String> = out.iter().filter_map(|base| american(base)).collect();
    out.extend(british);
    out
}

fn regular(word: &str, out: &mut Vec<String>) {
    let mut push = |base: String| {
        if base.len() >= 3 && !NEVER_A_BASE.contains(&base.as_str()) && !out.contains(&base) {
            out.push(base);
        }
    };
    if let Some(stem) = word.strip_suffix("ies") {
        push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ied") {
        push(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        push(stem.to_owned());
        if let Some(stem) = stem.strip_suffix('e') {
            push(stem.to_owned());
        }
    }
    for suffix in ["ed", "ing"] {
        if let Some(stem) = word.strip_suffix(suffix) {
            push(stem.to_owned());
            push(format!("{stem}e"));
            push(undoubled(stem));
        }
    }
}

fn undoubled(stem: &str) -> String {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b => stem[..stem.len() - 1].to_owned(),
        _ => stem.to_owned(),
    }
}

/// The American spelling of a British base, where endings tell.
fn american(word: &str) -> Option<String> {
    for (british, american) in [
        ("ise", "ize"),
        ("isation", "ization"),
        ("iour", "ior"),
        ("yse", "yze"),
    ] {
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() > 3) {
            return Some(format!("{stem}{american}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::bases;

    #[test]
    fn inflections_lead_to_their_base() {
        for (word, base, is_base) in [
            ("packets", "packet", true),
            ("replies", "reply", true),
            ("replied", "reply", true),
            ("seen", "see", true),
            ("dropped", "drop", true),
            ("recognised", "recognize", true),
            ("matches", "match", true),
            ("initiating", "initiate", true),
            ("noted", "note", true),
            ("noted", "not", false),
            ("its", "it", false),
            ("news", "new", false),
            ("address", "addres", false),
            ("this", "thi", true), // no word: nobody looks it up
        ] {
            assert_eq!(
                bases(word).iter().any(|b| b == base),
                is_base,
                "{word} → {base}"
            );
        }
    }
}
