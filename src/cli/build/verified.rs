//! What comparing with a build from scratch found, for people and for machines.

use crate::build::verify::Verified;
use crate::diagnostic::publish::Mismatch;
use crate::report::Speech;
use crate::vocabulary::rupiah::group_thousands;
use serde_json::{Value, json};

/// Said where all is as it should be.
pub fn line(verified: &Verified, speech: Speech) -> String {
    let files = group_thousands(verified.files as u64);
    match speech {
        Speech::Indonesian => {
            format!("\nSudah dicocokkan: {files} berkas dan semua pesan sama seperti bila dibangun dari awal.")
        }
        Speech::English => {
            let files = files.replace('.', ",");
            format!("\nCompared: {files} files and all messages are those of a build from scratch.")
        }
    }
}

pub fn as_json(verified: &Verified) -> Value {
    let mismatch = |(file, mismatch): &(String, Mismatch)| {
        let what = match mismatch {
            Mismatch::Bytes => "bytes",
            Mismatch::Extra => "extra",
            Mismatch::Notes => "notes",
        };
        json!({"file": file, "what": what})
    };
    let mismatches: Vec<Value> = verified.mismatches.iter().map(mismatch).collect();
    json!({"files": verified.files, "mismatches": mismatches, "same_messages": verified.said_the_same})
}
