//! The learner's own text cut into runs, so that what counted can be shown in place.

use crate::source::Span;
use std::collections::BTreeSet;

/// A stretch of the answer that is shown in one manner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text to the letter.
    pub text: String,
    /// How it is shown.
    pub shade: Shade,
    /// Numbers of the items whose quote ends where this run ends.
    pub marks: Vec<usize>,
}

/// How a stretch is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Nothing counted on it.
    Plain,
    /// It earned something.
    Credited,
    /// A mistake or a contradiction rests on it.
    Faulty,
}

/// A span to be shown, and the item it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stroke {
    /// The bytes of the text.
    pub(super) span: Span,
    /// How they are shown.
    pub(super) shade: Shade,
    /// The item's number.
    pub(super) number: usize,
}

/// Cuts the text at the strokes' edges. Strokes may overlap; those that cut a character are left out.
pub(super) fn runs(text: &str, strokes: &[Stroke]) -> Vec<Run> {
    let strokes: Vec<_> = strokes
        .iter()
        .filter(|stroke| {
            text.get(stroke.span.start..stroke.span.end)
                .is_some_and(|t| !t.is_empty())
        })
        .collect();
    let mut edges = BTreeSet::from([0, text.len()]);
    edges.extend(strokes.iter().flat_map(|s| [s.span.start, s.span.end]));
    let edges: Vec<usize> = edges.into_iter().collect();
    edges
        .windows(2)
        .map(|edge| run(text, Span::new(edge[0], edge[1]), &strokes))
        .collect()
}

fn run(text: &str, span: Span, strokes: &[&Stroke]) -> Run {
    let covering = strokes.iter().filter(|stroke| stroke.span.overlaps(span));
    let mut marks: Vec<usize> = strokes
        .iter()
        .filter(|stroke| stroke.span.end == span.end)
        .map(|stroke| stroke.number)
        .collect();
    marks.sort_unstable();
    marks.dedup();
    Run {
        text: text[span.start..span.end].to_owned(),
        shade: covering.map(|s| s.shade).max().unwrap_or(Shade::Plain),
        marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, strokes: &[(usize, usize, Shade, usize)]) -> String {
        let strokes: Vec<_> = strokes
            .iter()
            .map(|&(start, end, shade, number)| Stroke {
                span: Span::new(start, end),
                shade,
                number,
            })
            .collect();
        let show = |run: Run| match run.shade {
            Shade::Plain => run.text,
            Shade::Credited => format!("<{}>{:?}", run.text, run.marks),
            Shade::Faulty => format!("!{}!{:?}", run.text, run.marks),
        };
        runs(text, &strokes).into_iter().map(show).collect()
    }

    #[test]
    fn the_text_is_cut_where_strokes_begin_and_end() {
        use Shade::{Credited, Faulty};
        for (text, strokes, expected) in [
            ("", &[][..], ""),
            ("plain", &[], "plain"),
            ("abc def", &[(4, 7, Credited, 1)], "abc <def>[1]"),
            (
                "abcdef",
                &[(0, 4, Credited, 1), (2, 6, Faulty, 2)],
                "<ab>[]!cd![1]!ef![2]",
            ),
            (
                "abc",
                &[(0, 3, Credited, 2), (0, 3, Credited, 1)],
                "<abc>[1, 2]",
            ),
            ("é", &[(1, 2, Credited, 1)], "é"),
            ("abc", &[(2, 9, Credited, 1), (1, 1, Credited, 1)], "abc"),
        ] {
            assert_eq!(shown(text, strokes), expected, "{text:?}");
        }
    }
}
