//! The hooks as the kernel has them, from left to right, and the way of a packet through them.

use super::super::theme::Theme;
use crate::netfilter::{Hook, Verdict};
use crate::tutor::{At, Way};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Columns that it takes.
pub(super) const WIDTH: u16 = 106;
/// Its lines.
const HEIGHT: usize = 11;
/// Columns of an interface's name.
const WIRE: usize = 8;

/// A box: what it stands for, its left column, its middle line and its columns.
const BOXES: [(At, usize, usize, usize); 7] = [
    (At::Hook(Hook::Prerouting), 14, 1, 16),
    (At::Routing, 35, 1, 13),
    (At::Hook(Hook::Forward), 53, 1, 13),
    (At::Hook(Hook::Postrouting), 71, 1, 17),
    (At::Hook(Hook::Input), 36, 5, 11),
    (At::Hook(Hook::Output), 73, 5, 12),
    (At::Program, 36, 9, 49),
];

/// The diagram.
pub(super) fn lines(way: &Way, theme: Theme) -> Vec<Line<'static>> {
    let mut grid = Grid(vec![vec![(' ', Style::new()); usize::from(WIDTH)]; HEIGHT]);
    let stopped = way.stations.iter().rfind(|station| station.lit);
    let stopped = stopped.filter(|_| !way.verdict.passes());
    for (at, x, y, width) in BOXES {
        let sign = match () {
            () if stopped.is_some_and(|station| station.at == at) => 'X',
            () if way.reaches(&at) => '*',
            () => ' ',
        };
        let name = match &at {
            At::Program => "a program on the gateway".to_owned(),
            at => at.name(),
        };
        grid.draw_box((x, y, width), &format!("{sign} {name}"), sign != ' ', theme);
    }
    arrows(&mut grid, way, theme);
    let legend = [
        "==> the packet's way",
        "*   it passed here",
        "X   it was stopped here",
    ];
    for (text, y) in legend.into_iter().zip(5..) {
        grid.put(1, y, text, theme.faint());
    }
    grid.lines()
}

/// The ways between the boxes.
fn arrows(grid: &mut Grid, way: &Way, theme: Theme) {
    let reaches = |hook| way.reaches(&At::Hook(hook));
    let wire = |at: Option<&At>| match at {
        Some(At::Wire(interface)) => interface.clone(),
        _ => String::new(),
    };
    let came = wire(way.stations.first().map(|station| &station.at));
    let went = match &way.verdict {
        Verdict::Sent(interface) => interface.clone(),
        _ => String::new(),
    };
    let routed = reaches(Hook::Prerouting)
        && way.stations.windows(2).any(|pair| {
            pair[0].at == At::Hook(Hook::Prerouting) && pair[1].lit && pair[1].at == At::Routing
        });
    let style = |lit: bool| match lit {
        true => theme.strong(),
        false => theme.faint(),
    };
    let (output, post) = (reaches(Hook::Output), reaches(Hook::Postrouting));
    let forward = reaches(Hook::Forward);
    for (x, lit) in [
        (10, !came.is_empty()),
        (31, routed),
        (49, forward),
        (67, forward && post),
        (89, !went.is_empty()),
    ] {
        grid.put(x, 1, if lit { "==>" } else { "-->" }, style(lit));
    }
    let delivered = way.verdict == Verdict::Delivered;
    for (x, y, lit, sign) in [
        (40, 3, reaches(Hook::Input), 'v'),
        (40, 7, delivered, 'v'),
        (78, 3, output && post, '^'),
        (78, 7, output, '^'),
    ] {
        let arrow = match lit {
            true => String::from_iter([sign; 3]),
            false => format!(" {sign} "),
        };
        grid.put(x, y, &arrow, style(lit));
    }
    // one column a character
    let name = |interface: &str| {
        let printed = |c: char| if c.is_ascii_graphic() { c } else { '?' };
        interface
            .chars()
            .take(WIRE)
            .map(printed)
            .collect::<String>()
    };
    grid.put(
        9 - name(&came).width().min(9),
        1,
        &name(&came),
        theme.strong(),
    );
    grid.put(93, 1, &name(&went), theme.strong());
}

/// Characters with their styles, line by line.
struct Grid(Vec<Vec<(char, Style)>>);

impl Grid {
    /// Writes a text; what goes beyond the edge is lost.
    fn put(&mut self, x: usize, y: usize, text: &str, style: Style) {
        let Some(row) = self.0.get_mut(y) else {
            return;
        };
        for (cell, c) in row.iter_mut().skip(x).zip(text.chars()) {
            *cell = (c, style);
        }
    }

    fn draw_box(
        &mut self,
        (x, y, width): (usize, usize, usize),
        name: &str,
        lit: bool,
        theme: Theme,
    ) {
        let (corners, flat, side) = match theme.ascii {
            true => (["+", "+", "+", "+"], "-", "|"),
            false => (["┌", "┐", "└", "┘"], "─", "│"),
        };
        let style = match lit {
            true => theme.strong(),
            false => theme.faint(),
        };
        let wall = |left: &str, right: &str| format!("{left}{}{right}", flat.repeat(width - 2));
        self.put(x, y - 1, &wall(corners[0], corners[1]), style);
        self.put(x, y, side, style);
        self.put(x + 2, y, name, style);
        self.put(x + width - 1, y, side, style);
        self.put(x, y + 1, &wall(corners[2], corners[3]), style);
    }

    fn lines(self) -> Vec<Line<'static>> {
        let lines = self.0.into_iter().map(|row| {
            let mut spans: Vec<Span<'static>> = Vec::new();
            for (c, style) in row {
                match spans.last_mut() {
                    Some(span) if span.style == style => span.content.to_mut().push(c),
                    _ => spans.push(Span::styled(c.to_string(), style)),
                }
            }
            Line::from(spans)
        });
        lines.collect()
    }
}
