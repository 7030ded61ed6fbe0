//! `PANDUAN.md` shows what the program does: each command in it is run, and its output compared.
//!
//! A line `…` stands for any lines. Commands run in a copy of `tests/handbook/`.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

#[test]
fn the_handbook_shows_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let handbook = fs::read_to_string(root.join("PANDUAN.md")).expect("the handbook");
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root.join("tests/handbook"), folder.path());
    let shown: Vec<&str> =
        handbook.split("```text\n$ ").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(shown.len() >= 3, "the handbook shows its commands");
    for block in shown {
        let (command, expected) = block.split_once('\n').expect("a command and its output");
        let mut words = words(command).into_iter();
        assert_eq!(words.next().as_deref(), Some("kentongan"), "{command}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_kentongan"));
        let output = program.current_dir(folder.path()).args(words).output().expect("the program runs");
        let said = String::from_utf8([output.stderr, output.stdout].concat()).expect("words");
        assert!(matches(&said, expected), "{command} says:\n{said}\nthe handbook shows:\n{expected}");
    }
}

/// The words of a command; quotes hold several together, as in every shell.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in command.chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            character => words.last_mut().expect("there is a word").push(character),
        }
    }
    words
}

/// True when the lines follow each other as shown; `…` skips any number of them.
fn matches(said: &str, expected: &str) -> bool {
    let said: Vec<&str> = said.trim_end().lines().map(str::trim_end).collect();
    let expected: Vec<&str> = expected.trim_end().lines().map(str::trim_end).collect();
    fits(&said, &expected)
}

fn fits(said: &[&str], expected: &[&str]) -> bool {
    match expected.split_first() {
        None => said.is_empty(),
        Some((&"…", rest)) => (0..=said.len()).any(|skipped| fits(&said[skipped..], rest)),
        Some((line, rest)) => said.first() == Some(line) && fits(&said[1..], rest),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}
