//! Every fault of a question file: where, what and the mend, to the letter.

use conntutor::question::parse;
use conntutor::source::{Fault, Source};

/// A sound file, to be spoilt.
const SOUND: &str = include_str!("data/questions/sound.md");

/// All that `## Question` of the sound file holds, but for its last line end.
const ASKED: &str = "Intro.\n\n**Part 1: One**\n1. What?\n\n**Part 2: Two**\nWhy?";

const NO_FRONT: &str = "1:1: no front matter; start the file with a line `---`, a line `id: a-short-name` \
    and a line `---`";

const NO_ID: &str = "1:1: no `id`; add a line `id: a-short-name` to the front matter";

/// The faults of a text, a line each, without the name of the file.
fn faults(text: &str) -> Vec<String> {
    match parse(Source::new("q.md", text)) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.0.iter().map(shown).collect(),
    }
}

fn shown(fault: &Fault) -> String {
    let shown = fault.to_string();
    shown.strip_prefix("q.md:").unwrap_or_default().to_owned()
}

/// Spoils the sound file row by row: what is replaced, by what, and the faults that follow.
fn check(rows: &[(&str, &str, &[&str])]) {
    for (from, to, expected) in rows {
        assert!(SOUND.contains(from), "{from:?}");
        assert_eq!(
            faults(&SOUND.replacen(from, to, 1)),
            *expected,
            "{from:?} made {to:?}"
        );
    }
}

#[test]
fn faults_of_the_front_matter() {
    check(&[
        ("", "", &[]),
        ("---\nid: q\ntags: [a]\n---\n", "", &[NO_FRONT]),
        ("---\nid", "\n---\nid", &[NO_FRONT]),
        ("---\nid", "----\nid", &[NO_FRONT]),
        (
            "[a]\n---",
            "[a]",
            &["1:1: front matter is not closed; end it with a line `---`"],
        ),
        (
            "id: q",
            "id:",
            &["2:1: `id` is blank; write `id: a-short-name`"],
        ),
        (
            "id: q",
            "id: '  '",
            &["2:1: `id` is blank; write `id: a-short-name`"],
        ),
        ("id: q\n", "", &[NO_ID]),
        ("id: q", "Id: q", &[NO_ID]),
        ("id: q\ntags: [a]\n", "", &[NO_ID]),
        ("id: q\ntags: [a]\n", "# id: q\n", &[NO_ID]),
        (
            "id: q",
            "id: 7",
            &["2:1: `id` is not text; put quotes around it"],
        ),
        (
            "id: q",
            "id: [q]",
            &["2:1: `id` is not text; write `id: a-short-name`"],
        ),
        (
            "id: q",
            "id: q\nlevel: [4]",
            &["3:1: `level` is not text; write `level: L4`"],
        ),
        (
            "[a]",
            "{a: b}",
            &["3:1: `tags` is not a list of words; write `tags: [one, two]`"],
        ),
        (
            "[a]",
            "[[a]]",
            &["3:1: `tags` is not a list of words; write `tags: [one, two]`"],
        ),
        (
            "[a]",
            "[a]\nid: r",
            &["4:1: key `id` stands twice; keep this one or that of line 2"],
        ),
        (
            "id: q\ntags: [a]",
            "x: {é: 1, b: 2, é: 3}",
            &[
                NO_ID,
                "2:17: key `é` stands twice; keep this one or that of line 2",
            ],
        ),
        (
            "id: q",
            "id:\nid:",
            &[
                "2:1: `id` is blank; write `id: a-short-name`",
                "3:1: key `id` stands twice; keep this one or that of line 2",
            ],
        ),
        (
            "[a]",
            "[a",
            &[
                "4:1: front matter is not YAML: while parsing a flow sequence, expected ',' or ']'; \
               write it as lines `key: value`",
            ],
        ),
        (
            "id: q\ntags: [a]",
            "just words",
            &["2:1: front matter holds no keys; write it as lines `key: value`"],
        ),
        (
            "id: q\ntags: [a]",
            "- id: q",
            &["2:1: front matter holds no keys; write it as lines `key: value`"],
        ),
        (
            "id: q",
            "id: q\nx: {1: a, 0x1: b}",
            &[
                "3:4: front matter is not YAML: x: duplicate entry with key 1; \
               write it as lines `key: value`",
            ],
        ),
        (
            "id: q",
            "id: q\n[a]: b",
            &["1:1: a key of the front matter is not text; write it as lines `key: value`"],
        ),
        (
            "[a]",
            "[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]",
            &["3:22: front matter is nested more than 16 levels deep; flatten it"],
        ),
        (
            "id: q",
            "id: &a q\nlevel: *a",
            &["3:8: an alias in the front matter; write the value out"],
        ),
    ]);
}

#[test]
fn faults_of_title_and_headings() {
    const NO_QUESTION: &str =
        "27:4: no section `## Question`; add `## Question` and under it what is asked";
    const NO_ANSWER: &str = "27:4: no section `## Expected Answer Components`; add \
        `## Expected Answer Components` and under it `**Mandatory (60%)**` with bullets";
    const SLIP: &str = "26:1: a heading that looks like `## Common Mistakes` and is not; \
        write `## Common Mistakes`";
    check(&[
        (
            "# Title\n\n",
            "",
            &["6:1: no title; add a line `# Title` under the front matter"],
        ),
        (
            "# Title",
            "Title",
            &["6:1: no title; add a line `# Title` under the front matter"],
        ),
        (
            "# Title",
            "#",
            &["6:1: the title is blank; write `# Title`"],
        ),
        (
            "## Common",
            "# More\n## Common",
            &["26:1: a second title; make it a heading `##`"],
        ),
        ("## Question", "## Answer", &[NO_QUESTION]),
        ("## Question", "Question", &[NO_QUESTION]),
        (
            "## Expected Answer Components",
            "## References",
            &[NO_ANSWER],
        ),
        (
            "## Expected Answer Components",
            "## Expected Answers",
            &[
                "17:1: a heading that looks like `## Expected Answer Components` and is not; \
               write `## Expected Answer Components`",
            ],
        ),
        (
            "## Question",
            "### Question",
            &["8:1: a heading that looks like `## Question` and is not; write `## Question`"],
        ),
        ("## Common Mistakes", "## Commn Mistakes", &[SLIP]),
        ("## Common Mistakes", "## Mistakes to avoid", &[]),
        ("## Common Mistakes", "### Common Mistakes", &[SLIP]),
        (
            "- d\n",
            "- d\n## Question\nmore\n",
            &["28:1: `## Question` stands twice; join it with that of line 8"],
        ),
        (
            "- d\n",
            "- d\n## Common mistakes\n",
            &["28:1: `## Common Mistakes` stands twice; join it with that of line 26"],
        ),
    ]);
}

#[test]
fn faults_of_parts() {
    check(&[
        (
            "Why?\n",
            "",
            &["14:1: part 2 is empty; write what it asks or remove it"],
        ),
        (
            "1. What?\n",
            "",
            &["11:1: part 1 is empty; write what it asks or remove it"],
        ),
        (
            "\n1. What?",
            "\n\n1.",
            &["11:1: part 1 is empty; write what it asks or remove it"],
        ),
        (
            "Part 2",
            "Part 1",
            &["14:1: part 1 stands twice; give it another number; the first stands in line 11"],
        ),
        (
            "1. What?\n\n",
            "1. What?\n",
            &["13:1: part 2 does not start a paragraph; put an empty line before it"],
        ),
        (
            "Intro.\n\n",
            "Intro.\n",
            &["10:1: part 1 does not start a paragraph; put an empty line before it"],
        ),
        (
            "Why?",
            "Answer:\n3. Why?",
            &["16:1: item 3 is read as running text, no list; put an empty line before it"],
        ),
        ("Why?", "The year was\n1999. Why?", &[]),
        (
            ASKED,
            "1. What?\n2.\n3. Why?",
            &["10:1: part 2 is empty; write what it asks or remove it"],
        ),
        (
            ASKED,
            "",
            &["8:1: nothing is asked; write under `## Question` what is asked"],
        ),
    ]);
}

#[test]
fn faults_of_sections_and_components() {
    check(&[
        (
            "(60%)",
            "(50%)",
            &["19:1: percentages sum to 90: 50 + 40; make them sum to 100"],
        ),
        (
            "(40%)",
            "(140%)",
            &[
                "23:1: `140%` is no whole percentage from 0 to 100; write it like `**Mandatory (60%)**`",
            ],
        ),
        (
            "(60%)",
            "(60.5%)",
            &[
                "19:1: `60.5%` is no whole percentage from 0 to 100; write it like `**Mandatory (60%)**`",
            ],
        ),
        (
            "Bonus (40%)",
            "(40%)",
            &["23:1: a section without a name; write it like `**Mandatory (60%)**`"],
        ),
        (
            " (40%)",
            "",
            &["23:1: section `Bonus` has no percentage; write it like `**Mandatory (60%)**`"],
        ),
        (
            "**Mandatory (60%)**\n",
            "",
            &["19:1: components under no section; put a line `**Mandatory (60%)**` above them"],
        ),
        (
            "**Mandatory (60%)**\n- a\n- b\n\n**Bonus (40%)**\n- c\n",
            "",
            &[
                "17:1: no section with a percentage; add `**Mandatory (60%)**` and `**Bonus (40%)**` \
               with bullets",
            ],
        ),
        (
            "- c\n",
            "Some.\n",
            &["23:1: section `Bonus` has no component; list under it what a good answer holds"],
        ),
        (
            "Bonus",
            "mandatory",
            &["23:1: section `mandatory` stands twice; join it with that of line 19"],
        ),
        (
            "- b\n\n**B",
            "- b\n**B",
            &["22:1: section `Bonus` does not start a paragraph; put an empty line before it"],
        ),
        (
            "- a\n",
            "- a\n-\n",
            &["21:1: an empty list item; write its text or remove it"],
        ),
        (
            "- d\n",
            "- d\n  - e\n  -\n",
            &["29:3: an empty list item; write its text or remove it"],
        ),
        (
            "- d\n",
            "- - - - - - - - - - - - - - - - - d\n",
            &["27:33: nested more than 16 levels deep; flatten the list or quote"],
        ),
    ]);
}

#[test]
fn all_faults_of_a_file_come_at_once_in_the_order_of_their_places() {
    let text = include_str!("data/questions/all-wrong.md");
    let expected = include_str!("data/questions/all-wrong.txt");
    assert_eq!(faults(text).join("\n"), expected.trim_end());
    let plain = parse(Source::new("q.md", text)).unwrap_err().to_string();
    assert!(plain.contains("\n  | id:\n  | ^\n"), "{plain}");
}

#[test]
fn an_empty_file_lacks_all_there_is_to_lack() {
    let found = faults("");
    let what: Vec<&str> = found
        .iter()
        .map(|fault| fault.split("; ").next().unwrap())
        .collect();
    assert_eq!(
        what,
        [
            "1:1: no front matter",
            "1:1: no title",
            "1:1: no section `## Question`",
            "1:1: no section `## Expected Answer Components`",
        ]
    );
}
