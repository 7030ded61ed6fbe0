//! `schema`: an editor and the build give the same verdict on keys, types and forms.

use assert_cmd::Command;
use jsonschema::Validator;
use kentongan::config;
use kentongan::content::{Kind, front_matter};
use kentongan::diagnostic::Diagnostics;
use kentongan::fact::keys::FILE_KEYS;
use kentongan::schema;
use kentongan::vocabulary::{SourcePath, TimeZone};
use kentongan::yaml;
use kentongan::yaml::table::{Fields, Key, Reading};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn validators() -> BTreeMap<&'static str, Validator> {
    let schemas = schema::all().into_iter();
    schemas
        .map(|schema| {
            jsonschema::meta::validate(&schema.content).unwrap_or_else(|error| panic!("{}: {error}", schema.name));
            (schema.name, jsonschema::validator_for(&schema.content).expect("a sound schema"))
        })
        .collect()
}

/// A file's YAML as an editor reads it; `None` when it is no YAML.
fn as_json(yaml: &str) -> Option<Value> {
    let options = serde_yaml::options! { strict_booleans: true };
    let value: Value = serde_yaml::from_str_with_options(yaml, options).ok()?;
    Some(if value.is_null() { Value::Object(serde_json::Map::new()) } else { value })
}

/// The build's verdict on one map by one table.
fn build_accepts(path: &SourcePath, yaml: &str, table: &'static [Key]) -> Option<bool> {
    let mut diagnostics = Diagnostics::default();
    let node = yaml::parse(path, yaml, 0..yaml.len(), &mut diagnostics)?;
    // A slip such as a curly quote is no matter of keys, types and forms.
    if !diagnostics.is_empty() {
        return None;
    }
    Fields::decode(&node, table, Reading { path, zone: TimeZone::Wib }, &mut diagnostics);
    Some(!diagnostics.has_errors())
}

/// Compares the verdicts; returns the build's.
fn compare(
    path: &str,
    yaml: &str,
    name: &str,
    table: &'static [Key],
    validators: &BTreeMap<&str, Validator>,
) -> Option<bool> {
    let path = SourcePath::new(path).expect("a path");
    let accepted = build_accepts(&path, yaml, table)?;
    let value = as_json(yaml).unwrap_or_else(|| panic!("{path} is YAML to the build only:\n{yaml}"));
    let complaints: Vec<String> =
        validators[name].iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(accepted, complaints.is_empty(), "{path} by {name}: {complaints:#?}\n{yaml}");
    Some(accepted)
}

/// Every page of the portal and of the cases, by the tables of all kinds: its own and six wrong ones.
#[test]
fn every_page_gets_the_same_verdict() {
    let validators = validators();
    let (mut accepted, mut refused) = (0, 0);
    for (path, text) in files(&["content", "tests/cases", "starter"], "md") {
        let mut unheard = Diagnostics::default();
        let source = SourcePath::new(&path).expect("a path");
        let Some((front, _)) = front_matter::split(&source, &text, &mut unheard) else { continue };
        for kind in Kind::ALL {
            match compare(&path, &text[front.clone()], kind.name(), kind.table(), &validators) {
                Some(true) => accepted += 1,
                Some(false) => refused += 1,
                None => {}
            }
        }
    }
    assert!(accepted > 100 && refused > 100, "{accepted} accepted, {refused} refused");
}

#[test]
fn every_file_of_facts_and_every_configuration_gets_the_same_verdict() {
    let validators = validators();
    for (path, text) in files(&["content", "tests/cases", "starter"], "yaml") {
        if path.contains("_facts/") {
            compare(&path, &text, "fakta", FILE_KEYS, &validators);
        } else if path.ends_with("kentongan.yaml") {
            compare(&path, &text, "kentongan", config::KEYS, &validators);
        }
    }
    let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("kentongan.yaml")).expect("the file");
    assert_eq!(compare("kentongan.yaml", &own, "kentongan", config::KEYS, &validators), Some(true));
}

#[test]
fn slips_of_the_hand_get_the_same_verdict() {
    let validators = validators();
    let check = |line: &str, expected: bool| {
        let yaml = format!("judul: A\nringkasan: B\nmulai: 2026-12-05\ntempat: C\n{line}\n");
        let accepted = compare("content/acara/a.md", &yaml, "acara", Kind::Event.table(), &validators);
        assert_eq!(accepted, Some(expected), "{line}");
    };
    for line in [
        "selesai: 2026-12-05 11:00",
        "selesai: 2026-12-05T11:00:00+07:00",
        "selesai: 5 Des 2026",
        "selesai: 5 desember 2026 11.00 WIB",
        "selesai: 2028-02-29",
        "selesai: 29 Februari 2400",
        "kuota: 100",
        "kuota: \"100\"",
        "kuota:",
        "contoh: ya",
        "contoh: true",
        "contoh: Tidak",
        "topik: iuran",
        "topik: [iuran]",
        "sumber: [pp, {judul: A, url: https://b.desa/}]",
        "lain: {apa: [saja]}",
        "biaya: 5000",
        "gambar: {file: a.jpg, alt: b}",
        "description:\n",
    ] {
        // `ringkasan` beside its English name is the one of these that is refused.
        check(line, !line.starts_with("description"));
    }
    for line in [
        "drat: ya",
        "selesai: 2026-02-30",
        "selesai: 2027-02-29",
        "selesai: 2100-02-29",
        "selesai: 29 Februari 2027",
        "selesai: 31 April 2026",
        "selesai: 2026-13-40",
        "selesai: 17 Agustsu 2026",
        "selesai: 2026-12-05 25:00",
        "selesai: besok",
        "kuota: banyak",
        "kuota: 1.5",
        "contoh: mungkin",
        "status: jadi",
        "judul_menu: [a, b]",
        "title: A",
        "gambar: {berkas: a.jpg}",
        "gambar: foto.jpg",
        "izin: {siapa: A, tanggal: kemarin, untuk: b}",
        "sumber: [{nama: A}]",
        "sumber: [{judul: A, url: b.desa}]",
        "sumber: [{judul: A, url: \"javascript:a\"}]",
        "topik: {a: b}",
    ] {
        check(line, false);
    }
}

#[test]
fn the_command_writes_schemas_and_keeps_other_settings() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    fs::create_dir(root.join(".vscode")).expect("a folder");
    fs::write(
        root.join(".vscode/settings.json"),
        "{\"editor.fontSize\": 16, \"yaml.schemas\": {\"lain.json\": \"lain.yaml\"}}",
    )
    .expect("settings");
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        command.current_dir(root).arg("skema").assert().success().get_output().stdout.clone()
    };
    assert!(String::from_utf8_lossy(&run()).contains("9 skema ditulis ke .kentongan/skema."));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let settings: Value = serde_json::from_str(&read(".vscode/settings.json")).expect("JSON");
    assert_eq!(settings["editor.fontSize"], 16);
    assert_eq!(settings["yaml.schemas"]["lain.json"], "lain.yaml");
    assert_eq!(settings["yaml.schemas"][".kentongan/skema/fakta.json"], "content/_facts/*.yaml");
    let schema: Value = serde_json::from_str(&read(".kentongan/skema/acara.json")).expect("JSON");
    let help = schema["properties"]["tempat"]["description"].as_str().expect("a description");
    assert_eq!(help, "Nama tempat. Wajib diisi.\nContoh: tempat: Pendopo Kecamatan Cilongok");
    // Settings with comments are their owner's.
    fs::write(root.join(".vscode/settings.json"), "{ // ukuran huruf\n}").expect("settings");
    assert!(String::from_utf8_lossy(&run()).contains("jadi tidak diubah"));
    assert_eq!(read(".vscode/settings.json"), "{ // ukuran huruf\n}");
}

fn files(folders: &[&str], ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).sort_by_file_name());
    entries
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|found| found == ending))
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            Some((path, fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}
