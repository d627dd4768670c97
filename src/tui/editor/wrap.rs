//! Where a text breaks into rows of some width, and which column a place has. Columns are cells.

use super::words;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells between two tab stops.
const TAB: usize = 4;

/// The rows of a text: byte ranges without line ends, at least one.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Range<usize>>,
}

impl Rows {
    /// Breaks a text at blanks where it can, else between graphemes. One blank may hang past the width.
    pub(super) fn new(text: &str, width: usize) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            wrap(line, width.max(1), start, &mut rows);
            start += line.len() + 1;
        }
        Self { rows }
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows from the one with this index on.
    pub(super) fn from(&self, first: usize) -> &[Range<usize>] {
        self.rows.get(first..).unwrap_or_default()
    }

    /// Index of the row that a place is in; a place between two rows is in the second.
    pub(super) fn at(&self, place: usize) -> usize {
        self.rows
            .partition_point(|row| row.start <= place)
            .saturating_sub(1)
    }

    /// The row a place is in.
    pub(super) fn row(&self, place: usize) -> Range<usize> {
        self.rows.get(self.at(place)).cloned().unwrap_or_default()
    }

    /// The last place in a row where the cursor shows in that row.
    pub(super) fn last(&self, text: &str, row: &Range<usize>) -> usize {
        let goes_on = row.end < text.len() && !text[row.end..].starts_with('\n');
        if goes_on && !row.is_empty() {
            words::previous(text, row.end).max(row.start)
        } else {
            row.end
        }
    }

    /// The place in the row with this index that is nearest to a column from the left.
    pub(super) fn place(&self, text: &str, index: usize, column: usize) -> usize {
        let row = self.rows.get(index).cloned().unwrap_or_default();
        let mut at = 0;
        for (offset, grapheme) in text[row.clone()].grapheme_indices(true) {
            at += cells(grapheme, at);
            if at > column {
                return row.start + offset;
            }
        }
        self.last(text, &row)
    }
}

/// The column of a place in its row.
pub(super) fn column(text: &str, row: &Range<usize>, place: usize) -> usize {
    let before = text[row.start..place].graphemes(true);
    before.fold(0, |at, grapheme| at + cells(grapheme, at))
}

/// Cells that a grapheme takes from a column on; at least one, so that the cursor can be seen to pass it.
pub(super) fn cells(grapheme: &str, column: usize) -> usize {
    match grapheme {
        "\t" => TAB - column % TAB,
        _ if grapheme.len() == 1 => 1,
        _ => grapheme.width().max(1),
    }
}

/// Adds the rows of one line that starts at `start` in the text.
fn wrap(line: &str, width: usize, start: usize, rows: &mut Vec<Range<usize>>) {
    let mut first = 0;
    let mut gap = None;
    let mut column = 0;
    for (at, grapheme) in graphemes(line) {
        let blank = grapheme.starts_with([' ', '\t']);
        let taken = cells(grapheme, column);
        if column + taken > width && at > first && !(blank && column <= width) {
            let cut = gap.unwrap_or(at);
            rows.push(start + first..start + cut);
            first = cut;
            gap = None;
            let kept = graphemes(&line[cut..at]);
            column = kept.fold(0, |column, (_, kept)| column + cells(kept, column));
        }
        column += cells(grapheme, column);
        if blank || taken > 1 {
            gap = Some(at + grapheme.len());
        }
    }
    rows.push(start + first..start + line.len());
}

/// The graphemes of a line, quickly where all are ASCII.
fn graphemes(line: &str) -> Box<dyn Iterator<Item = (usize, &str)> + '_> {
    if line.is_ascii() {
        Box::new((0..line.len()).map(|at| (at, &line[at..=at])))
    } else {
        Box::new(line.grapheme_indices(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        Rows::new(text, width)
            .from(0)
            .iter()
            .map(|row| &text[row.clone()])
            .collect()
    }

    #[test]
    fn lines_break_at_blanks_then_anywhere() {
        for (text, width, expected) in [
            ("", 5, &[""][..]),
            ("one two", 5, &["one ", "two"]),
            ("three two", 5, &["three ", "two"]),
            ("onetwothree", 4, &["onet", "woth", "ree"]),
            ("a longword", 5, &["a ", "longw", "ord"]),
            ("a\n\nb", 5, &["a", "", "b"]),
            ("漢字漢字", 5, &["漢字", "漢字"]),
            ("ab漢字", 5, &["ab漢", "字"]),
            ("漢字", 1, &["漢", "字"]),
            ("👍🏽👍🏽", 3, &["👍🏽", "👍🏽"]),
            ("a\tb", 4, &["a\t", "b"]),
            (
                "iptables --ctstate NEW",
                12,
                &["iptables ", "--ctstate ", "NEW"],
            ),
            ("a   b", 2, &["a  ", " b"]),
        ] {
            assert_eq!(rows(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn columns_count_cells_up_to_the_tab_stop() {
        for (text, place, expected) in [
            ("abc", 2, 2),
            ("漢字", 3, 2),
            ("e\u{301}x", 3, 1),
            ("\tx", 1, 4),
            ("abc\tx", 4, 4),
            ("abcd\tx", 5, 8),
            ("\u{301}x", 2, 1),
        ] {
            assert_eq!(column(text, &(0..text.len()), place), expected, "{text:?}");
        }
    }

    #[test]
    fn each_place_is_found_again_by_row_and_column() {
        let text = "one two 漢字\tthree\n\nof e\u{301} and 🇩🇪 longerthanthewidth";
        for width in 1..30 {
            let rows = Rows::new(text, width);
            let mut place = 0;
            loop {
                let row = rows.row(place);
                let column = column(text, &row, place);
                assert_eq!(rows.place(text, rows.at(place), column), place, "{width}");
                if place == text.len() {
                    break;
                }
                place = words::next(text, place);
            }
        }
    }
}
