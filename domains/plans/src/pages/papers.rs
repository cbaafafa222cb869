//! Plans as files.

use crate::papers::{reading, sheets_of};
use kernel::Result;
use web::papers::{FileForm, ODT, PDF, XLSX};
use web::{Answer, Visit};

/// Every form that a plan can be had in.
pub(crate) const PLAN_FORMS: &[FileForm] = &[PDF, ODT, XLSX];

/// A plan in the form that is asked for.
pub(crate) fn plan_file(visit: &Visit) -> Result<Answer> {
    let form = FileForm::asked(visit, PLAN_FORMS)?;
    let id = visit.id("id")?;
    let language = visit.language();
    if form == XLSX {
        let plan = visit.read(|read| reading(read, id))?;
        return form.file(visit, &plan.plan.title(), print::workbook(&sheets_of(&plan, language))?);
    }
    let site = visit.web.site.public_url.as_str();
    let paper = visit.read(|read| Ok(reading(read, id)?.paper(read, (language, site))))?;
    form.paper(visit, &paper)
}
