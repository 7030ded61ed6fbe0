use super::*;
use crate::config::{self, Overrides};

fn jkk(code: &str) -> Edition {
    let statement = |key: &str, label: &str, value: &str| Statement {
        key: key.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
    };
    Edition {
        code: code.to_owned(),
        page: "/manfaat/jkk/".to_owned(),
        title: "Kecelakaan kerja: biaya rawat #1".to_owned(),
        day: Date::parse("2026-11-22").expect("a date"),
        region: Some("cilongok".to_owned()),
        wording: "3f2a9c01".to_owned(),
        statements: vec![
            statement("iuran.jkk/transportasi", "Iuran JKK (\"ojek\")", "Rp8.400"),
            statement("acara.kapan", "Kapan", "- 5 Desember: pagi"),
        ],
    }
}

fn read(text: &str) -> (Vec<Edition>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut source = SourceTree::built_in_theme();
    let path = SourcePath::new(EDITIONS_FILE).expect("a sound name");
    source.insert(path, text.as_bytes(), &mut diagnostics);
    let config = config::parse(&source, &Overrides::default(), &mut Diagnostics::default());
    let editions = parse(&source, &config, &mut diagnostics);
    (editions.into_iter().map(|edition| edition.value).collect(), diagnostics)
}

#[test]
fn what_is_written_reads_back() {
    let (first, second) = (jkk("k7qx3"), jkk("ab2cd"));
    let text = append(None, std::slice::from_ref(&first));
    // A file that somebody opened: other line ends, no last one.
    let opened = text.replace('\n', "\r\n").trim_end().to_owned();
    let (editions, diagnostics) = read(&append(Some(&opened), std::slice::from_ref(&second)));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(editions, [first, second]);
}

#[test]
fn one_code_means_one_edition() {
    let text = append(None, &[jkk("k7qx3"), jkk("k7qx3"), jkk("k1lo0")]);
    let (editions, diagnostics) = read(&text);
    assert_eq!(editions.len(), 1);
    assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
}
