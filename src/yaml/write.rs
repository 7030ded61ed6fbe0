//! Texts → YAML that reads back as the same texts.

use super::table::{Form, Key};

/// One key with its values: `pekerjaan: [petani, ojek]`.
///
/// A text given for a list of maps becomes the first key of each map: `- judul: Siapkan KTP`.
pub fn entry(key: &Key, values: &[String]) -> String {
    let name = key.name;
    match &key.form {
        Form::List(Form::Fields(table)) => {
            let items = values.iter().map(|value| format!("  - {}: {}\n", table[0].name, scalar(value)));
            format!("{name}:\n{}", items.collect::<String>())
        }
        Form::List(_) if values.iter().all(|value| is_name(value)) => format!("{name}: [{}]\n", values.join(", ")),
        Form::List(_) => {
            let items = values.iter().map(|value| format!("  - {}\n", scalar(value)));
            format!("{name}:\n{}", items.collect::<String>())
        }
        _ => format!("{name}: {}\n", scalar(&values.join(", "))),
    }
}

/// A text as it is where that is safe, otherwise in double quotes.
pub fn scalar(text: &str) -> String {
    let starts_plain = text.starts_with(|first: char| first.is_alphanumeric());
    let is_empty_word = matches!(text.to_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off");
    let marks =
        text.contains(['\n', '\t', '"', '#', '\u{a0}', '{', '}', '[', ']']) || text.chars().any(char::is_control);
    let colon = text.contains(": ") || text.ends_with(':');
    if starts_plain && !is_empty_word && !marks && !colon && text.trim() == text {
        text.to_owned()
    } else {
        // What JSON quotes, YAML reads.
        serde_json::Value::from(text).to_string()
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_yaml_is_quoted() {
        check("Pendopo Kecamatan Cilongok", "Pendopo Kecamatan Cilongok");
        check("2026-12-05 09:00", "2026-12-05 09:00");
        check("Contoh: pasar", "\"Contoh: pasar\"");
        check("-7.37, 109.14", "\"-7.37, 109.14\"");
        check("Boleh \"titip\"?", "\"Boleh \\\"titip\\\"?\"");
        check("null", "\"null\"");
        check("", "\"\"");
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(scalar(text), expected);
    }
}
