//! Lines of prose into sentences, each with the place it stands in: block, heading, number.

use super::heading::{has_label, heads_an_item, looks_like_heading, starts_small};
use super::marker::{Marker, marker, small_number};
use super::token::{Kind, Token, tokens};
use crate::source::Span;

/// Most tokens of a sentence; a longer one is read in overlapping windows.
pub const WINDOW: usize = 64;
/// From this many tokens without a mark a sentence is a run-on, read in shorter windows.
const RUN_ON: usize = 45;
const RUN_ON_WINDOW: usize = 30;
/// A line of at least this many characters may be wrapped, so that its sentence goes on below.
const WRAPPED_LINE: usize = 60;

/// One statement's worth of tokens.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its tokens, at most [`WINDOW`].
    pub tokens: Vec<Token>,
    /// Where it stands.
    pub place: Place,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Paragraph or list item, counted through the text.
    pub block: usize,
    /// The line it begins on, where a new line begins a new statement.
    pub line: usize,
    /// Index of the heading sentence in force.
    pub heading: Option<usize>,
    /// Number of the item it belongs to: `2.` gives 2, `1.2` gives 2 with part 1.
    pub number: Option<usize>,
    /// Part named with the number: `1.2` gives 1.
    pub part: Option<usize>,
    /// Whether it is a heading itself.
    pub is_heading: bool,
}

impl Sentence {
    /// Its bytes, from the first token to the last.
    pub fn span(&self) -> Span {
        let first = self.tokens.first().map_or_else(Span::default, |t| t.span);
        self.tokens
            .last()
            .map_or(first, |last| first.cover(last.span))
    }
}

/// The sentences of the given ranges of `text`, in order. A range starts a block of its own, but headings and
/// numbers carry over.
pub fn sentences(text: &str, ranges: &[Span]) -> Vec<Sentence> {
    let mut reader = Reader::default();
    for range in ranges {
        reader.place.block += 1;
        reader.read(text, *range);
    }
    reader.out
}

#[derive(Default)]
struct Reader {
    out: Vec<Sentence>,
    place: Place,
    pending: Vec<Token>,
    /// So many of the pending tokens are known to hold no end of a sentence.
    seen: usize,
}

impl Reader {
    fn read(&mut self, text: &str, range: Span) {
        let mut at = range.start;
        let mut wrapped = false;
        for line in text[range.start..range.end].split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            let next = text[at..range.end].lines().next().unwrap_or("");
            wrapped = self.line(text, span, next, wrapped);
        }
        self.flush();
    }

    /// Reads one line; tells whether its last sentence may go on below.
    fn line(&mut self, text: &str, span: Span, next: &str, wrapped: bool) -> bool {
        let line = &text[span.start..span.end];
        let body = line.trim_start();
        if body.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            self.flush();
            self.place.block += 1;
            return false;
        }
        let marker = marker(body, self.place.number.map_or(1, |number| number + 1));
        let start = span.start + (line.len() - body.len()) + marker.len;
        let words = tokens(text, Span::new(start, span.end));
        let goes_on = wrapped
            && !marker.item
            && !marker.heading
            && starts_small(&words)
            && !has_label(&words);
        if !goes_on {
            self.flush();
            self.place.line += 1;
            if has_label(&words) {
                self.place.block += 1;
            }
        }
        self.enter(&marker);
        if marker.heading
            || looks_like_heading(
                &words,
                next,
                marker.item && !heads_an_item(line, &words, next),
            )
        {
            self.heading(words);
            return false;
        }
        self.pending.extend(words);
        self.split();
        line.chars().count() >= WRAPPED_LINE || line.ends_with(',')
    }

    fn enter(&mut self, marker: &Marker) {
        if marker.item || marker.heading {
            self.place.block += 1;
        }
        if let Some((part, number)) = marker.number {
            self.place.number = Some(number);
            self.place.part = part;
            self.place.heading = None;
        }
    }

    fn heading(&mut self, words: Vec<Token>) {
        self.place.block += 1;
        if words.is_empty() {
            self.place.heading = None;
            return;
        }
        self.place.heading = Some(self.out.len());
        let place = Place {
            is_heading: true,
            heading: None,
            ..self.place
        };
        self.out.push(Sentence {
            tokens: words.into_iter().take(WINDOW).collect(),
            place,
        });
        self.place.block += 1;
    }

    /// Emits every finished sentence of the pending tokens.
    fn split(&mut self) {
        let mut ends = Vec::new();
        let mut start = 0;
        while let Some(end) = sentence_end(&self.pending[start..], self.seen.saturating_sub(start))
        {
            start += end;
            ends.push(end);
        }
        self.seen = self.pending.len() - start;
        if start > 0 {
            let mut tokens = std::mem::take(&mut self.pending).into_iter();
            for end in ends {
                self.emit(tokens.by_ref().take(end).collect());
            }
            self.pending = tokens.collect();
        }
    }

    fn flush(&mut self) {
        self.split();
        self.seen = 0;
        let done = std::mem::take(&mut self.pending);
        self.emit(done);
    }

    fn emit(&mut self, tokens: Vec<Token>) {
        if !tokens.iter().any(Token::is_word) {
            return;
        }
        let tokens = self.leading_number(tokens);
        let place = self.place;
        match windows(&tokens).as_slice() {
            [_] => self.out.push(Sentence { tokens, place }),
            several => self
                .out
                .extend(several.iter().map(|&(start, end)| Sentence {
                    tokens: tokens[start..end].to_vec(),
                    place,
                })),
        }
    }

    /// A number in running text, `(2) …` or `2. …` behind a full stop, opens an item too.
    fn leading_number(&mut self, mut tokens: Vec<Token>) -> Vec<Token> {
        let open = usize::from(tokens[0].is_mark('('));
        let number = tokens.get(open).and_then(|t| small_number(&t.norm));
        let closed = tokens
            .get(open + 1)
            .is_some_and(|t| t.is_mark(')') || t.is_mark('.') || t.is_mark(':'));
        if let (Some(number), true) = (number, closed && tokens.len() > open + 2) {
            self.place.number = Some(number);
            tokens.drain(..open + 2);
        }
        tokens
    }
}

/// Where the first sentence of the tokens ends, if it does before their end; not among the first `seen` of them.
fn sentence_end(tokens: &[Token], seen: usize) -> Option<usize> {
    const ABBREVIATIONS: [&str; 12] = [
        "e.g", "i.e", "eg", "ie", "etc", "vs", "incl", "resp", "approx", "ca", "cf", "conn",
    ];
    (seen.max(1)..tokens.len()).find(|&at| {
        let ends = matches!(tokens[at - 1].kind, Kind::Mark('.' | '?' | '!'));
        let gap = tokens[at].span.start > tokens[at - 1].span.end;
        if !ends || !gap {
            return false;
        }
        let before = at.checked_sub(2).map(|before| tokens[before].norm.as_str());
        let numbered = at == 2 && before.and_then(small_number).is_some();
        let abbreviated = before.is_some_and(|word| ABBREVIATIONS.contains(&word));
        let counted = before.is_some_and(|word| matches!(word, "no" | "nr" | "num"))
            && tokens[at].kind == Kind::Number;
        !numbered && !abbreviated && !counted
    })
}

/// Overlapping stretches of a long sentence; one stretch for an ordinary one.
fn windows(tokens: &[Token]) -> Vec<(usize, usize)> {
    let marks = tokens
        .iter()
        .filter(|t| matches!(t.kind, Kind::Mark(',' | ';' | ':' | '-' | '(' | '|' | '>')))
        .count();
    let size = if marks == 0 && tokens.len() >= RUN_ON {
        RUN_ON_WINDOW
    } else {
        WINDOW
    };
    if tokens.len() <= size {
        return vec![(0, tokens.len())];
    }
    let step = size - size / 3;
    (0..tokens.len())
        .step_by(step)
        .map(|start| (start, (start + size).min(tokens.len())))
        .take_while(|&(start, _)| start == 0 || start + size / 3 < tokens.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_word(sentence: &Sentence) -> &str {
        sentence
            .tokens
            .iter()
            .find(|t| t.is_word())
            .map_or("", |t| t.norm.as_str())
    }

    /// Each sentence as `number/heading text`.
    fn read(text: &str) -> Vec<String> {
        let all = sentences(text, &[Span::new(0, text.len())]);
        all.iter()
            .map(|s| {
                let words: Vec<_> = s.tokens.iter().map(|t| t.norm.as_str()).collect();
                let number = s.place.number.map_or("-".into(), |n| n.to_string());
                let heading = s.place.heading.map_or("-", |h| first_word(&all[h]));
                format!("{number}/{heading} {}", words.join(" "))
            })
            .collect()
    }

    #[test]
    fn lines_become_sentences_in_their_place() {
        for (text, expected) in [
            (
                "One thing. Another thing.",
                vec!["-/- one thing .", "-/- another thing ."],
            ),
            (
                "1. red\n2. blue. Also green",
                vec!["1/- red", "2/- blue .", "2/- also green"],
            ),
            ("(1) red\n(2) blue", vec!["1/- red", "2/- blue"]),
            ("3\nthe moon", vec!["3/- the moon"]),
            ("2- the moon", vec!["2/- the moon"]),
            ("1 sun\n2 moon", vec!["1/- sun", "2/- moon"]),
            ("7 dwarfs", vec!["-/- 7 dwarfs"]),
            (
                "Colours -\nred is warm",
                vec!["-/- colours -", "-/colours red is warm"],
            ),
            (
                "Colours (bright)\nred is warm",
                vec!["-/- colours ( bright )", "-/colours red is warm"],
            ),
            (
                "* Colours\n  * red is warm",
                vec!["-/- colours", "-/colours red is warm"],
            ),
            (
                "The moon. 2: the sun is far",
                vec!["-/- the moon .", "2/- the sun is far"],
            ),
            ("It is no. 1 of all", vec!["-/- it is no . 1 of all"]),
            ("Q3 the moon is far", vec!["3/- the moon is far"]),
            ("b) the moon", vec!["2/- the moon"]),
            ("### 1.2\nthe moon", vec!["2/- the moon"]),
            (
                "a thing, e.g. this one",
                vec!["-/- a thing , e.g . this one"],
            ),
            (
                "Colours\nred is warm",
                vec!["-/- colours", "-/colours red is warm"],
            ),
            (
                "**Colours:**\nred is warm",
                vec!["-/- * * colours : * *", "-/colours red is warm"],
            ),
            (
                "the moon is a far away thing that nobody here has ever seen up\nclose by",
                vec!["-/- the moon is a far away thing that nobody here has ever seen up close by"],
            ),
            ("the moon\nis far", vec!["-/- the moon", "-/the is far"]),
            ("- red\n- blue", vec!["-/- red", "-/- blue"]),
            ("3.14 is a number", vec!["-/- 3.14 is a number"]),
            ("", vec![]),
            ("***\n---\n", vec![]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_sentences_are_read_in_overlapping_windows() {
        let run_on = "word ".repeat(500);
        let all = sentences(&run_on, &[Span::new(0, run_on.len())]);
        assert!(all.iter().all(|s| s.tokens.len() <= WINDOW));
        assert_eq!(
            all.last().map(|s| s.span().end),
            Some(run_on.trim_end().len())
        );
    }
}
