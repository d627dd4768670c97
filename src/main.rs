//! The program: runs the command, prints the error once, sets the exit code.

fn main() -> std::process::ExitCode {
    conntutor::cli::main()
}
