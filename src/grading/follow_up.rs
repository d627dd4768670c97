//! Graders of the follow-up questions, each made when it is first asked for.

use super::echo::Echo;
use super::grader::Grader;
use std::sync::Arc;

impl Grader {
    /// How many follow-ups the question has. A rubric may leave some of them out.
    pub fn follow_ups(&self) -> usize {
        self.question().follow_ups.len()
    }

    /// Grades answers to the follow-up of this number, counted from 1: a question of one part and of one section,
    /// `formative`. None where the question or the rubric does not have it.
    pub fn follow_up(&self, number: usize) -> Option<Self> {
        let mut all = self.rubric().follow_ups.iter().zip(self.made());
        let (follow_up, made) = all.find(|(follow_up, _)| follow_up.asks == number)?;
        let grader = made.get_or_init(|| {
            let whole = self.question();
            let question = whole.follow_up(number)?;
            let echo = Echo::new(whole, &whole.follow_ups);
            let rubric = Arc::clone(&follow_up.rubric);
            Some(Self::with_echo(Arc::new(question), rubric, echo))
        });
        grader.clone()
    }
}
