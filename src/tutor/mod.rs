//! A practice session as a pure state machine.
