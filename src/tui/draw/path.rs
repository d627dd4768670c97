//! The way of a packet through the rules: a strip of all probes, the picture, what came of it and why.

use super::super::app::App;
use super::super::flow::Flow;
use super::super::theme::Theme;
use super::diagram;
use super::sheet::Sheet;
use super::tower::{self, Fold};
use crate::netfilter::Standing;
use crate::tutor::{Mark, Path, Way};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

/// Below this height the picture from left to right is left out.
const TALL: u16 = 30;
/// What the signs of the strip mean; the longest that fits is shown.
const KEYS: [&str; 2] = [
    "   [x] as wanted  [!] not as wanted  [~] open by default",
    "   [!] not as wanted",
];

pub(super) fn draw(app: &mut App, frame: &mut Frame, area: Rect) {
    let stop = app.stop;
    let Some(probes) = app.probes() else {
        return;
    };
    let standings = probes.standings();
    let Some(path) = probes.path(stop.probe) else {
        return;
    };
    let Some(way) = path.ways.get(stop.packet) else {
        return;
    };
    let number = format!("Probe {} of {}", stop.probe + 1, standings.len());
    let long = format!("{number}: {}", path.id);
    let named = long.width() + 18 <= usize::from(area.width);
    let sight = Sight {
        standings: &standings,
        at: stop.probe,
        packet: stop.packet,
        path: &path,
        way,
        named,
        theme: app.theme,
    };
    let sheet = Sheet {
        title: if named { &long } else { &number },
        focused: true,
        lines: &sight.lines(area),
        show: None,
        theme: app.theme,
    };
    sheet.draw(frame, area, &mut app.panes.path);
}

/// One packet and all that is shown with it.
struct Sight<'p> {
    standings: &'p [Standing],
    /// Index of the probe.
    at: usize,
    /// Index of the packet.
    packet: usize,
    path: &'p Path,
    way: &'p Way,
    /// Whether the title holds the probe's name.
    named: bool,
    theme: Theme,
}

impl Sight<'_> {
    /// The lines, folded as far as the area asks for.
    fn lines(&self, area: Rect) -> Vec<Line<'static>> {
        let room = usize::from(area.height.saturating_sub(1));
        let folded = Fold::ALL.map(|fold| self.folded(fold, area));
        let fits = folded.iter().position(|lines| lines.len() <= room);
        let mut folded = folded;
        std::mem::take(&mut folded[fits.unwrap_or(Fold::ALL.len() - 1)])
    }

    fn folded(&self, fold: Fold, area: Rect) -> Vec<Line<'static>> {
        let width = usize::from(area.width);
        let mut lines = self.strip(width);
        let tight = fold == Fold::Tight;
        if tight {
            lines.extend(self.outcome(&format!("it {}", self.path.outcome), width));
        }
        lines.extend(self.head(width, tight));
        if area.width >= diagram::WIDTH && area.height >= TALL {
            lines.extend(diagram::lines(self.way, self.theme));
        }
        lines.extend(tower::lines(self.way, fold, self.theme, width));
        if tight {
            let why = Flow::indented(1, 1).add(&format!("{}.", self.path.why), Style::new());
            lines.extend(why.lines(width));
        } else {
            lines.extend(self.outcome(&self.path.result(), width));
        }
        lines.extend(self.lesson(width));
        lines
    }

    /// How all probes came out, the one shown pointed at.
    fn strip(&self, width: usize) -> Vec<Line<'static>> {
        let short = self.standings.len() * 4 + 1 > width;
        let mut flow = Flow::default();
        for (at, standing) in self.standings.iter().enumerate() {
            let sign = match short {
                true => standing.sign().trim_matches(['[', ']']),
                false => standing.sign(),
            };
            let (before, style) = match at == self.at {
                true => (">", self.theme.focused()),
                false => (" ", look(self.theme, *standing)),
            };
            flow.push(before, self.theme.strong());
            flow.push(sign, style);
        }
        let left = width.saturating_sub(self.standings.len() * 4 + 1);
        if let Some(key) = KEYS.iter().find(|key| key.width() <= left) {
            flow.push(key, self.theme.faint());
        }
        flow.lines(width)
    }

    /// What the probe shows, and the packet.
    fn head(&self, width: usize, tight: bool) -> Vec<Line<'static>> {
        let mut what = match (self.named, tight) {
            (true, _) => self.path.shows.clone(),
            (false, true) => self.path.id.clone(),
            (false, false) => format!("{}: {}", self.path.id, self.path.shows),
        };
        if self.path.ways.len() > 1 {
            let (number, count) = (self.packet + 1, self.path.ways.len());
            what.push_str(&format!(" (packet {number} of {count}: {})", self.way.role));
        }
        let packet = format!("{}, {}", self.way.packet, self.way.begins());
        let mut lines = Flow::indented(1, 1).add(&what, Style::new()).lines(width);
        lines.extend(
            Flow::indented(1, 3)
                .add(&packet, self.theme.strong())
                .lines(width),
        );
        lines
    }

    /// What came of the probe, behind its sign.
    fn outcome(&self, words: &str, width: usize) -> Vec<Line<'static>> {
        Flow::indented(1, 5)
            .add(
                self.path.standing.sign(),
                look(self.theme, self.path.standing),
            )
            .add(&format!(" {words}"), self.theme.strong())
            .lines(width)
    }

    /// What that means.
    fn lesson(&self, width: usize) -> Vec<Line<'static>> {
        match self.path.lesson.as_str() {
            "" => Vec::new(),
            lesson => Flow::indented(5, 5).add(lesson, Style::new()).lines(width),
        }
    }
}

/// How the sign of a probe looks.
fn look(theme: Theme, standing: Standing) -> Style {
    match standing {
        Standing::AsWanted => theme.mark(Mark::Met),
        Standing::Otherwise => theme.mark(Mark::Mistake),
        Standing::Open(_) => theme.mark(Mark::Partial),
        Standing::Unasked => theme.faint(),
    }
}
