//! Problems of texts that travel without their page: WhatsApp, SMS, scripts.

use super::{Diagnostic, Location, Text};

/// Own words for WhatsApp that are folded up.
pub fn whatsapp_too_long(location: Location, characters: usize, limit: usize) -> Diagnostic {
    let excess = Text::number((characters - limit) as u64);
    let (characters, limit) = (Text::number(characters as u64), Text::number(limit as u64));
    Diagnostic::error(
        "wa-terlalu-panjang",
        location,
        Text::new(
            format!("Pesan WhatsApp ini {} huruf. Batasnya {}, jadi lebih {}.", characters.id, limit.id, excess.id),
            format!(
                "This WhatsApp message has {} characters. The limit is {}: {} too many.",
                characters.en, limit.en, excess.en
            ),
        ),
        Text::new(
            "Pendekkan. Masa berlaku, tautan, dan pengirim di bawah pesan ikut dihitung.",
            "Shorten it. The lines on validity, link and sender below it count too.",
        ),
    )
}

/// A second link: WhatsApp shows a preview of the first one only, and people distrust many.
pub fn whatsapp_with_link(location: Location, link: &str) -> Diagnostic {
    Diagnostic::error(
        "wa-berisi-tautan",
        location,
        Text::new(
            format!("Pesan WhatsApp ini berisi tautan {link}. Satu pesan hanya boleh satu tautan."),
            format!("This WhatsApp message holds the link {link}. A message has one link only."),
        ),
        Text::new(
            "Hapus tautannya. Tautan ke halaman ini ditambahkan sendiri di bawah pesan.",
            "Remove it. The link to this page is added below the message.",
        ),
    )
}

/// Markdown where WhatsApp's own signs are meant.
pub fn whatsapp_foreign_sign(location: Location, sign: &str) -> Diagnostic {
    let hint = match sign {
        "**" => Text::new("Tulis satu bintang saja: *tebal*", "Write one asterisk only: *bold*"),
        "#" => Text::new("Tulis judulnya tebal: *Judul*", "Write the heading in bold: *Heading*"),
        "|" => Text::new("Tulis sebagai daftar: - nama: isi", "Write a list: - name: value"),
        _ => Text::new("Tulis kata-katanya saja.", "Write just the words."),
    };
    Diagnostic::warning(
        "wa-tanda-salah",
        location,
        Text::new(
            format!("Tanda {sign} tidak dikenal WhatsApp dan tampil apa adanya."),
            format!("WhatsApp does not know {sign} and shows it as it is."),
        ),
        hint,
    )
}

/// Own words for SMS that take too many parts.
pub fn sms_too_long(location: Location, parts: usize, units: usize, excess: usize) -> Diagnostic {
    Diagnostic::error(
        "sms-terlalu-panjang",
        location,
        Text::new(
            format!("SMS ini {units} huruf, jadi {parts} SMS. Paling banyak 2 SMS; kelebihan {excess} huruf."),
            format!(
                "This SMS has {units} characters and takes {parts} messages. At most 2: {excess} characters too many."
            ),
        ),
        Text::new(
            "Pendekkan. Masa berlaku dan \"Tanya 175\" di ujungnya ikut dihitung.",
            "Shorten it. The validity and \"Tanya 175\" at its end count too.",
        ),
    )
}

/// Own words for SMS that would fit without one character.
pub fn sms_too_long_by_character(
    location: Location,
    character: char,
    substitute: Option<&str>,
    parts: usize,
) -> Diagnostic {
    Diagnostic::error(
        "sms-terlalu-panjang",
        location,
        Text::new(
            format!("SMS ini menjadi {parts} SMS karena huruf {character}. Paling banyak 2 SMS."),
            format!("This SMS takes {parts} messages because of the character {character}. At most 2."),
        ),
        replace(character, substitute),
    )
}

/// A character that costs a whole message.
pub fn costly_character(
    location: Location,
    character: char,
    substitute: Option<&str>,
    parts: usize,
    room: usize,
) -> Diagnostic {
    Diagnostic::warning(
        "sms-huruf-mahal",
        location,
        Text::new(
            format!("Karena huruf {character}, satu SMS hanya muat {room} huruf. SMS ini menjadi {parts} SMS."),
            format!(
                "Because of the character {character}, one SMS holds only {room}. This one takes {parts} messages."
            ),
        ),
        replace(character, substitute),
    )
}

fn replace(character: char, substitute: Option<&str>) -> Text {
    match substitute {
        Some("") | None => Text::new(format!("Hapus {character}."), format!("Remove {character}.")),
        Some(" ") => Text::new("Ganti dengan spasi biasa.", "Write an ordinary space instead."),
        Some(other) => Text::new(
            format!("Ganti {character} dengan {other} di seluruh SMS ini."),
            format!("Write {other} instead of {character}, wherever it stands in this SMS."),
        ),
    }
}

/// A title that takes all the room of a text; `medium` and `excess` say of which, and by how much.
pub fn title_too_long(location: Location, medium: &Text, excess: &Text) -> Diagnostic {
    Diagnostic::error(
        "judul-terlalu-panjang",
        location,
        Text::new(
            format!("Judul ini tidak muat dalam {}; kelebihan {}.", medium.id, excess.id),
            format!("This title does not fit into {}: {} too many.", medium.en, excess.en),
        ),
        Text::new("Pendekkan judulnya.", "Shorten the title."),
    )
}
