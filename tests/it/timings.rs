//! `build --timings`: what each step cost; nothing where nobody asks.

use crate::harness::{CONFIG, HOME, write};
use assert_cmd::Command;
use serde_json::Value;
use std::time::Instant;
use tempfile::TempDir;

fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "kentongan.yaml", CONFIG);
    write(folder.path(), "content/_index.md", HOME);
    folder
}

fn build(project: &TempDir, flags: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kentongan"));
    let output = command.current_dir(project).args(["build", "--date", "2026-11-22"]).args(flags).output();
    String::from_utf8(output.expect("the program runs").stdout).expect("the program speaks UTF-8")
}

fn steps(json: &Value) -> Vec<&str> {
    let steps = json["timings"]["steps"].as_array().expect("steps");
    steps.iter().map(|step| step["step"].as_str().expect("a name")).collect()
}

#[test]
fn every_step_is_told_once_and_in_order() {
    let project = project();
    let start = Instant::now();
    let json: Value = serde_json::from_str(&build(&project, &["--timings", "--json"])).expect("JSON");
    let all = start.elapsed().as_secs_f64();
    let mut told = steps(&json);
    // There is a picture where previews of links are painted.
    told.retain(|step| !["picture", "sheet"].contains(step));
    assert_eq!(
        told,
        [
            "read", "parse", "assemble", "plan", "view", "template", "style", "minify", "weigh", "compress", "compare",
            "write", "check", "publish"
        ]
    );
    let of_steps = json["timings"]["steps"].as_array().expect("steps").iter();
    let sum: f64 = of_steps.map(|step| step["wall"].as_f64().expect("seconds")).sum();
    assert!(sum > 0.0 && sum <= all, "{sum} of {all}");
    if cfg!(target_os = "linux") {
        assert!(json["timings"]["peak_memory"].as_u64().is_some_and(|bytes| bytes > 1 << 20), "{json}");
    }
}

#[test]
fn a_build_that_renders_nothing_has_no_steps_of_rendering() {
    let project = project();
    build(&project, &[]);
    let json: Value = serde_json::from_str(&build(&project, &["--timings", "--json"])).expect("JSON");
    for step in ["template", "minify", "compress", "sheet"] {
        assert!(!steps(&json).contains(&step), "{json}");
    }
}

#[test]
fn nothing_is_measured_where_nobody_asks() {
    let json: Value = serde_json::from_str(&build(&project(), &["--json"])).expect("JSON");
    assert!(json["timings"].is_null());
}

#[test]
fn people_get_a_table_in_their_language() {
    let project = project();
    let said = build(&project, &["--waktu"]);
    for words in ["tahap", "baca berkas", "isi templat", "padatkan", "tayangkan", "semuanya"] {
        assert!(said.contains(words), "no {words} in {said}");
    }
    let said = build(&project, &["--timings", "--lang", "en"]);
    assert!(said.contains("clock (seconds)") && said.contains("read files") && said.contains("all of it"), "{said}");
}
