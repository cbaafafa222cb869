//! Closed lists of values with stable names, such as the states of a system.

/// A type whose values have fixed names in tables, files and the API.
pub trait Choice: Copy + Sized + 'static {
    /// All names, in the order that users see them.
    const NAMES: &'static [&'static str];

    fn name(self) -> &'static str;

    fn from_name(name: &str) -> Option<Self>;
}

/// Declares an enum with one stable name per value.
///
/// `choice! { /// Swedish: storlek. pub enum Size { Small = "small", Large = "large" } }`
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $crate::Choice for $name {
            const NAMES: &'static [&'static str] = &[$($text),+];

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::ToFieldValue for $name {
            fn to_field_value(&self) -> $crate::FieldValue {
                $crate::FieldValue::Text($crate::Choice::name(*self).to_owned())
            }
        }

        impl $crate::FromFieldValue for $name {
            fn from_field_value(value: $crate::FieldValue) -> Result<Self, $crate::WrongValue> {
                match value {
                    $crate::FieldValue::Text(text) => <Self as $crate::Choice>::from_name(&text).ok_or($crate::WrongValue::NotAChoice),
                    $crate::FieldValue::Absent => Err($crate::WrongValue::Required),
                    _ => Err($crate::WrongValue::NotAChoice),
                }
            }
        }
    };
}
