//! The base forms that an inflected English word may come from.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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

/// The bases of each irregular form.
static BASES_OF: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut bases: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for (base, forms) in IRREGULAR {
        for form in *forms {
            bases.entry(form).or_default().push(base);
        }
    }
    bases
});

/// The words that one inflected word may come from; room that serves for one word after the other.
#[derive(Debug, Default)]
pub struct Bases {
    text: String,
    ends: Vec<usize>,
}

impl Bases {
    /// Reads a word: itself, then each base form it may be an inflection of (`replies` → reply; `stopped` → stop).
    /// A base that is no word does no harm: nobody looks it up.
    pub fn of(&mut self, word: &str) -> &Self {
        self.text.clear();
        self.ends.clear();
        self.push(word, "");
        for base in BASES_OF.get(word).into_iter().flatten() {
            self.push(base, "");
        }
        if word.is_ascii() && word.len() > 3 {
            self.regular(word);
        }
        for at in 0..self.ends.len() {
            self.american(at);
        }
        self
    }

    /// The bases read last.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[at]]
    }

    fn push(&mut self, stem: &str, ending: &str) {
        self.text.push_str(stem);
        self.text.push_str(ending);
        self.ends.push(self.text.len());
    }

    /// Adds a base, where it is long enough to be one and new.
    fn offer(&mut self, stem: &str, ending: &str) {
        self.push(stem, ending);
        let last = self.ends.len() - 1;
        let base = self.get(last);
        let known = || (0..last).any(|at| self.get(at) == base);
        if base.len() < 3 || NEVER_A_BASE.contains(&base) || known() {
            self.ends.pop();
            self.text.truncate(self.ends[last - 1]);
        }
    }

    fn regular(&mut self, word: &str) {
        for ending in ["ies", "ied"] {
            if let Some(stem) = word.strip_suffix(ending) {
                self.offer(stem, "y");
            }
        }
        if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            self.offer(stem, "");
            if let Some(stem) = stem.strip_suffix('e') {
                self.offer(stem, "");
            }
        }
        for ending in ["ed", "ing"] {
            if let Some(stem) = word.strip_suffix(ending) {
                self.offer(stem, "");
                self.offer(stem, "e");
                self.offer(undoubled(stem), "");
            }
        }
    }

    /// Adds the American spelling of a British base, where endings tell.
    fn american(&mut self, at: usize) {
        const ENDINGS: [(&str, &str); 4] = [
            ("ise", "ize"),
            ("isation", "ization"),
            ("iour", "ior"),
            ("yse", "yze"),
        ];
        let base = self.get(at);
        let found = ENDINGS.iter().find_map(|(british, american)| {
            let stem = base.strip_suffix(british).filter(|stem| stem.len() > 3)?;
            Some((stem.len(), american))
        });
        if let Some((length, american)) = found {
            let start = self.ends[at] - base.len();
            self.text.extend_from_within(start..start + length);
            self.push("", american);
        }
    }
}

fn undoubled(stem: &str) -> &str {
    match stem.as_bytes() {
        [.., a, b] if a == b => &stem[..stem.len() - 1],
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::Bases;

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
                Bases::default().of(word).iter().any(|b| b == base),
                is_base,
                "{word} → {base}"
            );
        }
    }
}
