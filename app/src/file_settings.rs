//! The settings of files: how large, how many together, and who looks for viruses. The command line wins over the
//! environment, which wins over the table `[files]` of the settings file.

use crate::exit::CommandError;
use clap::Args;
use files::{Place, VirusCheck};
use kernel::Message;
use serde::Deserialize;
use web::FileSettings;

const FILE_MEGABYTES: u64 = 25;
const QUOTA_MEGABYTES: u64 = 10_000;
/// More would not fit the time that a body may take, nor the memory of those who read the text.
const MOST_FILE_MEGABYTES: u64 = 200;

/// On the command line and in the environment.
#[derive(Clone, Debug, Default, Args)]
pub struct FileArgs {
    #[arg(long, global = true, env = "VIDMAKT_FILE_MEGABYTES", value_name = "N", hide = true)]
    pub file_megabytes: Option<u64>,
    #[arg(long, global = true, env = "VIDMAKT_QUOTA_MEGABYTES", value_name = "N", hide = true)]
    pub quota_megabytes: Option<u64>,
    #[arg(long, global = true, env = "VIDMAKT_CLAMD", value_name = "ADDR", hide = true)]
    pub clamd: Option<String>,
    #[arg(long, global = true, env = "VIDMAKT_CLAMD_DOWN", value_name = "refuse|accept", hide = true)]
    pub clamd_down: Option<String>,
}

/// In the settings file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileTable {
    file_megabytes: Option<u64>,
    quota_megabytes: Option<u64>,
    clamd: Option<String>,
    clamd_down: Option<String>,
}

/// Puts them together.
///
/// # Errors
/// When one of them is wrong.
pub fn gather(args: &FileArgs, table: FileTable) -> Result<FileSettings, CommandError> {
    let of_a_file = args.file_megabytes.or(table.file_megabytes).unwrap_or(FILE_MEGABYTES);
    if !(1..=MOST_FILE_MEGABYTES).contains(&of_a_file) {
        let most = i64::try_from(MOST_FILE_MEGABYTES).unwrap_or(i64::MAX);
        return Err(CommandError::wrong_use(Message::new("cli-file-megabytes-wrong").with("most", most)));
    }
    let of_a_federation = args.quota_megabytes.or(table.quota_megabytes).unwrap_or(QUOTA_MEGABYTES);
    let mut settings = FileSettings::default().with_megabytes(of_a_file, of_a_federation);
    // The program reads a PDF in a process of its own; one that cannot find itself keeps files without their words.
    settings.pdf_reader = std::env::current_exe().ok();
    if let Some(address) = args.clamd.clone().or(table.clamd) {
        let wrong =
            |_| CommandError::wrong_use(Message::new("cli-clamd-wrong").with("given", address.as_str()));
        let mut check = VirusCheck::at(address.parse::<Place>().map_err(wrong)?);
        if let Some(word) = args.clamd_down.clone().or(table.clamd_down) {
            let wrong = |_| {
                CommandError::wrong_use(Message::new("cli-clamd-down-wrong").with("given", word.as_str()))
            };
            check.when_down = word.parse().map_err(wrong)?;
        }
        settings.virus_check = Some(check);
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use files::WhenDown;

    #[test]
    fn the_command_line_wins_over_the_settings_file() {
        let table = || {
            toml::from_str("file_megabytes = 5\nquota_megabytes = 100\nclamd = \"unix:/run/clamd\"").unwrap()
        };
        let args = FileArgs { file_megabytes: Some(7), ..FileArgs::default() };
        let settings = gather(&args, table()).unwrap();
        assert_eq!((settings.most_bytes, settings.quota_bytes), (7_000_000, 100_000_000));
        assert_eq!(settings.virus_check.unwrap().place, Place::Unix("/run/clamd".into()));
        let settings = gather(&FileArgs::default(), table()).unwrap();
        assert_eq!(settings.most_bytes, 5_000_000);
    }

    #[test]
    fn without_a_word_files_are_refused_while_clamd_is_down() {
        let args = |down: Option<&str>| FileArgs {
            clamd: Some("tcp:127.0.0.1:3310".into()),
            clamd_down: down.map(str::to_owned),
            ..FileArgs::default()
        };
        let check =
            |down| gather(&args(down), FileTable::default()).map(|settings| settings.virus_check.unwrap());
        assert_eq!(check(None).unwrap().when_down, WhenDown::Refuse);
        assert_eq!(check(Some("accept")).unwrap().when_down, WhenDown::Accept);
        assert!(check(Some("maybe")).is_err());
    }

    #[test]
    fn a_wrong_setting_is_told() {
        for args in [
            FileArgs { file_megabytes: Some(0), ..FileArgs::default() },
            FileArgs { file_megabytes: Some(100_000), ..FileArgs::default() },
            FileArgs { clamd: Some("/run/clamd".into()), ..FileArgs::default() },
        ] {
            assert!(gather(&args, FileTable::default()).is_err(), "{args:?}");
        }
    }
}
