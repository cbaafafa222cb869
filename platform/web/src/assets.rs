//! The files that the browser gets beside the pages: style sheet, scripts, font and icons, bundled by `assets/build.mjs`.
//! Each name carries a hash of its content, so an answer may be kept for ever.

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static DIST: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/dist");

/// Where the server answers with these files.
pub const ASSETS_PATH: &str = "/assets/";

static MANIFEST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let manifest = DIST.get_file("manifest.json").map_or(&b"{}"[..], |file| file.contents());
    serde_json::from_slice(manifest).unwrap_or_default()
});

/// One file, plain and as the browsers like it packed.
pub struct Asset {
    pub content_type: &'static str,
    pub plain: &'static [u8],
    pub gzip: Option<&'static [u8]>,
    pub brotli: Option<&'static [u8]>,
}

/// The address of `app.css`, `app.js`, `icons.svg`, `favicon.svg` or `inter.woff2`.
#[must_use]
pub fn asset_href(name: &str) -> String {
    let hashed = MANIFEST.get(name).map_or(name, String::as_str);
    format!("{ASSETS_PATH}{hashed}")
}

/// The file of a hashed name, as it stands in an address after [`ASSETS_PATH`].
#[must_use]
pub fn asset(hashed_name: &str) -> Option<Asset> {
    let content_type = content_type(hashed_name)?;
    let packed = |ending: &str| DIST.get_file(format!("{hashed_name}.{ending}")).map(|file| file.contents());
    Some(Asset {
        content_type,
        plain: DIST.get_file(hashed_name)?.contents(),
        gzip: packed("gz"),
        brotli: packed("br"),
    })
}

fn content_type(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_a_page_asks_for_is_embedded() {
        for name in ["app.css", "app.js", "icons.svg", "favicon.svg", "inter.woff2"] {
            let href = asset_href(name);
            let file = asset(href.trim_start_matches(ASSETS_PATH));
            assert!(file.is_some_and(|file| !file.plain.is_empty()), "{name} is missing");
        }
    }

    #[test]
    fn what_is_text_is_also_there_packed() {
        let css = asset(asset_href("app.css").trim_start_matches(ASSETS_PATH)).unwrap();
        assert!(css.gzip.unwrap().len() < css.plain.len());
        assert!(css.brotli.unwrap().len() < css.plain.len());
    }

    #[test]
    fn the_manifest_and_paths_out_of_the_folder_are_not_served() {
        assert!(asset("manifest.json").is_none());
        assert!(asset("../package.css").is_none());
    }
}
