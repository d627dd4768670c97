//! pulldown-cmark events with spans, made into styled lines.
