//! The reference of keys against the table.

use crate::tui::keymap::Keys;
use crate::tui::keys::Place;

const KEYS_DOC: &str = include_str!("../../../docs/keys.md");

#[test]
fn the_reference_names_every_command_with_its_keys() {
    let keys = Keys::default();
    let mut all = String::new();
    for place in Place::ALL {
        let mut table = format!("### {}: `{}`\n\n", place.title(), place.name());
        table += "| command | keys | what it does |\n|---|---|---|\n";
        for bound in keys.bound.iter().filter(|bound| bound.place == place) {
            let chords = bound
                .chords
                .iter()
                .map(|chord| format!("`{}`", chord.name()));
            let chords = chords.collect::<Vec<_>>().join(" ");
            table += &format!(
                "| `{}` | {chords} | {} |\n",
                bound.command.name(),
                bound.help
            );
        }
        all += &format!("{table}\n");
    }
    assert!(
        KEYS_DOC.contains(all.trim_end()),
        "docs/keys.md needs this table:\n\n{all}"
    );
}

#[test]
fn the_example_of_the_reference_is_a_configuration() {
    let start = KEYS_DOC.find("```yaml\n").expect("an example") + "```yaml\n".len();
    let example = &KEYS_DOC[start..];
    let example = &example[..example.find("```").expect("its end")];
    let source = crate::source::Source::new("docs/keys.md", example);
    let config = crate::tui::config(&source).expect("a configuration");
    assert_ne!(config.keys, Keys::default());
}
