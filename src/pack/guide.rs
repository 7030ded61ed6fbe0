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
        file("daftar-periksa.txt", checklist(site, region, items)),
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

fn checklist(site: &Site, region: &Region, items: &[Item]) -> String {
    let mut text = format!(
        "DAFTAR PERIKSA, KECAMATAN {}\n\nSebelum berangkat\n\
         [ ] Portal sudah dibangun dan ditayangkan sesudah paket ini dibuat\n\
         [ ] Poster dan selebaran sudah dicetak. Satu kode sudah dicoba dengan HP\n\
         [ ] Gambar, PDF, dan teks WhatsApp sudah ada di HP\n\
         [ ] Berkas untuk dibaca tanpa internet sudah dibuka sekali di HP\n\
         [ ] Tanggal dan tempat acara sudah ditanyakan lagi ke penyelenggara\n\nDi desa\n\
         [ ] Poster ditempel di tempat yang boleh dan sering dilewati\n\
         [ ] Naskah siaran dibacakan atau diserahkan ke yang memegang pengeras suara\n\
         [ ] Gambar dikirim ke grup WhatsApp desa\n\
         [ ] Dikatakan dengan jelas: kami tidak pernah meminta NIK, OTP, kata sandi, atau uang\n\
         [ ] Dikatakan dengan jelas: bertanya bisa ke 175\n\
         [ ] Izin diminta sebelum memotret orang\n\nSesudahnya\n\
         [ ] Pertanyaan yang belum terjawab dicatat, untuk halaman tanya jawab\n\
         [ ] Poster dengan kode lama dicabut bila angkanya sudah berubah\n\nKode di paket ini\n",
        region.name.to_uppercase(),
    );
    for item in items {
        let address = address::absolute(&site.config, &edition::path(&item.edition.code));
        text.push_str(&format!("[ ] {}  {}  {address}\n", item.edition.code, item.edition.title));
    }
    text
}

fn push(text: &mut String, file: &Wanted) {
    text.push_str(&format!("  {}: {}\n", file.name, file.purpose));
}
