//! Files → one zip archive, the same bytes for the same files.

use super::File;
use crate::vocabulary::Date;
use std::borrow::Cow;
use std::io::{self, Cursor, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Packs the files, in the order of their names; all are dated with the pack's day.
///
/// # Errors
/// When the archive would be larger than its format allows.
pub fn archive(files: &[File], day: Date) -> io::Result<Vec<u8>> {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let named = files.iter().map(|file| (file.name.as_str(), || Ok(Cow::from(&file.bytes))));
    Ok(write_archive(Cursor::new(Vec::new()), named, day)?.into_inner())
}

/// Writes an archive of named files, in this order; each is read when its turn comes.
///
/// # Errors
/// When a file cannot be read or the archive not be written.
pub fn write_archive<'a, W: Write + Seek>(
    into: W,
    files: impl Iterator<Item = (&'a str, impl FnOnce() -> io::Result<Cow<'a, [u8]>>)>,
    day: Date,
) -> io::Result<W> {
    let dated = dos_date(day).unwrap_or_default();
    let options = SimpleFileOptions::default().last_modified_time(dated).unix_permissions(0o644);
    let mut writer = ZipWriter::new(into);
    for (name, read) in files {
        let method = if is_packed(name) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(name, options.compression_method(method)).map_err(io::Error::other)?;
        writer.write_all(&read()?)?;
    }
    writer.finish().map_err(io::Error::other)
}

/// Pictures, PDF and compressed copies do not become smaller.
fn is_packed(name: &str) -> bool {
    [".jpg", ".webp", ".png", ".pdf", ".br", ".gz", ".zip"].iter().any(|ending| name.ends_with(ending))
}

/// `None` outside the years that the format knows.
fn dos_date(day: Date) -> Option<DateTime> {
    let year = day.year().try_into().ok()?;
    let (month, day) = (day.month().try_into().ok()?, day.day().try_into().ok()?);
    DateTime::from_date_and_time(year, month, day, 0, 0, 0).ok()
}
