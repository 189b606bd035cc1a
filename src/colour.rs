//! Colours as people see them: how far two stand apart, and which colour near another can be read.

use std::fmt;

/// A colour of a screen: red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Colour(pub [u8; 3]);

/// The contrast that words need (WCAG 2.2, 1.4.3).
pub const READABLE: f64 = 4.5;

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#7a1f3d` or `#fff`; the `#` may be left out.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.trim().trim_start_matches('#');
        let long = match digits.len() {
            3 if digits.is_ascii() => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        if !long.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(&long, 16).ok()?.to_be_bytes();
        Some(Colour([red, green, blue]))
    }

    /// Between two: 0 is this one, 1 the other.
    pub fn mixed(self, other: Colour, share: f64) -> Colour {
        let channel = |index: usize| {
            let (own, other) = (f64::from(self.0[index]), f64::from(other.0[index]));
            (own + (other - own) * share).round() as u8
        };
        Colour(std::array::from_fn(channel))
    }

    /// The contrast of two, from 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// The nearest colour of the same hue, lighter or darker, that stands off from each of `others` as words must; none: there
    /// is none.
    pub fn readable(self, others: &[Colour]) -> Option<Colour> {
        let passes = |colour: &Colour| others.iter().all(|other| colour.contrast(*other) >= READABLE);
        let seen = Seen::of(self);
        let steps = (0..=1000).flat_map(|step| [f64::from(step) / -1000.0, f64::from(step) / 1000.0]);
        let near = steps.map(|step| Seen { lightness: seen.lightness + step, ..seen });
        let near = near.filter(|seen| (0.0..=1.0).contains(&seen.lightness)).map(Seen::colour);
        std::iter::once(self).chain(near).find(passes)
    }
}

/// A colour by its lightness and two axes of hue, in steps that look alike (Oklab, Björn Ottosson 2020).
#[derive(Clone, Copy)]
struct Seen {
    lightness: f64,
    green_red: f64,
    blue_yellow: f64,
}

impl Seen {
    fn of(colour: Colour) -> Seen {
        let [red, green, blue] = colour.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        Seen {
            lightness: 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            green_red: 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            blue_yellow: 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
        }
    }

    /// The colour of a screen; paler, where no screen shows it.
    fn colour(self) -> Colour {
        let shown = (0..=100).map(|step| f64::from(100 - step) / 100.0).find_map(|share| {
            let paler =
                Seen { green_red: self.green_red * share, blue_yellow: self.blue_yellow * share, ..self }.linear();
            paler.iter().all(|channel| (-0.000_5..=1.000_5).contains(channel)).then_some(paler)
        });
        Colour(shown.unwrap_or([0.0; 3]).map(|channel| {
            let channel = channel.clamp(0.0, 1.0);
            let share = if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 };
            (share * 255.0).round() as u8
        }))
    }

    fn linear(self) -> [f64; 3] {
        let Seen { lightness, green_red, blue_yellow } = self;
        let long = (lightness + 0.396_337_777_4 * green_red + 0.215_803_757_3 * blue_yellow).powi(3);
        let middle = (lightness - 0.105_561_345_8 * green_red - 0.063_854_172_8 * blue_yellow).powi(3);
        let short = (lightness - 0.089_484_177_5 * green_red - 1.291_485_548_0 * blue_yellow).powi(3);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
    }
}
