//! The help on what is packed: for a visit, and for a server.

pub const PACK: &str = "\
Membuat satu berkas zip untuk kunjungan ke desa: semua bentuk halaman manfaat dan cara,
acara dan mitra di kecamatan itu, dan daftar periksa. Tiap kertas mendapat kode. Kode
dicatat di edisi.yaml, supaya alamat /e/KODE/ menjawab apakah kertasnya masih berlaku.

Cara pakai: kentongan paket KECAMATAN [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Angka dan jadwal untuk hari itu, misalnya hari kunjungan. (--date)
  --keluaran FOLDER   Simpan zip di folder ini. Bila tidak disebut: paket. (--output)
  --alamat ALAMAT     Alamat portal di kode dan tautan. (--base-url)

Sesudahnya bangun dan tayangkan portal, baru mencetak.";

pub const PACK_ENGLISH: &str = "\
Makes one zip file for a visit to a village: every form of the pages on benefits and
procedures, the events and partners of the district, and a checklist. Each paper gets a
code. Codes are recorded in edisi.yaml, so that /e/CODE/ says whether the paper still holds.

Usage: kentongan pack DISTRICT [OPTIONS]

Options:
  --date DATE         Numbers and dates of that day, such as the day of the visit. (--tanggal)
  --output FOLDER     Write the zip into this folder; by default: paket. (--keluaran)
  --base-url ADDRESS  The portal's address in codes and links. (--alamat)

Then build and publish the portal, and print last.";

pub const PACK_CHANGES: &str = "\
Membuat satu berkas zip berisi berkas yang baru atau berubah saja, dan daftar berkas
yang harus dihapus, untuk server yang hanya bisa dicapai lewat FTP atau File Manager.
Portal yang tayang ditanya dulu isinya. Kalau tidak menjawab, zip berisi seluruh portal.
Folder public tidak disentuh.

Cara pakai: kentongan paket-perubahan [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Siapkan paket untuk hari itu. Contoh: --tanggal 2027-01-01 (--date)
  --catatan BERKAS    Jangan bertanya; pakai tayang.json yang pernah disimpan. (--manifest)
  --keluaran FOLDER   Simpan zip di folder ini. Bila tidak disebut: paket. (--output)
  --alamat ALAMAT     Pakai alamat portal ini, bukan yang di kentongan.yaml. (--base-url)";

pub const PACK_CHANGES_ENGLISH: &str = "\
Makes one zip file of the files that are new or have changed, and a list of those to be
deleted, for a server that can only be reached by FTP or a file manager. The published
portal is asked what it holds. If it does not answer, the zip holds the whole portal.
The folder public is not touched.

Usage: kentongan pack-changes [OPTIONS]

Options:
  --date DATE         Prepare the package of that day. Example: --date 2027-01-01 (--tanggal)
  --manifest FILE     Do not ask; take a tayang.json that was saved. (--catatan)
  --output FOLDER     Write the zip into this folder; by default: paket. (--keluaran)
  --base-url URL      Use this site address, not the one in kentongan.yaml. (--alamat)";
