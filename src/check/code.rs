//! The kinds of findings, under names that do not change.

use super::finding::Severity;
use std::fmt;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The rubric marks another question.
    WrongQuestion,
    /// A component of the question that no criterion covers.
    UncoveredComponent,
    /// A common mistake of the question that the rubric leaves out.
    UncoveredMistake,
    /// `covers` names no component of the question.
    UnknownComponent,
    /// `covers` names no common mistake of the question.
    UnknownMistake,
    /// A follow-up of the question that the rubric leaves out.
    UncoveredFollowUp,
    /// `asks` numbers no follow-up of the question.
    UnknownFollowUp,
    /// `section` names no section of the question.
    UnknownSection,
    /// The component stands in another section than the criterion counts for.
    OtherSection,
    /// A part that the question does not have.
    UnknownPart,
    /// A sub-question that the part does not have.
    UnknownSubQuestion,
    /// A conntrack entry that the question does not have.
    UnknownEntry,
    /// Less than three accepted or three rejected examples.
    FewExamples,
    /// An example that grades otherwise than it says.
    WrongExample,
    /// A section whose points nothing can earn.
    EmptySection,
    /// The model answer does not earn everything.
    ModelScore,
    /// The model answer makes a common mistake.
    ModelMistake,
    /// The rules of the model answer do otherwise to a probe than the rubric wants.
    ModelProbe,
    /// An answer that says nothing of its own earns points.
    FreePoints,
    /// A step of the hint ladder is blank.
    EmptyHint,
    /// A hint or the feedback gives the answer away.
    HintTells,
    /// A wording that no example and no model answer reaches.
    UnreachedWording,
}

impl Code {
    /// Every code, in the order of the checks.
    pub const ALL: [Self; 22] = [
        Self::WrongQuestion,
        Self::UncoveredComponent,
        Self::UncoveredMistake,
        Self::UnknownComponent,
        Self::UnknownMistake,
        Self::UncoveredFollowUp,
        Self::UnknownFollowUp,
        Self::UnknownSection,
        Self::OtherSection,
        Self::UnknownPart,
        Self::UnknownSubQuestion,
        Self::UnknownEntry,
        Self::FewExamples,
        Self::WrongExample,
        Self::EmptySection,
        Self::ModelScore,
        Self::ModelMistake,
        Self::ModelProbe,
        Self::FreePoints,
        Self::EmptyHint,
        Self::HintTells,
        Self::UnreachedWording,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WrongQuestion => "wrong-question",
            Self::UncoveredComponent => "uncovered-component",
            Self::UncoveredMistake => "uncovered-mistake",
            Self::UnknownComponent => "unknown-component",
            Self::UnknownMistake => "unknown-mistake",
            Self::UncoveredFollowUp => "uncovered-follow-up",
            Self::UnknownFollowUp => "unknown-follow-up",
            Self::UnknownSection => "unknown-section",
            Self::OtherSection => "other-section",
            Self::UnknownPart => "unknown-part",
            Self::UnknownSubQuestion => "unknown-sub-question",
            Self::UnknownEntry => "unknown-entry",
            Self::FewExamples => "few-examples",
            Self::WrongExample => "wrong-example",
            Self::EmptySection => "empty-section",
            Self::ModelScore => "model-score",
            Self::ModelMistake => "model-mistake",
            Self::ModelProbe => "model-probe",
            Self::FreePoints => "free-points",
            Self::EmptyHint => "empty-hint",
            Self::HintTells => "hint-tells",
            Self::UnreachedWording => "unreached-wording",
        }
    }

    /// The code of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// How bad such a finding is.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnreachedWording | Self::UncoveredFollowUp => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
