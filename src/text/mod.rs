//! English as the grader reads it: tokens, clauses, negation. No word of networking in it.
