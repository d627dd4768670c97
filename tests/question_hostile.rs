//! Hostile and broken question files: no panic, faults in place and in order, time in proportion to size.

use conntutor::question::{Component, Question, parse, parse_bytes};
use conntutor::source::{Faults, Source, Span};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const SHIPPED: &str = include_str!("../questions/conntrack.md");

/// Pieces that mean something to the reader of a question, and some that mean nothing to anyone.
const PIECES: &str = "---\n|...\n|# |## |### |## Question\n|## Expected Answer Components\n|## Common Mistakes\n|**|*|__|\
    **Part 1: A**\n|**Part 2**|Part |**Mandatory (60%)**\n|**Bonus (40%)**|(50%)|%|- |-\n|1. |2) |99999999999999999. |\
    999999999. a\n|  |\t|    |```\n|````|~~~\n|> |\n|\n\n|[a]: b\n|[|](|<!--|<x>|\\|\r\n|\r|\0|\u{feff}|é漢\u{301}|\
    id: &a [*a]\n|{[|Analyze:\n3. ";

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        PIECES
            .split('|')
            .chain(["|a|b|\n|-|-|\n", "|"])
            .collect::<Vec<_>>(),
    )
}

/// All spans of components.
fn spans_within(components: &[Component], found: &mut Vec<Span>) {
    for component in components {
        found.push(component.span);
        found.extend(component.code.iter().map(|code| code.span));
        spans_within(&component.children, found);
    }
}

fn all_spans(question: &Question) -> Vec<Span> {
    let mut found = vec![question.intro];
    for part in &question.parts {
        found.push(part.body);
        found.extend(part.sub_questions.iter().map(|sub| sub.span));
        found.extend(part.code.iter().map(|code| code.span));
    }
    for section in &question.sections {
        found.push(section.span);
        spans_within(&section.components, &mut found);
    }
    spans_within(&question.mistakes, &mut found);
    spans_within(&question.follow_ups, &mut found);
    found
}

fn whole(text: &str, span: Span) -> bool {
    text.get(span.start..span.end).is_some()
}

/// What holds for every question that is read: a file without fault has all that a question needs.
fn check_question(question: &Question) {
    let text = question.source.text();
    for span in all_spans(question) {
        assert!(whole(text, span), "{span:?}");
    }
    assert!(!question.id.is_empty() && !question.title.is_empty());
    assert_eq!(
        question
            .sections
            .iter()
            .map(|section| section.percent)
            .sum::<u32>(),
        100
    );
    assert!(
        question
            .sections
            .iter()
            .all(|section| !section.components.is_empty())
    );
    assert!(!question.parts.is_empty());
    let mut end = question.intro.end;
    for part in &question.parts {
        assert!(
            part.body.start >= end && !part.body.is_empty(),
            "{}",
            part.id
        );
        end = part.body.end;
    }
}

/// What holds for all faults: there is one, they stand in order, each at a place of the file.
fn check_faults(text: &str, faults: &Faults) {
    assert!(!faults.0.is_empty());
    assert!(faults.0.is_sorted_by_key(|fault| fault.span.start));
    for fault in &faults.0 {
        assert!(whole(text, fault.span), "{fault}");
        assert!(
            fault.mend.is_some() && !fault.what.ends_with('.'),
            "{fault}"
        );
    }
    assert!(!faults.to_string().is_empty());
}

fn check(text: &str) {
    match parse(Source::new("q.md", text)) {
        Ok(question) => check_question(&question),
        Err(faults) => check_faults(text, &faults),
    }
}

/// Replaces `length` characters from the `at`th on.
fn replaced(text: &str, at: usize, length: usize, by: &str) -> String {
    let before = text.chars().take(at);
    before
        .chain(by.chars())
        .chain(text.chars().skip(at + length))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_question_spoilt_here_and_there(
        edits in prop::collection::vec((0..3200_usize, 0..60_usize, piece()), 1..6),
    ) {
        let spoil = |text: String, (at, length, by)| replaced(&text, at, length, by);
        check(&edits.into_iter().fold(SHIPPED.to_owned(), spoil));
    }

    #[test]
    fn lines_that_change_places(moves in prop::collection::vec((0..90_usize, 0..90_usize), 1..6)) {
        let mut lines: Vec<&str> = SHIPPED.split_inclusive('\n').collect();
        for (from, to) in moves {
            let line = lines.remove(from % lines.len());
            lines.insert(to % lines.len(), line);
        }
        check(&lines.concat());
    }

    #[test]
    fn pieces_in_any_order(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&pieces.concat());
        check(&format!("---\nid: q\n---\n# T\n## Question\n{}", pieces.concat()));
        check(&format!("---\n{}\n---\n", pieces.concat()));
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse_bytes("q.md", &[b"---\n", &bytes[..]].concat());
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test measures time")]
fn time_is_in_proportion_to_size() {
    let filled = |unit: &str| unit.repeat((1 << 17) / unit.len());
    let counted = |make: fn(usize) -> String| (0..8000).map(make).collect::<String>();
    let question = |text: &str| format!("---\nid: q\n---\n# T\n## Question\n{text}");
    let answer = |text: &str| question(&format!("x\n## Expected Answer Components\n{text}"));
    let yaml = |text: &str| format!("---\n{}\n---\n", &text[..text.len().min(16 << 10)]);
    for text in [
        filled("## Question\n"),
        filled("# T\n"),
        filled("---\n"),
        filled("\n"),
        question(&filled("**Part 1: A**\n\n")),
        question(&counted(|n| format!("**Part {}**\n\nx\n\n", n % 1000))),
        question(&filled("**Part 1** ")),
        question(&filled("**a** **b**\n")),
        question(&filled("a:\n3. b\n")),
        question(&filled("1. a\n")),
        question(&filled("1. a\n\n```\nx\n```\n")),
        question(&filled("1. a\n\n**Tasks:**\n\n")),
        question(&format!("1. {}\n2. x\n", filled("x "))),
        question(&filled("    src=1 dst=2 \\\n")),
        answer(&filled("**M (60%)**\n- a\n\n")),
        answer(&counted(|n| format!("**M{n} (60%)**\n- a\n\n"))),
        answer(&format!("**M (60{}%)**\n", filled("0"))),
        answer(&filled("- a\n")),
        answer(&filled("**")),
        yaml(&filled("a: b\n")),
        yaml(&format!("{{{}", filled("a: b, "))),
        yaml(&filled("[")),
        yaml(&filled("{")),
        yaml(&filled("- ")),
        yaml(&filled("? ")),
        yaml(&filled("\"")),
        yaml(&filled("!a ")),
    ] {
        let before = Instant::now();
        check(&text);
        let took = before.elapsed();
        let shown: String = text.chars().rev().take(30).collect();
        assert!(took < Duration::from_secs(3), "{shown:?} took {took:?}");
    }
}
