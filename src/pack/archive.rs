//! Files → one zip archive, the same bytes for the same files.

use super::File;
use crate::vocabulary::Date;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the files, in the order of their names; all are dated with the pack's day.
///
/// # Errors
/// When the archive would be larger than its format allows.
pub fn archive(files: &[File], day: Date) -> io::Result<Vec<u8>> {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let dated = dos_date(day).unwrap_or_default();
    let options = SimpleFileOptions::default().last_modified_time(dated).unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // Pictures and PDF are packed already.
        let is_packed = file.name.ends_with(".jpg") || file.name.ends_with(".pdf");
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(&file.name, options.compression_method(method)).map_err(io::Error::other)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish().map_err(io::Error::other)?.into_inner())
}

/// `None` outside the years that the format knows.
fn dos_date(day: Date) -> Option<DateTime> {
    let year = day.year().try_into().ok()?;
    let (month, day) = (day.month().try_into().ok()?, day.day().try_into().ok()?);
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok()
}
