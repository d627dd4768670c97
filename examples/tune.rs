//! scratch
#![allow(
    clippy::all,
    clippy::pedantic,
    missing_docs,
    unused,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used
)]
use conntutor::{answer::*, grading::*, question::*, rubric, source::*};
use std::collections::BTreeMap;
use std::sync::Arc;
fn main() {
    let q = std::fs::read_to_string("questions/conntrack.md").unwrap();
    let end = q.find("## Expected").unwrap();
    let src = Source::new("q", q);
    let sec = |id: &str, p| Section {
        id: id.into(),
        title: id.into(),
        percent: p,
        components: vec![],
        span: Span::default(),
    };
    let question = Question {
        id: "iptables-subj-04-conntrack".into(),
        level: None,
        tags: vec![],
        extra: Default::default(),
        title: "t".into(),
        intro: Span::default(),
        parts: vec![Part {
            id: "1".into(),
            title: "".into(),
            body: Span::new(0, end),
            sub_questions: vec![],
            code: vec![],
        }],
        sections: vec![sec("mandatory", 60), sec("bonus", 40)],
        mistakes: vec![],
        follow_ups: vec![],
        source: src,
    };
    let y = std::fs::read_to_string("rubrics/conntrack.yaml").unwrap();
    let rubric = match rubric::parse(&Source::new("rubrics/conntrack.yaml", y)) {
        Ok(r) => r,
        Err(f) => {
            println!("{f}");
            std::process::exit(2)
        }
    };
    let g = Grader::new(Arc::new(question), Arc::new(rubric));
    let args: Vec<String> = std::env::args().collect();
    let file = &args[1];
    let list = args.iter().any(|a| a == "--list");
    let only: Option<&String> = args
        .iter()
        .position(|a| a == "--only")
        .map(|i| &args[i + 1]);
    let fold: Option<usize> = args
        .iter()
        .position(|a| a == "--fold")
        .map(|i| args[i + 1].parse().unwrap()); // 0 = held out; 1 = tune
    let mut tally: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let (mut n, mut err) = (0, 0.0);
    let mut mt: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for (i, line) in std::fs::read_to_string(file).unwrap().lines().enumerate() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let held = i % 3 == 0;
        if let Some(f) = fold {
            if held != (f == 0) {
                continue;
            }
        }
        if let Some(parts) = v.get("parts") {
            let sub = Submission::of_parts(
                v["id"].as_str().unwrap(),
                parts
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(k, t)| (k.clone(), t.as_str().unwrap().to_string())),
            );
            let grade = g.grade(&sub);
            n += 1;
            let mut human = 0.0;
            for c in &grade.criteria {
                let h = v["labels"][&c.id].as_i64().unwrap() == 1;
                if h {
                    human += c.max
                }
                let m = c.outcome == Outcome::Met;
                tally.entry(c.id.clone()).or_default()[(h as usize) * 2 + m as usize] += 1;
                if h != m && list && only.is_none_or(|o| *o == c.id) {
                    println!("{} {} human={h} {:?}", sub.id, c.id, c.outcome);
                    for e in &c.evidence {
                        println!("      QUOTE {:?}  BY {}", e.quote, e.wording)
                    }
                    if let Some(x) = &c.nearest {
                        println!(
                            "      NEAR {:?} BY {} : {}",
                            x.evidence.quote, x.evidence.wording, x.why
                        )
                    }
                }
            }
            err += (human - grade.score).abs();
            let hm: Vec<&str> = v["mistakes"]
                .as_array()
                .unwrap()
                .iter()
                .map(|x| x.as_str().unwrap())
                .collect();
            for id in g.rubric().mistakes.iter().map(|m| &m.id) {
                let h = hm.contains(&id.as_str());
                let f = grade.mistakes.iter().find(|m| m.id == *id);
                mt.entry(id.clone()).or_default()[(h as usize) * 2 + f.is_some() as usize] += 1;
                if h != f.is_some() && list && only.is_none_or(|o| o == id) {
                    println!("{} MISTAKE {} human={h}", sub.id, id);
                    if let Some(f) = f {
                        for e in &f.evidence {
                            println!("      QUOTE {:?}  BY {}", e.quote, e.wording)
                        }
                    }
                }
            }
        } else {
            let ctx = v["context"].as_str().unwrap_or("");
            let t = v["text"].as_str().unwrap();
            let text = if ctx.is_empty() {
                t.to_string()
            } else {
                format!("{ctx}\n{t}")
            };
            let sub = Submission::of_parts("s", [(v["part"].as_str().unwrap(), text)]);
            let grade = g.grade(&sub);
            if let Some(cid) = v["criterion"].as_str() {
                let h = v["credit"].as_bool().unwrap();
                let c = grade.criteria.iter().find(|c| c.id == cid).unwrap();
                let m = c.outcome == Outcome::Met;
                tally.entry(cid.into()).or_default()[(h as usize) * 2 + m as usize] += 1;
                if args.iter().any(|a| a == "--dump") { for e in &c.evidence { println!("DUMP\t{}\t{cid}\t{h}\t{}\t{}", v["id"], m, e.wording.replace("\n", " ")) } if c.evidence.is_empty() { println!("DUMP\t{}\t{cid}\t{h}\t{m}\t", v["id"]) } }
                if h != m && list && only.is_none_or(|o| *o == cid) {
                    println!("{} {} human={h} [{ctx}] {:?}", v["id"], cid, t);
                    for e in &c.evidence {
                        println!("      QUOTE {:?}  BY {}", e.quote, e.wording)
                    }
                    if let Some(x) = &c.nearest {
                        println!(
                            "      NEAR {:?} BY {} : {}",
                            x.evidence.quote, x.evidence.wording, x.why
                        )
                    }
                }
            } else {
                let id = v["mistake"].as_str().unwrap();
                let h = v["flag"].as_bool().unwrap();
                let f = grade.mistakes.iter().find(|m| m.id == id);
                mt.entry(id.into()).or_default()[(h as usize) * 2 + f.is_some() as usize] += 1;
                if args.iter().any(|a| a == "--dump") { let w = f.and_then(|f| f.evidence.first()).map(|e| e.wording.replace("\n", " ")).unwrap_or_default(); println!("DUMP\t{}\t{id}\t{h}\t{}\t{w}", v["id"], f.is_some()) }
                if h != f.is_some() && list && only.is_none_or(|o| *o == id) {
                    println!("{} MISTAKE {} human={h} [{ctx}] {:?}", v["id"], id, t);
                    if let Some(f) = f {
                        for e in &f.evidence {
                            println!("      QUOTE {:?}  BY {}", e.quote, e.wording)
                        }
                    }
                }
            }
        }
    }
    let mut all = [0usize; 4];
    for (k, t) in &tally {
        for i in 0..4 {
            all[i] += t[i]
        }
        show(k, t)
    }
    show("POOLED", &all);
    for (k, t) in &mt {
        show(k, t)
    }
    let mm = mt
        .iter()
        .filter(|(k, _)| *k != "ignores-exhaustion")
        .fold([0; 4], |mut a, (_, t)| {
            for i in 0..4 {
                a[i] += t[i]
            }
            a
        });
    show("MISTAKES", &mm);
    if n > 0 {
        println!("n {n} mean abs err {:.2}", err / n as f64)
    }
}
fn show(k: &str, t: &[usize; 4]) {
    let [tn, fp, fne, tp] = t.map(|x| x as f64);
    let n = tn + fp + fne + tp;
    let po = (tn + tp) / n;
    let pe = ((tp + fp) * (tp + fne) + (tn + fne) * (tn + fp)) / (n * n);
    println!(
        "{k:24} tp {tp:4} fp {fp:4} fn {fne:4} tn {tn:4}  P {:.2} R {:.2} k {:.2}",
        tp / (tp + fp),
        tp / (tp + fne),
        (po - pe) / (1.0 - pe)
    );
}
