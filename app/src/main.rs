//! Where the program `vidmakt` begins: everything stands in its library, so that the tests of the whole reach it too.

fn main() -> std::process::ExitCode {
    vidmakt::run_program()
}
