//! Builds anew when a shipped pack changes: the packs are embedded in the program.

fn main() {
    println!("cargo:rerun-if-changed=../../policies");
}
