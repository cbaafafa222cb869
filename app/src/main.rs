//! Where the program `vidmakt` begins: everything stands in its library, so that the tests of the whole reach it too.

/// Gives memory back that many requests at once have used; how soon stands in `.cargo/config.toml`.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> std::process::ExitCode {
    vidmakt::run_program()
}
