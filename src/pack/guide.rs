//! What the facilitator reads first, and the list to tick off.

use super::{File, Item, Wanted};
use crate::fact::reference::Region;
use crate::output::{address, edition};
use crate::site::Site;

/// `BACA-DULU.txt` and `daftar-periksa.txt`.
pub fn files(site: &Site, region: &Region, items: &[Item], nearby: &[Wanted]) -> [File; 2] {
    let file = |name: &str, text: String| File {
        name: name.to_owned(),
        // Notepad of old Windows knows no other line ends.
        bytes: text.replace('\n', "\r\n").into_bytes(),
    };
    [
        file("BACA-DULU.txt", read_first(site, region, items, nearby)),
        file("daftar-periksa.txt", checklist(site, region, items, nearby)),
    ]
}

fn read_first(site: &Site, region: &Region, items: &[Item], nearby: &[Wanted]) -> String {
    let mut text = format!(
        "PAKET UNTUK KECAMATAN {}\nAngka dan jadwal di paket ini untuk {}.\n\nSEBELUM MENCETAK ATAU MEMBAGIKAN\n\
         1. Bangun portal lagi dan tayangkan. Kode di kertas baru bisa dibuka sesudah itu.\n",
        region.name.to_uppercase(),
        site.today.in_words(false),
    );
    if let Some(item) = items.first() {
        let example = address::absolute(&site.config, &edition::path(&item.edition.code));
        text.push_str(&format!("2. Coba satu kode dengan HP: {example}\n"));
    }
    text.push_str("\nISI PAKET\n");
    for item in items {
        text.push_str(&format!("\n{} (kode {})\n", item.edition.title, item.edition.code));
        item.files.iter().for_each(|file| push(&mut text, file));
    }
    if !nearby.is_empty() {
        text.push_str("\nUntuk seluruh kecamatan\n");
        nearby.iter().for_each(|file| push(&mut text, file));
    }
    text.push_str(
        "\nURUTAN MEMBAGIKAN\nGambar dan PDF dulu: orang lebih percaya dan lebih mudah meneruskannya. \
         Poster dan selebaran untuk yang tidak memakai HP.\n",
    );
    text
}

fn checklist(site: &Site, region: &Region, items: &[Item], nearby: &[Wanted]) -> String {
    let of_pages = items.iter().flat_map(|item| &item.files);
    let names: Vec<&str> = of_pages.chain(nearby).map(|file| file.name.as_str()).collect();
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    // Only what is in the pack is asked for.
    let groups = [
        (
            "Sebelum berangkat",
            vec![
                (true, "Portal sudah dibangun dan ditayangkan sesudah paket ini dibuat"),
                (has(".pdf"), "Poster dan selebaran sudah dicetak. Satu kode sudah dicoba dengan HP"),
                (has(".jpg"), "Gambar sudah ada di HP"),
                (has("wa.txt"), "Teks WhatsApp sudah ada di HP"),
                (has(".html"), "Berkas untuk dibaca tanpa internet sudah dibuka sekali di HP"),
                (has("acara.ics"), "Tanggal dan tempat acara sudah ditanyakan lagi ke penyelenggara"),
            ],
        ),
        (
            "Di desa",
            vec![
                (has(".pdf"), "Poster ditempel di tempat yang boleh dan sering dilewati"),
                (has("siaran.txt"), "Naskah siaran dibacakan atau diserahkan ke yang memegang pengeras suara"),
                (has(".jpg"), "Gambar dikirim ke grup WhatsApp desa"),
                (true, "Dikatakan dengan jelas: kami tidak pernah meminta NIK, OTP, kata sandi, atau uang"),
                (true, "Dikatakan dengan jelas: bertanya bisa ke 175"),
                (true, "Izin diminta sebelum memotret orang"),
            ],
        ),
        (
            "Sesudahnya",
            vec![
                (true, "Pertanyaan yang belum terjawab dicatat, untuk halaman tanya jawab"),
                (has(".pdf"), "Poster dengan kode lama dicabut bila angkanya sudah berubah"),
            ],
        ),
    ];
    let mut text = format!("DAFTAR PERIKSA, KECAMATAN {}\n", region.name.to_uppercase());
    for (heading, points) in groups {
        text.push_str(&format!("\n{heading}\n"));
        let wanted = points.into_iter().filter(|(is_wanted, _)| *is_wanted);
        wanted.for_each(|(_, point)| text.push_str(&format!("[ ] {point}\n")));
    }
    text.push_str("\nKode di paket ini\n");
    for item in items {
        let address = address::absolute(&site.config, &edition::path(&item.edition.code));
        text.push_str(&format!("[ ] {}  {}  {address}\n", item.edition.code, item.edition.title));
    }
    text
}

fn push(text: &mut String, file: &Wanted) {
    text.push_str(&format!("  {}: {}\n", file.name, file.purpose));
}
