//! The commands with their options: English names, and Indonesian ones beside them.

use clap::{Arg, ArgAction};
use std::path::PathBuf;

pub fn grammar() -> clap::Command {
    let flag =
        |name: &'static str, alias: &'static str| Arg::new(name).long(name).alias(alias).action(ArgAction::SetTrue);
    let value = |name: &'static str, alias: &'static str| Arg::new(name).long(name).alias(alias).action(ArgAction::Set);
    let build = clap::Command::new("build").alias("bangun").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("base-url", "alamat"),
        value("output", "keluaran"),
        flag("drafts", "draf"),
        flag("json", "data"),
        flag("timings", "waktu"),
        flag("verify", "cocokkan"),
        flag("no-minify", "tanpa-ringkas"),
        flag("no-compress", "tanpa-padat"),
        flag("whole-styles", "gaya-utuh"),
        flag("help", "bantuan").short('h'),
    ]);
    let check = clap::Command::new("check").alias("periksa").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("days", "hari"),
        value("seconds", "detik"),
        flag("drafts", "draf"),
        flag("json", "data"),
        flag("online", "daring"),
        flag("help", "bantuan").short('h'),
    ]);
    let serve = clap::Command::new("serve").alias("pratinjau").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("port", "pintu"),
        flag("drafts", "draf"),
        flag("lan", "jaringan"),
        flag("poll", "periksa-berkala"),
        flag("help", "bantuan").short('h'),
    ]);
    let calendar = clap::Command::new("calendar").alias("kalender").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("until", "sampai"),
        value("output", "keluaran"),
        flag("due", "perlu-bangun"),
        flag("json", "data").conflicts_with("ics"),
        // The file follows an equals sign, so that a forgotten name takes no other word for it.
        value("ics", "ical").num_args(0..=1).require_equals(true).default_missing_value(""),
        flag("help", "bantuan").short('h'),
    ]);
    let carriers = clap::Command::new("carriers").alias("saluran").disable_help_flag(true).args([
        Arg::new("page"),
        value("place", "tempat"),
        value("date", "tanggal"),
        flag("json", "data"),
        flag("help", "bantuan").short('h'),
    ]);
    let pack = clap::Command::new("pack").alias("paket").disable_help_flag(true).args([
        Arg::new("region").num_args(0..),
        value("date", "tanggal"),
        value("base-url", "alamat"),
        value("output", "keluaran"),
        flag("help", "bantuan").short('h'),
    ]);
    let pack_changes = clap::Command::new("pack-changes").alias("paket-perubahan").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("base-url", "alamat"),
        value("manifest", "catatan"),
        value("output", "keluaran"),
        flag("help", "bantuan").short('h'),
    ]);
    let reach = clap::Command::new("reach").alias("jangkauan").disable_help_flag(true).args([
        Arg::new("log").num_args(0..).value_parser(clap::value_parser!(PathBuf)),
        value("from", "dari"),
        value("until", "sampai"),
        value("by", "per"),
        value("html", "halaman").value_parser(clap::value_parser!(PathBuf)),
        flag("json", "data"),
        flag("help", "bantuan").short('h'),
    ]);
    let report = clap::Command::new("report").alias("laporan").disable_help_flag(true).args([
        value("date", "tanggal"),
        value("output", "keluaran"),
        flag("help", "bantuan").short('h'),
    ]);
    let new = clap::Command::new("new").alias("baru").disable_help_flag(true).args([
        Arg::new("kind"),
        value("title", "judul"),
        value("set", "isi").action(ArgAction::Append),
        value("section", "bagian"),
        flag("yes", "ya"),
        flag("help", "bantuan").short('h'),
    ]);
    let init = clap::Command::new("init").alias("siapkan").disable_help_flag(true).args([
        Arg::new("target"),
        value("name", "nama"),
        value("manager", "pengelola"),
        flag("yes", "ya"),
        flag("help", "bantuan").short('h'),
    ]);
    let schema = clap::Command::new("schema")
        .alias("skema")
        .disable_help_flag(true)
        .args([Arg::new("target"), flag("help", "bantuan").short('h')]);
    let help = clap::Command::new("help").alias("bantuan").disable_help_flag(true).arg(Arg::new("topic"));
    clap::Command::new("kentongan")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .infer_long_args(false)
        .args([
            value("folder", "map").global(true),
            value("lang", "bahasa").global(true).value_parser(["id", "en"]),
            flag("help", "bantuan").short('h'),
            flag("version", "versi").short('V'),
        ])
        .subcommands([
            build,
            check,
            serve,
            new,
            init,
            schema,
            calendar,
            carriers,
            pack,
            pack_changes,
            reach,
            report,
            help,
        ])
}
