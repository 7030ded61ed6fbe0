//! What a browser calls itself → whether a person is behind it.

/// What programs that nobody looks at have in their names, in small letters.
///
/// WhatsApp and Facebook fetch a page to show its picture and title in a chat: nobody has opened it yet.
const SIGNS: [&str; 35] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "whatsapp/",
    "fetcher",
    "scan",
    "monitor",
    "uptime",
    "pingdom",
    "lighthouse",
    "pagespeed",
    "headless",
    "phantomjs",
    "validator",
    "archiver",
    "feed",
    "calendar-importer",
    "rss",
    "curl/",
    "wget/",
    "python",
    "java/",
    "libwww",
    "go-http-client",
    "httpclient",
    "http_request",
    "node-fetch",
    "axios",
    "guzzle",
    "php/",
    "scrapy",
    "okhttp",
];

/// Names of people's phones that look like a robot's.
const PHONES: [&str; 1] = ["cubot"];

/// True for the names of robots. One that calls itself a browser is taken for one: nothing in a log tells them apart.
pub fn is_robot(agent: &str) -> bool {
    let mut name = agent.to_ascii_lowercase();
    for phone in PHONES {
        if name.contains(phone) {
            name = name.replace(phone, "");
        }
    }
    // A browser always says its name.
    let is_silent = name.trim().is_empty() || name == "-";
    is_silent || SIGNS.iter().any(|sign| name.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_give_themselves_away() {
        for robot in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "facebookexternalhit/1.1",
            "WhatsApp/2.23.20.0 A",
            "curl/8.5.0",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
            "UptimeRobot/2.0",
            "-",
            "",
        ] {
            assert!(is_robot(robot), "{robot}");
        }
    }

    #[test]
    fn people_have_all_kinds_of_phones() {
        for browser in [
            "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80 (S60; SymbOS; Opera Mobi/23.348; U; id) Presto/2.5.25",
            "Mozilla/5.0 (Linux; Android 7.0; CUBOT_NOTE_S) AppleWebKit/537.36 Chrome/70.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
            "Mozilla/5.0 (Linux; U; Android 4.4.2; id; SM-G350) U2/1.0.0 UCBrowser/10.7 Mobile",
        ] {
            assert!(!is_robot(browser), "{browser}");
        }
    }
}
