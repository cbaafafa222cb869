//! What comes of suggestions: weighed, joined, answered, withdrawn and taken up anew.

use crate::world::{World, is_refused, objections, schema};
use kernel::{Actor, Id, Result};
use plans::{
    AnswerSuggestion, Answered, Seen, SuggestionState, Weight, answer_suggestion, join_suggestions,
    reopen_suggestion, weigh_suggestion, withdraw_suggestion,
};
use testkit::{TestDb, on_both_engines};

on_both_engines!(schema();
    a_suggestion_is_declined_with_a_word_of_why_and_its_maker_is_told,
    what_is_joined_is_answered_with_the_other_and_every_maker_is_told,
    a_suggestion_is_joined_only_where_both_may_be_handled_and_are_open,
    only_who_handles_suggestions_weighs_joins_and_answers_them,
    what_is_answered_is_changed_no_more_until_it_is_taken_up_again,
    only_its_maker_withdraws_a_suggestion,
    what_is_joined_into_one_that_is_withdrawn_waits_for_an_answer_again,
);

const fn seen(id: Id) -> Seen {
    Seen { id, revision: None }
}

fn answer(world: &World, who: &Actor, id: Id, answered: Answered, answer: &str) -> Result<()> {
    let ask = AnswerSuggestion { seen: seen(id), answered, answer: answer.to_owned() };
    world.write(who, move |tx| answer_suggestion(tx, &ask))
}

fn join(world: &World, who: &Actor, id: Id, into: Id) -> Result<()> {
    world.write(who, move |tx| join_suggestions(tx, seen(id), into))
}

fn weigh(world: &World, who: &Actor, id: Id, benefit: i64) -> Result<()> {
    let weight = Weight { benefit: Some(benefit), effort: Some(2) };
    world.write(who, move |tx| weigh_suggestion(tx, seen(id), weight))
}

fn a_suggestion_is_declined_with_a_word_of_why_and_its_maker_is_told(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök på belopp");
    let silent = answer(&world, &world.manager, id, Answered::Declined, " ");
    assert_eq!(objections(silent), ["answer plans-objection-say-why-declined"]);
    assert_eq!(world.told(&world.manager).len(), 1);
    answer(&world, &world.manager, id, Answered::Declined, "Ryms inte i år").unwrap();
    let now = world.loaded(id);
    assert_eq!((now.state, now.answer.as_str()), (SuggestionState::Declined, "Ryms inte i år"));
    assert_eq!(now.answered_by_name, "Systemförvaltare Ekonomi");
    assert_eq!(world.told(&world.user), ["Ditt förslag är avböjt: Sök på belopp. Läs svaret."]);
    assert!(world.told(&world.manager).is_empty(), "it is seen to");
    assert_eq!(world.actions(id), ["suggestion.declined", "suggestion.made"]);
}

fn what_is_joined_is_answered_with_the_other_and_every_maker_is_told(db: &TestDb) {
    let world = World::new(db);
    let colleague = world.employee("Kollega", world.town);
    let [first, second] = ["Sök på belopp", "Bättre sök"].map(|title| world.suggested(title));
    let third = world.suggest(&colleague, "Sökningen är dålig").unwrap();
    join(&world, &world.manager, third, second).unwrap();
    join(&world, &world.manager, second, first).unwrap();
    let joined = world.loaded(third);
    let into = (joined.state, joined.joined_into);
    assert_eq!(into, (SuggestionState::Joined, Some(first)), "it follows along");
    answer(&world, &world.manager, first, Answered::Done, "").unwrap();
    assert_eq!(world.loaded(first).state, SuggestionState::Done);
    let told = world.told(&colleague);
    assert!(told.contains(&"Ditt förslag är genomfört: Sökningen är dålig.".to_owned()), "{told:?}");
    let told = world.told(&world.user);
    assert!(told.contains(&"Ditt förslag är genomfört: Bättre sök.".to_owned()), "{told:?}");
    assert!(
        told.contains(&"Ditt förslag Bättre sök ingår nu i ett annat: Sök på belopp.".to_owned()),
        "{told:?}"
    );
    assert!(world.told(&world.manager).is_empty());
}

fn a_suggestion_is_joined_only_where_both_may_be_handled_and_are_open(db: &TestDb) {
    let world = World::new(db);
    let [first, second] = ["Sök på belopp", "Bättre sök"].map(|title| world.suggested(title));
    let itself = join(&world, &world.manager, first, first);
    assert_eq!(objections(itself), ["into plans-objection-joined-into-itself"]);
    answer(&world, &world.manager, second, Answered::Done, "Finns").unwrap();
    let closed = join(&world, &world.manager, first, second);
    assert_eq!(objections(closed), ["into plans-objection-joined-into-closed"]);
    let other = world.registered("Lön");
    let said = plans::Said { system: Some(other), title: "Bättre sök".into(), content: String::new() };
    let elsewhere = world.done(move |tx| plans::make_suggestion(tx, &said));
    let elsewhere = join(&world, &world.manager, first, elsewhere);
    assert_eq!(objections(elsewhere), ["into plans-objection-joined-elsewhere"]);
    assert_eq!(world.loaded(first).state, SuggestionState::Open);
}

fn only_who_handles_suggestions_weighs_joins_and_answers_them(db: &TestDb) {
    let world = World::new(db);
    let [first, second] = ["Sök på belopp", "Bättre sök"].map(|title| world.suggested(title));
    assert!(is_refused(&weigh(&world, &world.user, first, 4)));
    assert!(is_refused(&join(&world, &world.user, first, second)));
    assert!(is_refused(&answer(&world, &world.user, first, Answered::Done, "")));
    assert_eq!(objections(weigh(&world, &world.manager, first, 6)), ["benefit objection-out-of-range"]);
    weigh(&world, &world.manager, first, 4).unwrap();
    let weight = world.loaded(first).weight;
    assert_eq!(weight, Weight { benefit: Some(4), effort: Some(2) });
}

fn what_is_answered_is_changed_no_more_until_it_is_taken_up_again(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök på belopp");
    let reopen = |who: &Actor| world.write(who, move |tx| reopen_suggestion(tx, seen(id)));
    assert_eq!(objections(reopen(&world.manager)), [" plans-objection-suggestion-not-answered"]);
    answer(&world, &world.manager, id, Answered::Declined, "Nej").unwrap();
    let closed = [" plans-objection-suggestion-closed"];
    assert_eq!(objections(weigh(&world, &world.manager, id, 3)), closed);
    assert_eq!(objections(answer(&world, &world.manager, id, Answered::Done, "")), closed);
    let withdrawn = world.write(&world.user, move |tx| withdraw_suggestion(tx, seen(id)));
    assert_eq!(objections(withdrawn), closed);
    assert!(is_refused(&reopen(&world.user)));
    reopen(&world.manager).unwrap();
    let now = world.loaded(id);
    assert_eq!((now.state, now.answer.as_str(), now.answered_at), (SuggestionState::Open, "", None));
    assert!(world.told(&world.user).contains(&"Ditt förslag tas upp igen: Sök på belopp.".to_owned()));
    answer(&world, &world.manager, id, Answered::Done, "Finns nu").unwrap();
    assert!(world.told(&world.user).contains(&"Ditt förslag är genomfört: Sök på belopp.".to_owned()));
}

fn only_its_maker_withdraws_a_suggestion(db: &TestDb) {
    let world = World::new(db);
    let id = world.suggested("Sök på belopp");
    let withdraw = |who: &Actor| world.write(who, move |tx| withdraw_suggestion(tx, seen(id)));
    assert!(is_refused(&withdraw(&world.manager)));
    withdraw(&world.user).unwrap();
    assert_eq!(world.loaded(id).state, SuggestionState::Withdrawn);
    assert!(world.told(&world.manager).is_empty(), "nobody needs to answer it");
}

fn what_is_joined_into_one_that_is_withdrawn_waits_for_an_answer_again(db: &TestDb) {
    let world = World::new(db);
    let colleague = world.employee("Kollega", world.town);
    let first = world.suggested("Sök på belopp");
    let joined = world.suggest(&colleague, "Sökningen är dålig").unwrap();
    join(&world, &world.manager, joined, first).unwrap();
    world.write(&world.user, move |tx| withdraw_suggestion(tx, seen(first))).unwrap();
    assert_eq!(world.loaded(first).state, SuggestionState::Withdrawn);
    let now = world.loaded(joined);
    assert_eq!(
        (now.state, now.joined_into),
        (SuggestionState::Open, None),
        "it is not its maker's to withdraw"
    );
    let told = world.told(&colleague);
    assert!(told.contains(&"Ditt förslag tas upp igen: Sökningen är dålig.".to_owned()), "{told:?}");
    answer(&world, &world.manager, joined, Answered::Done, "Finns nu").expect("it can be answered");
}
