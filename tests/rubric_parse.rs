//! Rubric files: what they become, and the place of each key.

#![expect(clippy::panic, reason = "a helper of tests")]

use conntutor::rubric::{Rubric, parse};
use conntutor::source::{Source, Span};

const MINIMAL: &str = include_str!("data/rubrics/minimal.yaml");

fn minimal() -> Rubric {
    parse(&Source::new("minimal.yaml", MINIMAL)).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn every_kind_of_key_is_read() {
    let rubric = minimal();
    assert_eq!(rubric.question, "iptables-subj-04-conntrack");
    assert_eq!(rubric.hash.len(), 12);
    assert_eq!(rubric.subjects[0].names[1].name, "ESTABLISHED");
    assert_eq!(rubric.subjects[0].names[1].forms.len(), 2);
    let ids: Vec<&str> = rubric.criteria.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["state-established", "rules-return", "table-limits"]);
    let established = &rubric.criteria[0];
    assert_eq!(established.asked, [("1".to_owned(), 2)]);
    assert_eq!(established.about, ["ESTABLISHED"]);
    assert!(established.topics.is_empty());
    assert_eq!(
        rubric.lexicon.text(established.says[0]),
        "<packet> <seen> <both ways>"
    );
    assert_eq!(rubric.lexicon.text(established.denies[0]), "only one way");
    assert_eq!(established.accepts[2].under, "ESTABLISHED");
    let code = &rubric.criteria[1].code[0];
    assert_eq!(
        (code.has.len(), code.unless.len(), code.not_after.len()),
        (2, 1, 1)
    );
    let udp = &rubric.mistakes[0];
    assert_eq!((udp.accepts[0].part.as_str(), udp.deduction), ("2", 0.0));
    assert_eq!(rubric.mistakes[1].omits.as_deref(), Some("table-limits"));
    assert_eq!(rubric.model.len(), 2);
}

#[test]
fn a_follow_up_is_a_rubric_of_its_own() {
    let rubric = minimal();
    let [follow_up] = rubric.follow_ups.as_slice() else {
        panic!("{} follow-ups", rubric.follow_ups.len());
    };
    let own = &follow_up.rubric;
    assert_eq!(follow_up.asks, 2);
    assert_eq!(own.question, "iptables-subj-04-conntrack/follow-up-2");
    assert_eq!((&own.hash, &own.subjects), (&rubric.hash, &rubric.subjects));
    let criterion = &own.criteria[0];
    assert_eq!(
        (criterion.section.as_str(), criterion.part.as_str()),
        ("formative", "1")
    );
    assert_eq!(criterion.weight, 1.0);
    assert_eq!(criterion.accepts[0].part, "1");
    assert_eq!(
        own.lexicon.text(criterion.says[0]),
        "<full> & <packet> dropped"
    );
    assert_eq!(own.mistakes[0].omits.as_deref(), Some("full-drops"));
    assert!(own.model["1"].starts_with("When the table"));
    assert!(
        own.lexicon.concept("table").is_some(),
        "the file's concepts"
    );
    assert!(
        rubric.lexicon.concept("full").is_none(),
        "and not the other way"
    );
}

#[test]
fn spans_lead_to_what_was_written() {
    let rubric = minimal();
    let slice = |span: Span| rubric.source.slice(span);
    let established = &rubric.criteria[0];
    assert_eq!(slice(rubric.question_span), rubric.question);
    assert_eq!(slice(established.section_span), "mandatory");
    assert_eq!(slice(established.says_spans[1]), "reply <seen>");
    assert_eq!(slice(established.asked_spans[0]), "\"1.2\"");
    assert_eq!(slice(established.hints.spans[1]), established.hints.hint);
    assert!(slice(established.span).starts_with("id: state-established"));
    assert_eq!(
        slice(established.accepts[0].span),
        established.accepts[0].text
    );
    assert_eq!(slice(rubric.model_spans["3"]), "3");
}
