//! `--help`, in Indonesian and English.

use crate::report::Speech;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    All,
    Build,
    Check,
    Serve,
}

/// The help text of a topic.
pub fn text(topic: Topic, speech: Speech) -> &'static str {
    match (topic, speech) {
        (Topic::All, Speech::Indonesian) => ALL,
        (Topic::All, Speech::English) => ALL_ENGLISH,
        (Topic::Build, Speech::Indonesian) => BUILD,
        (Topic::Build, Speech::English) => BUILD_ENGLISH,
        (Topic::Check, Speech::Indonesian) => CHECK,
        (Topic::Check, Speech::English) => CHECK_ENGLISH,
        (Topic::Serve, Speech::Indonesian) => SERVE,
        (Topic::Serve, Speech::English) => SERVE_ENGLISH,
    }
}

const ALL: &str = "\
Kentongan membuat portal informasi dari tulisan Anda.

Cara pakai: kentongan PERINTAH

Perintah:
  pratinjau (serve)   Lihat portal di peramban. Berubah sendiri tiap Anda menyimpan.
  bangun (build)      Buat portal ke folder public, siap dikirim ke server.
  periksa (check)     Periksa isi portal seperti penyunting: data pribadi, waktu periksa, bahasa.
  bantuan (help)      Tampilkan bantuan. Contoh: kentongan bantuan bangun

Pilihan untuk semua perintah:
  --folder FOLDER     Folder portal. Bila tidak disebut: folder ini.
  --bahasa id|en      Bahasa pesan (--lang).
  --versi             Tampilkan versi program (--version).

Tanpa perintah, kentongan menampilkan menu.

Angka yang dikembalikan: 0 beres, 1 isi masih salah, 2 perintah salah,
3 komputer bermasalah (misalnya tempat penyimpanan penuh).";

const ALL_ENGLISH: &str = "\
Kentongan makes an information portal of what you write.

Usage: kentongan COMMAND

Commands:
  serve (pratinjau)   See the portal in your browser. It changes as you save.
  build (bangun)      Make the portal in the folder public, ready for a server.
  check (periksa)     Read the portal as an editor would: personal data, reviews, language.
  help (bantuan)      Show help. Example: kentongan help build

Options of all commands:
  --folder FOLDER     The portal's folder. By default: this one.
  --lang id|en        The language of messages (--bahasa).
  --version           Show the version of the program (--versi).

Without a command, kentongan shows a menu.

Exit codes: 0 fine, 1 the content has errors, 2 wrong usage,
3 the machine failed (the disk is full, for example).";

const BUILD: &str = "\
Membuat portal ke folder public.

Bila ada kesalahan, tidak ada yang berubah di folder public.
Semua kesalahan ditampilkan sekaligus, beserta tempat dan cara memperbaikinya.

Cara pakai: kentongan bangun [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Buat portal seperti pada hari itu. Contoh: --tanggal 2027-01-01 (--date)
  --alamat ALAMAT     Pakai alamat portal ini, bukan yang di kentongan.yaml. (--base-url)
  --keluaran FOLDER   Tulis ke folder ini, bukan ke public. (--output)
  --draf              Ikutkan halaman draf dan yang belum waktunya. (--drafts)
  --json              Tampilkan hasil untuk dibaca program lain.
  --waktu             Tampilkan lama tiap tahap. (--timings)
  --tanpa-ringkas     Jangan ringkas HTML. (--no-minify)";

const BUILD_ENGLISH: &str = "\
Makes the portal in the folder public.

If there are errors, nothing changes in the folder public.
All errors are shown at once, with their place and their remedy.

Usage: kentongan build [OPTIONS]

Options:
  --date DATE         Build the portal as of that day. Example: --date 2027-01-01 (--tanggal)
  --base-url URL      Use this site address, not the one in kentongan.yaml. (--alamat)
  --output FOLDER     Write into this folder, not into public. (--keluaran)
  --drafts            Include drafts and pages that are not due. (--draf)
  --json              Show the result for other programs.
  --timings           Show how long each stage took. (--waktu)
  --no-minify         Do not minify HTML. (--tanpa-ringkas)";

const SERVE: &str = "\
Menampilkan portal di peramban Anda sendiri.

Tiap kali Anda menyimpan berkas, halaman di peramban berubah sendiri.
Bila ada kesalahan, pesannya muncul di atas halaman terakhir yang baik.
Folder public tidak disentuh. Orang lain tidak bisa melihatnya.

Cara pakai: kentongan pratinjau [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Tampilkan portal seperti pada hari itu. (--date)
  --draf              Ikutkan halaman draf dan yang belum waktunya. (--drafts)
  --port ANGKA        Pakai nomor pintu ini. Bila tidak disebut: 1111. (--pintu)
  --jaringan          Boleh dilihat dari HP di jaringan yang sama. (--lan)
  --periksa-berkala   Periksa berkas tiap detik, untuk folder di jaringan. (--poll)

Tekan Ctrl+C untuk berhenti.";

const SERVE_ENGLISH: &str = "\
Shows the portal in your own browser.

Each time you save a file, the page in the browser changes.
If there are errors, they are shown over the last good page.
The folder public is not touched. Nobody else can see it.

Usage: kentongan serve [OPTIONS]

Options:
  --date DATE         Show the portal as of that day. (--tanggal)
  --drafts            Include drafts and pages that are not due. (--draf)
  --port NUMBER       Use this port. By default: 1111. (--pintu)
  --lan               May be seen from a phone in the same network. (--jaringan)
  --poll              Look at the files every second, for network drives. (--periksa-berkala)

Press Ctrl+C to stop.";

const CHECK: &str = "\
Memeriksa portal dari atas ke bawah: kesalahan, data pribadi, waktu periksa,
fakta yang segera berakhir, jumlah uang yang diketik sendiri, terjemahan, dan bahasa.
Tidak ada berkas yang diubah.

Cara pakai: kentongan periksa [PILIHAN]

Pilihan:
  --hari ANGKA        Fakta yang berakhir dalam sekian hari. Bila tidak disebut: 60. (--days)
  --online            Tanyakan juga apakah tautan ke luar masih ada. (--daring)
  --detik ANGKA       Waktu paling lama untuk --online. Bila tidak disebut: 120. (--seconds)
  --tanggal TANGGAL   Periksa portal seperti pada hari itu. (--date)
  --draf              Ikutkan halaman draf dan yang belum waktunya. (--drafts)
  --json              Hasilnya untuk program lain.

Jawaban tautan disimpan dalam .kentongan/tautan.json selama tujuh hari. Berkas itu boleh dihapus.";

const CHECK_ENGLISH: &str = "\
Reads the portal from top to bottom: errors, personal data, reviews,
facts that end soon, amounts typed by hand, translations, and language.
No file is changed.

Usage: kentongan check [OPTIONS]

Options:
  --days NUMBER       Facts that end within so many days. By default: 60. (--hari)
  --online            Also ask whether external links are still there. (--daring)
  --seconds NUMBER    The longest that --online may take. By default: 120. (--detik)
  --date DATE         Check the portal as of that day. (--tanggal)
  --drafts            Include drafts and pages that are not due. (--draf)
  --json              The result for other programs.

Answers are kept in .kentongan/tautan.json for seven days. That file may be deleted.";
