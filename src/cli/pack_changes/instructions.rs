//! The text beside a package: what one does with it, step by step, and what is to be deleted.

use crate::output::inventory::{self, Inventory};
use crate::pack::changes::Changes;
use crate::report::Speech;
use std::path::Path;

/// With the line ends that Notepad of old Windows knows.
pub fn text(archive: &Path, changes: &Changes, next: &Inventory, is_known: bool, speech: Speech) -> String {
    let name = archive.file_name().unwrap_or_default().to_string_lossy();
    let day = next.day.in_words(speech == Speech::English);
    let text = match speech {
        Speech::Indonesian => INDONESIAN,
        Speech::English => ENGLISH,
    };
    let text = text.replace("{name}", &name).replace("{day}", &day).replace("{inventory}", inventory::FILE);
    let text = text.replace("{removed}", &removed(changes, is_known, speech));
    text.replace('\n', "\r\n")
}

fn removed(changes: &Changes, is_known: bool, speech: Speech) -> String {
    let nothing = match (is_known, speech) {
        (true, Speech::Indonesian) => "(tidak ada)",
        (true, Speech::English) => "(none)",
        (false, Speech::Indonesian) => {
            "(tidak diketahui, karena paket ini berisi seluruh portal. Berkas lama yang tertinggal tidak merusak apa-apa.)"
        }
        (false, Speech::English) => {
            "(nobody knows, because this package holds the whole portal. Old files that stay behind do no harm.)"
        }
    };
    match changes.removed.as_slice() {
        [] => nothing.to_owned(),
        paths => paths.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

const INDONESIAN: &str = "\
PAKET PERUBAHAN: {name}
Portal untuk {day}.

LEWAT FILE MANAGER, MISALNYA DI CPANEL
1. Masuk ke folder portal, biasanya public_html.
2. Unggah {name} (Upload).
3. Klik kanan berkas itu di server, pilih Extract. Berkas lama tertimpa.
4. Hapus {name} dari server.
5. Hapus berkas di daftar paling bawah. Yang namanya diawali titik baru tampak
   setelah Settings, Show Hidden Files dicentang.

LEWAT FTP
1. Buka {name} di laptop: klik kanan, Extract All.
2. Kirim semua isinya ke folder portal. Setujui bila ditanya boleh menimpa.
   Kirim {inventory} paling akhir.
3. Hapus berkas di daftar paling bawah.

SESUDAHNYA
Jalankan: kentongan periksa --online
Di situ tertulis edisi mana yang tayang.

YANG HARUS DIHAPUS DARI SERVER
{removed}
";

const ENGLISH: &str = "\
PACKAGE OF CHANGES: {name}
The portal for {day}.

WITH A FILE MANAGER, IN CPANEL FOR EXAMPLE
1. Open the portal's folder, mostly public_html.
2. Upload {name}.
3. Right-click it on the server and choose Extract. Old files are replaced.
4. Delete {name} on the server.
5. Delete the files listed at the very end. Those whose names begin with a dot are
   shown once Settings, Show Hidden Files is ticked.

WITH FTP
1. Open {name} on your computer: right-click, Extract All.
2. Send everything in it to the portal's folder. Agree when asked to replace files.
   Send {inventory} last.
3. Delete the files listed at the very end.

AFTERWARDS
Run: kentongan check --online
It says which edition is published.

TO BE DELETED ON THE SERVER
{removed}
";
