//! Problems with pictures.

use super::{Diagnostic, Location, Text};
use crate::vocabulary::picture::{Dimensions, DrawingFault, Format, PIXEL_LIMIT};

/// A format that phones or cameras write and many browsers cannot show.
pub fn unusable_format(location: Location, name: &str, format: Format) -> Diagnostic {
    let format_name = format.name();
    Diagnostic::error(
        "format-gambar-tidak-bisa-tayang",
        location,
        match format {
            Format::Gif | Format::Bmp => Text::new(
                format!("Gambar \"{name}\" berformat {format_name}, terlalu berat untuk halaman."),
                format!("The picture \"{name}\" is {format_name}, which is too heavy for a page."),
            ),
            _ => Text::new(
                format!("Gambar \"{name}\" berformat {format_name}. Banyak ponsel tidak bisa menampilkannya."),
                format!("The picture \"{name}\" is {format_name}, which many phones cannot show."),
            ),
        },
        match format {
            Format::Heic => Text::new(
                "Buka gambar itu di aplikasi Foto Windows, pilih Simpan sebagai, lalu pilih JPEG. Supaya foto berikutnya \
                 langsung JPEG, di iPhone buka Pengaturan > Kamera > Format, lalu pilih Paling Kompatibel.",
                "Open it in the Photos app of Windows, choose Save as, and pick JPEG. For later photos, on the iPhone \
                 choose Settings > Camera > Formats > Most Compatible.",
            ),
            Format::Gif => Text::new(
                "Gambar bergerak tidak dipakai di portal ini. Buka di Paint, pilih Simpan sebagai, lalu pilih PNG.",
                "Moving pictures are not used here. Open it in Paint, choose Save as, and pick PNG.",
            ),
            Format::Tiff
            | Format::Bmp
            | Format::Avif
            | Format::JpegXl
            | Format::Jpeg
            | Format::Png
            | Format::WebP
            | Format::Svg => Text::new(
                "Buka gambar itu di Paint atau Foto, pilih Simpan sebagai, lalu pilih JPEG.",
                "Open it in Paint or Photos, choose Save as, and pick JPEG.",
            ),
        },
    )
}

/// A file to download that tells where it was taken, in a format from which that cannot be taken out.
pub fn telling_format(location: Location, name: &str, format: Format) -> Diagnostic {
    let format_name = format.name();
    Diagnostic::error(
        "format-gambar-menyimpan-tempat",
        location,
        Text::new(
            format!(
                "Gambar {format_name} \"{name}\" bisa menyimpan tempat foto itu diambil, dan itu tidak bisa dihapus di sini."
            ),
            format!(
                "The {format_name} picture \"{name}\" may tell where it was taken, and that cannot be removed here."
            ),
        ),
        Text::new(
            "Buka di aplikasi Foto atau Paint, pilih Simpan sebagai, lalu pilih JPEG. Pada JPEG tempat itu dihapus.",
            "Open it in Photos or Paint, choose Save as, and pick JPEG. From a JPEG the place is removed.",
        ),
    )
}

/// A picture whose name promises another format: servers would announce the wrong one.
pub fn wrong_ending(location: Location, name: &str, format: Format) -> Diagnostic {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let right = format!("{stem}.{}", format.endings()[0]);
    Diagnostic::error(
        "akhiran-gambar-salah",
        location,
        Text::new(
            format!("Isi \"{name}\" sebenarnya gambar {}.", format.name()),
            format!("\"{name}\" really is a {} picture.", format.name()),
        ),
        Text::new(
            format!("Ganti nama berkasnya menjadi \"{right}\", juga di halaman yang memakainya."),
            format!("Rename it to \"{right}\", also on the pages that show it."),
        ),
    )
}

/// A file that is shown as a picture and is none.
pub fn no_picture(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "bukan-gambar",
        location,
        Text::new(format!("Isi \"{name}\" bukan gambar."), format!("\"{name}\" is not a picture.")),
        Text::new(
            "Pakai foto JPEG, gambar PNG atau WebP, atau gambar garis SVG. Berkas lain ditulis sebagai tautan: [tulisan](berkas.pdf)",
            "Use a JPEG photo, a PNG or WebP picture, or an SVG drawing. Link to other files: [words](file.pdf)",
        ),
    )
}

/// A picture that cannot be decoded.
pub fn broken(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "gambar-rusak",
        location,
        Text::new(format!("Gambar \"{name}\" rusak, tidak bisa dibaca."), format!("The picture \"{name}\" is broken.")),
        copy_again(),
    )
}

/// A picture that ends in the middle.
pub fn truncated(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "gambar-terpotong",
        location,
        Text::new(
            format!("Gambar \"{name}\" terpotong: bagian akhirnya tidak ikut tersalin."),
            format!("The picture \"{name}\" was cut off: its end is not there."),
        ),
        copy_again(),
    )
}

fn copy_again() -> Text {
    Text::new(
        "Salin lagi gambar aslinya dari ponsel atau kamera. Bila tetap gagal, buka di Paint lalu simpan sebagai JPEG.",
        "Copy the original again from the phone or camera. If that does not help, open it in Paint and save it as JPEG.",
    )
}

/// A picture with more pixels than any phone takes.
pub fn too_many_pixels(location: Location, name: &str, dimensions: Dimensions) -> Diagnostic {
    let (width, height) = (Text::number(dimensions.width.into()), Text::number(dimensions.height.into()));
    let limit = PIXEL_LIMIT / 1_000_000;
    Diagnostic::error(
        "gambar-terlalu-besar",
        location,
        Text::new(
            format!("Gambar \"{name}\" {} × {} piksel. Batasnya {limit} juta piksel.", width.id, height.id),
            format!("The picture \"{name}\" has {} × {} pixels. The limit is {limit} million.", width.en, height.en),
        ),
        Text::new(
            "Buka di Paint, pilih Ubah ukuran, dan tulis lebar 2000 piksel. Di halaman lebarnya paling banyak 720.",
            "Open it in Paint, choose Resize, and make it 2000 pixels wide. Pages show at most 720.",
        ),
    )
}

/// A picture whose pixels would take too much memory, such as a scan with 16 bits a colour.
pub fn too_large(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "gambar-terlalu-berat",
        location,
        Text::new(
            format!("Gambar \"{name}\" terlalu berat untuk diolah."),
            format!("The picture \"{name}\" is too heavy to work with."),
        ),
        Text::new(
            "Buka di Paint, pilih Ubah ukuran, tulis lebar 2000 piksel, lalu simpan sebagai JPEG.",
            "Open it in Paint, choose Resize, make it 2000 pixels wide, and save it as JPEG.",
        ),
    )
}

/// A drawing that does not say how wide and high it is: the page would jump when it arrives.
pub fn drawing_without_size(location: Location, name: &str) -> Diagnostic {
    Diagnostic::error(
        "gambar-garis-tanpa-ukuran",
        location,
        Text::new(
            format!("Gambar garis \"{name}\" tidak menyebut lebar dan tingginya."),
            format!("The drawing \"{name}\" does not say its width and height."),
        ),
        Text::new(
            "Tulis ukurannya di tanda svg yang pertama, misalnya <svg width=\"640\" height=\"480\" …>",
            "Write them into the first svg tag, for example <svg width=\"640\" height=\"480\" …>",
        ),
    )
}

/// Something in a drawing that could run, fetch or hide.
pub fn harmful_drawing(location: Location, fault: &DrawingFault) -> Diagnostic {
    let (id, en) = match fault {
        DrawingFault::Element(name) => (
            format!("Gambar garis ini memuat <{name}>, yang bisa menjalankan program."),
            format!("This drawing has a <{name}>, which can run a program."),
        ),
        DrawingFault::Handler(name) => (
            format!("Gambar garis ini memuat \"{name}\", yang bisa menjalankan program."),
            format!("This drawing has \"{name}\", which can run a program."),
        ),
        DrawingFault::Reference(address) => (
            format!("Gambar garis ini mengambil \"{address}\" dari luar."),
            format!("This drawing fetches \"{address}\" from elsewhere."),
        ),
        DrawingFault::Declaration(words) => (
            format!("Gambar garis ini memuat \"{words}\", yang bisa menyembunyikan isi lain."),
            format!("This drawing has \"{words}\", which can hide other content."),
        ),
        DrawingFault::IllFormed => (
            "Tulisan SVG gambar ini salah mulai dari sini.".to_owned(),
            "This drawing is no sound SVG from here on.".to_owned(),
        ),
    };
    Diagnostic::error(
        "gambar-garis-tidak-aman",
        location,
        Text::new(id, en),
        Text::new(
            "Simpan ulang dari program gambarnya sebagai SVG biasa, atau sebagai PNG.",
            "Save it again from the drawing program as plain SVG, or as PNG.",
        ),
    )
}
