//! What stands around a page: the rooms that the visitor may enter, where they are, and what waits for them.

use super::flash;
use crate::answer::Page;
use crate::components::Link;
use crate::layout::{PageFrame, PageLink, RoomLink};
use crate::settings_page;
use crate::visit::{Session, Visit};
use crate::web::{Room, Welcome};
use kernel::Permission;

/// The page of the search, shown in the bar where the program has one.
const SEARCH_PATH: &str = "/sok";

pub(super) fn frame_of(visit: &Visit, session: &Session, page: &mut Page, welcome: Welcome) -> PageFrame {
    let has_search = visit.web.routes.iter().any(|route| route.path == SEARCH_PATH);
    PageFrame {
        look: visit.look,
        has_narrow_rail: settings_page::has_narrow_rail(visit),
        federation: session.federation.clone(),
        rooms: rooms_of(visit, &page.breadcrumbs),
        user_name: welcome.name.unwrap_or_else(|| visit.actor.name.clone()),
        account: visit.actor.name.clone(),
        waiting: welcome.waiting,
        waiting_href: visit.keeping_day("/"),
        search_href: has_search.then(|| SEARCH_PATH.to_owned()),
        today: visit.today(),
        // A wrong day has been objected to by whoever read with it.
        as_of: visit.as_of().ok().flatten(),
        csrf: session.csrf.clone(),
        address: visit.address(),
        breadcrumbs: keeping_day(visit, std::mem::take(&mut page.breadcrumbs)),
        title: std::mem::take(&mut page.title),
        count: page.count,
        primary_action: page.primary_action.take(),
        edit_action: page.edit_action.take(),
        flash: flash::taken(visit),
    }
}

/// A handler names the pages above its own; the day that is looked back to goes along.
fn keeping_day(visit: &Visit, links: Vec<Link>) -> Vec<Link> {
    links.into_iter().map(|link| Link::new(visit.keeping_day(&link.href), link.label)).collect()
}

fn rooms_of(visit: &Visit, above: &[Link]) -> Vec<RoomLink> {
    let may_enter = |permission: Option<Permission>| permission.is_none_or(|needed| visit.may(needed));
    let current = current_place(&visit.web.rooms, &visit.path, above);
    let rooms = visit.web.rooms.iter().filter(|room| may_enter(room.permission));
    rooms
        .map(|room| RoomLink {
            key: room.key,
            icon: room.icon,
            label: visit.text(room.label),
            href: visit.keeping_day(room.path),
            is_current: current.is_some_and(|path| holds(room, path)),
            pages: room
                .pages
                .iter()
                .filter(|page| may_enter(page.permission))
                .map(|page| PageLink {
                    label: visit.text(page.label),
                    href: visit.keeping_day(page.path),
                    is_current: current == Some(page.path),
                })
                .collect(),
        })
        .collect()
}

fn holds(room: &Room, path: &str) -> bool {
    room.path == path || room.pages.iter().any(|page| page.path == path)
}

/// Where a page lies: by its own address, else by the pages above it, such as a file by its document.
fn current_place(rooms: &[Room], address: &str, above: &[Link]) -> Option<&'static str> {
    let path = |link: &Link| link.href.split(['?', '#']).next().unwrap_or_default().to_owned();
    current_path(rooms, address)
        .or_else(|| above.iter().rev().find_map(|link| current_path(rooms, &path(link))))
}

/// The path of the room or page that lies nearest above an address.
fn current_path(rooms: &[Room], address: &str) -> Option<&'static str> {
    let paths = rooms.iter().flat_map(|room| room.pages.iter().map(|page| page.path).chain([room.path]));
    paths.filter(|path| lies_below(address, path)).max_by_key(|path| path.len())
}

fn lies_below(address: &str, path: &str) -> bool {
    address == path || (path != "/" && address.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Icon;
    use crate::web::RoomPage;

    const OBJECTS: RoomPage = RoomPage { label: "objects", path: "/objekt", permission: None };
    const ROOMS: [Room; 2] = [
        Room { label: "start", icon: Icon::Start, key: 's', path: "/", permission: None, pages: &[] },
        Room {
            label: "register",
            icon: Icon::Register,
            key: 'r',
            path: "/system",
            permission: None,
            pages: &[OBJECTS],
        },
    ];

    #[test]
    fn a_record_lies_in_the_room_of_its_list() {
        assert_eq!(current_path(&ROOMS, "/system/1/andra"), Some("/system"));
        assert_eq!(current_path(&ROOMS, "/objekt/1"), Some("/objekt"));
        assert_eq!(current_path(&ROOMS, "/systemet"), None);
        assert_eq!(current_path(&ROOMS, "/"), Some("/"));
    }

    #[test]
    fn what_lies_in_no_room_lies_where_the_page_above_it_does() {
        let above = [Link::new("/system?as_of=2026-01-01", "Systems"), Link::new("/dokument/1", "Plan")];
        assert_eq!(current_place(&ROOMS, "/fil/1", &above), Some("/system"));
        assert_eq!(current_place(&ROOMS, "/objekt/1", &above), Some("/objekt"));
        assert_eq!(current_place(&ROOMS, "/fil/1", &[]), None);
    }
}
