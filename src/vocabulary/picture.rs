//! What is said of pictures: their format, their width and height, what may not be in a drawing.

use image::ImageFormat;

/// Formats that phones, cameras and drawing programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    Svg,
    Gif,
    Bmp,
    Tiff,
    Heic,
    Avif,
    JpegXl,
}

/// Width and height in pixels, neither of them 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    pub width: u32,
    pub height: u32,
}

/// Most pixels a picture may have. A phone with 50 megapixels is the largest that is common.
pub const PIXEL_LIMIT: u64 = 50_000_000;

/// Something in a drawing (SVG) that may not be there.
#[derive(Clone, Debug, PartialEq)]
pub enum DrawingFault {
    /// An element that runs code, or brings more than a drawing with it.
    Element(String),
    /// `onclick` and the like.
    Handler(String),
    /// An address outside the drawing.
    Reference(String),
    /// Names defined at the top, a style sheet or code brought in from elsewhere.
    Declaration(String),
    /// No SVG after all, or a broken one.
    IllFormed,
}

impl Format {
    /// The decoder of those formats that are encoded anew.
    pub fn codec(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::WebP => Some(ImageFormat::WebP),
            Self::Svg | Self::Gif | Self::Bmp | Self::Tiff | Self::Heic | Self::Avif | Self::JpegXl => None,
        }
    }

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Svg => "SVG",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::JpegXl => "JPEG XL",
        }
    }

    /// Endings under which such a file is sent with the right type; the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::WebP => &["webp"],
            Self::Svg => &["svg"],
            Self::Gif => &["gif"],
            Self::Bmp => &["bmp", "dib"],
            Self::Tiff => &["tif", "tiff"],
            Self::Heic => &["heic", "heif"],
            Self::Avif => &["avif"],
            Self::JpegXl => &["jxl"],
        }
    }
}

impl Dimensions {
    pub fn new(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }

    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The same shape at another width.
    pub fn at_width(self, width: u32) -> Self {
        let doubled = 2 * u64::from(self.height) * u64::from(width);
        let height = (doubled + u64::from(self.width)) / (2 * u64::from(self.width));
        Self { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_stays_at_another_width() {
        let photo = Dimensions::new(4000, 3000).expect("a size");
        assert_eq!(photo.at_width(720), Dimensions { width: 720, height: 540 });
        assert_eq!(Dimensions { width: 1000, height: 1 }.at_width(360), Dimensions { width: 360, height: 1 });
    }
}
