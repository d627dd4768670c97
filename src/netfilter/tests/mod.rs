//! Tests of the whole room: real files.

mod samples;
