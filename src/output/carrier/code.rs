//! By which way a reader comes: `?k=wa`, `?k=poster-cilongok` behind an address that leaves the portal.
//!
//! A server gives the same page with it and without, and writes it into its log; `reach` counts it there.
//! It says which poster or message was followed, never by whom. Canonical addresses stay without.

use crate::diagnostic::Text;
use crate::vocabulary::Slug;

/// The name of the code in an address.
pub const KEY: &str = "k";
/// In characters. What is longer is none of ours.
pub const LONGEST: usize = 64;

/// A way by which addresses travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// The text of a page, as a WhatsApp message.
    WhatsApp,
    /// The link "share" that each page has.
    Share,
    Sms,
    Picture,
    Pdf,
    Poster,
    Leaflet,
    Calendar,
    /// The portal as one file.
    Edition,
}

impl Channel {
    pub const ALL: [Self; 9] = [
        Self::WhatsApp,
        Self::Share,
        Self::Sms,
        Self::Picture,
        Self::Pdf,
        Self::Poster,
        Self::Leaflet,
        Self::Calendar,
        Self::Edition,
    ];

    /// The word that stands in addresses: short, without hyphens, and the same for ever, because it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::WhatsApp => "wa",
            Self::Share => "bagi",
            Self::Sms => "sms",
            Self::Picture => "gambar",
            Self::Pdf => "pdf",
            Self::Poster => "poster",
            Self::Leaflet => "selebaran",
            Self::Calendar => "kalender",
            Self::Edition => "simpan",
        }
    }

    /// For those who read the counts.
    pub fn label(self) -> Text {
        match self {
            Self::WhatsApp => Text::new("Pesan WhatsApp", "WhatsApp message"),
            Self::Share => Text::new("Tautan \"Bagikan\"", "Link \"Share\""),
            Self::Sms => Text::new("SMS", "SMS"),
            Self::Picture => Text::new("Gambar", "Picture"),
            Self::Pdf => Text::new("PDF", "PDF"),
            Self::Poster => Text::new("Poster", "Poster"),
            Self::Leaflet => Text::new("Selebaran", "Leaflet"),
            Self::Calendar => Text::new("Kalender", "Calendar"),
            Self::Edition => Text::new("Berkas simpanan", "Saved file"),
        }
    }
}

/// The address by this way; `place` is the village or district where it is handed out or hung up.
pub fn address(url: &str, channel: Channel, place: Option<&Slug>) -> String {
    let mut code = place.map_or_else(|| channel.name().to_owned(), |place| format!("{}-{place}", channel.name()));
    code.truncate(LONGEST);
    let code = code.trim_end_matches('-');
    let (url, anchor) = match url.split_once('#') {
        Some((url, anchor)) => (url, format!("#{anchor}")),
        None => (url, String::new()),
    };
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}{KEY}={code}{anchor}")
}

/// What a code says: the way and the place, where it is one of ours.
pub fn read(code: &str) -> Option<(Channel, Option<&str>)> {
    let (name, place) = match code.split_once('-') {
        Some((name, place)) => (name, Some(place)),
        None => (code, None),
    };
    Channel::ALL.into_iter().find(|channel| channel.name() == name).map(|channel| (channel, place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_behind_the_address_and_before_the_anchor() {
        let place = Slug::from_text("Desa Pernasidi");
        let home = "https://a.id/x/";
        assert_eq!(address(home, Channel::WhatsApp, None), "https://a.id/x/?k=wa");
        assert_eq!(address(home, Channel::Poster, place.as_ref()), "https://a.id/x/?k=poster-desa-pernasidi");
        assert_eq!(address("https://a.id/x/?a=b#c", Channel::Share, None), "https://a.id/x/?a=b&k=bagi#c");
    }

    #[test]
    fn every_code_can_be_read_again() {
        for channel in Channel::ALL {
            assert_eq!(read(channel.name()), Some((channel, None)));
            assert_eq!(read(&format!("{}-desa-x", channel.name())), Some((channel, Some("desa-x"))));
        }
        assert_eq!(read("lain"), None);
    }
}
