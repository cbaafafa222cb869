//! Builds anew when the demo's files change: they are embedded in the program.

fn main() {
    println!("cargo:rerun-if-changed=../demo");
}
