//! "Did you mean": the known word that a mistyped one comes nearest to.

/// Share of letters that must agree; found on mistyped keys, below it unrelated keys are offered.
const ALIKE: f64 = 0.6;
/// Words longer than this are prose that nobody mistyped.
const LONGEST: usize = 400;

/// Options that are looked at, so that a file of many slips is read in linear time.
const MOST: usize = 200;

/// The option that is most like `word`, where one is like it at all; of equals the first.
pub(crate) fn nearest<'a>(
    word: &str,
    options: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    if word.len() > LONGEST {
        return None;
    }
    let mut best: Option<(f64, &str)> = None;
    let options = options.into_iter().take(MOST);
    for option in options.filter(|option| option.len() <= LONGEST) {
        let alike = strsim::normalized_damerau_levenshtein(&word, &option.to_lowercase());
        if alike >= ALIKE && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, option));
        }
    }
    best.map(|(_, option)| option)
}

/// The mend that offers it.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    options: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, options).map(|option| format!("did you mean '{option}'?"))
}
