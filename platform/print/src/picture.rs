//! A picture of a text, known by its first bytes.

/// More would be hundreds of megabytes to set, whatever the file weighs.
const MOST_DOTS: u64 = 25_000_000;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = &[0xff, 0xd8];

/// A picture that a paper can show. Swedish: bild.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub bytes: Vec<u8>,
    pub is_png: bool,
    /// Dots across, and down.
    pub size: (u32, u32),
}

impl Picture {
    /// None for what is no picture, or one that is too large to be set.
    #[must_use]
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let is_png = bytes.starts_with(PNG);
        let (across, down) = if is_png { size_of_png(&bytes)? } else { size_of_jpeg(&bytes)? };
        let picture = Self { bytes, is_png, size: (across, down) };
        (1..=MOST_DOTS).contains(&picture.dots()).then_some(picture)
    }

    /// How many there are to set: each takes some bytes of memory, however little the file weighs.
    #[must_use]
    pub fn dots(&self) -> u64 {
        u64::from(self.size.0) * u64::from(self.size.1)
    }
}

/// The first chunk of such a file tells.
fn size_of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

/// Segments stand one after another, each with its length, until the one that begins the frame.
fn size_of_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = bytes.starts_with(JPEG).then_some(JPEG.len())?;
    loop {
        let kind = *bytes.get(at + 1).filter(|_| bytes[at] == 0xff)?;
        let begins_frame = matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc);
        if begins_frame {
            return Some((number(at + 7)?.into(), number(at + 5)?.into()));
        }
        at += 2 + usize::from(number(at + 2)?);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(across: u32, down: u32) -> Vec<u8> {
        [PNG, b"\0\0\0\rIHDR", &across.to_be_bytes(), &down.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
    }

    fn jpeg(across: u16, down: u16) -> Vec<u8> {
        let thumbnail = [0xff, 0xe0, 0, 4, 1, 2];
        let table = [0xff, 0xc4, 0, 3, 9];
        let frame = [&[0xff, 0xc2, 0, 8, 8], &down.to_be_bytes()[..], &across.to_be_bytes()].concat();
        [JPEG, &thumbnail, &table, &frame].concat()
    }

    #[test]
    fn a_picture_is_known_by_its_first_bytes_with_its_size() {
        let read = |bytes| Picture::read(bytes).map(|picture| (picture.is_png, picture.size));
        assert_eq!(read(png(640, 480)), Some((true, (640, 480))));
        assert_eq!(read(jpeg(800, 600)), Some((false, (800, 600))));
    }

    #[test]
    fn what_is_no_picture_or_cut_off_or_far_too_large_is_none() {
        let all = [png(640, 480), jpeg(800, 600)];
        for bytes in &all {
            for end in 0..bytes.len().min(24) {
                assert_eq!(Picture::read(bytes[..end].to_vec()), None, "{end}");
            }
        }
        for bytes in [b"<svg/>".to_vec(), png(0, 480), png(5_000, 5_001), png(u32::MAX, u32::MAX)] {
            assert_eq!(Picture::read(bytes), None);
        }
        assert!(Picture::read(png(5_000, 5_000)).is_some());
    }
}
