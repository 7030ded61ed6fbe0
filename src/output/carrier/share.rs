//! Links that open WhatsApp or the messages of a telephone with a text in them. No script is needed.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// All that a query cannot hold; the rest stays as it is, because it compresses better (RFC 3986, 3.4).
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Opens WhatsApp, where people choose who gets the text; without WhatsApp, a page that says how to get it.
pub fn whatsapp(text: &str) -> String {
    format!("https://wa.me/?text={}", utf8_percent_encode(text.trim_end(), QUERY))
}

/// Opens a new SMS. The empty first parameter is for old iPhones, which want an ampersand (RFC 5724 elsewhere).
pub fn sms(text: &str) -> String {
    format!("sms:?&body={}", utf8_percent_encode(text.trim_end(), QUERY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_encoded_for_a_query() {
        assert_eq!(
            whatsapp("*Iuran*\nA & B 50%: https://a.id/x\n"),
            "https://wa.me/?text=*Iuran*%0AA%20%26%20B%2050%25:%20https://a.id/x"
        );
        assert_eq!(sms("a+b"), "sms:?&body=a%2Bb");
    }
}
