//! The pages of saved views: all that one may open, each with its settings and its mailings, and the link that opens it.

mod mailing_forms;
mod view_forms;
mod view_list;
mod view_page;

pub(crate) use view_list::FILTERS;

use web::{Access, Route, VIEWS_PATH};

/// What is the same of each route on one view.
const fn of_view(route: Route) -> Route {
    route.of("saved_view")
}

/// The routes of these pages. Views belong to whoever is signed in; the verbs ask whose they are.
#[must_use]
pub fn routes() -> Vec<Route> {
    let all = Access::SignedIn;
    vec![
        Route::get(VIEWS_PATH, all, view_list::views).listing("views"),
        Route::get("/vyer/ny", all, view_forms::new_form),
        Route::post("/vyer/ny", all, view_forms::save_new),
        of_view(Route::get("/vyer/{id}", all, view_page::show)),
        of_view(Route::get("/vyer/{id}/oppna", all, view_page::open)),
        of_view(Route::get("/vyer/{id}/andra", all, view_forms::edit_form)),
        of_view(Route::post("/vyer/{id}/andra", all, view_forms::change)),
        of_view(Route::get("/vyer/{id}/ta-bort", all, view_forms::removal)),
        of_view(Route::post("/vyer/{id}/ta-bort", all, view_forms::remove)),
        of_view(Route::post("/vyer/{id}/startsida", all, view_page::choose_start)),
        of_view(Route::get("/vyer/{id}/utskick", all, mailing_forms::new_form)),
        of_view(Route::post("/vyer/{id}/utskick", all, mailing_forms::order)),
        Route::post("/vyutskick/{id}/avsluta", all, mailing_forms::end).of("view_mailing"),
    ]
}

fn address_of(id: kernel::Id) -> String {
    format!("{VIEWS_PATH}/{id}")
}
