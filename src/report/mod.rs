//! A gradebook or findings as text or JSON.
