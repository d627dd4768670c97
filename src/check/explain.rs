//! What each kind of finding means, why it matters, and an example of its mend.

use super::code::Code;

/// The lesson on a code: what was found, why it matters, and how a mended rubric looks.
pub fn explain(code: Code) -> &'static str {
    match code {
        Code::WrongQuestion => WRONG_QUESTION,
        Code::UncoveredComponent => UNCOVERED_COMPONENT,
        Code::UncoveredMistake => UNCOVERED_MISTAKE,
        Code::UnknownComponent => UNKNOWN_COMPONENT,
        Code::UnknownMistake => UNKNOWN_MISTAKE,
        Code::UncoveredFollowUp => UNCOVERED_FOLLOW_UP,
        Code::UnknownFollowUp => UNKNOWN_FOLLOW_UP,
        Code::UnknownSection => UNKNOWN_SECTION,
        Code::OtherSection => OTHER_SECTION,
        Code::UnknownPart => UNKNOWN_PART,
        Code::UnknownSubQuestion => UNKNOWN_SUB_QUESTION,
        Code::UnknownEntry => UNKNOWN_ENTRY,
        Code::FewExamples => FEW_EXAMPLES,
        Code::WrongExample => WRONG_EXAMPLE,
        Code::EmptySection => EMPTY_SECTION,
        Code::ModelScore => MODEL_SCORE,
        Code::ModelMistake => MODEL_MISTAKE,
        Code::ModelProbe => MODEL_PROBE,
        Code::FreePoints => FREE_POINTS,
        Code::EmptyHint => EMPTY_HINT,
        Code::HintTells => HINT_TELLS,
        Code::UnreachedWording => UNREACHED_WORDING,
    }
}

const WRONG_QUESTION: &str = "\
The rubric's `question` is not the `id` in the front matter of the question file.

Answers would be marked by a rubric that was written for another question. Where the question was
renamed, rename it in the rubric too.

    # questions/conntrack.md          # rubrics/conntrack.yaml
    id: iptables-subj-04-conntrack    question: iptables-subj-04-conntrack
";

const UNCOVERED_COMPONENT: &str = "\
A bullet under \"Expected Answer Components\" is covered by no criterion.

The question promises points for it, and nobody can earn them. A bullet with bullets of its own is
covered when each of those is; a bullet with code under it needs one criterion at least, and may
have several.

    - id: helpers
      covers: Helper modules for complex protocols (nf_conntrack_ftp)
      section: bonus
";

const UNCOVERED_MISTAKE: &str = "\
A bullet under \"Common Mistakes\" is covered by no item of `mistakes`.

The question warns of it, and the tutor would not notice it. A mistake that consists in leaving
something out needs no wording: name the criterion that is missing then.

    - id: ignores-exhaustion
      covers: Not considering conntrack table exhaustion in high-traffic scenarios
      omits: table-limits
";

const UNKNOWN_COMPONENT: &str = "\
`covers` names a bullet that the question file does not have.

It ties each point to what the question asks for; a slip here also leaves the real bullet
uncovered. Copy the bullet's text from the question file, in quotes where it holds \": \".
Upper and lower case, blanks and Markdown signs make no difference.

    covers: \"NEW: First packet of new connection\"
";

const UNKNOWN_MISTAKE: &str = "\
`covers` of a mistake names a bullet that \"Common Mistakes\" does not have.

Copy the bullet's text from the question file.

    covers: Thinking RELATED only applies to same protocol
";

const UNCOVERED_FOLLOW_UP: &str = "\
An item under \"Follow-up Questions\" has no rubric under `follow_ups`.

A learner can read it and gets no feedback on an answer to it. Marks are right without it:
follow-ups do not count towards the 100.

    follow_ups:
      - asks: 2
        criteria:
          - id: full-new-fail
";

const UNKNOWN_FOLLOW_UP: &str = "\
`asks` is the number of no item under \"Follow-up Questions\" of the question file.

Its criteria would mark nothing. Follow-ups are counted from 1, in the order of the question file.
Where one was taken out or moved there, number those of the rubric anew.

    # questions/conntrack.md                          # rubrics/conntrack.yaml
    1. How does FTP active mode work with conntrack?  - asks: 1
";

const UNKNOWN_SECTION: &str = "\
`section` names no section of the question.

The percentage of a section is shared out among its criteria; a criterion in no section can earn
nothing. A section's name is the bold lead of the question file, in lower case.

    **Bonus (40%)**        section: bonus
";

const OTHER_SECTION: &str = "\
The criterion counts for one section and covers a bullet of another.

Learners would earn bonus points for mandatory content, or the other way round.

    - covers: Conntrack table size limits and tuning   # stands under **Bonus (40%)**
      section: bonus
";

const UNKNOWN_PART: &str = "\
A part is named that the question does not have.

The part says where the tutor asks for a criterion, and where its examples and the model answer
stand. Parts carry the numbers that they have in the question; a question without parts is part 1.

    part: 2
";

const UNKNOWN_SUB_QUESTION: &str = "\
`asked` names a sub-question that its part does not have.

It lets an answer such as \"3. no reply came back\" count without naming its subject again. Numbered
items count by their number, bullets from the top.

    asked: \"2.3\"       # the third sub-question of part 2
";

const UNKNOWN_ENTRY: &str = "\
`entries` names a conntrack entry that the question does not have.

The entries of the question file are counted from 1, in the order in which they stand there. What
NAT they show is told to the learner in proof of the criterion, or against the mistake.

    - id: snat
      entries: [1, 2]
";

const FEW_EXAMPLES: &str = "\
A criterion or mistake has less than three accepted or less than three rejected examples.

Examples are the rubric's tests. The accepted ones show that wordings reach what learners write; the
rejected ones, that they reach no further: the statement denied, the same words about another
subject, the bare term. A mistake by omission needs none.

    accepts:
      - the table can fill up
      - there is a limit on tracked connections
      - nf_conntrack_max caps the number of entries
    rejects:
      - the table has no limit
      - conntrack has a table
      - the firewall drops packets
";

const WRONG_EXAMPLE: &str = "\
An example grades otherwise than the rubric says: an accepted one is not met, or a rejected one is.

Either the wordings miss a way to say it, or they take in too much, or the example stands in the
wrong list. An example is graded alone; where it needs the line above it to make sense, write that
line under `under`.

    accepts:
      - under: \"INVALID:\"
        text: a packet that belongs to nothing known
";

const EMPTY_SECTION: &str = "\
A section of the question has no criterion.

Its share of the mark can be had by nobody, so that a perfect answer scores less than 100.

    **Bonus (40%)**        - id: helpers
                             section: bonus
                             weight: 1
";

const MODEL_SCORE: &str = "\
The rubric's own model answer scores less than 100 points.

The model answer holds everything that the rubric asks for, one text for each part, in sentences as
a learner would write them. Where a criterion is not met by it, either a sentence is missing or the
wordings are too narrow.

    model:
      1: |
        Conntrack keeps a table of all connections and their states.
";

const MODEL_MISTAKE: &str = "\
The rubric's own model answer is taken to make a common mistake.

The wordings of that mistake reach right statements, too. Narrow them, and add the sentence of the
model answer to the mistake's `rejects`.

    rejects:
      - UDP has no handshake, yet conntrack tracks it
";

const MODEL_PROBE: &str = "\
The model answer's rules let a probe pass that should be blocked, or block one that should pass.

A learner who writes the same rules would be told that they fail. Either the rules have a hole, or
the probe asks for more than the question does: leave `wanted` out of one that is only there to be
seen. `conntutor rules` shows the way of each packet.

    probes:
      - id: ping-gateway
        sends: ping 203.0.113.9 > 203.0.113.50
        shows: a stranger pings the gateway
";

const FREE_POINTS: &str = "\
An answer that says nothing of its own scores more than 5 points.

An empty answer, the question pasted back, or the code of the question earns points where a
criterion is met by terms alone. Ask for what a learner must add: the verb, the reason, the
relation between two concepts.

    says:
      - <table> <keeps> <connections>      # and not: <connections>
";

const EMPTY_HINT: &str = "\
A step of a hint ladder is blank.

A learner who is stuck would get an empty line. The four steps lead from an open question to the
statement itself.

    hints:
      pump: What has conntrack seen by the time it calls a connection ESTABLISHED?
      hint: Think of the directions in which packets have passed.
      prompt: A connection is ESTABLISHED once packets have been seen in ____ directions.
      assertion: ESTABLISHED means that packets were seen in both directions.
";

const HINT_TELLS: &str = "\
The pump, the hint, the feedback on a missing point, the topic or the question of the review tells.

It holds the assertion or what belongs in the gaps of the prompt, or it earns the point by itself.
Learners keep what they work out themselves; only the last step of the ladder states the answer.

    assertion: The table has a maximum size, nf_conntrack_max.
    missing: You do not say what bounds the table.
";

const UNREACHED_WORDING: &str = "\
No accepted example and no sentence of the model answer is met by this wording.

A wording without an example is untested: it may never match, or match too much. Add an example
that needs it, or take it out.

    says:
      - <reply> (seen | arrived)
    accepts:
      - the reply has arrived
";
