//! Everything as JSON, with the names that the API has.

use super::whole::{Whole, states_of};
use kernel::{Date, Error, Id, Record, Result, Subject, json_of, told_of};
use serde_json::{Value as Json, json};

pub(super) fn write(whole: &Whole, as_of: Option<Date>) -> Result<Vec<u8>> {
    let known = &whole.known;
    let systems: Vec<Json> = states_of(known)
        .map(|state| {
            let uses: Vec<Json> = state.uses.iter().map(|one| json_of(one).into()).collect();
            let more = json!({"uses": uses, "objects": state.objects});
            with(with_id(state.system.id, &state.system), &more)
        })
        .collect();
    let documents = whole.documents.iter().map(|one| {
        let withdrawn_on = one.withdrawn.as_ref().map(|withdrawal| withdrawal.on);
        with(with_id(one.id, one), &json!({"subject": subject(&one.subject), "withdrawn_on": withdrawn_on}))
    });
    let all = json!({
        "as_of": as_of,
        "pack": {"id": known.pack.id, "version": known.pack.version},
        "systems": systems,
        "objects": known.objects.values().map(|one| with_id(one.id, one)).collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
        "people": known.people.values().map(|one| with_id(one.id, one)).collect::<Vec<_>>(),
        "organisations": known.organisations.values().map(|one| with_id(one.id, one)).collect::<Vec<_>>(),
        "role_assignments": whole.assignments.iter().map(|one| with_id(one.id, one)).collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&all).map_err(Error::failed)
}

fn subject(subject: &Subject) -> Json {
    json!({"kind": subject.kind, "id": subject.id})
}

fn with_id<N: Record>(id: Id, record: &N) -> Json {
    with(json!({"id": id}), &told_of(record).into())
}

fn with(mut record: Json, more: &Json) -> Json {
    if let (Some(fields), Some(more)) = (record.as_object_mut(), more.as_object()) {
        fields.extend(more.clone());
    }
    record
}
