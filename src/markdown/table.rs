//! A table as text: aligned columns where they fit, else each row as `head: cell` lines.

use super::block::{Alignment, Block};
use super::line::{Line, Piece, Style};
use super::wrap::wrap;

/// Between two cells.
const BETWEEN: &str = " | ";

/// The widest table that is laid out in columns, so that padding stays in proportion.
const WIDEST: usize = 400;

/// The longest head of a column that is put before each of its cells.
const LONGEST_NAME: usize = 40;

/// The rows (the first is the head) as lines no wider than `width`.
pub(super) fn lay_out(rows: &[Block], alignments: &[Alignment], width: usize) -> Vec<Line> {
    let rows: Vec<Vec<Line>> = rows.iter().map(cells).collect();
    let columns: Vec<usize> = (0..alignments.len())
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(Line::width)
                .max()
                .unwrap_or(0)
        })
        .collect();
    let between = BETWEEN.len() * columns.len().saturating_sub(1);
    if columns.iter().sum::<usize>() + between > width.min(WIDEST) {
        return as_list(&rows, width);
    }
    let mut lines: Vec<Line> = rows
        .iter()
        .map(|row| aligned(row, &columns, alignments))
        .collect();
    let bars: Vec<String> = columns.iter().map(|&width| "-".repeat(width)).collect();
    let bar = Piece::new(bars.join("-+-"), Style::Dim);
    lines.insert(lines.len().min(1), Line { spans: vec![bar] });
    lines
}

/// The cells of a row, each as one line.
fn cells(row: &Block) -> Vec<Line> {
    row.children
        .iter()
        .map(|cell| {
            let pieces: Vec<Piece> = cell.inlines.iter().map(super::Inline::piece).collect();
            wrap(&pieces, usize::MAX)
                .into_iter()
                .next()
                .unwrap_or_default()
        })
        .collect()
}

fn aligned(row: &[Line], columns: &[usize], alignments: &[Alignment]) -> Line {
    let mut line = Line::default();
    for (at, (cell, &column)) in row.iter().zip(columns).enumerate() {
        if at > 0 {
            line.push(Piece::new(BETWEEN, Style::Dim));
        }
        let space = column.saturating_sub(cell.width());
        let before = match alignments.get(at) {
            Some(Alignment::Right) => space,
            Some(Alignment::Center) => space / 2,
            _ => 0,
        };
        let last = at + 1 == columns.len();
        let behind = if last { 0 } else { space - before };
        line.push(Piece::new(" ".repeat(before), Style::Plain));
        cell.spans.iter().for_each(|piece| line.push(piece.clone()));
        line.push(Piece::new(" ".repeat(behind), Style::Plain));
    }
    line
}

/// Each row as lines `head: cell`, with an empty line between rows. A head too long to be said again and again
/// is a row of its own.
fn as_list(rows: &[Vec<Line>], width: usize) -> Vec<Line> {
    let Some((head, body)) = rows.split_first() else {
        return Vec::new();
    };
    let named = head.iter().all(|name| name.width() <= LONGEST_NAME);
    let mut lines = Vec::new();
    for row in if named { body } else { rows } {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for (name, cell) in head.iter().zip(row) {
            let mut pieces = Vec::new();
            if named {
                pieces.extend(name.spans.iter().cloned());
                pieces.push(Piece::new(": ", Style::Plain));
            }
            pieces.extend(cell.spans.iter().cloned());
            lines.extend(wrap(&pieces, width));
        }
    }
    lines
}
