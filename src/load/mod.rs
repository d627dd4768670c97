//! The one room that reads the disk.
