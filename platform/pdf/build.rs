//! Looks that the typeface has been made, and builds anew when it has been made again.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=fonts/dist");
    // The face that is made last.
    if !Path::new("fonts/dist/Inter-SemiBoldItalic.ttf").exists() {
        println!(
            "cargo::error=the typeface is not there: run `npm ci && npm run build` in platform/pdf/fonts"
        );
    }
}
