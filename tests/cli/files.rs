//! The files that the rows name: answers good and bad, tables, folders, papers.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// Larger than the largest answer.
const TOO_LARGE: usize = 9 << 20;

/// Small files by name.
const SMALL: &[(&str, &[u8])] = &[
    ("empty.md", b""),
    ("good.md", b"NEW: the first packet of a connection.\n"),
    ("good.txt", b"NEW: the first packet of a connection.\n"),
    ("crlf.md", b"Part 1\r\n\r\nNEW: the first packet of a connection.\r\n"),
    ("controls.md", b"a\0b \x1b[31mred\x07 NEW is the first packet of a connection \xe2\x80\xae\n"),
    (
        "entries.txt",
        b"udp 17 9 src=1.1.1.1 dst=2.2.2.2 sport=1 dport=2 src=2.2.2.2 dst=1.1.1.1 sport=2 dport=1\n",
    ),
    ("latin.md", b"first line\ncaf\xe9 conntrack\n"),
    ("picture.png", b"\x89PNG"),
    ("one.jsonl", b"{\"id\": \"s1\", \"text\": \"\", \"name\": \"Ann\", \"points\": [1, {}]}\n"),
    (
        "class.jsonl",
        b"{\"id\":\"s1\",\"text\":\"\"}\n\n{\"id\":\"s2\",\"text\":oops}\n{\"id\":3,\"parts\":{\"1\":\"\",\"2\":null}}\r\n",
    ),
    ("bom.jsonl", b"\xef\xbb\xbf{\"id\":\"s1\",\"text\":\"\"}\n"),
    ("bytes.jsonl", b"{\"id\":\"s1\",\"text\":\"\xff\"}\n{\"id\":\"s2\",\"text\":\"\"}\n"),
    ("one.json", b"{\n  \"id\": \"s1\",\n  \"text\": \"\"\n}\n"),
    ("list.json", b"[\n  {\"id\": \"s1\", \"text\": \"a ] \\\" }\"},\n  {\"id\": 7},\n  oops,\n  {\"id\": \"s2\", \"parts\": {\"1\": \"\"}}\n]\n"),
    ("cut.json", b"[{\"id\": \"s1\", \"text\": \"\"}, {\"id\": \"s2\", \"te"),
    ("none.json", b"[]"),
    ("class.csv", b"id,text\ns1,\"one, two\nthree\"\ns2,\n"),
    ("parts.csv", b"\xef\xbb\xbfID;Part 1;part_2;3;name\ns1;a;b;c;Ann\n"),
    ("ragged.csv", b"id,text\ns1\ns2,two\n,three\ns4,\xff\n"),
    ("noid.csv", b"name,text\nAnn,x\n"),
    ("notext.csv", b"id,name\ns1,Ann\n"),
    ("both.csv", b"id,text,1\ns1,x,y\n"),
    ("answers/b.md", b""),
    ("answers/a.txt", b""),
    ("answers/notes.png", b""),
    ("answers/.hidden.md", b""),
    ("answers/carol/essay.md", b""),
    ("answers/carol/deep/er.md", b""),
    ("nothing/.hidden.md", b""),
    ("lone.md", b"---\nid: x\n---\n"),
    ("broken/questions/x.md", b"# No front matter\n"),
    ("broken/rubrics/x.yaml", b"question: x\nwieght: 3\n"),
    (
        "marked.jsonl",
        b"{\"id\":\"m1\",\"text\":\"\",\"labels\":{\"definition\":0,\"state-new\":1},\"mistakes\":[\"udp-untracked\"]}\n\
          {\"id\":\"m2\",\"part\":\"1\",\"context\":\"NEW\",\"text\":\"the first packet of a connection\",\"criterion\":\"state-new\",\"credit\":true}\n\
          {\"id\":\"m3\",\"part\":\"2\",\"context\":\"\",\"text\":\"a dog\",\"mistake\":\"udp-untracked\",\"flag\":true}\n",
    ),
    (
        "mismarked.jsonl",
        b"{\"id\":\"m1\",\"text\":\"\",\"labels\":{\"nope\":1}}\n\
          {\"id\":\"m2\",\"text\":\"\",\"labels\":{\"definition\":2}}\n\
          {\"id\":\"m3\",\"text\":\"\"}\n\
          {\"id\":\"m4\",\"text\":\"\",\"part\":\"1\",\"criterion\":\"definition\"}\n\
          {\"id\":\"m5\",\"text\":\"\",\"labels\":{\"definition\":0},\"mistakes\":[\"nope\"]}\n",
    ),
];

/// Writes all files into a folder.
pub(crate) fn write(folder: &Path) {
    for (name, bytes) in SMALL {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    large(folder);
    model(folder);
}

fn large(folder: &Path) {
    let huge = File::create(folder.join("huge.md")).expect("a file");
    huge.set_len(100 << 20).expect("100 MiB");
    let long = "lorem ipsum dolor sit amet ".repeat((1 << 20) / 27);
    fs::write(folder.join("line.txt"), long).expect("a line of 1 MB");
    let text = "a".repeat(TOO_LARGE);
    let good = "{\"id\":\"s2\",\"text\":\"\"}";
    let lines = format!("{{\"id\":\"s1\",\"text\":\"{text}\"}}\n{good}\n");
    fs::write(folder.join("large.jsonl"), lines).expect("a file");
    let list = format!("[{{\"id\":\"s1\",\"text\":\"{text}\"}},\n{good}]");
    fs::write(folder.join("large.json"), list).expect("a file");
    let table = format!("id,text\ns1,x\ns2,\"{text}\n");
    fs::write(folder.join("large.csv"), table).expect("a file");
}

/// The rubric's own model answer, in its parts.
fn model(folder: &Path) {
    let (_, rubric) = conntutor::load::paper(&conntutor::load::Places::default()).expect("shipped");
    let answer = serde_json::json!({"id": "model", "parts": rubric.model});
    let mut file = File::create(folder.join("model.jsonl")).expect("a file");
    writeln!(file, "{answer}").expect("a line");
}
