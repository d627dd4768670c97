//! What is asked and what is expected, however a question file writes it.

mod common;

use common::{asked, outline, read};
use std::fmt::Write;

/// A sound file with one component, around what is asked.
fn asking(asked: &str) -> String {
    format!(
        "---\nid: q\n---\n# Title\n\n## Question\n{asked}\n\
         ## Expected Answer Components\n**All (100%)**\n- Something\n"
    )
}

#[test]
fn parts_are_found_however_they_are_written() {
    for (what, text, expected) in [
        (
            "part leads",
            "Intro.\n\n**Part 1: A**\nx\n\n**Part 2 – B:**\n\ny\n",
            "intro \"Intro.\"\npart 1 \"A\" \"x\"\npart 2 \"B\" \"y\"\n",
        ),
        (
            "part leads without title, text on the line",
            "**Part 1:** Say what NAT is.\n\n__Part 2__: Say more.",
            "intro \"\"\npart 1 \"Say what NAT is.\" \"Say what NAT is.\"\npart 2 \"Say more.\" \"Say more.\"\n",
        ),
        (
            "part headings",
            "### Part A: Rules (10 points)\n- x\n- y\n### Part B\nz",
            "intro \"\"\npart A \"Rules (10 points)\" \"- x\\n- y\"\n 1 x\n 2 y\npart B \"z\" \"z\"\n",
        ),
        (
            "part leads win over lists",
            "**Tasks:**\n1. a\n2. b\n\n**Part 1**\nx",
            "intro \"**Tasks:**\\n1. a\\n2. b\"\npart 1 \"x\" \"x\"\n",
        ),
        (
            "the last list that asks",
            "**Requirements:**\n1. fast\n2. safe\n\n**Tasks:**\n1. Write it\n2. Explain it\n\n**Notes:**\n1. n\n2. m",
            "intro \"**Requirements:**\\n1. fast\\n2. safe\\n\\n**Tasks:**\"\n\
             part 1 \"Write it\" \"1. Write it\"\n\
             part 2 \"Explain it\" \"2. Explain it\\n\\n**Notes:**\\n1. n\\n2. m\"\n",
        ),
        (
            "a deliverables heading, items with leads, bullets and code",
            "#### Deliverables\n1. **Rules**: write\n   - in\n   - out\n2. **Why**\n\n   ```\n   nft x\n   ```\n",
            "intro \"#### Deliverables\"\n\
             part 1 \"Rules\" \"1. **Rules**: write\\n   - in\\n   - out\"\n 1 in\n 2 out\n\
             part 2 \"Why\" \"2. **Why**\\n\\n   ```\\n   nft x\\n   ```\"\n FirewallRules  \"nft x\\n\"\n",
        ),
        (
            "a list broken by code",
            "**Tasks:**\n\n1. Read:\n```\na\n```\n2. Write:\n```\nb\n```\n",
            "intro \"**Tasks:**\"\npart 1 \"Read\" \"1. Read:\\n```\\na\\n```\"\n Other  \"a\\n\"\n\
             part 2 \"Write\" \"2. Write:\\n```\\nb\\n```\"\n Other  \"b\\n\"\n",
        ),
        (
            "a list in running text",
            "You run a gateway. Say\n\n1. what it does\n2. how\n",
            "intro \"You run a gateway. Say\"\npart 1 \"what it does\" \"1. what it does\"\n\
             part 2 \"how\" \"2. how\"\n",
        ),
        (
            "a list that tells is no list of parts",
            "Consider these hosts:\n1. a\n2. b\n\nWhat do they see?",
            "intro \"\"\npart 1 \"Title\" \"Consider these hosts:\\n1. a\\n2. b\\n\\nWhat do they see?\"\n",
        ),
        (
            "one part",
            "Explain NAT:\n\n- source\n- *destination*\n",
            "intro \"\"\npart 1 \"Title\" \"Explain NAT:\\n\\n- source\\n- *destination*\"\n 1 source\n 2 destination\n",
        ),
        (
            "a bold word is no lead",
            "**Part** of it, **Part 1** too.",
            "intro \"\"\npart 1 \"Title\" \"**Part** of it, **Part 1** too.\"\n",
        ),
        (
            "long items give their opening words",
            "1. Explain in detail what the kernel does with a packet that has no entry, and why\n2. b",
            "intro \"\"\npart 1 \"Explain in detail what the kernel does with a packet that…\" \
             \"1. Explain in detail what the kernel does with a packet that has no entry, and why\"\n\
             part 2 \"b\" \"2. b\"\n",
        ),
    ] {
        assert_eq!(asked(&read(&asking(text))), expected, "{what}");
    }
}

#[test]
fn sub_questions_and_code_of_a_part() {
    for (what, text, expected) in [
        ("numbered", "1. a *b*\n2. c", " 1 a b\n 2 c\n"),
        ("with brackets", "1) a\n2) c", " 1 a\n 2 c\n"),
        (
            "loose, with more below",
            "1. a\n\n   b\n\n   - no\n\n2. c",
            " 1 a b\n 2 c\n",
        ),
        (
            "under Analyze:",
            "Given these hosts:\n1. x\n2. y\n\nAnalyze:\n1. a\n2. b",
            " 1 a\n 2 b\n",
        ),
        (
            "behind code that was announced",
            "Given this ruleset:\n```\nx\n```\n1. What is dropped?\n2. What is logged?",
            " 1 What is dropped?\n 2 What is logged?\n Other  \"x\\n\"\n",
        ),
        (
            "behind announced code that a told list follows",
            "Given this ruleset:\n```\nx\n```\nAnd these hosts:\n1. a\n2. b\n\nExplain:\n1. c",
            " 1 c\n Other  \"x\\n\"\n",
        ),
        (
            "bold Analyze",
            "Look:\n- x\n\n**Analyze:**\n\nWell.\n\n1. a",
            " 1 a\n",
        ),
        (
            "going on after code",
            "1. a\n2. b\n```sh\nls\n```\n3. c",
            " 1 a\n 2 b\n 3 c\n Other sh \"ls\\n\"\n",
        ),
        (
            "begun anew after code",
            "1. a\n\n```sh\nls\n```\n\n1. b",
            " 1 a\n 2 b\n Other sh \"ls\\n\"\n",
        ),
        (
            "going on under a lead",
            "Explain:\n1. a\n\nThen answer:\n\n2. b",
            " 1 a\n 2 b\n",
        ),
        (
            "bullets",
            "Write rules that:\n- a\n* b\n\nAlso explain:\n+ c",
            " 1 a\n 2 b\n 3 c\n",
        ),
        ("bullets that tell", "Given:\n- a\n\nWrite:\n- b", " 1 b\n"),
        ("numbers win over bullets", "- x\n\nSay:\n1. a", " 1 a\n"),
        ("none", "Just text.", ""),
        (
            "indented code",
            "Look:\n\n    src=1 dst=2\n     x",
            " ConntrackEntries  \"src=1 dst=2\\n x\\n\"\n",
        ),
        (
            "a long fence",
            "````md\n```\nx\n```\n````",
            " Other md \"```\\nx\\n```\\n\"\n",
        ),
        (
            "tildes",
            "~~~\n**Part 2: no**\n## Question\n~~~",
            " Other  \"**Part 2: no**\\n## Question\\n\"\n",
        ),
        (
            "code in a bullet",
            "- a\n  ```\n  iptables -F\n  ```",
            " 1 a\n FirewallRules  \"iptables -F\\n\"\n",
        ),
    ] {
        let shown = asked(&read(&asking(&format!("**Part 1: T**\n\n{text}\n"))));
        let below = shown.lines().skip(2).map(|line| format!("{line}\n"));
        assert_eq!(below.collect::<String>(), expected, "{what}");
    }
}

#[test]
fn sections_and_components_however_they_are_written() {
    for (what, text, expected) in [
        (
            "tight",
            "**Mandatory (70%)**\n- a\n- b\n\n**Bonus (30%)**\n- c",
            "mandatory 70\na\nb\nbonus 30\nc\n",
        ),
        (
            "loose",
            "**Mandatory (100%):**\n\n- a\n\n  more\n\n- b\n",
            "mandatory 100\na more\nb\n",
        ),
        (
            "outside the bold",
            "**Must have** (50%)\n- a\n\n**Extra**: 50 %\n- b",
            "must have 50\na\nextra 50\nb\n",
        ),
        (
            "headings",
            "### Mandatory - 60%\n1. a\n### Bonus – 40%\n2. b",
            "mandatory 60\na\nbonus 40\nb\n",
        ),
        (
            "marks",
            "**M (100%)**\n- **NEW**: `a_b` *c* [d](e) &amp; \\*f\\* <g>",
            "m 100\nNEW: a_b c d & *f* <g>\n",
        ),
        (
            "wrapped",
            "**M (100%)**\n- one\n  two\nthree",
            "m 100\none two three\n",
        ),
        (
            "nested",
            "**M (100%)**\n- a\n  - b\n    - c\n  - d\n- e",
            "m 100\na\n b\n  c\n d\ne\n",
        ),
        (
            "code in place",
            "**M (100%)**\n- a\n  ````\n  ```\n  ````\n- b",
            "m 100\na\n| Other \"```\\n\"\nb\n",
        ),
        (
            "code behind",
            "**M (100%)**\n- a\n```\nnft x\n```\n- b",
            "m 100\na\n| FirewallRules \"nft x\\n\"\nb\n",
        ),
        (
            "code alone",
            "**M (100%)**\n- ```\n  x\n  ```",
            "m 100\n\n| Other \"x\\n\"\n",
        ),
        (
            "notes between",
            "Marks:\n\n**M (100%)**\n\nAll of:\n\n- a\n\n**Note:** fine.\n\n**End**",
            "m 100\na\n",
        ),
        (
            "three",
            "**A (50%)**\n- a\n\n**B (30%)**\n- b\n\n**C (20%)**\n- c",
            "a 50\na\nb 30\nb\nc 20\nc\n",
        ),
        (
            "none for show",
            "**A (100%)**\n- a\n\n**B (0%)**\n- b",
            "a 100\na\nb 0\nb\n",
        ),
    ] {
        let text = format!(
            "---\nid: q\n---\n# T\n## Expected Answer Components\n{text}\n## Question\nWhat?\n"
        );
        let mut shown = String::new();
        for section in read(&text).sections {
            let _ = writeln!(shown, "{} {}", section.id, section.percent);
            shown += &outline(&section.components, 0);
        }
        assert_eq!(shown, expected, "{what}");
    }
}
