//! Looks that the browser code has been bundled, and builds anew when it has been bundled again.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=assets/dist");
    if !Path::new("assets/dist/manifest.json").exists() {
        println!(
            "cargo::error=the browser code is not bundled: run `npm ci && npm run build` in platform/web/assets"
        );
    }
}
