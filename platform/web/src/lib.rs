//! The web application's shell: routes as data, the visit that handlers see, sign-in, pages and their components,
//! and the machinery of the API.

pub mod assets;
pub mod components;
pub mod layout;

mod answer;
mod form_input;
mod route;
mod visit;
mod web;

pub use answer::{Answer, File, JsonAnswer, Page};
pub use form_input::{read_form, set_from_texts, value_of_texts};
pub use route::{Access, Handler, Method, Route};
pub use visit::{Body, Form, Session, Upload, Visit};
pub use web::{Clock, DemoAccount, Room, RoomPage, Site, Web};
