//! The stations that a packet came to, one below the other: boxes on a common wall, with the rules tried in them.

use super::super::flow::Flow;
use super::super::theme::Theme;
use crate::source::printable;
use crate::tutor::{Station, Stretch, Tried, Visit, Way};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How much is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Nothing.
    Open,
    /// Rules that do not match are told as their number.
    Rules,
    /// Stations without rules stand together as well, and nothing is said of what was not asked.
    Tight,
}

impl Fold {
    /// From all to least.
    pub(super) const ALL: [Self; 3] = [Self::Open, Self::Rules, Self::Tight];
}

/// Columns before the wall, where the arrows stand.
const GUTTER: usize = 5;
/// Columns of what a rule did.
const DOES: usize = 8;
/// Columns of a line's number.
const LABEL: usize = 8;

/// The tower.
pub(super) fn lines(way: &Way, fold: Fold, theme: Theme, width: usize) -> Vec<Line<'static>> {
    let tower = Tower {
        fold,
        theme,
        wall: Wall::of(theme.ascii),
        width: width.saturating_sub(1),
    };
    let mut lines = Vec::new();
    for (at, group) in groups(way, fold).iter().enumerate() {
        lines.push(tower.title(group, at == 0));
        lines.extend(group.iter().flat_map(|station| tower.inside(station)));
    }
    lines.push(tower.foot(way));
    let missed = way.missed();
    if !missed.is_empty() {
        let text = format!("not reached: {}", missed.join(", "));
        let flow = Flow::indented(1, GUTTER).add("--> ", theme.faint());
        lines.extend(flow.add(&text, theme.faint()).lines(width));
    }
    lines
}

/// The stations, those without anything in them together where room is short.
fn groups(way: &Way, fold: Fold) -> Vec<Vec<&Station>> {
    let mut groups: Vec<Vec<&Station>> = Vec::new();
    let bare = |station: &Station| station.visits.is_empty() && station.notes().is_empty();
    for station in way.passed() {
        match groups.last_mut() {
            Some(group)
                if fold == Fold::Tight && group.len() == 1 && bare(station) && bare(group[0]) =>
            {
                group.push(station);
            }
            _ => groups.push(vec![station]),
        }
    }
    groups
}

/// The characters of the boxes.
struct Wall {
    side: &'static str,
    flat: &'static str,
    top: (&'static str, &'static str),
    floor: (&'static str, &'static str),
    foot: (&'static str, &'static str),
}

impl Wall {
    const fn of(ascii: bool) -> Self {
        match ascii {
            true => Self {
                side: "|",
                flat: "-",
                top: ("+", "+"),
                floor: ("+", "+"),
                foot: ("+", "+"),
            },
            false => Self {
                side: "│",
                flat: "─",
                top: ("┌", "┐"),
                floor: ("├", "┤"),
                foot: ("└", "┘"),
            },
        }
    }
}

struct Tower {
    fold: Fold,
    theme: Theme,
    wall: Wall,
    /// Columns to the right wall.
    width: usize,
}

impl Tower {
    /// The upper wall of a station with its name in it.
    fn title(&self, group: &[&Station], first: bool) -> Line<'static> {
        let told = group.iter().map(|station| {
            let details = station.details().join(", ");
            let short = self.fold == Fold::Tight && group.len() > 1;
            match details.is_empty() || short {
                true => station.at.name(),
                false => format!("{}: {details}", station.at.name()),
            }
        });
        let told = told.collect::<Vec<_>>().join(" ==> ");
        let ends = if first {
            self.wall.top
        } else {
            self.wall.floor
        };
        self.wall_with("==>", &told, ends)
    }

    /// The lower wall, with what became of the packet in it.
    fn foot(&self, way: &Way) -> Line<'static> {
        let sign = if way.verdict.passes() { "==>" } else { " X " };
        self.wall_with(sign, &format!("it {}", way.ends()), self.wall.foot)
    }

    fn wall_with(&self, sign: &str, text: &str, ends: (&str, &str)) -> Line<'static> {
        let (theme, flat) = (self.theme, self.wall.flat);
        let room = self.width.saturating_sub(GUTTER + 5);
        let text = cut(text, room, theme);
        let fill = flat.repeat(room.saturating_sub(text.width()));
        Line::from(vec![
            Span::styled(format!(" {sign} "), theme.strong()),
            Span::styled(format!("{}{flat} ", ends.0), theme.faint()),
            Span::styled(text, theme.strong()),
            Span::styled(format!(" {fill}{}", ends.1), theme.faint()),
        ])
    }

    /// What stands in the box of a station.
    fn inside(&self, station: &Station) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let several = station.visits.len() > 1;
        for visit in &station.visits {
            if several && (self.fold != Fold::Tight || visit.chain != station.at.name()) {
                let name = Flow::default().add(&visit.name(), self.theme.strong());
                lines.extend(self.boxed(name));
            }
            lines.extend(self.visited(visit));
        }
        let notes = station.notes().iter();
        lines.extend(notes.flat_map(|note| {
            let note = format!("  NAT: {note}");
            let note = note.replacen("NAT: assumed", "assumed", 1);
            self.boxed(Flow::indented(0, 4).add(&note, Style::new()))
        }));
        lines
    }

    fn visited(&self, visit: &Visit) -> Vec<Line<'static>> {
        let folded = (self.fold != Fold::Open).then(|| visit.folded());
        let rows = folded.as_ref().unwrap_or(&visit.rows).iter();
        let mut lines: Vec<Line<'static>> = rows.flat_map(|row| self.row(row, visit)).collect();
        if let Some(rest) = visit.unasked().filter(|_| self.fold != Fold::Tight) {
            let rest = format!("  {rest}");
            lines.extend(self.boxed(Flow::indented(0, 2).add(&rest, self.theme.faint())));
        }
        lines
    }

    fn row(&self, row: &Stretch, visit: &Visit) -> Vec<Line<'static>> {
        match row {
            Stretch::Folded(count) => {
                let text = match count {
                    1 => "  1 rule that does not match".to_owned(),
                    _ => format!("  {count} rules that do not match"),
                };
                self.boxed(Flow::default().add(&text, self.theme.faint()))
            }
            Stretch::Tried(tried) if tried.decides => self.deciding(tried, visit),
            Stretch::Tried(Tried { does: None, .. }) if self.fold == Fold::Tight => {
                self.row(&Stretch::Folded(1), visit)
            }
            Stretch::Tried(tried) => self.tried(tried, visit),
        }
    }

    /// The rule that decides, in full; where room is short, without the chain that the box names.
    fn deciding(&self, tried: &Tried, visit: &Visit) -> Vec<Line<'static>> {
        let words = tried.words();
        let words = match self.fold {
            Fold::Tight => behind_the_chain(&words, &visit.chain),
            Fold::Open | Fold::Rules => &words,
        };
        let does = tried.does.as_deref().unwrap_or_default();
        let head = format!("* {:<LABEL$}{does:<DOES$}", tried.label());
        let hang = if self.width > 60 { head.width() + 1 } else { 4 };
        let flow = Flow::indented(0, hang)
            .add(head.trim_end(), self.theme.focused())
            .add(
                &" ".repeat(head.width() + 1 - head.trim_end().width()),
                Style::new(),
            )
            .add(words, self.theme.strong());
        self.boxed(flow)
    }

    /// A rule that does not decide, on one line.
    fn tried(&self, tried: &Tried, visit: &Visit) -> Vec<Line<'static>> {
        let (does, style) = match &tried.does {
            Some(does) => (does.as_str(), Style::new()),
            None => ("no match", self.theme.faint()),
        };
        let words = tried.words();
        let text = format!(
            "  {:<LABEL$}{does:<DOES$} {}",
            tried.label(),
            behind_the_chain(&words, &visit.chain)
        );
        let text = cut(&text, self.room(), self.theme);
        self.boxed(Flow::default().add(&text, style))
    }

    /// Columns within the walls.
    fn room(&self) -> usize {
        self.width.saturating_sub(GUTTER + 4).max(1)
    }

    /// Text within the walls.
    fn boxed(&self, flow: Flow) -> Vec<Line<'static>> {
        let room = self.room();
        let lines = flow.lines(room).into_iter();
        lines
            .map(|line| {
                let gap = " ".repeat(room.saturating_sub(line.width()) + 1);
                let wall = |text: String| Span::styled(text, self.theme.faint());
                let mut spans = vec![wall(format!("{}{} ", " ".repeat(GUTTER), self.wall.side))];
                spans.extend(line.spans);
                spans.push(wall(format!("{gap}{}", self.wall.side)));
                Line::from(spans)
            })
            .collect()
    }
}

/// A command without its start, which the box says already: what stands behind `-A INPUT`.
fn behind_the_chain<'t>(text: &'t str, chain: &str) -> &'t str {
    let named = [format!("-A {chain} "), format!("-I {chain} ")];
    let found = named.iter().find_map(|lead| text.split_once(lead.as_str()));
    found.map_or(text, |(_, rest)| rest)
}

/// The text, made safe, in as many columns, with the sign of more where it goes on.
fn cut(text: &str, room: usize, theme: Theme) -> String {
    let text = printable(text);
    if text.width() <= room {
        return text.into_owned();
    }
    let mut start = String::new();
    for grapheme in text.graphemes(true) {
        if start.width() + grapheme.width() >= room {
            break;
        }
        start.push_str(grapheme);
    }
    start + theme.more()
}
