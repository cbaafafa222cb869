//! A page as a reader meets it: headings, links, labels, forms and tables, asked for by what stands on the screen.

use scraper::{ElementRef, Html, Selector};

/// The HTML of an answer.
pub struct PageSeen {
    html: Html,
}

impl PageSeen {
    #[must_use]
    pub fn read(html: &str) -> Self {
        Self { html: Html::parse_document(html) }
    }

    /// The words of every element that a CSS selector finds.
    ///
    /// # Panics
    /// When it is no selector.
    #[must_use]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.html.select(&css(selector)).map(words).collect()
    }

    /// The words of the first level-one heading.
    #[must_use]
    pub fn heading(&self) -> String {
        self.texts("h1").into_iter().next().unwrap_or_default()
    }

    /// Whether a text stands anywhere in the main part of the page.
    #[must_use]
    pub fn shows(&self, text: &str) -> bool {
        let main = self.texts("main");
        let all = if main.is_empty() { self.texts("body") } else { main };
        all.iter().any(|words| words.contains(text))
    }

    /// Where a link with these words leads.
    #[must_use]
    pub fn link(&self, label: &str) -> Option<String> {
        let links = css("a[href]");
        let mut found = self.html.select(&links).filter(|link| words(*link) == label);
        found.next().and_then(|link| link.attr("href")).map(str::to_owned)
    }

    /// The value of a field by its label.
    #[must_use]
    pub fn value_of(&self, label: &str) -> Option<String> {
        let labels = css("label[for]");
        let of = self.html.select(&labels).find(|element| words(*element).starts_with(label))?.attr("for")?;
        let field = self.html.select(&css(&format!("[id='{of}']"))).next()?;
        Some(value(field))
    }

    /// The rows of the first table in the main part, each with the words of its cells but for the box that chooses it.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<String>> {
        let (tables, rows, cells) = (css("table"), css("tbody tr"), css("th, td:not(.choose)"));
        let table = self.html.select(&tables).next();
        let rows = table.into_iter().flat_map(|table| table.select(&rows).collect::<Vec<_>>());
        rows.map(|row| row.select(&cells).map(words).collect()).collect()
    }

    /// Names and values of the form that posts to an address, as a browser would send them unchanged.
    ///
    /// # Panics
    /// When the page has no such form.
    #[must_use]
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let forms = css("form[method=post]");
        let form = self.html.select(&forms).find(|form| form.attr("action") == Some(action));
        let form = form.unwrap_or_else(|| panic!("no form posts to {action}: {:?}", self.actions()));
        let fields = css("input[name], select[name], textarea[name]");
        form.select(&fields)
            .filter(|field| is_sent(*field))
            .map(|field| (name(field), value(field)))
            .collect()
    }

    /// Where the forms of the page post to.
    #[must_use]
    pub fn actions(&self) -> Vec<String> {
        let forms = css("form[action]");
        self.html.select(&forms).filter_map(|form| form.attr("action")).map(str::to_owned).collect()
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector} is no selector: {error}"))
}

/// The words of an element, with single spaces between them.
fn words(element: ElementRef) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn name(field: ElementRef) -> String {
    field.attr("name").unwrap_or_default().to_owned()
}

fn value(field: ElementRef) -> String {
    match field.value().name() {
        "select" => {
            let chosen = field.select(&css("option[selected]")).next();
            let first = || field.select(&css("option")).next();
            chosen
                .or_else(first)
                .map(|option| option.attr("value").map_or_else(|| words(option), str::to_owned))
                .unwrap_or_default()
        }
        "textarea" => field.text().collect(),
        _ => field.attr("value").unwrap_or_default().to_owned(),
    }
}

/// Buttons are sent only when they are pressed, boxes only when they are ticked, files only when one was chosen.
fn is_sent(field: ElementRef) -> bool {
    match field.attr("type").unwrap_or_default() {
        "checkbox" | "radio" => field.attr("checked").is_some(),
        "submit" | "button" | "file" => false,
        _ => field.attr("disabled").is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><body><nav>Meny</nav><main><h1>Nytt <b>system</b></h1><a href=/system>Alla
        system</a><form method=post action=/save><label for=n>Namn</label><input id=n name=name value=Ett>
        <input type=checkbox name=a value=1><input type=checkbox name=b value=2 checked>
        <select name=kind><option value=x>X<option value=y selected>Y</select><textarea name=notes>ö</textarea>
        <button>Spara</button></form><table><thead><tr><th>Namn<tbody><tr><th>Lön<td>  1  200</table></main>";

    #[test]
    fn a_page_is_asked_for_what_its_reader_sees() {
        let page = PageSeen::read(PAGE);
        assert_eq!(page.heading(), "Nytt system");
        assert_eq!(page.link("Alla system").as_deref(), Some("/system"));
        assert_eq!(page.value_of("Namn").as_deref(), Some("Ett"));
        assert_eq!(page.rows(), [["Lön", "1 200"]]);
        assert!(page.shows("Spara") && !page.shows("Meny"));
    }

    #[test]
    fn a_form_holds_what_a_browser_would_send() {
        let sent = PageSeen::read(PAGE).form("/save");
        let sent: Vec<(&str, &str)> =
            sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(sent, [("name", "Ett"), ("b", "2"), ("kind", "y"), ("notes", "ö")]);
    }
}
