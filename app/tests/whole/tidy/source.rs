//! The Rust sources of the program, taken apart: functions, literals, words, and which of them belong to tests.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use syn::spanned::Spanned as _;
use syn::{Attribute, Item, Signature};

/// One file.
pub struct Source {
    /// From the root of the project: `domains/register/src/system.rs`.
    pub path: String,
    pub text: String,
    pub is_test: bool,
    /// Lines of modules and functions that exist in tests only, both included.
    tests: Vec<(usize, usize)>,
    pub functions: Vec<Function>,
    pub types: Vec<Type>,
    /// The content of each string literal outside tests, and its line.
    pub literals: Vec<(usize, String)>,
    /// Each identifier outside tests, and its line.
    pub words: Vec<(usize, String)>,
    /// Each `path::of::words` outside tests, without spaces, and its line.
    pub paths: Vec<(usize, String)>,
    /// Each call outside tests: its line, what is called, and the texts among its arguments.
    pub calls: Vec<(usize, String, Vec<String>)>,
    /// Each `name: "text"` outside tests.
    pub named_texts: Vec<(usize, String, String)>,
    /// Names of the files that it declares as modules for tests only.
    test_modules: Vec<String>,
}

/// A function with its body.
pub struct Function {
    pub name: String,
    pub first_line: usize,
    pub last_line: usize,
    /// Types of the parameters, without `self`, as words.
    pub parameters: Vec<String>,
    pub is_test: bool,
}

/// A public type.
pub struct Type {
    pub name: String,
    pub line: usize,
    pub documentation: String,
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file of app, platform and domains.
pub fn all() -> &'static [Source] {
    static ALL: OnceLock<Vec<Source>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut sources: Vec<Source> = files(&["app", "platform", "domains"], "rs")
            .into_iter()
            .map(|(path, text)| Source::read(&path, &text))
            .collect();
        assert!(sources.len() > 200, "the sources are found");
        mark_test_modules(&mut sources);
        sources
    })
}

/// Path and text of every file with an ending below folders of the project, in order.
pub fn files(folders: &[&str], ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &mut |path| {
            if path.extension().is_some_and(|end| end == ending) {
                let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(path).expect("UTF-8")));
            }
        });
    }
    found.sort();
    found
}

/// Calls for every file below a folder; what is built or fetched is no source.
pub fn walk(folder: &Path, found: &mut dyn FnMut(&Path)) {
    const NOT_OURS: &[&str] = &["target", "node_modules", "dist", ".git"];
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(&path, found);
            }
        } else {
            found(&path);
        }
    }
}

fn mark_test_modules(sources: &mut [Source]) {
    let of_tests: BTreeSet<String> = sources.iter().flat_map(|source| source.test_modules.clone()).collect();
    for source in sources {
        let stem = source.path.trim_end_matches(".rs").trim_end_matches("/mod").to_owned();
        source.is_test |=
            of_tests.iter().any(|module| stem == *module || stem.starts_with(&format!("{module}/")));
    }
}

impl Source {
    /// Takes a file apart.
    ///
    /// # Panics
    /// When it is no Rust.
    pub fn read(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test: path.contains("/tests/")
                || path.contains("/benches/")
                || path.contains("platform/testkit/"),
            tests: Vec::new(),
            functions: Vec::new(),
            types: Vec::new(),
            literals: Vec::new(),
            words: Vec::new(),
            paths: Vec::new(),
            calls: Vec::new(),
            named_texts: Vec::new(),
            test_modules: Vec::new(),
        };
        source.items(&file.items, false);
        source.tokens(tokens);
        source
    }

    /// `path:line`.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// The name of the file without its ending, or that of its folder.
    pub fn stem(&self) -> &str {
        let name = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        name.rsplit('/').next().unwrap_or(name)
    }

    /// Whether it is, or stands within, a module whose name begins so: `pages.rs`, `pages/system.rs`.
    pub fn stands_in(&self, names: &[&str]) -> bool {
        let place = self.path.split_once("/src/").map_or("", |(_, place)| place);
        place.split('/').any(|part| names.iter().any(|name| part.starts_with(name)))
    }

    /// Lines that do not belong to tests.
    pub fn lines_without_tests(&self) -> usize {
        let lines = self.text.lines().count();
        (1..=lines).filter(|line| !self.is_in_test(*line)).count()
    }

    pub fn line(&self, line: usize) -> &str {
        self.text.lines().nth(line - 1).unwrap_or_default()
    }

    pub fn is_in_test(&self, line: usize) -> bool {
        self.tests.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }

    fn items(&mut self, items: &[Item], is_test: bool) {
        for item in items {
            match item {
                Item::Fn(function) => self.function(&function.sig, &function.attrs, (item.span(), is_test)),
                Item::Impl(block) => {
                    for inner in &block.items {
                        if let syn::ImplItem::Fn(function) = inner {
                            self.function(&function.sig, &function.attrs, (inner.span(), is_test));
                        }
                    }
                }
                Item::Trait(block) => {
                    for inner in &block.items {
                        if let syn::TraitItem::Fn(function) = inner {
                            self.function(&function.sig, &function.attrs, (inner.span(), is_test));
                        }
                    }
                }
                Item::Struct(item) => self.named(&item.ident, &item.vis, &item.attrs),
                Item::Enum(item) => self.named(&item.ident, &item.vis, &item.attrs),
                Item::Mod(module) => self.module(module, item.span(), is_test),
                _ => {}
            }
        }
    }

    fn named(&mut self, name: &syn::Ident, visibility: &syn::Visibility, attributes: &[Attribute]) {
        if matches!(visibility, syn::Visibility::Public(_)) {
            let documentation = documentation(attributes);
            self.types.push(Type { name: name.to_string(), line: name.span().start().line, documentation });
        }
    }

    fn module(&mut self, module: &syn::ItemMod, span: proc_macro2::Span, is_test: bool) {
        let is_test = is_test || is_for_tests(&module.attrs);
        match &module.content {
            Some((_, items)) => {
                if is_test {
                    self.tests.push((span.start().line, span.end().line));
                }
                self.items(items, is_test);
            }
            None if is_test => {
                let stem = self.path.trim_end_matches(".rs");
                let ends_folder = ["/lib", "/main", "/mod"].iter().find_map(|end| stem.strip_suffix(end));
                self.test_modules.push(format!("{}/{}", ends_folder.unwrap_or(stem), module.ident));
            }
            None => {}
        }
    }

    fn function(
        &mut self,
        signature: &Signature,
        attributes: &[Attribute],
        (span, is_test): (proc_macro2::Span, bool),
    ) {
        let is_test = is_test || is_for_tests(attributes);
        let (first_line, last_line) = (signature.span().start().line, span.end().line);
        if is_test {
            self.tests.push((first_line, last_line));
        }
        let parameters = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(typed) => Some(tokens_of(&typed.ty)),
            syn::FnArg::Receiver(_) => None,
        });
        let parameters = parameters.collect();
        self.functions.push(Function {
            name: signature.ident.to_string(),
            first_line,
            last_line,
            parameters,
            is_test,
        });
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
        for three in all.windows(3) {
            self.named_text(three);
        }
        for two in all.windows(2) {
            self.call(two);
        }
        let mut path = String::new();
        let mut path_line = 0;
        for token in tokens {
            let line = token.span().start().line;
            let continues = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
            match &token {
                TokenTree::Ident(word) if path.is_empty() || path.ends_with("::") => {
                    path_line = if path.is_empty() { line } else { path_line };
                    path.push_str(&word.to_string());
                }
                _ if continues && !path.is_empty() => path.push(':'),
                _ => {
                    self.end_path(&mut path, path_line);
                    if let TokenTree::Ident(word) = &token {
                        (path, path_line) = (word.to_string(), line);
                    }
                }
            }
            if self.is_in_test(line) {
                path.clear();
            }
            self.token(token, line);
        }
        self.end_path(&mut path, path_line);
    }

    fn named_text(&mut self, three: &[TokenTree]) {
        if let [TokenTree::Ident(name), TokenTree::Punct(colon), TokenTree::Literal(literal)] = three
            && colon.as_char() == ':'
            && let Some(text) = text_of(literal)
        {
            let line = name.span().start().line;
            if !self.is_in_test(line) {
                self.named_texts.push((line, name.to_string(), text));
            }
        }
    }

    fn call(&mut self, two: &[TokenTree]) {
        let [TokenTree::Ident(name), TokenTree::Group(arguments)] = two else { return };
        let line = name.span().start().line;
        if self.is_in_test(line) || arguments.delimiter() != proc_macro2::Delimiter::Parenthesis {
            return;
        }
        let literals = arguments.stream().into_iter().filter_map(|token| match token {
            TokenTree::Literal(literal) => text_of(&literal),
            _ => None,
        });
        self.calls.push((line, name.to_string(), literals.collect()));
    }

    fn end_path(&mut self, path: &mut String, line: usize) {
        if path.contains("::") {
            self.paths.push((line, std::mem::take(path)));
        }
        path.clear();
    }

    fn token(&mut self, token: TokenTree, line: usize) {
        match token {
            TokenTree::Group(group) => self.tokens(group.stream()),
            _ if self.is_in_test(line) => {}
            TokenTree::Ident(word) => self.words.push((line, word.to_string())),
            TokenTree::Literal(literal) => {
                // To the compiler a comment that documents is a literal too.
                let is_comment = self.line(line).trim_start().starts_with("//");
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                if let Some(text) = text.ok().filter(|_| !is_comment) {
                    self.literals.push((line, text.value()));
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}

fn text_of(literal: &proc_macro2::Literal) -> Option<String> {
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
}

fn tokens_of(ty: &syn::Type) -> String {
    fn words(stream: TokenStream, all: &mut String) {
        for token in stream {
            match token {
                TokenTree::Group(group) => words(group.stream(), all),
                other => {
                    all.push_str(&other.to_string());
                    all.push(' ');
                }
            }
        }
    }
    let mut all = String::new();
    words(quote::ToTokens::to_token_stream(ty), &mut all);
    all
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg_test = attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test");
        is_cfg_test || attribute.path().is_ident("test")
    })
}

fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) if attribute.path().is_ident("doc") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_source_is_taken_apart_and_its_tests_are_told_from_it() {
    let source = Source::read(
        "domains/x/src/lib.rs",
        "/// Swedish: sak.\npub struct Thing;\nfn one(a: &mut Tx, b: i64) {\n  call(web::Page::new(\"ett\"));\n}\n\
         #[cfg(test)]\nmod tests {\n  fn two() { \"två\"; }\n}\n#[cfg(test)]\nmod cases;\n",
    );
    assert_eq!(source.literals, [(4, "ett".to_owned())]);
    assert_eq!(source.paths, [(4, "web::Page::new".to_owned())]);
    assert_eq!(source.functions[0].parameters, ["& mut Tx ", "i64 "]);
    assert_eq!((source.functions[0].first_line, source.functions[0].last_line), (3, 5));
    assert!(source.functions[1].is_test);
    assert_eq!(
        (source.types[0].name.as_str(), source.types[0].documentation.as_str()),
        ("Thing", " Swedish: sak.")
    );
    assert_eq!(source.test_modules, ["domains/x/src/cases"]);
    assert_eq!(source.lines_without_tests(), 7);
}
