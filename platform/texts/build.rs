//! Builds the crate anew when a text changes: the texts are embedded, and the compiler does not see the folder by itself.

fn main() {
    println!("cargo:rerun-if-changed=../../locales");
}
