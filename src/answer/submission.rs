//! A submission as handed in.

/// What one learner handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submission {
    /// Who or which: a file stem, the `id` of a row.
    pub id: String,
    /// Its texts, in order.
    pub fields: Vec<Field>,
}

/// One text of a submission. Evidence is given as byte offsets into this text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The part it answers; none where one text answers the whole question.
    pub part: Option<String>,
    /// The text to the letter.
    pub text: String,
}

impl Submission {
    /// One text for the whole question.
    pub fn whole(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            fields: vec![Field {
                part: None,
                text: text.into(),
            }],
        }
    }

    /// A text for each part.
    pub fn of_parts<P, T>(id: impl Into<String>, parts: impl IntoIterator<Item = (P, T)>) -> Self
    where
        P: Into<String>,
        T: Into<String>,
    {
        let fields = parts
            .into_iter()
            .map(|(part, text)| Field {
                part: Some(part.into()),
                text: text.into(),
            })
            .collect();
        Self {
            id: id.into(),
            fields,
        }
    }
}
