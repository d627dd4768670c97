//! From the tree to the rubric as written: which key holds what. Knows no pattern and no regex.

use super::format::{
    CODE, CRITERION, EXAMPLE, FOLLOW_UP, FOLLOW_UP_CRITERION, FOLLOW_UP_MISTAKE, HINTS, MISTAKE,
    NETWORK, PROBE, RUBRIC,
};
use super::schema::{
    Code, Criterion, Example, FollowUp, Group, Item, Mistake, Named, Network, Probe, Written,
};
use crate::yaml::{Fields, Node, Reader, Shape, Text, Value, clip};

impl Reader<'_> {
    /// The whole file.
    pub(super) fn rubric(&mut self, root: &Node) -> Written {
        let Some(fields) = self.fields(root, &RUBRIC) else {
            return Written::default();
        };
        Written {
            question: self.text(fields.get("question"), "'question'"),
            network: self.network(fields.get("network")),
            terms: self.texts(fields.get("terms"), "'terms'"),
            subjects: self.subjects(fields.get("subjects")),
            vocabulary: self.named(fields.get("vocabulary"), "'vocabulary'"),
            criteria: self.criteria(fields.get("criteria"), &CRITERION),
            mistakes: self.mistakes(fields.get("mistakes"), &MISTAKE),
            model: self.model(fields.get("model")),
            follow_ups: self.follow_ups(fields.get("follow_ups")),
        }
    }

    fn follow_ups(&mut self, node: Option<&Node>) -> Vec<FollowUp> {
        let mut follow_ups = Vec::new();
        for item in self.items(node, "'follow_ups'") {
            let Some(fields) = self.fields(item, &FOLLOW_UP) else {
                continue;
            };
            follow_ups.push(FollowUp {
                asks: self.text(fields.get("asks"), "'asks'"),
                vocabulary: self.named(fields.get("vocabulary"), "'vocabulary'"),
                criteria: self.criteria(fields.get("criteria"), &FOLLOW_UP_CRITERION),
                mistakes: self.mistakes(fields.get("mistakes"), &FOLLOW_UP_MISTAKE),
                model: self.text(fields.get("model"), "'model'"),
            });
        }
        follow_ups
    }

    fn network(&mut self, node: Option<&Node>) -> Option<Network> {
        let fields = self.fields(node?, &NETWORK)?;
        Some(Network {
            inside: self.text(fields.get("inside"), "'inside'"),
            outside: self.text(fields.get("outside"), "'outside'"),
            clients: self.text(fields.get("clients"), "'clients'"),
            public: self.text(fields.get("public"), "'public'"),
            probes: self.probes(fields.get("probes")),
        })
    }

    fn probes(&mut self, node: Option<&Node>) -> Vec<Probe> {
        let mut probes = Vec::new();
        for item in self.items(node, "'probes'") {
            let Some(fields) = self.fields(item, &PROBE) else {
                continue;
            };
            probes.push(Probe {
                id: self.id(fields.get("id")),
                sends: self.text(fields.get("sends"), "'sends'"),
                wanted: self.optional(fields.get("wanted"), "'wanted'"),
                shows: self.text(fields.get("shows"), "'shows'"),
                passes: self.optional(fields.get("passes"), "'passes'"),
                blocked: self.optional(fields.get("blocked"), "'blocked'"),
            });
        }
        probes
    }

    fn subjects(&mut self, node: Option<&Node>) -> Vec<Group> {
        let Some(entries) = node.and_then(|node| self.entries(node, "'subjects'")) else {
            return Vec::new();
        };
        let mut groups = Vec::new();
        for entry in entries {
            let of = format!("the group '{}'", clip(&entry.key.text));
            groups.push(Group {
                name: self.key(&entry.key),
                names: self.named(Some(&entry.value), &of),
            });
        }
        groups
    }

    /// A map of name → forms.
    fn named(&mut self, node: Option<&Node>, of: &str) -> Vec<Named> {
        let Some(entries) = node.and_then(|node| self.entries(node, of)) else {
            return Vec::new();
        };
        let mut named = Vec::new();
        for entry in entries {
            let of = format!("'{}'", clip(&entry.key.text));
            named.push(Named {
                name: self.key(&entry.key),
                forms: self.texts(Some(&entry.value), &of),
            });
        }
        named
    }

    fn key(&mut self, key: &Text) -> Text {
        if key.text.trim().is_empty() {
            self.fault(key.span, "a key is empty", "write its name");
        }
        key.clone()
    }

    fn criteria(&mut self, node: Option<&Node>, shape: &Shape) -> Vec<Criterion> {
        let items = self.items(node, "'criteria'");
        if let (Some(node), true) = (node, items.is_empty()) {
            self.fault(
                node.span,
                "'criteria' holds no criterion",
                "add one that starts with '- id:'",
            );
        }
        let criterion = |item| self.criterion(item, shape);
        items.iter().map(criterion).collect()
    }

    fn criterion(&mut self, node: &Node, shape: &Shape) -> Criterion {
        let Some(fields) = self.fields(node, shape) else {
            return Criterion::default();
        };
        Criterion {
            item: self.item(&fields),
            topic: self.optional(fields.get("topic"), "'topic'"),
            recall: self.optional(fields.get("recall"), "'recall'"),
            recall_opening: self.texts(fields.get("recall_opening"), "'recall_opening'"),
            section: self.text(fields.get("section"), "'section'"),
            weight: self.weight(fields.get("weight")),
            denies: self.texts(fields.get("denies"), "'denies'"),
            hints: self.hints(fields.get("hints")),
            met: self.text(fields.get("met"), "'met'"),
            missing: self.text(fields.get("missing"), "'missing'"),
        }
    }

    /// Where it is not needed, criteria weigh alike.
    fn weight(&mut self, node: Option<&Node>) -> f64 {
        let weight = self.number(node, "'weight'");
        if let (Some(node), Some(weight)) = (node, weight.filter(|&weight| weight <= 0.0)) {
            let what = format!("'weight' is {weight}");
            self.fault(node.span, what, "write a number above 0");
        }
        weight.unwrap_or(1.0)
    }

    /// What a criterion and a mistake have in common.
    fn item(&mut self, fields: &Fields<'_>) -> Item {
        Item {
            span: fields.span,
            id: self.id(fields.get("id")),
            covers: self.text(fields.get("covers"), "'covers'"),
            part: self.optional(fields.get("part"), "'part'"),
            about: self.texts(fields.get("about"), "'about'"),
            asked: self.texts(fields.get("asked"), "'asked'"),
            entries: self.texts(fields.get("entries"), "'entries'"),
            says: self.texts(fields.get("says"), "'says'"),
            code: self.code(fields.get("code")),
            accepts: self.examples(fields.get("accepts"), "'accepts'"),
            rejects: self.examples(fields.get("rejects"), "'rejects'"),
            fact: self.text(fields.get("fact"), "'fact'"),
        }
    }

    fn id(&mut self, node: Option<&Node>) -> Text {
        let id = self.text(node, "'id'");
        let odd = |c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c));
        if let Some(c) = id.text.trim().chars().find(|&c| odd(c)) {
            let what = format!("'id' holds '{c}'");
            self.fault(
                id.span,
                what,
                "use the letters a to z, digits, '-', '_' and '.'",
            );
        }
        id
    }

    fn optional(&mut self, node: Option<&Node>, of: &str) -> Option<Text> {
        node.map(|node| self.text(Some(node), of))
    }

    fn hints(&mut self, node: Option<&Node>) -> [Text; 4] {
        let Some(fields) = node.and_then(|node| self.fields(node, &HINTS)) else {
            return Default::default();
        };
        ["pump", "hint", "prompt", "assertion"]
            .map(|step| self.any_text(fields.get(step), &format!("'{step}'")))
    }

    fn code(&mut self, node: Option<&Node>) -> Vec<Code> {
        let items = self.items(node, "'code'");
        let mut code = Vec::new();
        for item in items {
            let Some(fields) = self.fields(item, &CODE) else {
                continue;
            };
            code.push(Code {
                span: fields.span,
                has: self.texts(fields.get("has"), "'has'"),
                unless: self.texts(fields.get("unless"), "'unless'"),
                not_after: self.texts(fields.get("not-after"), "'not-after'"),
                never: self.texts(fields.get("never"), "'never'"),
                rules: self.optional(fields.get("rules"), "'rules'"),
            });
        }
        code
    }

    fn examples(&mut self, node: Option<&Node>, of: &str) -> Vec<Example> {
        let items = self.items(node, of);
        items.iter().map(|item| self.example(item, of)).collect()
    }

    fn example(&mut self, node: &Node, of: &str) -> Example {
        if !matches!(node.value, Value::Map(_)) {
            return Example {
                span: node.span,
                text: self.text(Some(node), &format!("an item of {of}")),
                ..Example::default()
            };
        }
        let Some(fields) = self.fields(node, &EXAMPLE) else {
            return Example::default();
        };
        Example {
            span: fields.span,
            part: self.optional(fields.get("part"), "'part'"),
            under: self.optional(fields.get("under"), "'under'"),
            text: self.text(fields.get("text"), "'text'"),
        }
    }

    fn mistakes(&mut self, node: Option<&Node>, shape: &Shape) -> Vec<Mistake> {
        let items = self.items(node, "'mistakes'");
        let mistake = |item| self.mistake(item, shape);
        items.iter().map(mistake).collect()
    }

    fn mistake(&mut self, node: &Node, shape: &Shape) -> Mistake {
        let Some(fields) = self.fields(node, shape) else {
            return Mistake::default();
        };
        Mistake {
            item: self.item(&fields),
            omits: self.optional(fields.get("omits"), "'omits'"),
            deduction: self.deduction(fields.get("deduction")),
            refutation: self.text(fields.get("refutation"), "'refutation'"),
        }
    }

    fn deduction(&mut self, node: Option<&Node>) -> f64 {
        let deduction = self.number(node, "'deduction'");
        if let (Some(node), Some(points)) = (node, deduction.filter(|&points| points < 0.0)) {
            let what = format!("'deduction' is {points}");
            self.fault(
                node.span,
                what,
                "write the points that it takes off, from 0",
            );
        }
        deduction.unwrap_or_default()
    }

    fn model(&mut self, node: Option<&Node>) -> Vec<(Text, Text)> {
        let Some(entries) = node.and_then(|node| self.entries(node, "'model'")) else {
            return Vec::new();
        };
        let mut model = Vec::new();
        for entry in entries {
            let of = format!("the model answer to part '{}'", clip(&entry.key.text));
            model.push((entry.key.clone(), self.text(Some(&entry.value), &of)));
        }
        model
    }
}
