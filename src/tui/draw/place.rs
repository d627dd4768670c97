//! Where the panes of a view stand: side by side where it is wide, else one below the other.

use super::super::app::{App, Focus};
use super::super::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// From this width on, panes stand side by side.
const WIDE: u16 = 100;
/// Columns that the right pane keeps.
const RIGHT: u16 = 40;
/// Below this height only the pane with the keys is shown.
const BOTH: u16 = 8;
/// Below this height the pane with the keys gets the larger share.
const TIGHT: u16 = 16;

/// The places of two panes; one of no size is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// The left or upper one.
    pub(super) reading: Rect,
    /// The right or lower one.
    pub(super) other: Rect,
    /// Whether they stand side by side.
    pub(super) wide: bool,
}

/// What a pane would take if it could.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// Columns of its longest line that should not be broken.
    pub(super) width: usize,
    /// Whether the upper pane has the keys.
    pub(super) reading: bool,
    /// Lines that are enough for the lower pane.
    pub(super) enough: usize,
}

/// Whether panes stand side by side in this area.
pub(super) const fn is_wide(area: Rect) -> bool {
    area.width >= WIDE
}

/// The upper or left pane's width in this area.
pub(super) fn reading_width(area: Rect, wish: Wish) -> u16 {
    if !is_wide(area) {
        return area.width;
    }
    let wished = u16::try_from(wish.width)
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    let half = area.width / 2;
    wished.clamp(half, (area.width - RIGHT - 1).max(half))
}

/// The lower or right pane's columns, where the other has this width.
pub(super) fn other_width(area: Rect, reading: u16) -> usize {
    let wide = is_wide(area);
    usize::from(if wide {
        area.width - reading - 1
    } else {
        area.width
    })
}

/// Places two panes; `lines` is how many the upper one has.
pub(super) fn places(area: Rect, wish: Wish, lines: usize) -> Places {
    if is_wide(area) {
        return beside(area, reading_width(area, wish));
    }
    let none = Rect { height: 0, ..area };
    if area.height < BOTH {
        let (reading, other) = if wish.reading {
            (area, none)
        } else {
            (none, area)
        };
        return Places {
            reading,
            other,
            wide: false,
        };
    }
    let share = match (area.height < TIGHT, wish.reading) {
        (true, true) => 70,
        (true, false) => 40,
        (false, _) => 55,
    };
    let wished = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1);
    let most = u16::try_from(u32::from(area.height) * share / 100).unwrap_or(area.height);
    let enough = u16::try_from(wish.enough)
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    let most = most.max(area.height.saturating_sub(enough));
    let upper = wished.min(most).max(2);
    Places {
        reading: Rect {
            height: upper,
            ..area
        },
        other: Rect {
            y: area.y + upper,
            height: area.height - upper,
            ..area
        },
        wide: false,
    }
}

fn beside(area: Rect, left: u16) -> Places {
    Places {
        reading: Rect {
            width: left,
            ..area
        },
        other: Rect {
            x: area.x + left + 1,
            width: area.width - left - 1,
            ..area
        },
        wide: true,
    }
}

/// Draws the line between two panes that stand side by side.
pub(super) fn divide(theme: Theme, frame: &mut Frame, places: Places) {
    if !places.wide {
        return;
    }
    let column = Rect {
        x: places.reading.right(),
        width: 1,
        ..places.reading
    };
    for (at, row) in column.rows().enumerate() {
        let sign = if at == 0 {
            theme.joint()
        } else {
            theme.divider()
        };
        frame.render_widget(Line::styled(sign, theme.faint()), row);
    }
}

/// Whether the first pane of the view has the keys.
pub(super) fn first(app: &App) -> bool {
    app.focus == Focus::First
}
