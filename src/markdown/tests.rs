//! What the room makes of Markdown: the lines, the blocks and their places, and hostile text.

use super::*;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn texts(markdown: &str, width: usize) -> String {
    let lines: Vec<String> = render(markdown, width).iter().map(Line::text).collect();
    lines.join("\n")
}

#[test]
fn prose_is_wrapped_and_code_is_not() {
    for (what, markdown, width, lines) in [
        ("nothing", "", 20, ""),
        ("soft breaks", "one\ntwo three", 9, "one two\nthree"),
        ("hard breaks", "one  \ntwo\\\nthree", 20, "one\ntwo\nthree"),
        ("headings", "# A\n## B\ntext", 20, "A\n\nB\ntext"),
        ("paragraphs", "a\n\n\n\nb", 20, "a\n\nb"),
        (
            "marks",
            "**a** *b* `c` ~d~ a\\_b &lt;x&gt; <port>",
            40,
            "a b c ~d~ a_b <x> <port>",
        ),
        (
            "brackets",
            "[ASSURED] means nf_conntrack_ftp",
            40,
            "[ASSURED] means nf_conntrack_ftp",
        ),
        (
            "links",
            "[man](https://x.y) <https://z>",
            40,
            "man (https://x.y) https://z",
        ),
        (
            "bullets",
            "- one two three\n* four",
            9,
            "- one two\n  three\n- four",
        ),
        (
            "numbers",
            "9. nine nine\n10. ten",
            9,
            " 9. nine\n    nine\n10. ten",
        ),
        (
            "nested",
            "- a\n  1. b b b b b b b\n     - c\n- d",
            14,
            "- a\n  1. b b b b b\n     b b\n     - c\n- d",
        ),
        ("loose", "- a\n\n- b", 9, "- a\n\n- b"),
        ("empty items", "-\n- b\n-", 9, "-\n- b\n-"),
        (
            "a lead and its list",
            "Analyze:\n1. a\n2. b",
            20,
            "Analyze:\n1. a\n2. b",
        ),
        ("quotes", "> a b c d\n>\n> e", 6, "> a b\n> c d\n>\n> e"),
        (
            "code",
            "text:\n```sh\nip  a \\\n   b\n\n\tc\n```\nmore",
            5,
            "text:\n\nip  a \\\n   b\n\n\tc\n\nmore",
        ),
        (
            "code in an item",
            "- a:\n  ```\n  x  y z\n   w\n  ```\n- b",
            5,
            "- a:\n\n  x  y z\n   w\n\n- b",
        ),
        ("a long fence", "````\n```\nx\n```\n````", 5, "```\nx\n```"),
        ("an open fence", "```\nx **y**", 5, "x **y**"),
        (
            "a diagram",
            "    +--+   +--+\n    |a |-->|b |\n    +--+   +--+",
            5,
            "+--+   +--+\n|a |-->|b |\n+--+   +--+",
        ),
        (
            "carriage returns",
            "a\r\nb\r\n\r\n```\r\nx\r\ny\r\n```\r\n",
            20,
            "a b\n\nx\ny",
        ),
        ("html", "<pre>\n a\n</pre>", 3, "<pre>\n a\n</pre>"),
        ("a rule", "a\n\n---\n\nb", 4, "a\n\n────\n\nb"),
        (
            "a table",
            "|a|b|c|\n|-|:-:|-:|\n|1|22|3|\n|long|x|44|",
            40,
            "a    | b  |  c\n-----+----+---\n1    | 22 |  3\nlong | x  | 44",
        ),
        (
            "a narrow table",
            "|port|use|\n|-|-|\n|22|remote shell|\n|53|names|",
            12,
            "port: 22\nuse: remote\nshell\n\nport: 53\nuse: names",
        ),
        ("a width of one", "- ab", 1, "a\nb"),
        ("a width of none", "> - a", 0, "a"),
        ("wide text", "- 漢字漢字", 6, "- 漢字\n  漢字"),
    ] {
        assert_eq!(texts(markdown, width), lines, "{what}");
    }
}

#[test]
fn each_piece_says_how_it_is_meant() {
    let shown = |markdown: &str| {
        let mut shown = String::new();
        for line in render(markdown, 60) {
            for Piece { text, style } in line.spans {
                let _ = write!(shown, "[{style:?} {text}]");
            }
            shown.push('/');
        }
        shown
    };
    for (markdown, pieces) in [
        ("# A *b* `c`", "[Heading A b ][Code c]/"),
        (
            "**a `b`** *c **d***",
            "[Strong a ][Code b][Plain  ][Emphasis c ][Strong d]/",
        ),
        ("1. **a**: b", "[Bullet 1. ][Strong a][Plain : b]/"),
        ("> a *b*", "[Quote > a ][Emphasis b]/"),
        ("- ```\n  x\n  ```", "[Bullet - ][CodeBlock x]/"),
        (
            "- a\n\n  ```\n  x\n  ```",
            "[Bullet - ][Plain a]//[Plain   ][CodeBlock x]/",
        ),
        ("[a](b)", "[Plain a][Target  (b)]/"),
        ("![a](b)", "[Plain a][Target  (b)]/"),
    ] {
        assert_eq!(shown(markdown), pieces, "{markdown}");
    }
}

#[test]
fn blocks_know_their_place() {
    let text = "\u{feff}xx# T *e*\n\n1. a **b**\n   - c\n\n   ```sh\n   d\n   ```\n2. e\n\n> f\n";
    let mut shown = String::new();
    fn walk(text: &str, blocks: &[Block], depth: usize, shown: &mut String) {
        for block in blocks {
            let held = &text[block.span.start..block.span.end];
            let name = match &block.kind {
                BlockKind::Code { language, text } => format!("Code {language} {text:?}"),
                kind => format!("{kind:?}"),
            };
            let _ = writeln!(shown, "{:depth$}{name} {held:?} {:?}", "", block.plain());
            walk(text, &block.children, depth + 1, shown);
        }
    }
    walk(text, &blocks(text, 5).unwrap(), 0, &mut shown);
    let tree = r##"
Heading(1) "# T *e*" "T e"
List { start: Some(1) } "1. a **b**\n   - c\n\n   ```sh\n   d\n   ```\n2. e" ""
 Item "1. a **b**\n   - c\n\n   ```sh\n   d\n   ```" ""
  Paragraph "a **b**" "a b"
  List { start: None } "- c" ""
   Item "- c" ""
    Paragraph "c" "c"
  Code sh "d\n" "```sh\n   d\n   ```" ""
 Item "2. e" ""
  Paragraph "e" "e"
Quote "> f" ""
 Paragraph "f" "f"
"##;
    assert_eq!(shown, tree.trim_start());
}

#[test]
fn nesting_beyond_sense_is_refused_with_its_place_and_shown_as_it_stands() {
    let quotes = |n: usize| "> ".repeat(n) + "x";
    assert!(blocks(&quotes(DEEPEST), 0).is_ok());
    let deep = blocks(&quotes(DEEPEST + 1), 0).unwrap_err();
    assert_eq!(deep.span.start, DEEPEST * 2);
    assert_eq!(deep.to_string(), "nested more than 16 levels deep");
    assert_eq!(texts(&quotes(400), 10), quotes(400));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test measures time")]
fn hostile_text_takes_no_longer_than_honest_text() {
    let filled = |unit: &str| unit.repeat((1 << 17) / unit.len());
    let stairs: String = (0..1400)
        .map(|n| format!("{}- x\n", "  ".repeat(n % 700)))
        .collect();
    let flat: String = (0..1 << 14)
        .map(|n| format!("{}* x\n", "  ".repeat(n % 15)))
        .collect();
    for text in [
        filled("> "),
        filled(">"),
        filled("- "),
        filled("1. "),
        filled("> - "),
        filled("["),
        filled("![["),
        filled("*a_ "),
        filled("**a "),
        filled("`a ``b "),
        filled("<a "),
        filled("<!-- "),
        filled("&#x "),
        filled("[a](b "),
        filled("[a]: b\n[a] "),
        filled("|a"),
        filled("|a|b|\n|-|-|\n"),
        filled("\\"),
        filled("x\n"),
        filled("\n"),
        filled("```\n"),
        filled("- a\n\n"),
        filled("漢"),
        filled("\u{301}"),
        filled("# a\n"),
        filled("a "),
        stairs.clone() + &filled("\n"),
        flat,
        filled("\t"),
        filled("\0"),
        filled("> > > > > > > > x\n"),
        filled("[a][b]"),
        filled("\"'"),
        filled("a**b"),
        filled("]("),
        format!("|{}|b|\n|-|-|\n{}", "a".repeat(1 << 15), filled("|c|d|\n")),
        format!(
            "{}\n{}\n{}",
            "|a".repeat(1 << 9),
            "|-".repeat(1 << 9),
            filled("|\n")
        ),
    ] {
        let before = Instant::now();
        let lines = render(&text, 80);
        let took = before.elapsed();
        let shown: String = text.chars().take(30).collect();
        assert!(took < Duration::from_secs(2), "{shown:?}… took {took:?}");
        assert!(lines.len() <= 1 << 19, "{shown:?}");
    }
}
