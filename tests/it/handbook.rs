//! `PANDUAN.md` shows what the program does: each command in it is run, and its output compared.
//!
//! A line `…` stands for any lines. Commands run in a copy of `tests/handbook/`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

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
        program.current_dir(folder.path()).args(words);
        let said = if command.contains("pratinjau") { first_words(program, expected) } else { all_words(program) };
        assert!(matches(&said, expected), "{command} says:\n{said}\nthe handbook shows:\n{expected}");
    }
}

fn all_words(mut program: Command) -> String {
    let output = program.output().expect("the program runs");
    String::from_utf8([output.stderr, output.stdout].concat()).expect("words")
}

/// What a program that goes on says first. Another port is as good as the one in the handbook.
fn first_words(mut program: Command, expected: &str) -> String {
    let mut child = program.stdout(Stdio::piped()).spawn().expect("the program starts");
    let output = BufReader::new(child.stdout.take().expect("its words are ours"));
    let lines: Vec<String> = output.lines().take(expected.lines().count()).map_while(Result::ok).collect();
    child.kill().expect("the program can be stopped");
    child.wait().expect("the program stops");
    let address = lines.iter().find_map(|line| line.split_once("localhost:")).map(|(_, rest)| rest.to_owned());
    let said = lines.join("\n");
    match address {
        Some(address) => said.replace(&address, "1111/"),
        None => said,
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
