//! A PDF with its objects in one order, whatever order they were written in.
//!
//! The converter keeps fonts, colours and names in randomly seeded hash maps and writes them as they come.
//! Here entries are sorted by name, and objects stand and are numbered as they are first referred to from
//! the top. The format (ISO 32000-1, 7.5): a header, numbered objects, a table of their places, a trailer.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The table of places has lines of so many bytes.
const LINE: usize = 20;

/// Puts a file into order that `pdf_writer` has finished: one table, no compressed objects.
pub fn in_order(pdf: &[u8]) -> Vec<u8> {
    let file = File::read(pdf);
    let mut order: Vec<usize> = Vec::new();
    let mut waiting: Vec<usize> = file.tops.iter().rev().copied().collect();
    while let Some(number) = waiting.pop() {
        if order.contains(&number) {
            continue;
        }
        order.push(number);
        let mut next = references(&file.objects[&number].entries).map(|reference| reference.number).collect::<Vec<_>>();
        next.reverse();
        waiting.extend(next);
    }
    let numbers: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, old)| (*old, place + 1)).collect();
    let mut out = file.header.to_vec();
    let mut table = String::from("0000000000 65535 f\r\n");
    for old in &order {
        let object = &file.objects[old];
        let _ = write!(table, "{:010} 00000 n\r\n", out.len());
        out.extend(format!("{} 0 obj\n", numbers[old]).as_bytes());
        out.extend(renumbered(&object.entries, &numbers));
        out.extend(object.stream);
    }
    let (size, start) = (order.len() + 1, out.len());
    out.extend(format!("xref\n0 {size}\n{table}trailer\n<<\n  /Size {size}\n").as_bytes());
    for (name, number) in ["Root", "Info"].iter().zip(&file.tops) {
        out.extend(format!("  /{name} {} 0 R\n", numbers[number]).as_bytes());
    }
    out.extend(format!(">>\nstartxref\n{start}\n%%EOF").as_bytes());
    out
}

struct File<'a> {
    header: &'a [u8],
    objects: BTreeMap<usize, Object<'a>>,
    /// The catalogue and what the file says of itself.
    tops: Vec<usize>,
}

struct Object<'a> {
    /// What stands between the object's number and its stream, or its end; sorted.
    entries: Vec<u8>,
    /// From the word `stream` on, if there is one; otherwise from `endobj` on.
    stream: &'a [u8],
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Self {
        let after =
            |word: &[u8]| last(pdf, word).map(|place| place + word.len()).expect("pdf_writer finished the file");
        let table = number(&pdf[after(b"startxref\n")..]);
        let lines = find(&pdf[table..], b" 65535 f").map(|place| table + place - 10).expect("a table of places");
        let trailer = last(pdf, b"trailer\n").expect("a trailer");
        let mut places: Vec<usize> = pdf[lines..trailer]
            .chunks_exact(LINE)
            .filter(|line| line[17] == b'n')
            .map(|line| number(&line[..10]))
            .collect();
        places.sort_unstable();
        let ends = places.iter().skip(1).copied().chain([table]);
        let objects = places.iter().zip(ends).map(|(start, end)| object(&pdf[*start..end])).collect();
        let top = |word: &[u8]| number(&pdf[after(word)..]);
        Self { header: &pdf[..places[0]], objects, tops: vec![top(b"/Root "), top(b"/Info ")] }
    }
}

/// An object and its number.
fn object(bytes: &[u8]) -> (usize, Object<'_>) {
    let start = find(bytes, b" obj\n").expect("an object") + b" obj\n".len();
    let end = find(bytes, b"stream\n").or_else(|| last(bytes, b"endobj")).expect("an object has an end");
    (number(bytes), Object { entries: sorted(&bytes[start..end]), stream: &bytes[end..] })
}

/// The lines of a dictionary; neighbours that only name an object, in the order of their names.
fn sorted(entries: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = entries.split_inclusive(|byte| *byte == b'\n').collect();
    let is_reference =
        |line: &[u8]| line.trim_ascii_start().starts_with(b"/") && line.trim_ascii_end().ends_with(b" 0 R");
    let mut ordered: Vec<&[u8]> = Vec::new();
    for run in lines.chunk_by(|one, other| is_reference(one) && is_reference(other)) {
        let mut run = run.to_vec();
        run.sort_by_key(|line| line.split(|byte| *byte == b' ').find(|word| word.starts_with(b"/")));
        ordered.extend(run);
    }
    ordered.concat()
}

struct Reference {
    start: usize,
    end: usize,
    number: usize,
}

/// The references in a dictionary, outside of its texts.
fn references(entries: &[u8]) -> impl Iterator<Item = Reference> {
    let mut depth = 0;
    let mut found = Vec::new();
    let mut place = 0;
    while place < entries.len() {
        match entries[place] {
            b'\\' if depth > 0 => place += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            digit if depth == 0 && digit.is_ascii_digit() => {
                let end = place + entries[place..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                if entries[end..].starts_with(b" 0 R") {
                    found.push(Reference { start: place, end, number: number(&entries[place..end]) });
                }
                place = end - 1;
            }
            _ => {}
        }
        place += 1;
    }
    found.into_iter()
}

fn renumbered(entries: &[u8], numbers: &BTreeMap<usize, usize>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = 0;
    for reference in references(entries) {
        out.extend(&entries[rest..reference.start]);
        out.extend(numbers[&reference.number].to_string().as_bytes());
        rest = reference.end;
    }
    out.extend(&entries[rest..]);
    out
}

/// The number that the bytes begin with.
fn number(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0, |number, digit| number * 10 + usize::from(digit - b'0'))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}
