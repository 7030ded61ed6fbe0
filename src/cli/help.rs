//! `--help`, in Indonesian and English.

mod pack;

use crate::report::Speech;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    All,
    Build,
    Check,
    Serve,
    Calendar,
    Carriers,
    Pack,
    PackChanges,
    Reach,
    Report,
    New,
    Init,
    Schema,
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
        (Topic::Calendar, Speech::Indonesian) => CALENDAR,
        (Topic::Calendar, Speech::English) => CALENDAR_ENGLISH,
        (Topic::Carriers, Speech::Indonesian) => CARRIERS,
        (Topic::Carriers, Speech::English) => CARRIERS_ENGLISH,
        (Topic::Pack, Speech::Indonesian) => pack::PACK,
        (Topic::Pack, Speech::English) => pack::PACK_ENGLISH,
        (Topic::PackChanges, Speech::Indonesian) => pack::PACK_CHANGES,
        (Topic::PackChanges, Speech::English) => pack::PACK_CHANGES_ENGLISH,
        (Topic::Reach, Speech::Indonesian) => REACH,
        (Topic::Reach, Speech::English) => REACH_ENGLISH,
        (Topic::Report, Speech::Indonesian) => REPORT,
        (Topic::Report, Speech::English) => REPORT_ENGLISH,
        (Topic::New, Speech::Indonesian) => NEW,
        (Topic::New, Speech::English) => NEW_ENGLISH,
        (Topic::Init, Speech::Indonesian) => INIT,
        (Topic::Init, Speech::English) => INIT_ENGLISH,
        (Topic::Schema, Speech::Indonesian) => SCHEMA,
        (Topic::Schema, Speech::English) => SCHEMA_ENGLISH,
    }
}

const ALL: &str = "\
Kentongan membuat portal informasi dari tulisan Anda.

Cara pakai: kentongan PERINTAH

Perintah:
  pratinjau (serve)   Lihat portal di peramban. Berubah sendiri tiap Anda menyimpan.
  bangun (build)      Buat portal ke folder public, siap dikirim ke server.
  kalender (calendar) Lihat kapan isi portal berubah sendiri.
  saluran (carriers)  Lihat bentuk lain satu halaman: teks, gambar, poster.
  paket (pack)        Buat satu berkas zip untuk kunjungan ke kecamatan.
  paket-perubahan (pack-changes)
                      Buat zip berisi berkas yang berubah saja, untuk FTP atau File Manager.
  jangkauan (reach)   Hitung kunjungan dari log server: lewat mana, ke halaman mana.
  laporan (report)    Buat halaman tentang keadaan portal: jangkauan, pemeriksaan, berat.
  baru (new)          Tulis halaman baru. Kentongan bertanya, Anda menjawab.
  siapkan (init)      Buat portal baru di folder kosong.
  skema (schema)      Bantu VS Code melengkapi dan memeriksa tulisan Anda.
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
  calendar (kalender) See when the portal changes by itself.
  carriers (saluran)  See the other forms of a page: texts, picture, poster.
  pack (paket)        Make one zip file for a visit to a district.
  pack-changes (paket-perubahan)
                      Make a zip of the files that changed, for FTP or a file manager.
  reach (jangkauan)   Count visits from a server's log: by which way, to which page.
  report (laporan)    Make a page about the state of the portal: reach, checks, weights.
  new (baru)          Write a new page. Kentongan asks, you answer.
  init (siapkan)      Make a new portal in an empty folder.
  schema (skema)      Help VS Code to complete and check what you write.
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
  --cocokkan          Bangun sekali lagi dari awal, dan cocokkan tiap berkas dengan hasilnya. (--verify)
  --tanpa-ringkas     Jangan ringkas HTML. (--no-minify)
  --tanpa-padat       Jangan buat berkas .br dan .gz; beratnya lalu hanya perkiraan. (--no-compress)
  --gaya-utuh         Semua gaya tema di tiap halaman, untuk pembuat tema yang mencari salahnya. (--whole-styles)";

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
  --verify            Build once more from scratch, and compare every file with the result. (--cocokkan)
  --no-minify         Do not minify HTML. (--tanpa-ringkas)
  --no-compress       Write no .br and .gz files; weights are estimates then. (--tanpa-padat)
  --whole-styles      The whole style sheet on each page, to find a fault in a theme. (--gaya-utuh)";

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

const CARRIERS: &str = "\
Menampilkan bentuk lain satu halaman, siap disalin: pesan WhatsApp, SMS,
dan naskah siaran 30 dan 60 detik. Di atas tiap teks tertulis panjang dan batasnya.
Sesudahnya gambar, PDF, poster, dan selebaran, dengan ukuran dan besar berkasnya.

Cara pakai: kentongan saluran HALAMAN [PILIHAN]

HALAMAN adalah nama berkas atau alamatnya, misalnya manfaat/jkm.md.

Pilihan:
  --tempat NAMA       Sebut desa atau kecamatan dalam kode alamatnya, untuk poster sendiri. (--place)
  --tanggal TANGGAL   Tampilkan seperti pada hari itu. (--date)
  --json              Tampilkan untuk dibaca program lain.";

const CARRIERS_ENGLISH: &str = "\
Shows the other forms of a page, ready to copy: WhatsApp message, SMS,
and what a loudspeaker says in 30 and in 60 seconds, each with its limit.
Then picture, PDF, poster and leaflet, with their sizes.

Usage: kentongan carriers PAGE [OPTIONS]

PAGE is the name of its file or its address, such as manfaat/jkm.md.

Options:
  --place NAME        Name a village or district in the code of its address, for your own poster. (--tempat)
  --date DATE         Show them as of that day. (--tanggal)
  --json              Show them for other programs.";

const CALENDAR: &str = "\
Menampilkan tiap tanggal yang mengubah isi portal dengan sendirinya:
nilai yang berganti, acara yang lewat, halaman yang mulai atau berhenti tayang,
izin yang berakhir, dan halaman yang harus diperiksa lagi.

Cara pakai: kentongan kalender [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Hitung seperti pada hari itu. (--date)
  --sampai TANGGAL    Hanya sampai tanggal ini. (--until)
  --json              Tampilkan untuk dibaca program lain.
  --ics               Tampilkan sebagai berkas kalender. --ics=portal.ics menulisnya ke berkas.
  --perlu-bangun      Jawab saja: perlukah portal dibangun lagi? (--due)
  --keluaran FOLDER   Untuk --perlu-bangun: folder portal yang sudah jadi. (--output)

Angka yang dikembalikan --perlu-bangun: 0 belum perlu, 10 perlu dibangun lagi.

Contoh untuk cron, tiap hari pukul 00.05:
  5 0 * * *  cd /folder/portal && { kentongan kalender --perlu-bangun; [ $? -ne 10 ] || kentongan bangun; }

Contoh untuk Penjadwal Tugas Windows, isi berkas bangun.bat:
  cd /d C:\\Portal
  kentongan kalender --perlu-bangun
  if %errorlevel%==10 kentongan bangun";

const CALENDAR_ENGLISH: &str = "\
Lists each date on which the portal changes by itself: values that change,
events that pass, pages that appear or are withdrawn, consents that end,
and pages that must be checked again.

Usage: kentongan calendar [OPTIONS]

Options:
  --date DATE         Count as of that day. (--tanggal)
  --until DATE        Only up to this date. (--sampai)
  --json              Show it for other programs.
  --ics               Show it as a calendar file. --ics=portal.ics writes it to a file.
  --due               Answer only: is a rebuild due? (--perlu-bangun)
  --output FOLDER     For --due: the folder of the finished portal. (--keluaran)

Exit codes of --due: 0 nothing is due, 10 a rebuild is due.

Example for cron, each day at 00:05:
  5 0 * * *  cd /the/portal && { kentongan calendar --due; [ $? -ne 10 ] || kentongan build; }

Example for the Task Scheduler of Windows, in a file build.bat:
  cd /d C:\\Portal
  kentongan calendar --due
  if %errorlevel%==10 kentongan build";

const REACH: &str = "\
Menghitung kunjungan dari log akses server: lewat poster atau pesan mana orang
datang, ke halaman mana, dan kapan. Alamat pembaca tidak dibaca dan tidak disimpan.

Cara pakai: kentongan jangkauan LOG... [PILIHAN]

LOG adalah berkas log dari nginx atau Apache, boleh beberapa, boleh yang
dipadatkan (.gz). Tanda - berarti masukan dari program lain.

Pilihan:
  --dari TANGGAL      Hanya sejak tanggal ini. Contoh: --dari 2026-11-01 (--from)
  --sampai TANGGAL    Hanya sampai tanggal ini. (--until)
  --per WAKTU         hari, minggu, atau bulan. Bila tidak disebut: yang paling jelas. (--by)
  --html BERKAS       Tulis juga halaman dengan grafik, untuk rapat. (--halaman)
  --json              Tampilkan untuk dibaca program lain.

Contoh:
  kentongan jangkauan access.log access.log.1.gz --html jangkauan.html";

const REACH_ENGLISH: &str = "\
Counts visits from the access log of a server: by which poster or message people
came, to which page, and when. Readers' addresses are neither read nor kept.

Usage: kentongan reach LOG... [OPTIONS]

LOG is an access log of nginx or Apache; there may be several, and packed ones
(.gz). The sign - stands for what comes through a pipe.

Options:
  --from DATE         Only since this date. Example: --from 2026-11-01 (--dari)
  --until DATE        Only up to this date. (--sampai)
  --by PERIOD         day, week or month. By default: what shows the span best. (--per)
  --html FILE         Write a page with a chart, too. (--halaman)
  --json              Show it for other programs.

Example:
  kentongan reach access.log access.log.1.gz --html reach.html";

const REPORT: &str = "\
Membuat satu halaman tentang keadaan portal: kecamatan yang sudah dan belum
terjangkau, halaman yang lama tidak diperiksa, berat halaman, dan apa yang
berubah berikutnya. Halaman itu bisa dibuka di peramban dan dicetak di A4.

Cara pakai: kentongan laporan [PILIHAN]

Pilihan:
  --tanggal TANGGAL   Buat laporan seperti pada hari itu. (--date)
  --keluaran BERKAS   Tulis ke berkas ini, bukan ke .kentongan/laporan.html. (--output)";

const REPORT_ENGLISH: &str = "\
Makes one page about the state of the portal: which districts are reached and
which are not, pages long unchecked, the weight of pages, and what changes next.
The page opens in a browser and prints on A4.

Usage: kentongan report [OPTIONS]

Options:
  --date DATE         Make the report as of that day. (--tanggal)
  --output FILE       Write to this file, not to .kentongan/laporan.html. (--keluaran)";

const NEW: &str = "\
Menulis halaman baru. Kentongan bertanya, dan memeriksa jawaban Anda saat itu juga.

Halaman ditulis sebagai draf. Hapus baris \"draf: ya\" bila sudah boleh tayang.
Berkas yang sudah ada tidak pernah ditimpa.

Cara pakai: kentongan baru [JENIS] [PILIHAN]

Jenis: manfaat, prosedur, acara, mitra, artikel, tanya-jawab

Pilihan:
  --judul JUDUL       Judul halaman. (--title)
  --isi KUNCI=NILAI   Jawaban untuk satu kunci. Boleh berkali-kali. (--set)
  --bagian FOLDER     Folder di bawah content. Contoh: --bagian iuran (--section)
  --ya                Jangan bertanya. Pakai yang sudah disebut. (--yes)

Contoh:
  kentongan baru tanya-jawab --judul \"Apa itu BPU?\" --isi ringkasan=\"Arti BPU.\" --isi kelompok=dasar --ya";

const NEW_ENGLISH: &str = "\
Writes a new page. Kentongan asks, and checks each answer at once.

The page is written as a draft. Remove the line \"draf: ya\" when it may be published.
A file that exists is never overwritten.

Usage: kentongan new [KIND] [OPTIONS]

Kinds: manfaat (benefit), prosedur (procedure), acara (event), mitra (partner),
artikel (article), tanya-jawab (question)

Options:
  --title TITLE       The title of the page. (--judul)
  --set KEY=VALUE     The answer for one key. May be repeated. (--isi)
  --section FOLDER    The folder below content. Example: --section iuran (--bagian)
  --yes               Ask nothing. Take what was given. (--ya)

Example:
  kentongan new question --title \"Apa itu BPU?\" --set ringkasan=\"Arti BPU.\" --set kelompok=dasar --yes";

const INIT: &str = "\
Membuat portal baru: pengaturan, satu contoh halaman tiap jenis, dan contoh fakta.

Folder harus kosong atau belum ada.

Cara pakai: kentongan siapkan FOLDER [PILIHAN]

Pilihan:
  --nama NAMA         Nama portal. (--name)
  --pengelola NAMA    Siapa yang mengelola portal. (--manager)
  --ya                Jangan bertanya. (--yes)";

const INIT_ENGLISH: &str = "\
Makes a new portal: its configuration, an example page of each kind, and example facts.

The folder must be empty, or not there yet.

Usage: kentongan init FOLDER [OPTIONS]

Options:
  --name NAME         The name of the portal. (--nama)
  --manager NAME      Who runs the portal. (--pengelola)
  --yes               Ask nothing. (--ya)";

const SCHEMA: &str = "\
Menulis skema untuk penyunting teks, dan pengaturan VS Code yang memakainya.

Di kentongan.yaml dan content/_facts, VS Code melengkapi kunci, menjelaskannya,
dan menandai yang salah. Pasang dulu tambahan \"YAML\" dari Red Hat.
Di halaman Markdown, ketik awal nama kunci, lalu pilih dari daftar.

Cara pakai: kentongan skema [FOLDER]

Bila FOLDER tidak disebut: .kentongan/skema";

const SCHEMA_ENGLISH: &str = "\
Writes schemas for text editors, and the settings with which VS Code uses them.

In kentongan.yaml and content/_facts, VS Code completes keys, explains them
and marks what is wrong. Install the extension \"YAML\" by Red Hat first.
In Markdown pages, type the first letters of a key and choose from the list.

Usage: kentongan schema [FOLDER]

Without FOLDER: .kentongan/skema";

const CHECK: &str = "\
Memeriksa portal dari atas ke bawah: kesalahan, data pribadi, waktu periksa,
fakta yang segera berakhir, jumlah uang yang diketik sendiri, terjemahan, dan bahasa.
Tidak ada berkas yang diubah.

Cara pakai: kentongan periksa [PILIHAN]

Pilihan:
  --hari ANGKA        Fakta yang berakhir dalam sekian hari. Bila tidak disebut: 60. (--days)
  --online            Tanyakan juga apakah tautan ke luar masih ada, dan edisi mana yang tayang. (--daring)
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
  --online            Also ask whether external links are still there, and which edition is published. (--daring)
  --seconds NUMBER    The longest that --online may take. By default: 120. (--detik)
  --date DATE         Check the portal as of that day. (--tanggal)
  --drafts            Include drafts and pages that are not due. (--draf)
  --json              The result for other programs.

Answers are kept in .kentongan/tautan.json for seven days. That file may be deleted.";
